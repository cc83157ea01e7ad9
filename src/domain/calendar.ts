import { DateTime } from 'luxon';
import { calendarDate, type CalendarDate, type Instant } from './ids';

/** Dates in a zone. A due date or a GA date is a calendar date in the lifecycle's zone, never an instant. */

/** Returns the date that an instant falls on in a zone. */
export function dateOf(at: Instant, zone: string): CalendarDate {
  const date = DateTime.fromMillis(at, { zone }).toISODate();
  if (date === null) throw new Error(`Not an instant in a known zone: ${at} ${zone}`);
  return calendarDate.parse(date);
}

const at = (date: CalendarDate): DateTime => DateTime.fromISO(date, { zone: 'utc' });

/** Returns the date so many days later (earlier when negative). */
export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  calendarDate.parse(at(date).plus({ days }).toISODate());

/** Returns the number of days from one date to another; negative when it lies before. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => at(to).diff(at(from), 'days').days;

/** Returns the date written as "2 Mar 2027". */
export const longDate = (date: CalendarDate): string => at(date).toFormat('d LLL yyyy');

/** Returns the date, or nothing when the text is no date of the calendar (2027-02-29, say). */
export function parseDate(text: string): CalendarDate | undefined {
  const parsed = calendarDate.safeParse(text.trim());
  return parsed.success && at(parsed.data).isValid ? parsed.data : undefined;
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
