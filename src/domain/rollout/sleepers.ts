import type { Lifecycle } from '../../lifecycle/schema';
import { few } from '../few';
import type { CalendarDate } from '../ids';
import { sideOfTeam } from '../lookup';
import type { Assignment, Partner } from '../partner';
import { rolesIn } from '../roles';
import { audibleFrom, forSide } from '../working-days';
import { isKnownZone } from '../zones';
import { startTimes } from './days';
import { rolloutItem } from './standing';

/**
 * Those who roll out, when for all of them it is night, or no working day, by their own clock for as long as a wave of a date may
 * be started. Nobody when one of them is up, or may be.
 */
function asleepOn(date: CalendarDate, partner: Partner, lifecycle: Lifecycle): readonly Assignment[] {
  const engineers = rolesIn(rolloutItem(partner, lifecycle)?.teams ?? [], partner);
  const { opens, closes } = startTimes(date, lifecycle);
  const sleeps = ({ zone, team }: Assignment) => {
    const { reminders, calendar } = forSide(lifecycle, sideOfTeam(team, lifecycle));
    return zone !== undefined && isKnownZone(zone) && audibleFrom(opens, zone, reminders, calendar) >= closes;
  };
  return engineers.every(sleeps) ? engineers : [];
}

/** Says of waves on these dates, one each, which of them nobody could start by day; nothing when all can be. */
export function sleepersLine(
  dates: readonly CalendarDate[],
  partner: Partner,
  lifecycle: Lifecycle,
): string | undefined {
  const nights = dates.flatMap((date) => {
    const people = asleepOn(date, partner, lifecycle);
    return people.length > 0 ? [people] : [];
  });
  const [people] = nights;
  if (!people) return undefined;
  const who = new Map(people.map((a) => [a.person, `${a.name} (${a.zone?.replaceAll('_', ' ')})`]));
  const named = few([...who.values()], 3).join(', ');
  return `${howMany(nights.length, dates.length)} can be started only while it is night for ${named}: agree with them on it, or put somebody on the people list who is up then.`;
}

function howMany(some: number, all: number): string {
  if (some === all) return all === 1 ? 'The wave' : 'All waves';
  return some === 1 ? 'One wave' : `${some} waves`;
}
