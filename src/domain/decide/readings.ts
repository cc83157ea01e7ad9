import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, longDate, parseDate, parseDateTime, parseQuarter } from '../calendar';
import type { Evidence } from '../events';
import type { CalendarDate } from '../ids';
import type { Placed } from '../lookup';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { webAddress } from '../web-address';
import { readText, tidy } from './context';

/** What a person fills in for an item, checked. */

export const sameEvidence = (a: Evidence, b: Evidence | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Reads a link, a note or both; nothing when neither is there. */
export function readEvidence({ link, note }: { link?: string; note?: string }): Evidence | undefined | Refusal {
  const said = readText(note, 'note');
  if (isRefusal(said)) return said;
  const address = link?.trim();
  if (!address) return said ? { note: said } : undefined;
  const problem = linkProblem(address);
  if (problem) return refuse(problem, 'link');
  return { link: address, ...(said && { note: said }) };
}

function linkProblem(link: string): string | undefined {
  const url = webAddress(link);
  if (link.length > 500) return 'That link is longer than 500 characters. Please use a shorter one.';
  if (!url || !/^https?:$/.test(url.protocol) || !/[^.]\.[^.]/.test(url.hostname) || /[\s\p{C}]/u.test(link))
    return 'That is not a web address. It should look like https://example.com/page.';
  if (url.username || url.password) return 'Please leave user name and password out of the link.';
  return undefined;
}

type ValueKind = NonNullable<Extract<Placed['item'], { kind: 'task' }>['value']>;

/** Reads the value that an item asks for, in the form in which it is kept. */
export function readValue(
  kind: ValueKind,
  typed: string,
  { lifecycle, today }: { lifecycle: Lifecycle; today: CalendarDate },
): string | Refusal {
  const text = tidy(typed);
  switch (kind) {
    case 'text':
      return text && text.length <= 150 ? text : refuse('Please fill this in, with at most 150 characters.', 'value');
    case 'date-time':
      return parseDateTime(text, lifecycle.zone) ?? refuse('Please choose the date and time.', 'value');
    case 'quarter':
      return readQuarter(text, 'value', today);
    case 'ga-date': {
      const date = parseDate(text);
      if (!date) return refuse('That is not a date of the calendar. Please choose one.', 'value');
      const earliest = addDays(today, lifecycle.ga.agreeDaysAhead);
      return date < earliest
        ? refuse(
            `An agreed GA date is at least ${lifecycle.ga.agreeDaysAhead} days ahead: ${longDate(earliest)} or later.`,
            'value',
          )
        : date;
    }
  }
}

/** Reads a quarter that is not over, as `2027Q1`. */
export function readQuarter(typed: string, field: string, today: CalendarDate): string | Refusal {
  const parsed = parseQuarter(typed);
  if (!parsed) return refuse('A quarter looks like 2027Q1.', field);
  return parsed.ends < today ? refuse(`${parsed.quarter} is over. Please choose a later one.`, field) : parsed.quarter;
}
