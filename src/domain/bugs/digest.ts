import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, dateOf } from '../calendar';
import { latest } from '../earliest';
import type { CalendarDate, PersonKey } from '../ids';
import type { Partner } from '../partner';
import type { Moment } from '../reminders/court';
import { workingDaysBetween } from '../working-days';
import { firstDue } from './clocks';
import { isUnsolved } from './numbers';
import { bugsOf, openBugs } from './order';
import type { Bug } from './state';

/** Which bugs are in the digest of whoever has them. */

/**
 * From when on it is told of: while it waits for a word, from the day after; else a few days before its time is over. Never
 * on the day on which somebody did something about it.
 */
function toldFrom(bug: Bug, lifecycle: Lifecycle, zone: string): CalendarDate {
  const { reminders } = lifecycle;
  const tomorrow = addDays(dateOf(bug.updatedAt, zone), 1);
  const due = bug.status.is === 'reported' ? undefined : firstDue(bug, lifecycle);
  const soon = due === undefined ? tomorrow : addDays(dateOf(due, zone), -reminders.dueSoonDays);
  return latest(soon, tomorrow);
}

/** What waits to be verified or closed is told of on the next morning, and again after some working days. */
function isNews(bug: Bug, { lifecycle: { calendar, reminders }, today, zone }: Moment): boolean {
  if (isUnsolved(bug)) return true;
  const days = workingDaysBetween(dateOf(bug.sideSince, zone), today, calendar);
  return days > 0 && (days - 1) % Math.max(1, reminders.repeatAfterWorkingDays) === 0;
}

/** Returns the bugs that a person's digest tells: theirs, once some time has passed, when something is new of them. */
export function bugsToTell(person: PersonKey, moment: Moment): readonly Bug[] {
  const { partner, lifecycle, today, zone } = moment;
  return bugsOf(person, partner, lifecycle).filter(
    (bug) => toldFrom(bug, lifecycle, zone) <= today && isNews(bug, moment),
  );
}

/** The dates from which the partner's people have a bug to be told of. */
export const partnerBugDates = (partner: Partner, lifecycle: Lifecycle): readonly CalendarDate[] =>
  openBugs(partner, lifecycle)
    .filter(({ side }) => side === 'partner')
    .map((bug) => toldFrom(bug, lifecycle, lifecycle.zone));
