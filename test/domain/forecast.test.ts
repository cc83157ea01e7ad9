import * as fc from 'fast-check';
import { agenda, type Due } from '../../src/domain/agenda';
import { dateOf } from '../../src/domain/calendar';
import { later, type Instant } from '../../src/domain/ids';
import { channelDigest } from '../../src/domain/reminders/channel-digest';
import { comingUp } from '../../src/domain/reminders/coming';
import { digestFor, digestTopic, type Entry } from '../../src/domain/reminders/digest';
import { forecast, type Planned } from '../../src/domain/reminders/forecast';
import type { Mark } from '../../src/domain/reminders/ladder';
import { digestDateAt, nextMorning, zoneOf } from '../../src/domain/reminders/mornings';
import { hour } from '../../src/domain/time';
import { isQuiet } from '../../src/domain/working-days';
import {
  bot,
  cast,
  channel,
  channelReady,
  clock,
  create,
  eng,
  given,
  legal,
  marketing,
  pat,
  product,
  psa,
  team,
  upTo,
  type Story,
} from '../support/given';
import { deliver } from '../support/launching';
import { partnerConnect as lifecycle } from '../support/lifecycle';

/** What `/pc reminders` says is what comes, if nobody does anything: each message at its hour, and no other. */

const home = [pat, eng, psa, product, legal, marketing].map(({ actor }) => actor);

const zones = ['America/Los_Angeles', 'Europe/Lisbon', 'Europe/Amsterdam', 'Asia/Tokyo', 'Asia/Kolkata'];
const settings = fc.record({
  // Before clocks change, before holidays and the winter's freeze, and before the launch of those who have agreed on its day.
  start: fc.constantFrom('2027-03-11T10:30', '2027-03-26T22:30', '2027-10-29T07:30', '2027-12-20T12:30'),
  where: fc.array(fc.constantFrom(...zones), { minLength: 7, maxLength: 7 }),
  ga: fc.integer({ min: 20, max: 150 }),
  far: fc.constantFrom('fit-assessment', 'technical-due-diligence', 'integration-built', 'partner-validation'),
  launches: fc.boolean(),
});
type Setting = typeof settings extends fc.Arbitrary<infer T> ? T : never;

function begin({ start, where, ga, far, launches }: Setting): Story {
  const at = launches ? clock('2027-08-20T12:30') : clock(start);
  const people = Object.entries(cast).map(([id, { picked }], n) => ({
    ...picked,
    team: team(id),
    zone: where[n % where.length] ?? lifecycle.zone,
  }));
  const targetGaDate = dateOf(later(at, ga * 24 * hour), lifecycle.zone);
  const opened = pat.does(create({ people, targetGaDate, invitations: ['ana@acme.example'] }));
  const moves = launches ? upTo('ga-date-agreed') : upTo(far);
  const story = launches
    ? given(pat.does(create({ people })), channelReady, moves)
    : given(opened, channelReady, moves);
  // What was due by then is told.
  return morningsUntil(deliver(story.after([], at)), later(at, 1)).story;
}

/** A message: when, of which date of the reader's, to whom, what. */
type Message = string;
const wall = (at: Instant) => new Date(at).toISOString().slice(0, 16);
const told = (entries: readonly Entry[]) => entries.map(({ view, why }) => `${why} ${view.id}`).join(', ');
const ofPlan = (planned: Planned): Message =>
  planned.to === 'person'
    ? `${wall(planned.at)} ${planned.date} ${planned.name}: ${told(planned.part.entries)} ${planned.part.unanswered.join()}`
    : `${wall(planned.at)} ${planned.date} channel: ${planned.digest.people.map((p) => `${p.name}: ${told(p.entries)}`).join('; ')} ${told(planned.digest.notes)}`;

interface Course {
  readonly story: Story;
  readonly sent: readonly Message[];
}

/** Goes on as the bot does, looking whenever something may be due, and records what is sent. */
function morningsUntil(begun: Story, until: Instant): Course {
  let [story, now] = [begun, begun.now];
  const sent: Message[] = [];
  const zone = (person: (typeof home)[number]) => zoneOf(person.person, [story.partner], lifecycle);
  const next = new Map(home.map((who) => [who, nextMorning(now, zone(who), lifecycle)]));
  for (;;) {
    story = story.after([], now);
    for (const due of agenda(story.partner, lifecycle, now).due) {
      const message = ofDue(due, story);
      if (message !== undefined) sent.push(message);
      story = deliverOne(story, due);
    }
    for (const who of home) {
      if (now < (next.get(who) ?? 0)) continue;
      next.set(who, nextMorning(now, zone(who), lifecycle));
      const date = digestDateAt(now, zone(who), lifecycle);
      const part = date && digestFor(who.person, [story.partner], lifecycle, now)?.parts[0];
      if (!part) continue;
      sent.push(`${wall(now)} ${date} ${who.name}: ${told(part.entries)} ${part.unanswered.join()}`);
      story = mark(story, [{ topic: digestTopic(who.person), marker: date }, ...part.marks]);
    }
    const at = [agenda(story.partner, lifecycle, now).nextAt ?? until, ...next.values()].reduce((a, b) =>
      b < a ? b : a,
    );
    if (at >= until) return { story, sent };
    now = at > now ? at : later(now, 1);
  }
}

function ofDue(due: Due, { partner, now }: Story): Message | undefined {
  if (due.kind === 'timed') return `${wall(now)} ${due.key}`;
  if (due.kind !== 'digest') return undefined;
  const digest = channelDigest(partner, lifecycle, now, due.zone);
  return digest && ofPlan({ at: now, date: due.date, to: 'channel', digest });
}

/** The channel's digest is recorded with all that it tells; everything else as it is delivered anywhere. */
function deliverOne(story: Story, due: Due): Story {
  const digest = due.kind === 'digest' ? channelDigest(story.partner, lifecycle, story.now, due.zone) : undefined;
  const marked = digest ? mark(story, digest.marks) : story;
  return deliver(marked);
}

const mark = (story: Story, marks: readonly Mark[]): Story =>
  story.and(marks.map((one) => bot.does({ type: 'Told', ...one, channel: channel('C1'), ts: '1.1' }, story.now)));

const days = 13;

test('what comes in the next days is what was forecast, at the hour that was forecast', () => {
  fc.assert(
    fc.property(settings, (setting) => {
      const story = begin(setting);
      const until = later(story.now, days * 24 * hour);
      const { sent } = morningsUntil(story, until);
      const planned = forecast(story.partner, lifecycle, story.now, { side: 'databricks' });
      const timed = comingUp(story.partner, lifecycle, story.now, days);
      const foreseen = [
        ...planned.filter(({ at }) => at < until).map(ofPlan),
        ...timed.filter(({ at }) => at < until).map(({ at, due }) => `${wall(at)} ${due.key}`),
      ];
      expect(sent.toSorted()).toEqual(foreseen.toSorted());
    }),
    { numRuns: 10 },
  );
});

test('a digest comes in the morning of those who read it, not when the date turns where the lifecycle is', () => {
  // It is nine in Amsterdam when the date turns in California, and then something is looked at.
  const people = Object.entries(cast).map(([id, { picked }]) => ({
    ...picked,
    team: team(id),
    zone: picked.home ? 'Europe/Amsterdam' : 'Asia/Tokyo',
  }));
  const begun = given(
    pat.does(create({ people, targetGaDate: lifecycleDate('2027-07-20') })),
    channelReady,
    upTo('fit-assessment'),
  );
  const { story } = morningsUntil(begun, later(begun.now, 30 * 24 * hour));
  const digests = story.log.filter(({ event }) => event.type === 'Told' && event.topic === 'digest:channel');
  expect(digests.length).toBeGreaterThan(5);
  for (const { at } of digests) expect(new Date(at).toISOString()).toContain('T00:00:');
  for (const { at } of digests) expect(isQuiet(at, 'Asia/Tokyo', lifecycle.reminders, lifecycle.calendar)).toBe(false);
});

const lifecycleDate = (text: string) => dateOf(clock(`${text}T12:00`), lifecycle.zone);
