import * as fc from 'fast-check';
import { agenda } from '../../src/domain/agenda';
import { addDays, dateOf, daysBetween } from '../../src/domain/calendar';
import type { RecordedEvent } from '../../src/domain/events';
import { stateOf } from '../../src/domain/item-state';
import { lookup } from '../../src/domain/lookup';
import type { Partner } from '../../src/domain/partner';
import { isComplete } from '../../src/domain/rollout/standing';
import { freezeOn, instantOf, isWorkingDay } from '../../src/domain/working-days';
import { acme, before, channelReady, clock, given, pat, type Story } from '../support/given';
import {
  anInstant,
  anyHappening,
  audibleMoment,
  calendar,
  deliver,
  elapse,
  isQuietIn,
  live,
  worldwide,
  zone,
  type Happening,
  type Step,
} from '../support/launching';
import { partnerConnect } from '../support/lifecycle';
import { tales } from '../support/tales';

/** Whatever anybody does on the way to the launch, at whatever time: these hold. */

/** All that is needed for a date, on days around which clocks change, years end and nothing may be rolled out. */
const days = ['2027-03-02', '2027-03-12', '2027-08-30', '2027-11-01', '2027-12-13', '2028-02-21'];
const ready = (day: string, opened = acme): Story =>
  given(opened, channelReady, before('ga-date-agreed')).after([], clock(`${day}T10:00`));
const beginnings = days.flatMap((day) => [ready(day), ready(day, pat.does(worldwide))]);

/** A tale by the number of its beginning, so that a counterexample can be read. */
interface Sketch {
  readonly from: number;
  readonly happenings: readonly Happening[];
}
interface Tale {
  readonly begin: Story;
  readonly end: Story;
  readonly steps: readonly Step[];
  /** Each new event, with the partner as it was before it. */
  readonly events: readonly (RecordedEvent & { readonly was: Partner })[];
}
const first = (what: string, n = 0): Happening => ({ hours: 1, what, who: 0, n });
const anySketch = (most: number): fc.Arbitrary<Sketch> =>
  fc.record({
    from: fc.nat(beginnings.length - 1),
    happenings: fc
      .tuple(fc.nat(25), fc.nat(3), fc.array(anyHappening, { minLength: 1, maxLength: most, size: 'max' }))
      .map(([n, agreed, more]) => [...opening(n, agreed), ...more]),
  });

/** Most stories get as far as an agreed date at once, and some have days in reserve. */
const opening = (n: number, agreed: number): readonly Happening[] =>
  [first('propose', n), first('accept'), first('plan', 2)].slice(0, [0, 2, 3, 3][agreed]);

function tell({ from, happenings }: Sketch): Tale {
  const begin = beginnings[from];
  if (!begin) throw new Error('There is no such beginning');
  const steps: Step[] = [];
  const end = live(begin, happenings, (step) => void steps.push(step));
  const events: Tale['events'][number][] = [];
  newEvents(begin, end).reduce((story, recorded) => {
    events.push({ ...recorded, was: story.partner });
    return story.after([recorded], recorded.at);
  }, begin);
  return { begin, end, steps, events };
}
const newEvents = (begin: Story, end: Story): readonly RecordedEvent[] => end.log.slice(begin.log.length);

const inEveryTale = tales(anySketch(30), tell, 60);
const inShorterTales = tales(anySketch(12), tell, 40);

const inWindow = (day: string, ga: Partner['targetGaDate']) =>
  ga !== undefined && day >= addDays(ga, -7) && day <= addDays(ga, -1);

test('no wave is planned outside the window, on a day off, in a freeze, in the past, or two on a day', () => {
  inEveryTale(({ events }) => {
    for (const { event, at, was } of events) {
      if (event.type !== 'RolloutPlanned') continue;
      const started = was.rollout?.waves.flatMap((w) => (w.startedAt === undefined ? [] : [dateOf(w.startedAt, zone)]));
      const planned = event.waves.map(({ on }) => on);
      for (const { on, wave } of event.waves) {
        expect(inWindow(on, event.ga)).toBe(true);
        expect(isWorkingDay(on, calendar) && !freezeOn(on, calendar)).toBe(true);
        // A wave that is late stays where it is while another one is moved.
        const kept = was.rollout?.waves.find(({ id }) => id === wave)?.on === on;
        if (!kept) expect(instantOf(on, '15:00', zone)).toBeGreaterThan(at);
      }
      const all = [...(started ?? []), ...planned];
      expect(all).toEqual([...new Set(all)].toSorted());
      expect(event.waves.every(({ regions }) => regions.length > 0)).toBe(true);
      const regions = event.waves.flatMap((w) => w.regions);
      expect(new Set(regions).size).toBe(regions.length);
      expect(event.waves.length).toBeLessThanOrEqual(partnerConnect.rollout.maxWaves);
    }
  });
});

test('no wave starts outside the window, its day or its hours, while it is halted, or while a gate is down', () => {
  let seen = 0;
  inEveryTale(({ events }) => {
    for (const { event, at, by, was } of events) {
      if (event.type !== 'WaveStarted') continue;
      seen += 1;
      const wave = was.rollout?.waves.find(({ id }) => id === event.wave);
      const today = dateOf(at, zone);
      expect(inWindow(today, was.rollout?.ga)).toBe(true);
      expect(isWorkingDay(today, calendar) && !freezeOn(today, calendar)).toBe(true);
      expect(wave?.on).toBe(today);
      expect(at).toBeGreaterThanOrEqual(instantOf(today, '10:00', zone));
      expect(at).toBeLessThan(instantOf(today, '15:00', zone));
      expect(was.rollout?.halted).toBeUndefined();
      expect(was.signOffs['signoff-engineering']?.is).toBe('given');
      expect(by).toMatchObject({ kind: 'person', teams: expect.arrayContaining(['engineering']) });
      const waves = was.rollout?.waves ?? [];
      for (const { finishedAt } of waves.slice(
        0,
        waves.findIndex(({ id }) => id === event.wave),
      ))
        expect((finishedAt ?? Infinity) + 4 * 3_600_000).toBeLessThanOrEqual(at);
    }
  });
  expect(seen).toBeGreaterThan(2);
});

test('no date is agreed less than seven days ahead, in a freeze, by one side alone, or before all it needs is finished', () => {
  let seen = 0;
  inEveryTale(({ events }) => {
    for (const { event, at, by, was } of events) {
      if (event.type !== 'GaDateAccepted') continue;
      seen += 1;
      expect(daysBetween(dateOf(at, zone), event.date)).toBeGreaterThanOrEqual(7);
      expect(freezeOn(event.date, calendar)).toBeUndefined();
      const proposer = was.gaProposal?.by;
      expect(new Set([proposer, by].map((author) => author?.kind === 'person' && author.side)).size).toBe(2);
      expect(was.items['mini-site']?.status.is).toBe('done');
      expect(was.signOffs['signoff-engineering']?.is).toBe('given');
    }
  });
  expect(seen).toBeGreaterThan(2);
});

test('the launch comes on the day or later, complete, not halted, with every gate standing', () => {
  let seen = 0;
  const launching = anySketch(6).map(({ from, happenings }) => ({
    from,
    happenings: [
      first('propose', 4),
      first('accept'),
      ...Array.from({ length: 6 }, () => first('rollout')),
      ...happenings,
      { hours: 200, what: 'launch', who: 0, n: 0 },
      ...happenings,
      first('launch'),
    ],
  }));
  const inEveryLaunch = tales(launching, tell, 35);
  inEveryLaunch(({ events }) => {
    for (const { event, at, was } of events) {
      if (event.type !== 'Launched') continue;
      seen += 1;
      expect(dateOf(at, zone) >= (was.rollout?.ga ?? '')).toBe(true);
      expect(was.rollout?.halted).toBeUndefined();
      expect(isComplete(was, partnerConnect)).toBe(true);
      expect(was.signOffs['signoff-engineering']?.is).toBe('given');
    }
  });
  expect(seen).toBeGreaterThan(2);
});

test('the rollout is done when every wave is finished and every region live, and not when one is not', () => {
  const { rollout } = lookup(partnerConnect);
  inEveryTale(({ steps }) => {
    for (const { now } of steps) {
      const { partner, lifecycle } = now;
      if (!rollout || !partner.rollout || partner.items['ga']?.status.is === 'done') continue;
      expect(stateOf(rollout, partner).status.is === 'done').toBe(isComplete(partner, lifecycle));
    }
  });
});

test('a number of a wave that has started is never given to another one', () => {
  inEveryTale(({ events }) => {
    const regions = new Map<string, string>();
    for (const { event, was } of events) {
      if (event.type !== 'WaveStarted') continue;
      const covers = Object.keys(was.rollout?.waves.find(({ id }) => id === event.wave)?.regions ?? {}).join();
      expect(regions.get(event.wave) ?? covers).toBe(covers);
      regions.set(event.wave, covers);
    }
  });
});

test('nobody is told the same thing twice, and nobody in quiet hours but of the launch day', () => {
  const kinds = new Set<string>();
  inEveryTale(({ steps }) => {
    const told = new Set<string>();
    for (const { was, told: due } of steps) {
      if (due?.kind !== 'timed') continue;
      kinds.add(due.what.about);
      expect(told).not.toContain(due.key);
      told.add(due.key);
      const { to, what } = due;
      const person = to.is === 'person' && was.partner.people.find((a) => a.person === to.person);
      const where = (person && person.zone) || zone;
      const launchDay = what.about === 'launch-day' && dateOf(was.now, zone) === was.partner.rollout?.ga;
      if (!launchDay) expect(isQuietIn(was.now, where)).toBe(false);
    }
  });
  expect(kinds.size).toBeGreaterThan(3);
});

test('nothing is due for a closed partner but what its closing says', () => {
  inEveryTale(({ end }) => {
    const { partner, lifecycle, now } = end.and(pat.does({ type: 'ClosePartner', reason: 'paused' }));
    for (const hours of [0, 24, 100, 1000]) {
      const { due, nextAt } = agenda(partner, lifecycle, anInstant(now + hours * 3_600_000));
      // The closing itself, and the card that shows it.
      expect(due.map(({ key }) => key).filter((key) => key !== 'card' && key !== 'closed')).toEqual([]);
      expect(nextAt === undefined || nextAt - now <= 3000).toBe(true);
    }
  });
});

test('nothing comes before the agenda says that something comes: nobody has to look in between', () => {
  inShorterTales(({ end }) => {
    const { partner, lifecycle, now } = deliver(end);
    const { nextAt } = agenda(partner, lifecycle, now);
    const until = nextAt ?? now + 60 * 24 * 3_600_000;
    for (let part = 0; part < 20; part += 1)
      expect(agenda(partner, lifecycle, anInstant(now + ((until - now - 1) * part) / 20)).due).toEqual([]);
    if (nextAt !== undefined) expect(nextAt).toBeGreaterThan(now);
  });
});

test('a long absence and many small steps end in the same: the same state, and the same told last', () => {
  inShorterTales(({ begin, end: story }) => {
    for (const hours of [20, 70, 200, 400]) {
      const end = audibleMoment(anInstant(story.now + hours * 3_600_000));
      const small = elapse(story, end);
      const jump = deliver(story.after([], end));
      expect(lasting(jump.partner)).toEqual(lasting(small.partner));
      expect(newEvents(begin, jump).length).toBeLessThanOrEqual(newEvents(begin, small).length);
    }
  });
});

/** What an absence changes nothing of. People who sleep while others work may be told later. */
function lasting(partner: Partner): object {
  const { told, items, signOffs, rollout, gaProposal, people } = partner;
  const launchDay = Object.keys(told).some((topic) => topic.startsWith('launch-day'));
  const newest = ['launch-day', ...(launchDay ? [] : ['countdown'])];
  const last = Object.entries(told).filter(([topic]) => newest.includes(topic.split(':')[0] ?? ''));
  const awake = Object.entries(told).filter(
    ([topic]) =>
      /^(held|does-not-fit)/.test(topic) && people.some((a) => topic.endsWith(a.person) && a.zone === undefined),
  );
  return { items, signOffs, rollout, gaProposal, last: Object.fromEntries(last), awake: Object.fromEntries(awake) };
}
