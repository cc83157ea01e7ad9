import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, dateOf } from '../calendar';
import { latest } from '../earliest';
import { later, type CalendarDate, type Instant } from '../ids';
import { day, hour, minute } from '../time';
import { instantOf, nextWorkingDay } from '../working-days';

/** Lengths of time that run around the clock, or in the working hours of the lifecycle's zone only. */

export interface Span {
  readonly ms: number;
  readonly working: boolean;
}

type Hours = Pick<Lifecycle, 'calendar' | 'zone'>;

/** Reads a length of time of the lifecycle, such as `2 working days`. A working day is as long as its hours. */
export function readSpan(text: string, { calendar }: Pick<Lifecycle, 'calendar'>): Span {
  const [, n = '0', unit = 'hour'] = /^(\d+) (?:working )?(minute|hour|day)/.exec(text) ?? [];
  const working = text.includes('working');
  const { from, until } = calendar.workingHours;
  const units: Readonly<Record<string, number>> = {
    minute,
    hour,
    day: working ? Date.parse(`1970-01-01T${until}Z`) - Date.parse(`1970-01-01T${from}Z`) : day,
  };
  return { ms: Number(n) * (units[unit] ?? hour), working };
}

/** How much of the time between two instants counts, in milliseconds. */
export function counted(from: Instant, to: Instant, { working }: Span, hours: Hours): number {
  if (to <= from) return 0;
  if (!working) return to - from;
  let sum = 0;
  for (let { opens, closes } = windowFrom(from, hours); opens < to;) {
    sum += Math.max(0, Math.min(to, closes) - Math.max(from, opens));
    ({ opens, closes } = windowAfter(closes, hours));
  }
  return sum;
}

/** The instant at which so many milliseconds that count have passed. */
export function afterCounted(from: Instant, ms: number, { working }: Span, hours: Hours): Instant {
  if (!working || ms <= 0) return later(from, Math.max(0, Math.ceil(ms)));
  let left = ms;
  for (let { opens, closes } = windowFrom(from, hours); ;) {
    const start = latest(from, opens);
    if (start + left <= closes) return later(start, Math.ceil(left));
    left -= Math.max(0, closes - start);
    ({ opens, closes } = windowAfter(closes, hours));
  }
}

interface Window {
  readonly opens: Instant;
  readonly closes: Instant;
}

/** The working hours of the day of an instant, or of the first working day after it. */
const windowFrom = (at: Instant, hours: Hours): Window => windowOn(dateOf(at, hours.zone), hours);

const windowAfter = (closed: Instant, hours: Hours): Window => windowOn(addDays(dateOf(closed, hours.zone), 1), hours);

function windowOn(date: CalendarDate, { calendar, zone }: Hours): Window {
  const day = nextWorkingDay(date, calendar);
  const { from, until } = calendar.workingHours;
  return { opens: instantOf(day, from, zone), closes: instantOf(day, until, zone) };
}
