import type { Lifecycle, Side } from '../lifecycle/schema';
import { addDays, dateOf } from './calendar';
import { instant, type CalendarDate, type Instant } from './ids';
import { day } from './time';
import { offsetAt } from './zones';

/** Working days, times of day in a zone, and quiet hours. Weekends, holidays and freezes are the lifecycle's data. */

type Calendar = Lifecycle['calendar'];
type QuietHours = Pick<Lifecycle['reminders'], 'quietFrom' | 'quietUntil'>;

/** Monday is 1, Sunday is 7. */
const weekday = (date: CalendarDate): number => new Date(date).getUTCDay() || 7;

/** The name of a holiday on that date. */
export const holidayOn = (date: CalendarDate, { holidays }: Calendar): string | undefined =>
  holidays.find((holiday) => holiday.date === date)?.title;

/** All holidays on that date, of either side. */
export const holidaysOn = (date: CalendarDate, { holidays }: Calendar): Calendar['holidays'] =>
  holidays.filter((holiday) => holiday.date === date);

const ofSides = new WeakMap<Lifecycle, Readonly<Record<Side, Lifecycle>>>();

/**
 * Returns the lifecycle with the holidays of one side only: people are told on the working days of their own side. What
 * both do together (waves, due dates, launches) keeps off the holidays of either.
 */
export function forSide(lifecycle: Lifecycle, side: Side): Lifecycle {
  const { calendar } = lifecycle;
  if (calendar.holidays.every((holiday) => holiday.side === undefined)) return lifecycle;
  const of = (own: Side): Lifecycle => {
    const holidays = calendar.holidays.filter((holiday) => holiday.side === undefined || holiday.side === own);
    return { ...lifecycle, calendar: { ...calendar, holidays } };
  };
  const both = ofSides.get(lifecycle) ?? { databricks: of('databricks'), partner: of('partner') };
  ofSides.set(lifecycle, both);
  return both[side];
}

const known = new WeakMap<Calendar, Map<CalendarDate, boolean>>();

/** Neither a weekend nor a holiday. Kept for each calendar: it is asked for at every look at an item. */
export function isWorkingDay(date: CalendarDate, calendar: Calendar): boolean {
  const days = known.get(calendar) ?? new Map<CalendarDate, boolean>();
  const before = days.get(date);
  if (before !== undefined) return before;
  const works = calendar.workingDays.includes(weekday(date)) && !holidayOn(date, calendar);
  if (days.size > mostKept) days.clear();
  known.set(calendar, days.set(date, works));
  return works;
}

const mostKept = 5000;

/** The freeze that a date lies in, on which nothing may be rolled out or launched; both its ends are included. */
export const freezeOn = (date: CalendarDate, { freezes }: Calendar): Calendar['freezes'][number] | undefined =>
  freezes.find(({ from, to }) => from <= date && date <= to);

/** The first working day on or after a date. */
export const nextWorkingDay = (date: CalendarDate, calendar: Calendar): CalendarDate => seek(date, 1, calendar);

/** The last working day on or before a date. */
export const previousWorkingDay = (date: CalendarDate, calendar: Calendar): CalendarDate => seek(date, -1, calendar);

function seek(date: CalendarDate, step: 1 | -1, calendar: Calendar): CalendarDate {
  let found = date;
  while (!isWorkingDay(found, calendar)) found = addDays(found, step);
  return found;
}

/** The date so many working days later (earlier when negative); the date itself when none. */
export function addWorkingDays(date: CalendarDate, days: number, calendar: Calendar): CalendarDate {
  const step = days < 0 ? -1 : 1;
  let found = date;
  for (let n = 0; n < Math.abs(days); n += 1) found = seek(addDays(found, step), step, calendar);
  return found;
}

/** The number of working days after one date, up to another and including it; negative when that lies before. */
export function workingDaysBetween(from: CalendarDate, to: CalendarDate, calendar: Calendar): number {
  const step = to < from ? -1 : 1;
  let count = 0;
  for (let date = from; date !== to;) {
    date = addDays(date, step);
    if (isWorkingDay(date, calendar)) count += step;
  }
  return count;
}

const instants = new Map<string, Instant>();

/**
 * The instant of a date and time of day in a zone. A time that the clock passes twice means the first; one that it skips
 * means as much later as was skipped (02:30 is 03:30 then).
 */
export function instantOf(date: CalendarDate, time: string, zone: string): Instant {
  const key = `${date} ${time} ${zone}`;
  const before = instants.get(key);
  if (before !== undefined) return before;
  const found = instant.parse(onWall(Date.parse(`${date}T${time}:00Z`), zone));
  if (instants.size > mostKept) instants.clear();
  instants.set(key, found);
  return found;
}

/** What UTC shows when a clock in the zone shows what UTC shows at that instant. */
function onWall(wall: number, zone: string): number {
  const [before, after] = [offsetAt(wall - day, zone), offsetAt(wall + day, zone)];
  const first = wall - before;
  if (before === after || offsetAt(first, zone) === before) return first;
  const second = wall - after;
  return offsetAt(second, zone) === after ? second : first;
}

/** The time of day on the clock of a zone, as `09:00`. */
export const timeOfDay = (at: Instant, zone: string): string =>
  new Date(at + offsetAt(at, zone)).toISOString().slice(11, 16);

/** Whether people in a zone are left alone at an instant: in quiet hours, and on days that are no working days. */
export function isQuiet(at: Instant, zone: string, hours: QuietHours, calendar: Calendar): boolean {
  return audibleFrom(at, zone, hours, calendar) > at;
}

/** The first instant, from this one on, at which people in a zone may be told something. */
export function audibleFrom(
  at: Instant,
  zone: string,
  { quietFrom, quietUntil }: QuietHours,
  calendar: Calendar,
): Instant {
  const spansMidnight = quietFrom > quietUntil;
  const opens = (date: CalendarDate) => instantOf(date, spansMidnight ? quietUntil : '00:00', zone);
  const today = dateOf(at, zone);
  const tomorrow = () => opens(nextWorkingDay(addDays(today, 1), calendar));
  if (!isWorkingDay(today, calendar)) return tomorrow();
  const [from, until] = [instantOf(today, quietFrom, zone), instantOf(today, quietUntil, zone)];
  if (!spansMidnight) return at >= from && at < until ? until : at;
  if (at < until) return until;
  return at >= from ? tomorrow() : at;
}
