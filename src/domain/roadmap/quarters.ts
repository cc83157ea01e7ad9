import { calendarDate, type CalendarDate } from '../ids';

/** Quarters of the calendar year, as `2027Q3`; as texts they sort by time. */

/** The quarter that a date lies in. */
export const quarterOf = (date: CalendarDate): string =>
  `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

/** The quarter so many quarters later. */
export function quarterAfter(quarter: string, count = 1): string {
  const number = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(5)) - 1 + count;
  return `${Math.floor(number / 4)}Q${(number % 4) + 1}`;
}

/** The first day of a quarter. */
export function quarterStart(quarter: string): CalendarDate {
  const month = String(Number(quarter.slice(5)) * 3 - 2).padStart(2, '0');
  return calendarDate.parse(`${quarter.slice(0, 4)}-${month}-01`);
}
