import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, dateOf } from '../calendar';
import { latest } from '../earliest';
import { gaDate } from '../ga-date';
import type { CalendarDate, Instant } from '../ids';
import { isFinished, recordOf, stateOf, type Recorded } from '../item-state';
import { lookup, type Placed } from '../lookup';
import type { Partner } from '../partner';
import { previousWorkingDay } from '../working-days';

/** When items are due by the plan, and from when on they are late. */

/** The date set by hand, else the plan's, which moves with the GA date or with the end of another item. */
export function dueOf(
  placed: Placed,
  partner: Partner,
  lifecycle: Lifecycle,
  { due: byHand } = stateOf(placed, partner),
): CalendarDate | undefined {
  const rule = placed.item.due;
  if (byHand || !rule) return byHand;
  if ('daysBeforeGa' in rule) {
    const ga = gaDate(partner, lifecycle);
    // What is due on the GA date itself is due on that very day; all else on a day on which somebody works.
    return ga && (rule.daysBeforeGa === 0 ? ga.date : worked(addDays(ga.date, -rule.daysBeforeGa), lifecycle));
  }
  const before = lookup(lifecycle).byId.get(rule.item);
  const ended = before && isFinished(before, partner) ? changedAt(before, partner) : undefined;
  return ended === undefined ? undefined : worked(addDays(dateOf(ended, lifecycle.zone), rule.daysAfter), lifecycle);
}

const worked = (date: CalendarDate, { calendar }: Lifecycle): CalendarDate => previousWorkingDay(date, calendar);

/**
 * The last day on which an item that can be done is in time: its due date, or the day on which it became possible when that is
 * later. So nobody is late with what they could not do, however near the GA date was chosen.
 */
export function inTimeUntil(due: CalendarDate, possibleSince: Instant, { zone }: Lifecycle): CalendarDate {
  return latest(due, dateOf(possibleSince, zone));
}

/** Since when something has been somebody's turn: while the onboarding was closed, nothing was. */
export const sincePause = (at: Instant, { reopenedAt }: Partner): Instant => latest(at, reopenedAt);

/** When an item, or the sign-off given for it, last changed its state. */
export function changedAt(
  placed: Placed,
  partner: Partner,
  { state: { status }, signOff }: Recorded = recordOf(placed, partner),
): Instant | undefined {
  const stood = 'at' in status ? status.at : status.since;
  const signed = signOff?.at;
  return signed !== undefined && (stood === undefined || signed > stood) ? signed : stood;
}
