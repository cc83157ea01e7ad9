import type { Block } from '../../../block-kit/blocks';
import type { Interactive } from '../../../block-kit/elements';
import type { Option } from '../../../block-kit/text';
import type { Given, NewFile, ShownView } from '../../../browser/protocol';

/** What stands in inputs: as the page keeps it, and how it comes from what Slack calls values. */

export type Values = ShownView['values'];
/** By block_id and action_id. */
export type Draft = ReadonlyMap<string, Given>;

export const draftKey = (block: string, action: string): string => JSON.stringify([block, action]);

const first = (held: Record<string, unknown>): unknown =>
  Object.entries(held).find(([key]) => key !== 'type')?.[1] ?? null;

const valueOf = (item: unknown): string =>
  typeof item === 'object' && item !== null && 'value' in item ? String(item.value) : String(item);

/** The value in the shape in which the page sends it. */
export function givenFrom(values: Values, block: Block, element: Interactive): Given {
  if (element.type === 'file_input') return null;
  const held = values[block.block_id ?? '']?.[element.action_id ?? ''];
  const value = held ? first(held) : null;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(valueOf);
  return typeof value === 'number' ? value : valueOf(value);
}

export function optionsOf(element: Interactive): Option[] {
  if ('options' in element && element.options) return element.options;
  if ('option_groups' in element && element.option_groups) return element.option_groups.flatMap((g) => g.options);
  return [];
}

export const listed = (given: Given): string[] => {
  if (given === null) return [];
  return [given].flat().flatMap((one) => (typeof one === 'object' || one === '' ? [] : String(one)));
};
export const filesIn = (given: Given): NewFile[] =>
  Array.isArray(given) ? given.flatMap((one) => (typeof one === 'object' ? one : [])) : [];
