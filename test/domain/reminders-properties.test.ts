import * as fc from 'fast-check';
import { dateOf } from '../../src/domain/calendar';
import type { ReminderCommand } from '../../src/domain/commands';
import { itemId, later, type Instant } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { isRefusal } from '../../src/domain/refusal';
import { channelDigest, channelDigestAt } from '../../src/domain/reminders/channel-digest';
import { digestFor, digestTopic, type Entry } from '../../src/domain/reminders/digest';
import type { Mark } from '../../src/domain/reminders/ladder';
import { channelZones, digestDateAt, nextMorning, zoneOf } from '../../src/domain/reminders/mornings';
import { nextGate } from '../../src/domain/reminders/wishes';
import { hour } from '../../src/domain/time';
import { isQuiet, workingDaysBetween } from '../../src/domain/working-days';
import {
  blocked,
  cast,
  channel,
  channelReady,
  clock,
  create,
  date,
  done,
  dueOn,
  eng,
  given,
  legal,
  lena,
  mia,
  owned,
  pat,
  paul,
  psa,
  reopened,
  team,
  upTo,
  type Member,
  type Story,
} from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';
import { tales } from '../support/tales';

/** Mornings in all sorts of zones, with whatever people do in between, as the bot goes through them. */

const zones = [
  'America/Los_Angeles',
  'Europe/Lisbon',
  'Asia/Tokyo',
  'Pacific/Auckland',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
];
const home: readonly Member[] = [pat, psa, eng, legal];

interface Sent {
  readonly at: Instant;
  readonly to: string;
  readonly zone: string;
  readonly entries: readonly (readonly [reader: string, entry: Entry])[];
  readonly marks: readonly Mark[];
  /** The partner as it was then. */
  readonly partner: Partner;
}

/** What the bot does with digests: it looks when their time may have come, sends, and records. */
class Mornings {
  readonly sent: Sent[] = [];
  readonly #nextFor = new Map<string, Instant>();
  /** When the digest of a zone was said to be due, and of which partner. */
  readonly #said = new Map<string, { readonly of: Partner; readonly due: Instant | undefined }>();

  constructor(
    public story: Story,
    public now: Instant,
  ) {
    for (const who of home) this.#nextFor.set(who.actor.person, nextMorning(now, this.#zoneOf(who), lifecycle));
  }

  look(): void {
    for (const who of home) this.#lookFor(who);
    const { partner } = this.story;
    for (const zone of channelZones(partner, lifecycle)) this.#lookInChannel(zone);
  }

  /** Looks as the bot does: again when something has changed, or when its time has come. */
  lookInTime(): void {
    for (const who of home) this.#lookFor(who);
    for (const zone of channelZones(this.story.partner, lifecycle)) {
      const said = this.#said.get(zone);
      if (said?.of !== this.story.partner || this.now >= (said.due ?? Infinity)) this.#lookInChannel(zone);
    }
  }

  #lookInChannel(zone: string): void {
    const { partner } = this.story;
    const due = channelDigestAt(partner, lifecycle, this.now, zone);
    this.#said.set(zone, { of: partner, due });
    if (due !== this.now) return;
    const digest = channelDigest(partner, lifecycle, this.now, zone);
    if (!digest) throw new Error('The channel’s digest is due and empty');
    const entries = [
      ...digest.people.flatMap((p) => p.entries.map((entry) => [p.person, entry] as const)),
      ...digest.notes.map((note) => ['everybody', note] as const),
    ];
    const to = zone === channelZones(partner, lifecycle)[0] ? 'channel' : (`channel ${zone}` as const);
    this.#send(to, zone, entries, digest.marks);
  }

  #lookFor(who: Member): void {
    const { person } = who.actor;
    if (this.now < (this.#nextFor.get(person) ?? 0)) return;
    const zone = this.#zoneOf(who);
    const on = digestDateAt(this.now, zone, lifecycle);
    const part = on && digestFor(person, [this.story.partner], lifecycle, this.now)?.parts[0];
    if (part)
      this.#send(
        person,
        zone,
        part.entries.map((entry) => [person, entry] as const),
        part.marks,
      );
    this.#nextFor.set(person, nextMorning(this.now, zone, lifecycle));
  }

  #send(to: Parameters<typeof digestTopic>[0], zone: string, entries: Sent['entries'], marks: readonly Mark[]): void {
    const { now } = this;
    const { partner } = this.story;
    const told = [{ topic: digestTopic(to), marker: dateOf(now, zone) }, ...marks];
    this.sent.push({ at: now, to, zone, entries, marks: told, partner });
    const events = told.map(
      (mark) =>
        ({
          at: now,
          by: { kind: 'bot' },
          event: { type: 'Told', ...mark, channel: channel('C1'), ts: '1.1' },
        }) as const,
    );
    this.story = this.story.after(events, now);
  }

  #zoneOf = (who: Member): string => zoneOf(who.actor.person, [this.story.partner], lifecycle);
}

const starts = ['2027-03-11T10:00', '2027-03-26T23:00', '2026-10-29T07:00', '2026-12-22T12:00', '2027-05-20T18:30'];

const settings = fc.record({
  start: fc.constantFrom(...starts),
  where: fc.array(fc.constantFrom(...zones), { minLength: 5, maxLength: 5 }),
  ga: fc.integer({ min: 10, max: 160 }),
  far: fc.constantFrom('fit-assessment', 'technical-due-diligence', 'integration-built', 'joint-validation'),
});

function begin({ start, where, ga, far }: typeof settings extends fc.Arbitrary<infer T> ? T : never): Mornings {
  const at = clock(start);
  const people = Object.entries(cast).map(([id, { picked }], n) => ({
    ...picked,
    team: team(id),
    zone: where[n % where.length] ?? lifecycle.zone,
  }));
  const targetGaDate = dateOf(later(at, ga * 24 * hour), lifecycle.zone);
  const created = pat.does(create({ people, targetGaDate, invitations: ['ana@acme.example'] }), later(at, -hour));
  return new Mornings(given(created, channelReady, upTo(far)).and(), at);
}

const items = [
  'fit-assessment',
  'technical-due-diligence',
  'mini-site',
  'ux-guidelines-reviewed',
  'signoff-psa',
  'ppa-signed',
];
const tries = fc.record({
  who: fc.constantFrom(...home, lena, paul, mia),
  kind: fc.nat({ max: 9 }),
  item: fc.constantFrom(...items),
  days: fc.integer({ min: 1, max: 20 }),
  hours: fc.integer({ min: 0, max: 60 }),
});
type Try = typeof tries extends fc.Arbitrary<infer T> ? T : never;

function attempt(mornings: Mornings, { who, kind, item, days }: Try): void {
  const day = dateOf(later(mornings.now, days * 24 * hour), lifecycle.zone);
  const i = itemId.parse(item);
  const wishes: readonly ReminderCommand[] = [
    { type: 'SnoozeItem', item: i, until: day },
    { type: 'MuteItem', item: i },
    { type: 'UnmuteItem', item: i },
    { type: 'MutePartner', ...(days % 2 === 0 && { until: day }) },
    { type: 'UnmutePartner' },
    { type: 'SetReminder', item: i, on: day },
  ];
  const others = [dueOn(item, day), owned(item, who), blocked(item, 'No.'), days % 2 ? done(item) : reopened(item)];
  const command = [...wishes, ...others][kind];
  const outcome = command && mornings.story.when(who.does(command, mornings.now));
  if (outcome && !isRefusal(outcome.decision)) mornings.story = outcome.accepted();
}

/** Each try after some hours; the bot looks now and then in between. */
function live(mornings: Mornings, what: readonly Try[], everyHours: number): void {
  for (const one of what) {
    for (let left = one.hours; left > 0; left -= everyHours) {
      mornings.now = later(mornings.now, Math.min(left, everyHours) * hour);
      mornings.look();
    }
    attempt(mornings, one);
  }
}

/** What was sent while people did something now and then; the bot looks every few hours. */
const inEveryTale = tales(
  fc.record({ setting: settings, what: fc.array(tries, { maxLength: 25 }), every: fc.constantFrom(1, 5, 37) }),
  ({ setting, what, every }): readonly Sent[] => {
    const mornings = begin(setting);
    live(mornings, what, every);
    return mornings.sent;
  },
  60,
);

describe('Whatever people do, and whenever the bot looks', () => {
  test('nobody is told in quiet hours, on weekends or holidays, or more than once a day, or of one thing twice', () => {
    inEveryTale((sent) => {
      for (const { at, zone } of sent) expect(isQuiet(at, zone, lifecycle.reminders, lifecycle.calendar)).toBe(false);
      const days = sent.map(({ at, to, zone }) => `${to} ${dateOf(at, zone)}`);
      expect(new Set(days).size).toBe(days.length);
      const marks = sent.flatMap((s) => s.marks.map(({ topic, marker }) => `${topic}=${marker}`));
      expect(new Set(marks).size).toBe(marks.length);
    });
  });

  test('the partner’s people are mentioned by day in their own zone, and each on their own date once', () => {
    inEveryTale((sent) => {
      const mentions = sent.flatMap(({ at, to, entries, partner }) =>
        (to.startsWith('channel') ? [...new Set(entries.map(([person]) => person))] : []).flatMap((person) => {
          const guest = partner.people.find((a) => a.person === person);
          return guest ? [{ at, person, zone: zoneOf(guest.person, [partner], lifecycle) }] : [];
        }),
      );
      for (const { at, zone } of mentions)
        expect(isQuiet(at, zone, lifecycle.reminders, lifecycle.calendar)).toBe(false);
      const days = mentions.map(({ at, person, zone }) => `${person} ${dateOf(at, zone)}`);
      expect(new Set(days).size).toBe(days.length);
    });
  });

  test('what is only ahead is brought up once in some working days, and never alone in between', () => {
    inEveryTale((sent) => {
      for (const { at, zone, entries, partner, marks } of sent) {
        const today = dateOf(at, zone);
        for (const reader of new Set(entries.map(([person]) => person)))
          expect(
            entries.some(([person, { isNews }]) => person === reader && isNews) ||
              marks.some(({ topic }) => topic.startsWith('invitation ')),
          ).toBe(true);
        for (const [reader, { view, why, isNews }] of entries) {
          const before = partner.told[`ahead ${view.id} ${reader}`];
          if (!isNews || (why !== 'soon' && why !== 'sign') || before === undefined) continue;
          const waited = workingDaysBetween(date(before), today, lifecycle.calendar);
          expect(waited >= lifecycle.reminders.repeatAfterWorkingDays || before < dateOf(view.since, zone)).toBe(true);
        }
      }
    });
  });

  test('what is overdue is not brought up daily for ever: once all on the ladder have heard, a week goes by in between', () => {
    inEveryTale((sent) => {
      for (const { at, zone, entries, partner, marks } of sent) {
        for (const [reader, { view, isNews }] of entries) {
          const topic = `overdue ${view.id} ${reader}`;
          const before = partner.told[topic];
          if (!isNews || before === undefined || !marks.some((mark) => mark.topic === topic)) continue;
          const waited = workingDaysBetween(date(before), dateOf(at, zone), lifecycle.calendar);
          const responded = partner.reminders.responded[view.id] ?? 0;
          expect(
            waited >= lifecycle.reminders.repeatOverdueAfterWorkingDays || responded >= clock(`${before}T00:00`, zone),
          ).toBe(true);
        }
      }
    });
  });

  test('what somebody muted or put off is not told to them, unless a gate waits for it', () => {
    inEveryTale((sent) => {
      for (const { at, zone, entries, partner } of sent) {
        const today = dateOf(at, zone);
        for (const [reader, { view }] of entries) {
          const { muted, away, snoozed } = partner.reminders;
          expect(muted).not.toContain(`${reader} ${view.id}`);
          expect((away[reader] ?? '') > today).toBe(false);
          const gate = nextGate(view, partner, lifecycle);
          const until = snoozed[`${reader} ${view.id}`] ?? today;
          expect(until <= today || (gate !== undefined && gate.date <= today)).toBe(true);
        }
      }
    });
  });

  test('one jump and small steps come to have told the same', () => {
    fc.assert(
      fc.property(settings, fc.integer({ min: 1, max: 45 }), (setting, days) => {
        const told = (everyHours: number) => {
          const mornings = begin(setting);
          for (let left = days * 24; left > 0; left -= everyHours) {
            mornings.now = later(mornings.now, Math.min(left, everyHours) * hour);
            mornings.lookInTime();
          }
          // A last week in small steps, so that everybody has had a morning.
          for (let n = 0; n < 7 * 24; n += 1) {
            mornings.now = later(mornings.now, hour);
            mornings.lookInTime();
          }
          // When it was told of what was ahead is of its moment: who sleeps over it hears that it is due instead.
          const topics = Object.entries(mornings.story.partner.told).filter(
            ([topic]) => !/^(digest:|ahead |overdue )/.test(topic),
          );
          return Object.fromEntries(topics.toSorted(([a], [b]) => (a < b ? -1 : 1)));
        };
        expect(told(days * 24)).toEqual(told(1));
      }),
      { numRuns: 8 },
    );
  });
});

describe('A morning', () => {
  test.each([
    ['America/Los_Angeles', '2027-03-12T12:00', '2027-03-15T16:00Z'],
    ['America/Los_Angeles', '2027-11-05T12:00', '2027-11-08T17:00Z'],
    ['Europe/Lisbon', '2027-03-26T12:00', '2027-03-29T08:00Z'],
    ['Asia/Tokyo', '2027-03-12T12:00', '2027-03-15T00:00Z'],
    ['Pacific/Auckland', '2027-04-02T12:00', '2027-04-04T21:00Z'],
  ])('in %s after the clocks change is at nine by the clock on the wall', (zone, friday, morning) => {
    expect(new Date(nextMorning(clock(friday, zone), zone, lifecycle)).toISOString()).toBe(
      new Date(morning).toISOString(),
    );
  });

  test('is not before quiet hours end, nor on Thanksgiving', () => {
    const early = { ...lifecycle, reminders: { ...lifecycle.reminders, digestAt: '06:00' } };
    expect(nextMorning(clock('2027-03-01T03:00'), lifecycle.zone, early)).toBe(clock('2027-03-01T08:00'));
    expect(nextMorning(clock('2027-11-24T12:00'), lifecycle.zone, lifecycle)).toBe(clock('2027-11-26T09:00'));
  });
});
