import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, dateOf } from '../calendar';
import type { CalendarDate, Instant, PersonKey } from '../ids';
import { keptBy } from '../kept';
import { lookup } from '../lookup';
import type { Partner } from '../partner';
import { peopleOn, rolesOn } from '../roles';
import { audibleFrom, forSide, instantOf, isQuiet, isWorkingDay, nextWorkingDay } from '../working-days';
import { isKnownZone } from '../zones';

/** When digests go out: on the working mornings of those who get them. */

/** The morning of a date in a zone, or the end of its quiet hours when that is later. */
export function morningOf(date: CalendarDate, zone: string, { reminders, calendar }: Lifecycle): Instant {
  const at = instantOf(date, reminders.digestAt, zone);
  const audible = audibleFrom(at, zone, reminders, calendar);
  return dateOf(audible, zone) === date ? audible : instantOf(date, reminders.quietUntil, zone);
}

/** The date whose digest may go out at an instant: of a working day, from its morning until quiet hours begin. */
export function digestDateAt(now: Instant, zone: string, lifecycle: Lifecycle): CalendarDate | undefined {
  const { reminders, calendar } = lifecycle;
  const date = dateOf(now, zone);
  if (!isWorkingDay(date, calendar) || isQuiet(now, zone, reminders, calendar)) return undefined;
  return now >= morningOf(date, zone, lifecycle) ? date : undefined;
}

/** The first working morning after an instant. */
export function nextMorning(now: Instant, zone: string, lifecycle: Lifecycle): Instant {
  let date = nextWorkingDay(dateOf(now, zone), lifecycle.calendar);
  for (;;) {
    const at = morningOf(date, zone, lifecycle);
    if (at > now) return at;
    date = nextWorkingDay(addDays(date, 1), lifecycle.calendar);
  }
}

/** The zone a person was last known to be in on these people lists, else the one that is told of them, else the lifecycle's. */
export function zoneOf(
  person: PersonKey,
  partners: readonly Pick<Partner, 'people'>[],
  lifecycle: Lifecycle,
  told?: string,
): string {
  const known = partners
    .flatMap((partner) => partner.people.filter((a) => a.person === person && a.zone !== undefined))
    .toSorted((a, b) => b.since - a.since);
  return validZone(known[0]?.zone) ?? validZone(told) ?? lifecycle.zone;
}

/**
 * The zones of a partner's people who are told in the channel: that of their side's lead first (else the lifecycle's), which
 * all others go by if they can. Kept for the same people: it is asked for at every look at a partner.
 */
export const channelZones = keptBy(
  ({ people }) => ({ people }),
  (partner, lifecycle): readonly string[] => {
    const { teams } = lookup(lifecycle);
    const active = rolesOn('partner', partner, lifecycle);
    const lead = active.find((a) => teams.get(a.team)?.leads);
    const zones = active.map(({ person }) => zoneOf(person, [partner], lifecycle));
    return [...new Set([validZone(lead?.zone) ?? lifecycle.zone, ...zones])];
  },
);

/** The zone of the lead of the partner's side, else the lifecycle's. */
export const channelZone = (partner: Partner, lifecycle: Lifecycle): string =>
  channelZones(partner, lifecycle)[0] ?? lifecycle.zone;

/**
 * The zone on whose morning the people of a zone are told on a date, together with those who are there: the first of the
 * channel's zones in which it is then day for them as well; their own where it is day in none.
 */
export function morningZone(zone: string, zones: readonly string[], date: CalendarDate, lifecycle: Lifecycle): string {
  const { reminders, calendar } = lifecycle;
  const [lead, ...others] = zones.map((one) => ({ one, at: morningOf(date, one, lifecycle) }));
  const groups: { readonly one: string; readonly at: Instant }[] = [];
  const joins = (own: string, at: Instant) => dateOf(at, own) === date && !isQuiet(at, own, reminders, calendar);
  for (const { one, at } of [...(lead ? [lead] : []), ...others.toSorted((a, b) => a.at - b.at)]) {
    const group = groups.find((other) => joins(one, other.at));
    if (one === zone) return group?.one ?? one;
    if (!group) groups.push({ one, at });
  }
  return zone;
}

/** A person who gets digests from now on, and when the first may come. */
export interface Newcomer {
  readonly person: PersonKey;
  readonly morning: Instant;
}

/** Active people of the databricks side who were not so before: their mornings must be waited for from now on. */
export function newcomers(
  before: Partner | undefined,
  after: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): readonly Newcomer[] {
  if (before?.people === after.people) return [];
  const own = forSide(lifecycle, 'databricks');
  const known = new Set(before ? digestReaders(before, lifecycle) : []);
  return digestReaders(after, lifecycle)
    .filter((person) => !known.has(person))
    .map((person) => ({ person, morning: nextMorning(now, zoneOf(person, [after], lifecycle), own) }));
}

/** Those who get digests of their own. */
export const digestReaders = (partner: Partner, lifecycle: Lifecycle): readonly PersonKey[] =>
  peopleOn('databricks', partner, lifecycle).map(({ person }) => person);

const validZone = (zone: string | undefined): string | undefined =>
  zone !== undefined && isKnownZone(zone) ? zone : undefined;
