import { DateTime } from 'luxon';
import { calendarDate, chosenDate, type CalendarDate, type Instant } from './ids';
import { day } from './time';
import { offsetAt } from './zones';

/** Dates in a zone. A due date or a GA date is a calendar date in the lifecycle's zone, never an instant. */

/** Returns the date that an instant falls on in a zone. */
export function dateOf(at: Instant, zone: string): CalendarDate {
  return numbered(Math.floor((at + offsetAt(at, zone)) / day));
}

/** Returns the date so many days later (earlier when negative). */
export const addDays = (date: CalendarDate, days: number): CalendarDate => numbered(numberOf(date) + days);

const dates = new Map<number, CalendarDate>();
const numbers = new Map<CalendarDate, number>();
const mostDates = 10_000;

/** The date of a day since 1970. Kept: writing and reading dates is slow, and there are not many. */
function numbered(n: number): CalendarDate {
  const known = dates.get(n);
  if (known !== undefined) return known;
  if (dates.size >= mostDates) dates.clear();
  const date = calendarDate.parse(new Date(n * day).toISOString().slice(0, 10));
  dates.set(n, date);
  return date;
}

/** The days from 1970 to a date. */
function numberOf(date: CalendarDate): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  if (numbers.size >= mostDates) numbers.clear();
  // Midnight in UTC, where every day has 24 hours.
  const n = Date.parse(date) / day;
  numbers.set(date, n);
  return n;
}

/** Sorts by date, the earliest first; what has none comes last. */
export function byDate(a: CalendarDate | undefined, b: CalendarDate | undefined): number {
  if (a === b) return 0;
  return a !== undefined && (b === undefined || a < b) ? -1 : 1;
}

/** Returns the number of days from one date to another; negative when it lies before. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => numberOf(to) - numberOf(from);

/** Returns the date written as "2 Mar 2027". */
export function longDate(date: CalendarDate): string {
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Returns the date, or nothing when the text is no date of the calendar (2027-02-29, say). */
export const parseDate = (text: string): CalendarDate | undefined => chosenDate.safeParse(text.trim()).data;

const withOffset = "yyyy-MM-dd'T'HH:mmZZ";

/** Returns an instant as a date and time of a zone with its offset, as `2027-03-02T10:00-08:00`. */
export const isoTime = (at: Instant, zone: string): string => DateTime.fromMillis(at, { zone }).toFormat(withOffset);

/**
 * Returns a date and time with its offset, as `2027-03-02T10:00-08:00`, or nothing when the text is none. Without an
 * offset it is read in the zone.
 */
export function parseDateTime(text: string, zone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return undefined;
  // Read in UTC first: which of two 01:30 is meant, when clocks go back, must not hang on the season in which it is read.
  const hasOffset = /(Z|[+-]\d{2}(:?\d{2})?)$/i.test(text.slice('2027-03-02T'.length));
  const time = DateTime.fromISO(text, { zone: 'utc' }).setZone(zone, { keepLocalTime: !hasOffset });
  return time.isValid ? time.toFormat(withOffset) : undefined;
}

/** Returns a quarter as `2027Q1` and its last day, or nothing when the text is none. */
export function parseQuarter(text: string): { quarter: string; ends: CalendarDate } | undefined {
  const match = /^(20\d{2})[\s-]?Q([1-4])$/i.exec(text.trim());
  if (!match) return undefined;
  const [, year, quarter] = match;
  const ends = DateTime.utc(Number(year), Number(quarter) * 3)
    .endOf('month')
    .toISODate();
  return { quarter: `${year}Q${quarter}`, ends: calendarDate.parse(ends) };
}
