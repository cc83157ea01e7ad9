import { randomBytes } from 'node:crypto';
import type { Block } from './blocks';
import type { Interactive } from './elements';

/** Walking blocks: the things a person can act on, and the ids Slack fills in. */

export interface Placed {
  block: Block;
  index: number;
  element: Interactive;
}

function elementsOf(block: Block): Interactive[] {
  switch (block.type) {
    case 'actions':
      return block.elements;
    case 'input':
      return [block.element];
    case 'section':
      return block.accessory && block.accessory.type !== 'image' ? [block.accessory] : [];
    default:
      return [];
  }
}

export const interactives = (blocks: Block[]): Placed[] =>
  blocks.flatMap((block, index) => elementsOf(block).map((element) => ({ block, index, element })));

const shortId = (): string => randomBytes(4).toString('base64url').slice(0, 5);

/** Slack gives every block a block_id and every element an action_id when the app gave none. */
export function withIds(blocks: Block[]): Block[] {
  const copy = structuredClone(blocks);
  for (const block of copy) {
    block.block_id ??= shortId();
    for (const element of elementsOf(block)) element.action_id ??= shortId();
  }
  return copy;
}
