import type { Lifecycle, Side } from '../../lifecycle/schema';
import { addDays, dateOf } from '../calendar';
import type { CalendarDate, Instant, Named, PersonKey } from '../ids';
import type { Partner } from '../partner';
import { peopleOn } from '../roles';
import { forSide } from '../working-days';
import { channelDigest, type ChannelDigest } from './channel-digest';
import { digestFor, digestTopic, type Part } from './digest';
import type { Mark } from './ladder';
import { channelZones, nextMorning, zoneOf } from './mornings';
import { afterTelling } from './told';

/** The messages of the next days as they will be sent if nobody does anything: the digests' own rules, day by day. */

/** `date` is that of the reader's calendar. */
export type Planned = { readonly at: Instant; readonly date: CalendarDate } & (
  | { readonly to: 'person'; readonly person: PersonKey; readonly name: string; readonly part: Part }
  | { readonly to: 'channel'; readonly digest: ChannelDigest }
);

/** How many days `/pc reminders` looks ahead. */
export const forecastDays = 14;

/** Returns what will be sent about one partner, in order. People of the partner's side may know of the channel's alone. */
export function forecast(
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
  { side, days = forecastDays }: { readonly side: Side; readonly days?: number },
): readonly Planned[] {
  if (partner.closed) return [];
  const messages: Planned[] = [];
  let state = partner;
  for (const { at, to, zone } of occasions(partner, lifecycle, now, days)) {
    const planned =
      to === 'channel' ? toChannel(state, lifecycle, at, zone) : toPerson(to, state, lifecycle, { at, zone });
    if (!planned) continue;
    messages.push(planned);
    state = afterTelling(state, toldOf(planned), at);
  }
  return side === 'databricks' ? messages : messages.filter(({ to }) => to === 'channel');
}

interface Occasion {
  readonly at: Instant;
  readonly to: Named | 'channel';
  readonly zone: string;
}

/** Every working morning of everybody, and of the channel, in order. */
function occasions(partner: Partner, lifecycle: Lifecycle, now: Instant, days: number): readonly Occasion[] {
  const people = peopleOn('databricks', partner, lifecycle);
  const channels = partner.channel.is === 'ready' ? channelZones(partner, lifecycle) : [];
  const recipients = [
    ...people.map(({ person, name }) => ({ to: { person, name }, zone: zoneOf(person, [partner], lifecycle) })),
    ...channels.map((zone) => ({ to: 'channel' as const, zone })),
  ];
  return recipients
    .flatMap(({ to, zone }) => {
      const own = forSide(lifecycle, to === 'channel' ? 'partner' : 'databricks');
      return mornings(now, zone, own, days).map((at) => ({ at, to, zone }));
    })
    .toSorted((a, b) => a.at - b.at);
}

function mornings(now: Instant, zone: string, lifecycle: Lifecycle, days: number): readonly Instant[] {
  const last = addDays(dateOf(now, zone), days);
  const found: Instant[] = [];
  for (let at = nextMorning(now, zone, lifecycle); dateOf(at, zone) <= last; at = nextMorning(at, zone, lifecycle))
    found.push(at);
  return found;
}

function toChannel(partner: Partner, lifecycle: Lifecycle, at: Instant, zone: string): Planned | undefined {
  const digest = channelDigest(partner, lifecycle, at, zone);
  return digest && { at, date: dateOf(at, zone), to: 'channel', digest };
}

function toPerson(
  { person, name }: Exclude<Occasion['to'], 'channel'>,
  partner: Partner,
  lifecycle: Lifecycle,
  { at, zone }: Pick<Occasion, 'at' | 'zone'>,
): Planned | undefined {
  const part = digestFor(person, [partner], lifecycle, at, zone)?.parts[0];
  return part && { at, date: dateOf(at, zone), to: 'person', person, name, part };
}

const toldOf = (planned: Planned): readonly Mark[] =>
  planned.to === 'channel'
    ? planned.digest.marks
    : [...planned.part.marks, { topic: digestTopic(planned.person), marker: 'forecast' }];
