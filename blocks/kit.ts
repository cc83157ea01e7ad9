import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextElement,
  PlainTextOption,
  RadioButtons,
  SectionBlock,
  StaticSelect,
} from '@slack/types';
import type { z } from 'zod';
import { actionId, encode, type ActionName, type actions } from './ids';
import { remember, type ViewName, type views } from './memory';
import { andMore, fitLines, truncate } from './text';

/** Builders for the few kinds of blocks in use; each keeps its texts within Slack's limits. */

export const plain = (text: string, limit = 3000): PlainTextElement => ({
  type: 'plain_text',
  text: truncate(text, limit) || '–',
  emoji: true,
});

/** Verbatim: Slack turns no `@here` or `#name` that somebody typed into a mention. */
const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text: text || '–', verbatim: true });

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, 150) });

export const divider: DividerBlock = { type: 'divider' };

/** Always unfolded: what stands in it is short already, and "see more" hides what matters. */
export const section = (text: string, accessory?: NonNullable<SectionBlock['accessory']>): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  expand: true,
  ...(accessory && { accessory }),
});

/** Lines under a heading, or no block when there are none. */
export const titled = (heading: string, lines: readonly string[]): SectionBlock[] =>
  lines.length === 0 ? [] : [section(`*${heading}*\n${fitLines(lines, 2800)}`)];

/** A paragraph just as somebody typed it. */
export const typedSection = (text: string): SectionBlock => ({ type: 'section', text: plain(text) });

export const context = (text: string): ContextBlock => ({ type: 'context', elements: [mrkdwn(text)] });

/** Small print that tells how many are left; nothing when none is. */
export const moreContext = (left: number, words: string): ContextBlock[] =>
  andMore(left, words).map((line) => context(line));

/** A row of buttons, or no block when there are none. */
export const row = (...elements: readonly (ActionsBlock['elements'][number] | undefined)[]): ActionsBlock[] => {
  const drawn = elements.flatMap((element) => element ?? []);
  return drawn.length === 0 ? [] : [{ type: 'actions', elements: drawn.slice(0, 25) }];
};

export interface Look {
  readonly style?: 'primary' | 'danger';
  /** Tells apart several buttons of one action in the same block. */
  readonly suffix?: string | number;
  readonly confirm?: ConfirmationDialog;
  /** Read out in place of the text, where the text alone does not say what it is about. */
  readonly label?: string;
}

export function button<N extends ActionName>(
  text: string,
  action: N,
  value: z.input<(typeof actions)[N]>,
  { style, suffix, confirm, label }: Look = {},
): Button {
  return {
    type: 'button',
    text: plain(text, 75),
    action_id: actionId(action, suffix),
    value: encode(action, value),
    ...(style && { style }),
    ...(confirm && { confirm }),
    ...(label && { accessibility_label: truncate(label, 75) }),
  };
}

export const confirmation = (title: string, text: string, yes: string, no = 'Cancel'): ConfirmationDialog => ({
  title: plain(title, 100),
  text: plain(text, 300),
  confirm: plain(yes, 30),
  deny: plain(no, 30),
});

/** An option for a menu; a value longer than Slack takes would be refused, so ids are kept short by their schema. */
export const option = (text: string, value: string, description?: string): PlainTextOption => ({
  text: plain(text, 75),
  value,
  ...(description && { description: plain(description, 75) }),
});

/** A menu of one choice, of as many options as it takes; what is chosen already is so when it is among them. */
export const menu = (options: readonly PlainTextOption[], chosen?: string, placeholder?: string): StaticSelect => {
  const shown = options.slice(0, 100);
  return {
    type: 'static_select',
    options: shown,
    ...(placeholder !== undefined && { placeholder: plain(placeholder, 150) }),
    ...initial(shown, chosen),
  };
};

/** A choice of a few, all in view; what is chosen already is so when it is among them. */
export const radios = (options: readonly PlainTextOption[], chosen?: string): RadioButtons => ({
  type: 'radio_buttons',
  options: [...options],
  ...initial(options, chosen),
});

function initial(options: readonly PlainTextOption[], chosen: string | undefined) {
  const found = options.find(({ value }) => value === chosen);
  return found && { initial_option: found };
}

interface InputLook {
  readonly hint?: string | undefined;
  readonly optional?: boolean;
}

/** An input whose block and action carry the field's name, so that a refusal can be shown beside it. */
export const input = (
  field: string,
  label: string,
  element: InputBlock['element'],
  { hint, optional = true }: InputLook = {},
): InputBlock => ({
  type: 'input',
  block_id: field,
  label: plain(label, 2000),
  element: { ...element, action_id: field },
  optional,
  ...(hint && { hint: plain(hint, 2000) }),
});

/** A modal; without a word for submitting it only tells something. */
export const modal = <N extends ViewName>(
  view: N,
  memory: z.input<(typeof views)[N]>,
  title: string,
  blocks: readonly KnownBlock[],
  submit?: string,
): ModalView => ({
  type: 'modal',
  callback_id: view,
  private_metadata: remember(view, memory),
  title: plain(title, 24),
  ...(submit && { submit: plain(submit, 24) }),
  close: plain(submit ? 'Cancel' : 'Close', 24),
  blocks: blocks.slice(0, 100),
});

/** A multiline text input. */
export const paragraph = (initial?: string, most = 3000, placeholder?: string): InputBlock['element'] => ({
  type: 'plain_text_input',
  multiline: true,
  max_length: most,
  ...(initial && { initial_value: truncate(initial, most) }),
  ...(placeholder && { placeholder: plain(placeholder, 150) }),
});
