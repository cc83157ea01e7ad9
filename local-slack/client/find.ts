import type { Block } from '../block-kit/blocks';
import type { Interactive } from '../block-kit/elements';
import { interactives, type Placed } from '../block-kit/walk';
import type { Surface } from '../interactions';
import type { Workspace } from '../workspace';
import { blockLines } from './render';

/** Finding what a person means by "the Sign off button" or "the Team menu". */

export interface Precise {
  /** The visible text of a button, or the label or placeholder of an input. */
  text?: string;
  action_id?: string | RegExp;
  /** Words in the same block, or in the row above a row of buttons. */
  near?: string | RegExp;
  /** Words in what a button carries, where many buttons read alike. */
  value?: string;
}
export type Target = string | Precise;

export const precise = (target: Target): Precise => (typeof target === 'string' ? { text: target } : target);

const holds = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);

/** Text without emoji and surrounding marks: "✅ Sign off…" is "sign off". */
const bare = (text: string): string =>
  text
    .replaceAll(/:[a-z0-9_+-]+:/g, ' ')
    .replaceAll(/\p{Extended_Pictographic}|\uFE0F|\u200D/gu, ' ')
    .replaceAll(/(\.\.\.|…)/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
export const sameWords = (a: string, b: string): boolean => a === b || (bare(a) !== '' && bare(a) === bare(b));

export const blocksOf = (surface: Surface): Block[] =>
  surface.kind === 'view' ? surface.view.blocks : (surface.message.blocks ?? []);

function surroundings(ws: Workspace, blocks: Block[], placed: Placed): string {
  const own = blockLines(ws, placed.block).join('\n');
  if (placed.block.type !== 'actions') return own;
  const above = blocks.slice(0, placed.index).findLast((b) => b.type !== 'actions' && b.type !== 'divider');
  return above ? `${blockLines(ws, above).join('\n')}\n${own}` : own;
}

function names(ws: Workspace, { block, element }: Placed): string[] {
  if (element.type === 'button') return [element.text.text];
  const found: string[] = [];
  if (block.type === 'input') found.push(block.label.text);
  if ('placeholder' in element && element.placeholder) found.push(element.placeholder.text);
  if (block.type === 'section' && block.text) found.push(...blockLines(ws, { type: 'section', text: block.text }));
  if (element.action_id !== undefined) found.push(element.action_id);
  return found;
}

function fits(ws: Workspace, blocks: Block[], placed: Placed, wanted: Precise): boolean {
  const id = placed.element.action_id ?? '';
  if (wanted.action_id !== undefined) {
    const same = typeof wanted.action_id === 'string' ? wanted.action_id === id : wanted.action_id.test(id);
    if (!same) return false;
  }
  if (wanted.near !== undefined && !holds(surroundings(ws, blocks, placed), wanted.near)) return false;
  if (wanted.value !== undefined && !carries(placed.element, wanted.value)) return false;
  const { text } = wanted;
  if (text === undefined) return true;
  const known = names(ws, placed);
  if (known.some((name) => sameWords(name, text))) return true;
  // A menu beside a text is found by words of that text.
  return (
    placed.element.type !== 'button' && placed.block.type === 'section' && known.some((name) => name.includes(text))
  );
}

const carries = (element: Interactive, words: string): boolean =>
  element.type === 'button' && (element.value ?? '').includes(words);

export interface Found {
  surface: Surface;
  placed: Placed;
}

/** The first surface that has it; more than one there is an error that says how to be precise. */
export function find(
  ws: Workspace,
  surfaces: Surface[],
  target: Target,
  kind: (element: Interactive) => boolean,
): Found | undefined {
  const wanted = precise(target);
  for (const surface of surfaces) {
    const blocks = blocksOf(surface);
    const matching = interactives(blocks).filter((p) => kind(p.element) && fits(ws, blocks, p, wanted));
    const exact = matching.filter((p) => wanted.text !== undefined && names(ws, p).includes(wanted.text));
    const candidates = exact.length > 0 ? exact : matching;
    if (candidates.length > 1) throw new Error(ambiguous(ws, wanted, blocks, candidates));
    const [placed] = candidates;
    if (placed) return { surface, placed };
  }
  return undefined;
}

/** Whether it is anywhere, be it once or several times. */
export function stands(
  ws: Workspace,
  surfaces: Surface[],
  target: Target,
  kind: (element: Interactive) => boolean,
): boolean {
  const wanted = precise(target);
  return surfaces.some((surface) => {
    const blocks = blocksOf(surface);
    return interactives(blocks).some((p) => kind(p.element) && fits(ws, blocks, p, wanted));
  });
}

function ambiguous(ws: Workspace, wanted: Precise, blocks: Block[], candidates: Placed[]): string {
  const rows = candidates.map((p) => `- ${surroundings(ws, blocks, p).replaceAll('\n', ' / ')}`);
  return `${described(wanted)} stands ${candidates.length} times in the same place; add {near: 'words beside it'} or {action_id}:\n${rows.join('\n')}`;
}

export function described(target: Target): string {
  const { text, action_id, near, value } = precise(target);
  return [
    text === undefined ? '' : `"${text}"`,
    action_id === undefined ? '' : `action_id ${String(action_id)}`,
    value === undefined ? '' : `that carries ${value}`,
    near === undefined ? '' : `near ${typeof near === 'string' ? `"${near}"` : String(near)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
