import * as fc from 'fast-check';
import { backPlan, plannedDate, type BackPlan } from '../../src/domain/back-plan';
import { addDays, dateOf } from '../../src/domain/calendar';
import { itemId } from '../../src/domain/ids';
import { dayProblem, windowOf } from '../../src/domain/rollout/days';
import { agreed, atWave, ga, signedOff, waveOf } from '../blocks/launching';
import { edited, lee, opened, pat, underWay, type Story } from '../blocks/support';
import { date, done, internal } from '../support/given';

/** What a GA date would mean, counted back from it. */

function planned(story: Story, on: string, reader: 'databricks' | 'partner' = 'databricks'): BackPlan {
  const { state, lifecycle, now } = story;
  return backPlan(state, lifecycle, date(on), { today: dateOf(now, lifecycle.zone), now, reader });
}

const latestOf = (plan: BackPlan, id: string) => plan.items.find(({ item }) => item.id === id)?.latest;

test('each open item has its latest date, on a working day, in the order of the dates', () => {
  const plan = planned(underWay(), '2027-08-16');
  expect(plan.impossible).toEqual([]);
  expect(plan.agreeBy).toBe('2027-08-09');
  expect(latestOf(plan, 'mini-site')).toBe('2027-08-02');
  expect(latestOf(plan, 'ppa-signed')).toBe('2027-07-19');
  const dates = plan.items.map(({ latest }) => latest ?? '9999');
  expect(dates).toEqual(dates.toSorted());
  expect(plan.items.every(({ late }) => !late)).toBe(true);
});

test('what is done is not planned, and a date set by hand stays', () => {
  const story = underWay().as(pat, done('ppa-signed'), {
    type: 'SetItemDue',
    item: itemId.parse('mini-site'),
    due: date('2027-06-01'),
  });
  const plan = planned(story, '2027-08-16');
  expect(latestOf(plan, 'ppa-signed')).toBeUndefined();
  expect(latestOf(plan, 'mini-site')).toBe('2027-06-01');
});

test('what should have been done is late already', () => {
  const late = planned(underWay(), '2027-04-05').items.filter((one) => one.late);
  expect(late.map(({ item }) => item.id)).toContain('ux-guidelines-reviewed');
});

test('asking saves nothing, and an agreed date does not stand in the way', () => {
  const story = agreed();
  const before = JSON.stringify(story.state);
  const plan = planned(story, '2027-06-15');
  expect(JSON.stringify(story.state)).toBe(before);
  expect(plan.impossible).toEqual([]);
  expect(plan.agreeBy).toBe('2027-06-08');
});

test.each([
  ['2027-03-01', /in the past/],
  ['2027-03-10', /earliest GA date is 15 Mar 2027/],
  ['2027-12-22', /freeze: Winter shutdown 2027/],
  ['2028-01-03', /no day for a wave/],
])('%s is impossible, and the plan says why', (on, why) => {
  const plan = planned(underWay(), on);
  expect(plan.impossible.join(' ')).toMatch(why);
});

test('a partner who may not know of the rollout reads that a date cannot be, and nothing of waves', () => {
  const story = underWay().as(pat, internal('rollout'));
  const plan = planned(story, '2028-01-03', 'partner');
  expect(plan.impossible).toEqual([
    'Before 3 Jan 2028 there is no day for what comes right before a launch. Please propose a later date.',
  ]);
  expect(plan.rollout).toBeUndefined();
  expect(planned(story, '2028-01-03').impossible.join()).toMatch(/no day for a wave/);
  const fits = planned(story, '2027-08-16', 'partner');
  expect([fits.impossible, fits.rollout]).toEqual([[], undefined]);
});

test('a date outside of whose window a wave has started is impossible', () => {
  const story = agreed();
  atWave(story, 1).as(lee, { type: 'StartWave', wave: waveOf(story, 1).id });
  expect(planned(story, '2027-06-15').impossible.join()).toMatch(/A wave has started outside/);
});

test('weekends and holidays speak against a day, without forbidding it', () => {
  expect(planned(underWay(), '2027-05-30')).toMatchObject({
    impossible: [],
    conflicts: ['30 May 2027 is no working day.'],
  });
  expect(planned(underWay(), '2027-05-31').conflicts).toEqual(['31 May 2027 is a holiday: Memorial Day.']);
});

test('the agreed date itself is not too near on its eve', () => {
  const story = agreed();
  story.later(20 * 24 * 3600 * 1000);
  expect(planned(story, ga).impossible.join()).not.toMatch(/earliest/);
});

test('the partner’s plan holds nothing internal', () => {
  const item = itemId.parse('mini-site');
  const story = underWay().as(pat, { type: 'SetItemAudience', item, internal: true });
  expect(latestOf(planned(story, '2027-08-16', 'partner'), item)).toBeUndefined();
  expect(latestOf(planned(story, '2027-08-16'), item)).toBe('2027-08-02');
});

test('without a chosen date: the proposed one, else the agreed one, else the target', () => {
  const story = opened();
  const shown = () => plannedDate(story.state, story.lifecycle);
  expect(shown()).toBeUndefined();
  story.as(pat, { ...edited, targetGaDate: date('2027-08-16') });
  expect(shown()).toBe('2027-08-16');
  const other = agreed();
  expect(plannedDate(other.state, other.lifecycle)).toBe(ga);
  other.as(pat, { type: 'ProposeGaDate', date: date('2027-06-01') });
  expect(plannedDate(other.state, other.lifecycle)).toBe('2027-06-01');
});

test('whatever the date: waves lie in its window, on days that can hold one, or it is impossible', () => {
  const story = signedOff(undefined, ['aws', 'azure', 'gcp']);
  const today = dateOf(story.now, story.lifecycle.zone);
  fc.assert(
    fc.property(fc.integer({ min: -30, max: 700 }), (days) => {
      const on = addDays(today, days);
      const { rollout, impossible } = planned(story, on);
      if (!rollout?.possible) return expect(impossible).not.toEqual([]);
      const { from, to } = windowOf(on, story.lifecycle);
      for (const wave of rollout.waves) {
        expect(wave.on >= from && wave.on <= to).toBe(true);
        expect(dayProblem(wave.on, on, story.lifecycle)).toBeUndefined();
      }
      return undefined;
    }),
  );
});

test('waves that could be started only while all who roll out are asleep are warned of, to those who can help it', () => {
  const where = (zone: string) => signedOff().fact({ type: 'PersonMoved', person: lee.person, name: lee.name, zone });
  expect(planned(where('Europe/Lisbon'), '2027-05-18').nights.join()).toMatch(
    /^All waves can be started only while it is night for Lee Park \(Europe\/Lisbon\): agree with them/,
  );
  expect(planned(where('Europe/Lisbon'), '2027-05-18', 'partner').nights).toEqual([]);
  expect(planned(where('America/Chicago'), '2027-05-18').nights).toEqual([]);
});
