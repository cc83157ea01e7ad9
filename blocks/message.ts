import type { Button, KnownBlock } from '@slack/types';
import { row, section } from './kit';
import { picture, type Picture } from './picture';
import { escape, fitLines, truncate } from './text';

/** A few sentences for one person, such as a refusal; backticks show as code, nothing in it mentions anybody. */
export function simpleMessage(text: string, buttons: readonly Button[] = []): Picture {
  const words = safe(text);
  return picture(words, [section(words), ...row(...buttons)]);
}

/** A message of a few lines, which its notification says as well, and what stands below them. */
export const told = (lines: readonly string[], ...more: readonly KnownBlock[]): Picture =>
  picture(lines, [section(fitLines(lines)), ...more]);

/** The apology when something broke; the reference is in the log beside the cause. What only shows something has saved nothing. */
export function errorMessage(
  reference: string,
  {
    what = 'something went wrong on my side',
    saves = true,
  }: { readonly what?: string | undefined; readonly saves?: boolean } = {},
): Picture {
  const next = saves
    ? ', and it may not have been saved. Please look again and try once more.'
    : '. Please try again in a minute.';
  return simpleMessage(
    `Sorry, ${what}${next} If it stays so, tell whoever runs this bot the reference \`${reference}\`.`,
  );
}

/** Says that a form did not open, why, and what to do; the reference is in the log beside the cause. */
export const notOpenedMessage = (reference: string, { why, next }: { readonly why: string; readonly next: string }) =>
  simpleMessage(
    `Sorry, the form did not open: ${why}. Nothing was changed. ${next} If it stays so, tell whoever runs this bot the reference \`${reference}\`.`,
  );

/** To somebody of the partner who could not be answered in private: mentions them, and says nothing of the answer. */
export function mentionedMessage(user: string): Picture {
  const words = `<@${user}> I could not show you the answer privately. Please ask once more, or press *Status* on the pinned card.`;
  return picture(words, [section(words)]);
}

/** Cut before it is escaped, so that no escape is cut in half; escaping makes a character five at most. */
function safe(text: string): string {
  const whole = escape(truncate(text, 2900));
  return whole.length <= 2900 ? whole : escape(truncate(text, 580));
}
