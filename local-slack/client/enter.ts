import { z } from 'zod';
import type { Block } from '../block-kit/blocks';
import type { Interactive } from '../block-kit/elements';
import type { Option } from '../block-kit/text';
import { addFile, checkChoice, fileInPayload, type NewFile } from '../files';
import { type InputValue, isEmpty } from '../inputs';
import type { Channel, Person } from '../state';
import type { Workspace } from '../workspace';
import { sameWords } from './find';
import { shown } from './render';

/** Entering values the way Slack's inputs allow it: only what stands in a menu, only real dates. */

/** A menu option by what the bot calls it, where two may look alike. */
export interface ByValue {
  optionValue: string;
}

/** A menu option by its visible text, a person or channel itself or by name, a date as YYYY-MM-DD, a file; null empties. */
export type Entry = Item | number | null | readonly Item[];

function optionsOf(element: Interactive): Option[] {
  if ('options' in element && element.options) return element.options;
  if ('option_groups' in element && element.option_groups) return element.option_groups.flatMap((g) => g.options);
  return [];
}

function pickOption(ws: Workspace, element: Interactive, wanted: Item): Option {
  const options = optionsOf(element);
  if (typeof wanted === 'object' && 'optionValue' in wanted) {
    const found = options.find((o) => o.value === wanted.optionValue);
    if (found) return found;
    throw new Error('this option is no longer there');
  }
  if (typeof wanted !== 'string')
    throw new Error(`an option is picked by its visible text, not by ${JSON.stringify(wanted)}`);
  const found =
    options.find((o) => shown(ws, o.text) === wanted) ?? options.find((o) => sameWords(shown(ws, o.text), wanted));
  if (found) return found;
  throw new Error(`there is no option "${wanted}"; there is: ${options.map((o) => shown(ws, o.text)).join(', ')}`);
}

function pickPerson(ws: Workspace, wanted: Item): string {
  const who = typeof wanted === 'string' ? wanted : idOf(wanted);
  const found = ws.state.people.find((p) => [p.id, p.name, p.email].includes(who));
  if (!found) throw new Error(`there is no person ${who}`);
  if (found.deleted) throw new Error(`${found.name} is deactivated and stands in no menu`);
  return found.id;
}

function idOf(wanted: Exclude<Item, string>): string {
  if ('id' in wanted) return wanted.id;
  return 'optionValue' in wanted ? wanted.optionValue : wanted.name;
}

function pickChannel(ws: Workspace, wanted: Item): string {
  const name =
    typeof wanted === 'string' ? wanted.replace(/^#/, '') : 'name' in wanted ? wanted.name : wanted.optionValue;
  const found = ws.channelNamed(name);
  if (!found) throw new Error(`there is no channel #${name}`);
  return found.id;
}

export type Item = string | Person | Channel | ByValue | NewFile;
const items = (wanted: Entry): Item[] => {
  if (wanted === null) return [];
  if (typeof wanted === 'number') return [String(wanted)];
  return isMany(wanted) ? [...wanted] : [wanted];
};
const isMany = (wanted: Entry): wanted is readonly Item[] => Array.isArray(wanted);

function fileFrom(item: Item): NewFile {
  if (typeof item === 'string' || !('content' in item)) throw new Error('a file input takes files: { name, content }');
  return item;
}

function typedText(element: Interactive, wanted: Entry): string | null {
  if (wanted === null || wanted === '') return null;
  if (typeof wanted !== 'string' && typeof wanted !== 'number') throw new Error('a text input takes text');
  const text = String(wanted);
  const most = element.type === 'plain_text_input' ? (element.max_length ?? 3000) : 3000;
  if (text.length > most) throw new Error(`the input takes at most ${most} characters, not ${text.length}`);
  return text;
}

function checked(schema: z.ZodType<string>, wanted: Item | undefined, what: string): string | null {
  if (wanted === undefined) return null;
  const parsed = schema.safeParse(wanted);
  if (!parsed.success) throw new Error(`${JSON.stringify(wanted)} is not ${what} that a person can pick`);
  return parsed.data;
}

/** What an input holds after a person entered this; throws what would stop them in Slack. */
export function enter(ws: Workspace, person: Person, element: Interactive, wanted: Entry): InputValue {
  const { type } = element;
  const all = items(wanted);
  const [one, ...more] = all;
  const single = !type.startsWith('multi_') && type !== 'checkboxes' && type !== 'file_input';
  if (single && more.length > 0) throw new Error(`this input takes one value, not ${all.length}`);
  if ('max_selected_items' in element && all.length > (element.max_selected_items ?? Infinity))
    throw new Error(`at most ${element.max_selected_items} can be picked`);
  switch (type) {
    case 'button':
      throw new Error('a button is clicked, not filled');
    case 'overflow':
      return { type, selected_option: pickOption(ws, element, one ?? '') };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: one === undefined ? null : pickOption(ws, element, one) };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: all.map((item) => pickOption(ws, element, item)) };
    case 'users_select':
      return { type, selected_user: one === undefined ? null : pickPerson(ws, one) };
    case 'multi_users_select':
      return { type, selected_users: all.map((item) => pickPerson(ws, item)) };
    case 'channels_select':
      return { type, selected_channel: one === undefined ? null : pickChannel(ws, one) };
    case 'conversations_select':
      return { type, selected_conversation: one === undefined ? null : pickChannel(ws, one) };
    case 'datepicker':
      return { type, selected_date: checked(z.iso.date(), one, 'a date (YYYY-MM-DD)') };
    case 'timepicker':
      return { type, selected_time: checked(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), one, 'a time (HH:MM)') };
    case 'datetimepicker':
      return { type, selected_date_time: wanted === null ? null : Number(one) };
    case 'file_input': {
      const files = all.map(fileFrom);
      checkChoice(element, files);
      return { type, files: files.map((file) => fileInPayload(ws, addFile(ws, person.id, file))) };
    }
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: typedText(element, wanted) };
  }
}

/** What Slack itself checks before it sends a submission. */
export function faultOf(block: Block, value: InputValue | undefined): string | undefined {
  if (block.type !== 'input') return undefined;
  if (!value || isEmpty(value)) return block.optional === true ? undefined : 'Please complete this required field.';
  const { element } = block;
  const text = typeof value['value'] === 'string' ? value['value'] : '';
  switch (element.type) {
    case 'plain_text_input':
      return text.length < (element.min_length ?? 0) ? `Must be at least ${element.min_length} characters.` : undefined;
    case 'email_text_input':
      return z.email().safeParse(text).success ? undefined : 'Enter a valid email address.';
    case 'url_text_input':
      return /^https?:\/\/[^\s]+\.[^\s]+$/.test(text) ? undefined : 'Enter a valid link.';
    case 'number_input': {
      const number = Number(text);
      const whole = element.is_decimal_allowed || Number.isInteger(number);
      const fits = number >= Number(element.min_value ?? -Infinity) && number <= Number(element.max_value ?? Infinity);
      return !Number.isNaN(number) && whole && fits ? undefined : 'Enter a valid number.';
    }
    default:
      return undefined;
  }
}
