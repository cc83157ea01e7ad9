import type { Lifecycle } from '../../lifecycle/schema';
import { dateOf } from '../calendar';
import type { Instant, PersonKey } from '../ids';
import type { Partner } from '../partner';
import { itemsFor, itemsOf } from '../progress';
import { digestDateAt, channelZone, morningOf, nextMorning } from './mornings';
import { channelNotes, digestTopic, entryFor, inOrder, type Entry } from './digest';
import { isOnSide, isWanted, type Moment } from './court';
import type { Mark } from './ladder';
import { isAway } from './wishes';

/** The one message a working day that the people of a partner get, in the partner's channel. */
export interface ChannelDigest {
  readonly people: readonly { readonly person: PersonKey; readonly name: string; readonly entries: readonly Entry[] }[];
  /** Late with either side, for both to see. */
  readonly notes: readonly Entry[];
  readonly marks: readonly Mark[];
}

/** What the partner's people are told, each of what is theirs; nothing when empty. Internal items are left out. */
export function channelDigest(partner: Partner, lifecycle: Lifecycle, now: Instant): ChannelDigest | undefined {
  if (partner.closed) return undefined;
  const moment: Moment = { partner, lifecycle, today: dateOf(now, lifecycle.zone) };
  const items = itemsFor('partner', partner, lifecycle);
  const people = guests(moment).flatMap(({ person, name }) => {
    const entries = inOrder(items.flatMap((view) => entryFor(person, view, false, moment) ?? []));
    return entries.length === 0 ? [] : [{ person, name, entries }];
  });
  const notes = channelNotes(items, moment);
  if (people.length + notes.length === 0) return undefined;
  return { people, notes, marks: [...people.flatMap((p) => p.entries), ...notes].flatMap((entry) => entry.marks) };
}

/** Active people of the partner's side who want to hear of it, each once. */
function guests(moment: Moment) {
  const { partner, today } = moment;
  return partner.people.filter(
    (a, n, all) =>
      all.findIndex((b) => b.person === a.person) === n &&
      isOnSide(a.person, 'partner', moment) &&
      !isAway(partner, a.person, today),
  );
}

/** Whether time alone may bring something up: a date that comes near, or the end of a snooze. */
const mayComeUp = (partner: Partner, lifecycle: Lifecycle): boolean =>
  Object.keys(partner.reminders.asked).length > 0 ||
  itemsOf(partner, lifecycle).some(
    (view) => isWanted(view) && !view.internal && (view.inTimeUntil !== undefined || view.item.kind !== 'task'),
  );

/** Deliveries may be this late in a crowded morning. */
const morningMs = 60 * 60_000;

/** Later in the day a digest that was missed is sent, but none that somebody brings up by what they do. */
const isMorning = ({ reminders }: Partner, now: Instant, morning: Instant): boolean =>
  now < morning + morningMs || (reminders.changedAt ?? 0) < morning;

/** How far ahead a digest is looked for. Without one till then, it is looked for again. */
const horizon = 20;

/** When the channel's digest is due: now or before (and not sent), or at one of the next mornings. */
export function channelDigestAt(partner: Partner, lifecycle: Lifecycle, now: Instant): Instant | undefined {
  if (partner.closed || partner.channel.is !== 'ready' || !mayComeUp(partner, lifecycle)) return undefined;
  const zone = channelZone(partner, lifecycle);
  const date = digestDateAt(now, zone, lifecycle);
  const sent = partner.told[digestTopic('channel')] ?? '';
  const open = date !== undefined && sent < date && isMorning(partner, now, morningOf(date, zone, lifecycle));
  if (open && channelDigest(partner, lifecycle, now)) return now;
  let at = nextMorning(now, zone, lifecycle);
  for (let n = 1; n < horizon && !channelDigest(partner, lifecycle, at); n += 1) at = nextMorning(at, zone, lifecycle);
  return at;
}
