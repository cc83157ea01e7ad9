import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Found, LocalSlack } from '..';
import type { Terminal } from './terminal';

/** What is in view, by the number that stands before it: found, filled in and chosen from. */

/** What stands under a number. */
export function numbered({ me, messages }: Terminal, number: string): Found {
  const found = me.things(messages)[Number(number) - 1];
  if (!found) throw new Error(`there is no number ${number} in view; look shows what there is`);
  return found;
}

/** Fills an element in, or empties it with `-`: several values stand with commas between, a file is named by its path. */
export async function fill({ slack, me }: Terminal, found: Found, value: string): Promise<void> {
  const { type } = found.placed.element;
  const many = type.startsWith('multi_') || type === 'checkboxes';
  if (type === 'file_input') return me.setOn(found, value === '-' || value === '' ? [] : fileAt(value));
  if (value === '-' || value === '') return me.setOn(found, many ? [] : null);
  const parts = many ? value.split(',').map((part) => part.trim()) : [value];
  const [one = '', ...others] = parts.map((part) => inFull(part, choicesOf(found, slack)));
  return me.setOn(found, many ? [one, ...others] : one);
}

/** What can be chosen there, as it is shown. */
function choicesOf({ placed: { element } }: Found, slack: LocalSlack): readonly string[] {
  if (element.type.endsWith('users_select')) return slack.people().map(({ name }) => name);
  const options = 'options' in element ? (element.options ?? []) : [];
  const grouped = 'option_groups' in element ? (element.option_groups ?? []).flatMap((group) => group.options) : [];
  return [...options, ...grouped].map(({ text }) => text.text);
}

/** The only choice that begins so; else what was typed, which says itself what is wrong with it. */
function inFull(typed: string, choices: readonly string[]): string {
  const wanted = typed.toLowerCase();
  if (choices.some((choice) => choice.toLowerCase() === wanted)) return typed;
  const [only, ...others] = choices.filter((choice) => choice.toLowerCase().startsWith(wanted));
  return only !== undefined && others.length === 0 ? only : typed;
}

/** A file of the disk; a path with spaces works for file inputs only. */
export const fileAt = (path: string) => ({ name: basename(path), content: readFileSync(path) });
