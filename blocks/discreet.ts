import type { KnownBlock } from '@slack/types';
import { userOf, type PersonKey } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import type { Picture } from './picture';
import { name } from './text';

/** Returns the message with the names of those who are to be left alone, in place of mentions that would ping them. */
export function discreet({ text, blocks }: Picture, spared: ReadonlySet<PersonKey>, { people }: Partner): Picture {
  if (spared.size === 0) return { text, blocks };
  const names = new Map(people.filter((a) => spared.has(a.person)).map((a) => [userOf(a.person), name(a.name)]));
  const named = (words: string): string => words.replace(/<@(\w+)>/g, (ping, user: string) => names.get(user) ?? ping);
  return { text: named(text), blocks: blocks.map((block) => reworded(block, named)) };
}

/** Changes the words of those kinds of blocks that can mention people, of the kinds in use. */
function reworded(block: KnownBlock, change: (words: string) => string): KnownBlock {
  switch (block.type) {
    case 'section':
      return block.text ? { ...block, text: { ...block.text, text: change(block.text.text) } } : block;
    case 'context':
      return {
        ...block,
        elements: block.elements.map((one) => (one.type === 'mrkdwn' ? { ...one, text: change(one.text) } : one)),
      };
    default:
      return block;
  }
}
