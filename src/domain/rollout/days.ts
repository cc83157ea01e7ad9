import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, longDate } from '../calendar';
import { later, type CalendarDate, type Instant } from '../ids';
import { hour } from '../time';
import { freezeOn, holidayOn, instantOf, isWorkingDay } from '../working-days';

/** The days on which waves may run. */

/** The first and the last date on which a wave may run. */
export const windowOf = (ga: CalendarDate, { ga: rules }: Lifecycle) => ({
  from: addDays(ga, -rules.rolloutFromDaysBefore),
  to: addDays(ga, -rules.rolloutCompleteDaysBefore),
});

/** From when on a wave may be started on a date, and the instant at which that is over. */
export const startTimes = (date: CalendarDate, { rollout, zone }: Lifecycle) => ({
  opens: instantOf(date, rollout.startAt, zone),
  closes: instantOf(date, rollout.startBy, zone),
});

/** Until when a wave that finished at that instant is watched. */
export const soakedAt = (finished: Instant, { rollout }: Lifecycle): Instant =>
  later(finished, Math.round(rollout.soakHours * hour));

/** By when the rollout must be complete: the end of the last date of the window. */
export const deadline = (ga: CalendarDate, lifecycle: Lifecycle): Instant =>
  instantOf(addDays(windowOf(ga, lifecycle).to, 1), '00:00', lifecycle.zone);

/** Says why no wave can run on a date, whatever was started before; nothing when one can. */
export function dayProblem(date: CalendarDate, ga: CalendarDate, lifecycle: Lifecycle): string | undefined {
  const { calendar } = lifecycle;
  const { from, to } = windowOf(ga, lifecycle);
  if (date < from || date > to) return `waves run from ${longDate(from)} to ${longDate(to)}`;
  const holiday = holidayOn(date, calendar);
  if (holiday !== undefined) return `${longDate(date)} is a holiday (${holiday})`;
  if (!isWorkingDay(date, calendar)) return `${longDate(date)} is no working day`;
  const freeze = freezeOn(date, calendar);
  if (freeze) return `${longDate(date)} is in a freeze (${freeze.title})`;
  if (soakedAt(startTimes(date, lifecycle).closes, lifecycle) > deadline(ga, lifecycle))
    return `a wave of ${longDate(date)} would still soak when the rollout must be complete`;
  return undefined;
}

/** All dates of the window, in order. */
export function windowDates(ga: CalendarDate, lifecycle: Lifecycle): readonly CalendarDate[] {
  const { from, to } = windowOf(ga, lifecycle);
  const dates: CalendarDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** Whether a wave that starts at the last moment of one date has soaked before the last moment of another. */
const soaksBetween = (first: CalendarDate, second: CalendarDate, lifecycle: Lifecycle): boolean =>
  soakedAt(startTimes(first, lifecycle).closes, lifecycle) <= startTimes(second, lifecycle).closes;

/** As many of these dates as there can be waves, the latest ones: between two of them there is time to soak. */
export function spaced(dates: readonly CalendarDate[], lifecycle: Lifecycle): readonly CalendarDate[] {
  return dates.reduceRight<readonly CalendarDate[]>((kept, date) => {
    const next = kept[0];
    return next === undefined || soaksBetween(date, next, lifecycle) ? [date, ...kept] : kept;
  }, []);
}
