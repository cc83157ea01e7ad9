import type { Lifecycle } from '../../lifecycle/schema';
import { bugsToTell, partnerBugDates } from '../bugs/digest';
import type { Bug } from '../bugs/state';
import { addDays, dateOf } from '../calendar';
import { earliestOf } from '../earliest';
import type { CalendarDate, Instant, PersonKey } from '../ids';
import { keptThroughDeliveries } from '../kept';
import type { Partner } from '../partner';
import { isOnSide, peopleOn } from '../roles';
import { hour } from '../time';
import { forSide, instantOf, isQuiet } from '../working-days';
import { holderOf, isWanted, type Moment } from './court';
import { channelNotes, digestTopic, entryFor, inOrder, type Entry } from './digest';
import { dutiesFor, dutiesOf, isAsked, type Duty } from './duty';
import type { Mark } from './ladder';
import { channelZone, channelZones, digestDateAt, morningOf, morningZone, nextMorning, zoneOf } from './mornings';
import { isAway } from './wishes';

/**
 * The one message a working day that the people of a partner get, in the partner's channel: in the morning of their
 * lead. Those for whom it is night then get one of their own, in their own morning.
 */
export interface ChannelDigest {
  readonly people: readonly {
    readonly person: PersonKey;
    readonly name: string;
    readonly entries: readonly Entry[];
    readonly bugs: readonly Bug[];
  }[];
  /** Late with either side, for both to see. */
  readonly notes: readonly Entry[];
  readonly marks: readonly Mark[];
}

/** What the partner's people are told in the morning of a zone, each of what is theirs; nothing when empty. Internal items are left out. */
export function channelDigest(
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
  zone = channelZone(partner, lifecycle),
): ChannelDigest | undefined {
  if (partner.closed) return undefined;
  const zones = channelZones(partner, lifecycle);
  const [leads] = zones;
  if (zone !== leads && morningZone(zone, zones, dateOf(now, zone), forSide(lifecycle, 'partner')) !== zone)
    return undefined;
  const moment: Moment = { partner, lifecycle, today: dateOf(now, zone), zone };
  const duties = dutiesFor('partner', partner, lifecycle);
  const people = guests(moment, { zone, zones, now }).flatMap(({ person, name }) => {
    const entries = inOrder(duties.flatMap((view) => entryFor(person, view, false, moment) ?? []));
    const bugs = bugsToTell(person, moment);
    return bugs.length > 0 || entries.some(({ isNews }) => isNews) ? [{ person, name, entries, bugs }] : [];
  });
  const notes = zone === leads ? channelNotes(duties, moment) : [];
  if (people.length + notes.length === 0) return undefined;
  return { people, notes, marks: [...people.flatMap((p) => p.entries), ...notes].flatMap((entry) => entry.marks) };
}

/** Active people of the partner's side who want to hear of it, each once: those who are told on the zone's morning and are up. */
function guests(
  moment: Moment,
  { zone, zones, now }: { readonly zone: string; readonly zones: readonly string[]; readonly now: Instant },
) {
  const { partner, lifecycle, today } = moment;
  const own = forSide(lifecycle, 'partner');
  const date = dateOf(now, zone);
  const isTold = (theirs: string) =>
    morningZone(theirs, zones, date, own) === zone && !isQuiet(now, theirs, own.reminders, own.calendar);
  return peopleOn('partner', partner, lifecycle).filter(
    ({ person }) => !isAway(partner, person, today) && isTold(zoneOf(person, [partner], lifecycle)),
  );
}

/** Deliveries may be this late in a crowded morning. */
const morningMs = hour;

/** Later in the day a digest that was missed is sent, but none that somebody brings up by what they do. */
const isMorning = ({ reminders }: Partner, now: Instant, morning: Instant): boolean =>
  now < morning + morningMs || (reminders.changedAt ?? 0) < morning;

/** How many mornings are looked at when something is there already, but put off or muted. */
const horizon = 5;

/** Under which topic the digest is told that comes in the morning of a zone. */
export const channelTopic = (zone: string, partner: Partner, lifecycle: Lifecycle): string =>
  digestTopic(zone === channelZone(partner, lifecycle) ? 'channel' : `channel ${zone}`);

/** When the digest of a zone's morning is due: now (and not sent yet), or at a morning to come; then it is looked at again. */
export function channelDigestAt(
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
  zone = channelZone(partner, lifecycle),
): Instant | undefined {
  if (partner.closed || partner.channel.is !== 'ready') return undefined;
  const first = firstDate(partner, lifecycle);
  if (first === undefined) return undefined;
  const own = forSide(lifecycle, 'partner');
  // What hangs on dates of the lifecycle's zone may be a day earlier in the channel's.
  const eve = addDays(first, -1);
  const today = dateOf(now, zone);
  if (eve > today) return nextMorning(instantOf(eve, '00:00', zone), zone, own);
  const date = digestDateAt(now, zone, own);
  const sent = partner.told[channelTopic(zone, partner, lifecycle)] ?? '';
  const open = date !== undefined && sent < date && isMorning(partner, now, morningOf(date, zone, own));
  if (open && channelDigest(partner, lifecycle, now, zone)) return now;
  let at = nextMorning(now, zone, own);
  for (let n = 1; n < horizon && !channelDigest(partner, lifecycle, at, zone); n += 1) at = nextMorning(at, zone, own);
  return at;
}

/** Before this date no digest has anything to tell, if nobody does anything: what is due, waits or was asked for. */
const firstDate = keptThroughDeliveries((partner, lifecycle): CalendarDate | undefined => {
  const soon = lifecycle.reminders.dueSoonDays;
  const dates = dutiesOf(partner, lifecycle).flatMap((view) => {
    if (!isWanted(view) || view.internal) return [];
    if (waitsForGuest(view, partner, lifecycle)) return [dateOf(partner.createdAt, lifecycle.zone)];
    return view.inTimeUntil === undefined ? [] : [addDays(view.inTimeUntil, -soon)];
  });
  return earliestOf([...dates, ...partnerBugDates(partner, lifecycle), ...Object.values(partner.reminders.asked)]);
});

/** A sign-off waits to be given whatever its date, and so does an answer, but only those hear of it before who have it. */
function waitsForGuest(view: Duty, partner: Partner, lifecycle: Lifecycle): boolean {
  const holder = view.item.kind === 'task' && !isAsked(view) ? undefined : holderOf(view);
  return holder !== undefined && isOnSide(holder, 'partner', partner, lifecycle);
}
