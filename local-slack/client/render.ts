import type { Block, RichText } from '../block-kit/blocks';
import type { Interactive } from '../block-kit/elements';
import type { Text } from '../block-kit/text';
import type { InputValue, Values } from '../inputs';
import type { Workspace } from '../workspace';

/** Blocks as the plain text a person reads. */

const unescaped: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

function reference(ws: Workspace, inner: string): string {
  const [target = '', label] = inner.split('|', 2);
  if (target.startsWith('@')) return `@${ws.person(target.slice(1))?.name ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${ws.channel(target.slice(1))?.name ?? label ?? target.slice(1)}`;
  const group = /^!subteam\^(.+)$/.exec(target)?.[1];
  if (group !== undefined) return `@${ws.state.userGroups.find((g) => g.id === group)?.handle ?? label ?? group}`;
  if (target.startsWith('!date')) return label ?? '';
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label ?? target.replace(/^mailto:/, '');
}

/** Slack's mrkdwn without its marks; mentions and links as they show. */
function plain(ws: Workspace, text: string): string {
  return text
    .replaceAll(/<([^<>]+)>/g, (_, inner: string) => reference(ws, inner))
    .replaceAll(/```([\s\S]+?)```/g, '$1')
    .replaceAll(/(?<![\p{L}\p{N}`*_~])([*_~`])(?!\s)([^\n]*?[^\s])\1(?![\p{L}\p{N}`])/gu, '$2')
    .replaceAll(/(?<![\p{L}\p{N}`*_~])([*_~`])(?!\s)([^\n]*?[^\s])\1(?![\p{L}\p{N}`])/gu, '$2')
    .replaceAll(/&(lt|gt|amp);/g, (entity) => unescaped[entity] ?? entity);
}

export const shown = (ws: Workspace, text: Text): string => (text.type === 'mrkdwn' ? plain(ws, text.text) : text.text);

type RichElement = RichText['elements'][number];
type RichPart = Extract<RichElement, { type: 'rich_text_section' }>['elements'][number];

function richPart(ws: Workspace, part: RichPart): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'link':
      return part.text ?? part.url;
    case 'user':
      return `@${ws.person(part.user_id)?.name ?? part.user_id}`;
    case 'channel':
      return `#${ws.channel(part.channel_id)?.name ?? part.channel_id}`;
    case 'usergroup':
      return `@${part.usergroup_id}`;
    case 'emoji':
      return `:${part.name}:`;
    case 'date':
      return part.fallback ?? new Date(part.timestamp * 1000).toISOString();
    case 'broadcast':
      return `@${part.range}`;
  }
}

function rich(ws: Workspace, block: RichText): string[] {
  const line = (parts: RichPart[]) => parts.map((part) => richPart(ws, part)).join('');
  return block.elements.flatMap((element) =>
    element.type === 'rich_text_list'
      ? element.elements.map((item, n) => `${element.style === 'bullet' ? '•' : `${n + 1}.`} ${line(item.elements)}`)
      : [line(element.elements)],
  );
}

/** What an input holds, as it shows in its box. */
function held(ws: Workspace, value: InputValue | undefined): string[] {
  if (!value) return [];
  return Object.entries(value)
    .flatMap(([key, item]) => (key === 'type' || item === null ? [] : [item].flat()))
    .map((item) => {
      if (typeof item === 'string' || typeof item === 'number') return nameOf(ws, String(item));
      if (value.type === 'file_input') return fileName(ws, item);
      const text: unknown = typeof item === 'object' && item !== null && 'text' in item ? item.text : undefined;
      return typeof text === 'object' && text !== null && 'text' in text ? plain(ws, String(text.text)) : '';
    });
}
const fileName = (ws: Workspace, file: unknown): string => {
  const id = typeof file === 'object' && file !== null && 'id' in file ? file.id : undefined;
  return ws.state.files.find((known) => known.id === id)?.name ?? '';
};
const nameOf = (ws: Workspace, id: string): string => ws.person(id)?.name ?? ws.channel(id)?.name ?? id;

function element(ws: Workspace, el: Interactive, value: InputValue | undefined): string {
  if (el.type === 'button') return `[${el.text.text}]`;
  if (el.type === 'overflow') return '[⋯]';
  const placeholder = 'placeholder' in el && el.placeholder ? el.placeholder.text : '';
  const current = held(ws, value);
  if (el.type === 'radio_buttons' || el.type === 'checkboxes') {
    const chosen = new Set(current);
    return el.options.map((o) => `${chosen.has(shown(ws, o.text)) ? '(x)' : '( )'} ${shown(ws, o.text)}`).join('  ');
  }
  return `‹${current.join(', ') || placeholder}›`;
}

const valueAt = (values: Values, block: Block, el: Interactive): InputValue | undefined =>
  values[block.block_id ?? '']?.[el.action_id ?? ''];

/** A block as text: what is shown, what can be clicked in brackets, what was entered so far. */
export function blockLines(ws: Workspace, block: Block, values: Values = {}, error?: string): string[] {
  switch (block.type) {
    case 'divider':
      return ['────'];
    case 'header':
      return [block.text.text];
    case 'markdown':
      return [block.text];
    case 'image':
      return [`(image: ${block.title?.text ?? block.alt_text})`];
    case 'context':
      return [block.elements.map((e) => (e.type === 'image' ? `(${e.alt_text})` : shown(ws, e))).join('  ')];
    case 'actions':
      return [block.elements.map((e) => element(ws, e, valueAt(values, block, e))).join(' ')];
    case 'rich_text':
      return rich(ws, block);
    case 'table':
      return block.rows.map((row) =>
        row.map((cell) => (cell.type === 'rich_text' ? rich(ws, cell).join(' ') : cell.text)).join(' | '),
      );
    case 'section': {
      const texts = [block.text, ...(block.fields ?? [])].flatMap((text) => (text ? [shown(ws, text)] : []));
      const side = block.accessory;
      if (!side) return texts;
      return [...texts, side.type === 'image' ? `(${side.alt_text})` : element(ws, side, valueAt(values, block, side))];
    }
    case 'input':
      return [
        `${block.label.text}${block.optional === true ? ' (optional)' : ''}: ${element(ws, block.element, valueAt(values, block, block.element))}`,
        ...(block.hint ? [`  ${block.hint.text}`] : []),
        ...(error === undefined ? [] : [`  ! ${error}`]),
      ];
  }
}

export const blocksText = (
  ws: Workspace,
  blocks: Block[],
  values: Values = {},
  errors: Record<string, string> = {},
): string => blocks.flatMap((b) => blockLines(ws, b, values, errors[b.block_id ?? ''])).join('\n');

/** A message shows its blocks when it has some, else its text. */
export const messageText = (
  ws: Workspace,
  message: { text: string; blocks?: Block[] | undefined; files?: { id: string }[] | undefined },
  values: Values = {},
): string =>
  [
    message.blocks ? blocksText(ws, message.blocks, values) : plain(ws, message.text),
    ...(message.files ?? []).map((file) => `(file: ${fileName(ws, file)})`),
  ]
    .filter((line) => line !== '')
    .join('\n');
