import { DateTime } from 'luxon';
import { dateOf, daysBetween, longDate } from '../src/domain/calendar';
import { userOf, type CalendarDate, type Instant, type PersonKey } from '../src/domain/ids';
import { webAddress } from '../src/domain/web-address';

/** Words for Slack: what people typed is made harmless, dates are written out, everything is kept within a length. */

/** Returns text in which Slack reads no markup: no mentions, links or channels. */
export const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Returns text cut to so many characters, between whole code points, with an ellipsis when something was cut. */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit && isHarmless(text)) return text;
  const whole = clean(text);
  return whole.length <= limit ? whole : cut(whole, limit, (point) => point);
}

/**
 * Returns text a person typed, for use inside mrkdwn: escaped, without formatting of its own, cut to so many characters
 * as they are sent.
 */
export function typed(text: string, limit = 300): string {
  const whole = harmless(text);
  return whole.length <= limit ? whole : cut(neutral(clean(text)), limit, escape);
}

/** Returns typed text on one line, as rows of lists need it. */
export function oneLine(text: string, limit = 150): string {
  const whole = lines.get(text) ?? keepLine(text);
  return whole.length <= limit ? whole : typed(onOneLine(text), limit);
}

const onOneLine = (text: string): string => text.replace(/\s{2,}|[^\S ]/g, ' ').trim();

const lines = new Map<string, string>();
const mostLines = 5000;

/** Titles and names come up again and again, in every list: they are looked through once. */
function keepLine(text: string): string {
  const line = harmless(onOneLine(text));
  if (text.length > 200) return line;
  if (lines.size >= mostLines) lines.clear();
  lines.set(text, line);
  return line;
}

/** Returns a person's name, which pings nobody. */
export const name = (text: string): string => oneLine(text, 60) || 'Somebody';

/** Mentions a person, which pings them: only where it is their turn. */
export const mention = (person: PersonKey): string => `<@${userOf(person)}>`;

/** Returns a link that shows where it leads. */
export function link(address: string): string {
  const url = webAddress(address);
  if (!url || !/^https?:$/.test(url.protocol)) return oneLine(address, 100);
  const shown = `${url.hostname.replace(/^www\./, '')}${url.pathname === '/' ? '' : url.pathname}`;
  return namedLink(address, shown.length > 50 ? `${shown.slice(0, 49)}…` : shown);
}

/** Returns a link under a label. */
export const namedLink = (address: string, label: string): string =>
  `<${escape(address).replace(/\|/g, '%7C').replace(/\s/g, '%20')}|${escape(label).replace(/\|/g, '/')}>`;

/** Returns an instant in each reader's own zone. */
export function moment(at: Instant): string {
  const fallback = DateTime.fromMillis(at, { zone: 'utc' }).toFormat("d LLL yyyy, HH:mm 'UTC'");
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} at {time}|${fallback}>`;
}

/** Returns an instant's time of day in each reader's own zone. */
export const timeOfDay = (at: Instant): string =>
  `<!date^${Math.floor(at / 1000)}^{time}|${DateTime.fromMillis(at, { zone: 'utc' }).toFormat("HH:mm 'UTC'")}>`;

/** Returns an instant's day in each reader's own zone. */
export function day(at: Instant): string {
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty}|${longDate(dateOf(at, 'utc'))}>`;
}

/** Returns how far a date is from today: "in 12 days", "today", "3 days ago". */
export function inDays(date: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** Returns since when, in days of a zone: "since today", "since yesterday", "for 3 days". */
export function since(at: Instant, today: CalendarDate, zone: string): string {
  const days = daysBetween(dateOf(at, zone), today);
  if (days <= 0) return 'since today';
  return days === 1 ? 'since yesterday' : `for ${days} days`;
}

/** Returns a date with its distance, as in "2 Mar 2027, in 12 days". */
export const dateAndDays = (date: CalendarDate, today: CalendarDate): string =>
  `${longDate(date)}, ${inDays(date, today)}`;

/** Returns "P100, P302 and 3 more". */
export const someOf = (names: readonly string[], most: number): string =>
  `${names.slice(0, most).join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''}`;

/** Returns "… and 3 more", or what else is said of those that are left; nothing when none is. */
export const andMore = (left: number, words = `${left} more`): readonly string[] =>
  left > 0 ? [`… and ${words}`] : [];

/** Joins lines as long as they fit, and says how many did not. */
export function fitLines(lines: readonly string[], limit = 2900): string {
  const kept: string[] = [];
  let room = limit - 20;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) break;
    kept.push(line);
  }
  const left = lines.length - kept.length;
  return [...kept, ...andMore(left)].join('\n');
}

/** Returns "one item", "2 items". */
export const count = (n: number, one: string, many = `${one}s`): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** A bar of five, full only when all is done and empty only when nothing is. */
export function bar(done: number, total: number): string {
  const width = 5;
  const share = total === 0 ? 0 : (done / total) * width;
  const full = done === 0 ? 0 : Math.max(1, done === total ? width : Math.min(width - 1, Math.round(share)));
  return '▰'.repeat(full) + '▱'.repeat(width - full);
}

export { longDate };

/** Nothing in it is markup, a control character or beyond the 16-bit ones: so it is with nearly all texts, and soon seen. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const isHarmless = (text: string): boolean => !/[&<>*`~_\u0000-\u0008\u000b-\u001f\u007f\ud800-\udfff]/.test(text);

/** The whole text without markup, escaped. */
const harmless = (text: string): string => (isHarmless(text) ? text : escape(neutral(clean(text))));

/** Half of a surrogate pair is no text, and Slack refuses control characters in some places. */
const clean = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** Puts look-alikes for the characters that begin or end formatting; inside a word (`my_table`) an underscore is safe. */
const neutral = (text: string): string =>
  text
    .replace(/\*/g, '∗')
    .replace(/`/g, 'ˋ')
    .replace(/~/g, '∼')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ');

function cut(text: string, limit: number, written: (point: string) => string): string {
  let kept = '';
  for (const point of text) {
    const next = written(point);
    if (kept.length + next.length > limit - 1) break;
    kept += next;
  }
  return `${kept.trimEnd()}…`;
}
