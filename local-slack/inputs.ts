import type { Block } from './block-kit/blocks';
import type { Interactive } from './block-kit/elements';
import { interactives } from './block-kit/walk';

/** What stands in the inputs of a view or message, in the shape of `state.values`. */

export interface InputValue {
  type: string;
  [key: string]: unknown;
}
export type Values = Record<string, Record<string, InputValue>>;

const orNull = (value: unknown): unknown => value ?? null;

/** An input's value before anyone touched it; undefined for what holds no value (buttons, overflow menus). */
function initialValue(element: Interactive): InputValue | undefined {
  const { type } = element;
  switch (type) {
    case 'button':
    case 'overflow':
      return undefined;
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: orNull(element.initial_option) };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: orNull(element.initial_user) };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'channels_select':
      return { type, selected_channel: orNull(element.initial_channel) };
    case 'conversations_select':
      return { type, selected_conversation: orNull(element.initial_conversation) };
    case 'datepicker':
      return { type, selected_date: orNull(element.initial_date) };
    case 'timepicker':
      return { type, selected_time: orNull(element.initial_time) };
    case 'datetimepicker':
      return { type, selected_date_time: orNull(element.initial_date_time) };
    case 'file_input':
      return { type, files: [] };
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: orNull(element.initial_value) };
  }
}

/** The values of blocks, keeping what was entered where block_id, action_id and type are unchanged. */
export function valuesOf(blocks: Block[], before: Values = {}): Values {
  const values: Values = {};
  for (const { block, element } of interactives(blocks)) {
    const initial = initialValue(element);
    if (!initial || block.block_id === undefined || element.action_id === undefined) continue;
    const entered = before[block.block_id]?.[element.action_id];
    (values[block.block_id] ??= {})[element.action_id] = entered?.type === initial.type ? entered : initial;
  }
  return values;
}

export function isEmpty(value: InputValue): boolean {
  return Object.entries(value).every(
    ([key, held]) => key === 'type' || held === null || held === '' || (Array.isArray(held) && held.length === 0),
  );
}
