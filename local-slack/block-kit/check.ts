import { z } from 'zod';
import { allowedOn, type Block, block, mostBlocks, type Surface } from './blocks';
import { interactives } from './walk';

/** Checks what a bot sends against Slack's rules, and says where and why in Slack's words. */

export type Checked<T> = { ok: true; value: T } | { ok: false; faults: string[] };

const pointer = (path: readonly PropertyKey[]): string =>
  ` [json-pointer:${path.map((step) => `/${String(step)}`).join('') || '/'}]`;

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters`
        : issue.origin === 'array'
          ? `no more than ${issue.maximum} items allowed`
          : `must be at most ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'string'
        ? `must be more than ${Number(issue.minimum) - 1} characters`
        : issue.origin === 'array'
          ? `at least ${issue.minimum} items required`
          : `must be at least ${issue.minimum}`;
    case 'unrecognized_keys':
      return `unexpected field: ${issue.keys.join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('undefined')
        ? 'missing required field'
        : `must be ${issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'invalid_union':
      return issue.discriminator ? 'unsupported type here' : issue.message;
    default:
      return issue.message;
  }
}

/** Each fault as Slack words it, with where it stands. */
export function faultsOf(error: z.ZodError, root: readonly PropertyKey[] = []): string[] {
  return error.issues.map((issue) => `${sentence(issue)}${pointer([...root, ...issue.path])}`);
}

const repeated = (ids: (string | undefined)[]): string[] => {
  const seen = new Set<string>();
  return ids.filter((id): id is string => {
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id);
      return false;
    }
    return true;
  });
};

function checkTogether(blocks: Block[], surface: Surface, root: readonly PropertyKey[]): string[] {
  const faults: string[] = [];
  const at = (index: number, ...more: PropertyKey[]) => pointer([...root, index, ...more]);
  for (const id of repeated(blocks.map((b) => b.block_id)))
    faults.push(`block_id "${id}" is used more than once${pointer(root)}`);
  blocks.forEach((b, index) => {
    if (!allowedOn[surface].has(b.type)) faults.push(`block type ${b.type} is not allowed on a ${surface}${at(index)}`);
    const elements = interactives([b]);
    for (const id of repeated(elements.map((e) => e.element.action_id)))
      faults.push(`action_id "${id}" is used more than once in one block${at(index)}`);
  });
  if (surface !== 'modal' && interactives(blocks).some((e) => e.element.type === 'file_input'))
    faults.push(`file_input is for modals only${pointer(root)}`);
  if (blocks.filter((b) => b.type === 'table').length > 1)
    faults.push(`only one table is allowed in a message${pointer(root)}`);
  const focused = interactives(blocks).filter((e) => 'focus_on_load' in e.element && e.element.focus_on_load === true);
  if (focused.length > 1) faults.push(`only one element can set focus_on_load${pointer(root)}`);
  return faults;
}

/** `root` is where the blocks stand in the call's arguments, for the messages. */
export function checkBlocks(
  value: unknown,
  surface: Surface,
  root: readonly PropertyKey[] = ['blocks'],
): Checked<Block[]> {
  const parsed = z.array(block).max(mostBlocks[surface]).safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error, root) };
  const faults = checkTogether(parsed.data, surface, root);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: parsed.data };
}
