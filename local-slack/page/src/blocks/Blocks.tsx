import { Fragment, memo } from 'react';
import type { Block } from '../../../block-kit/blocks';
import { Displayed, type DisplayedBlock } from './Displayed';
import { Element } from './Element';
import { Field } from './Field';

/** Blocks in order: what only shows something is drawn together, the rest by us. */

type Group = { kind: 'displayed'; blocks: DisplayedBlock[] } | { kind: 'ours'; block: Block; key: string };

/** A block that only shows something; undefined for one with something to press or fill in. */
function displayed(block: Block): DisplayedBlock | undefined {
  if (block.type === 'actions' || block.type === 'input') return undefined;
  if (block.type === 'table') return { ...block, rows: block.rows.map((row) => row.map(cellShown)) };
  if (block.type !== 'section') return block;
  const { accessory, ...text } = block;
  if (accessory === undefined) return text;
  return accessory.type === 'image' ? { ...text, accessory } : undefined;
}

type Cell = Extract<Block, { type: 'table' }>['rows'][number][number];
const cellShown = (cell: Cell) => (cell.type === 'raw_number' ? { type: 'raw_text' as const, text: cell.text } : cell);

/**
 * Blocks are known again by what can be done in them: Slack numbers them anew with every change, and who has the focus in one keeps it.
 */
function nameOf(block: Block): string {
  if (block.type === 'input') return block.block_id ?? '';
  const elements = block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory] : [];
  return elements.map((one) => (one && 'action_id' in one ? one.action_id : '')).join(' ');
}

function grouped(blocks: readonly Block[]): Group[] {
  const groups: Group[] = [];
  const named = new Map<string, number>();
  for (const block of blocks) {
    const last = groups.at(-1);
    const shown = displayed(block);
    if (shown === undefined) {
      const name = nameOf(block);
      const before = named.get(name) ?? 0;
      named.set(name, before + 1);
      groups.push({ kind: 'ours', block, key: `${name} ${before}` });
    } else if (last?.kind === 'displayed') last.blocks.push(shown);
    else groups.push({ kind: 'displayed', blocks: [shown] });
  }
  return groups;
}

export const Blocks = memo(function Blocks({
  blocks,
  errors = {},
}: {
  blocks: readonly Block[];
  errors?: Record<string, string>;
}) {
  return (
    <div className="blocks">
      {grouped(blocks).map((group, index) =>
        group.kind === 'displayed' ? (
          <Displayed key={index} blocks={group.blocks} />
        ) : (
          <Fragment key={group.key}>
            <Ours block={group.block} error={errors[group.block.block_id ?? '']} />
          </Fragment>
        ),
      )}
    </div>
  );
});

function Ours({ block, error }: { block: Block; error: string | undefined }) {
  if (block.type === 'input') return <Field block={block} error={error} />;
  if (block.type === 'actions')
    return (
      <div className="actions">
        {block.elements.map((element) => (
          <Element key={element.action_id} block={block} element={element} />
        ))}
      </div>
    );
  if (block.type !== 'section') return null;
  const { accessory, ...text } = block;
  const element = accessory && accessory.type !== 'image' ? accessory : undefined;
  const isWide = element?.type === 'checkboxes' || element?.type === 'radio_buttons';
  return (
    <div className={isWide ? 'section section-wide' : 'section'}>
      <Displayed blocks={[text]} />
      {element ? <Element block={block} element={element} /> : null}
    </div>
  );
}
