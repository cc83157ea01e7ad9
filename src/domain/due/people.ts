import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, dateOf } from '../calendar';
import { latest } from '../earliest';
import type { Instant } from '../ids';
import { sideOfTeam } from '../lookup';
import type { Assignment, Partner } from '../partner';
import { zoneOf } from '../reminders/mornings';
import { awayUntil } from '../reminders/wishes';
import { coordinators, eachOnce, rolesOn } from '../roles';
import { rolloutItem } from '../rollout/standing';
import { audibleFrom, forSide, instantOf, previousWorkingDay } from '../working-days';

/** Who hears of the rollout by direct message, and when each of them may be told. */

/** Those who roll out, on the databricks side; the coordinators while there is nobody. */
export function engineers(partner: Partner, lifecycle: Lifecycle): readonly Assignment[] {
  const teams = rolloutItem(partner, lifecycle)?.teams ?? [];
  const rolling = rolesOn('databricks', partner, lifecycle).filter(({ team }) => teams.includes(team));
  return rolling.length > 0 ? eachOnce(rolling) : coordinators(partner, lifecycle);
}

/** Those who roll out and those who coordinate, each once. */
export const engineersAndCoordinators = (partner: Partner, lifecycle: Lifecycle): readonly Assignment[] =>
  eachOnce([...engineers(partner, lifecycle), ...coordinators(partner, lifecycle)]);

/** The first instant, from this one on, at which a person may be told; nothing when they want to hear nothing. */
export function audibleTo(
  { person, team }: Assignment,
  from: Instant,
  partner: Partner,
  lifecycle: Lifecycle,
): Instant | undefined {
  const away = awayUntil(partner, person);
  if (away === 'always') return undefined;
  const where = zoneOf(person, [partner], lifecycle);
  const back = away === undefined ? from : instantOf(away, '00:00', where);
  const { reminders, calendar } = forSide(lifecycle, sideOfTeam(team, lifecycle));
  return audibleFrom(latest(back, from), where, reminders, calendar);
}

/** The last working morning of a person before an instant: for what they must know before they wake. */
export function morningBefore(
  { person, team }: Assignment,
  at: Instant,
  partner: Partner,
  lifecycle: Lifecycle,
): Instant {
  const { reminders, calendar } = forSide(lifecycle, sideOfTeam(team, lifecycle));
  const own = zoneOf(person, [partner], lifecycle);
  const day = previousWorkingDay(dateOf(at, own), calendar);
  const morning = instantOf(day, reminders.digestAt, own);
  return morning <= at ? morning : instantOf(previousWorkingDay(addDays(day, -1), calendar), reminders.digestAt, own);
}
