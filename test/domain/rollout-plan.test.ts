import * as fc from 'fast-check';
import { dayProblem } from '../../src/domain/rollout/days';
import { planRollout, type Plan } from '../../src/domain/rollout/plan';
import { grouped, naturalWaves, wantedRegions } from '../../src/domain/rollout/regions';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { acme, clock, create, date, gaDay, given, givenUnder, pat, start } from '../support/given';
import { partnerConnect, tinyLifecycle } from '../support/lifecycle';

const allClouds = { clouds: ['aws', 'azure', 'gcp'] };

interface Wishes {
  readonly ga?: string;
  readonly now?: string;
  readonly clouds?: readonly string[];
  readonly optInRegions?: readonly string[];
  readonly mostWaves?: number;
  readonly lifecycle?: Lifecycle;
}

function plan({ ga = gaDay, now, clouds = ['aws'], lifecycle = partnerConnect, ...rest }: Wishes = {}): Plan {
  const { partner } = givenUnder(lifecycle, pat.does(create({ clouds })));
  return planRollout({ partner, lifecycle, ga: date(ga), now: now ? clock(now, lifecycle.zone) : start, ...rest });
}

/** Each wave as its day and the number of its regions. */
const outline = (wishes: Wishes = {}) => {
  const made = plan(wishes);
  return made.possible ? made.waves.map(({ on, regions }) => `${on} ${regions.length}`) : made.why;
};
const withRollout = (rollout: Partial<Lifecycle['rollout']>): Lifecycle => ({
  ...partnerConnect,
  rollout: { ...partnerConnect.rollout, ...rollout },
});

describe('the days of the waves', () => {
  test('are the working days of the week before GA, one wave a day', () => {
    expect(outline()).toEqual(['2027-08-25 1', '2027-08-26 1', '2027-08-27 2', '2027-08-30 4', '2027-08-31 8']);
  });

  test('are as late as can be, with the last one in reserve when there are days enough', () => {
    expect(outline({ mostWaves: 4 })).toEqual(['2027-08-25 1', '2027-08-26 2', '2027-08-27 4', '2027-08-30 9']);
    expect(outline({ mostWaves: 2 })).toEqual(['2027-08-27 5', '2027-08-30 11']);
    expect(outline({ mostWaves: 1 })).toEqual(['2027-08-30 16']);
  });

  test('are fewer around a holiday: waves are merged', () => {
    // Labor Day is on 6 September.
    expect(outline({ ga: '2027-09-08' })).toEqual(['2027-09-01 1', '2027-09-02 2', '2027-09-03 4', '2027-09-07 9']);
  });

  test('that are over do not count; today does until its hour is over', () => {
    expect(outline({ now: '2027-08-30T14:59' })).toEqual(['2027-08-30 5', '2027-08-31 11']);
    expect(outline({ now: '2027-08-30T15:00' })).toEqual(['2027-08-31 16']);
    expect(outline({ now: '2027-08-31T15:00' })).toMatch(/no day for a wave: .*31 Aug 2027 is over\./);
  });

  test('there are none in a freeze, on days off, and none at all is said with every reason', () => {
    expect(outline({ ga: '2028-01-03' })).toBe(
      "For GA on 3 Jan 2028 the rollout runs from 27 Dec 2027 to 2 Jan 2028, and there is no day for a wave: 27 Dec 2027 is in a freeze (Winter shutdown 2027); 28 Dec 2027 is in a freeze (Winter shutdown 2027); 29 Dec 2027 is in a freeze (Winter shutdown 2027); 30 Dec 2027 is in a freeze (Winter shutdown 2027); 31 Dec 2027 is a holiday (New Year's Day 2028 (observed)); 1 Jan 2028 is no working day; 2 Jan 2028 is no working day.",
    );
    expect(outline({ ga: '2028-01-04' })).toEqual(['2028-01-03 16']);
    expect(outline({ ga: '2028-03-07', mostWaves: 2 })).toEqual(['2028-03-02 5', '2028-03-03 11']);
  });

  test('leave time to soak: between two waves, and before the rollout must be complete', () => {
    expect(outline({ lifecycle: withRollout({ soakHours: 24 }) })).toEqual([
      '2027-08-25 1',
      '2027-08-26 2',
      '2027-08-27 4',
      '2027-08-30 9',
    ]);
    expect(outline({ lifecycle: withRollout({ soakHours: 25 }) })).toEqual([
      '2027-08-25 2',
      '2027-08-27 5',
      '2027-08-30 9',
    ]);
    expect(outline({ lifecycle: withRollout({ soakHours: 72 }) })).toEqual(['2027-08-26 16']);
    expect(dayProblem(date('2027-08-31'), gaDay, withRollout({ soakHours: 10 }))).toMatch(/would still soak/);
    // Started by three at the latest, and watched until midnight.
    expect(dayProblem(date('2027-08-31'), gaDay, withRollout({ soakHours: 9 }))).toBeUndefined();
  });

  test.each([
    // Noon to three is as long as ever when clocks change in between: GA after either change, east and west.
    ['2027-03-16', 'America/Los_Angeles'],
    ['2027-11-09', 'America/Los_Angeles'],
    ['2027-03-30', 'Europe/Berlin'],
    ['2027-11-02', 'Europe/Berlin'],
    ['2027-10-05', 'Australia/Sydney'],
    ['2027-04-06', 'Australia/Sydney'],
  ])('do not mind that clocks change: GA on %s in %s', (ga, zone) => {
    const calendar = { ...partnerConnect.calendar, holidays: [] };
    const made = plan({ ga, lifecycle: { ...partnerConnect, zone, calendar }, now: '2027-02-01T10:00' });
    expect(made.possible && made.waves.length).toBe(5);
  });
});

const regions = (clouds: readonly string[], optIn: readonly string[] = []) =>
  wantedRegions({ clouds }, partnerConnect, optIn);
const cloudsOf = (part: readonly string[]) => new Set(part.map((region) => region.split('/')[0]));

describe('the regions', () => {
  test('of a cloud: quiet ones first, busy ones last; those to opt in to are left out until somebody does', () => {
    const aws = regions(['aws']);
    expect(aws.slice(0, 4)).toEqual(['aws/us-west-1', 'aws/ca-central-1', 'aws/eu-west-3', 'aws/ap-southeast-3']);
    expect(aws.slice(-3)).toEqual(['aws/us-west-2', 'aws/us-east-1', 'aws/eu-west-1']);
    expect(aws).toHaveLength(16);
    expect(aws).not.toContain('aws/us-gov-west-1');
    expect(regions(['aws'], ['aws/us-gov-west-1'])).toHaveLength(17);
  });

  test('of several clouds are spread: each part of the rollout touches all of them', () => {
    const all = regions(allClouds.clouds);
    expect(all).toHaveLength(16 + 36 + 15);
    for (let n = 0; n + 7 <= all.length; n += 7) expect(cloudsOf(all.slice(n, n + 7)).size).toBeGreaterThan(1);
    expect(cloudsOf(all.slice(0, 5)).size).toBe(3);
  });

  test('are each in one wave, every one of them', () => {
    const made = plan(allClouds);
    const planned = made.possible ? made.waves.flatMap((wave) => wave.regions) : [];
    expect(planned.toSorted()).toEqual([...regions(allClouds.clouds)].toSorted());
    expect(outline(allClouds)).toEqual([
      '2027-08-25 2',
      '2027-08-26 4',
      '2027-08-27 9',
      '2027-08-30 17',
      '2027-08-31 35',
    ]);
  });

  test('of a small partner make small waves', () => {
    const lifecycle = tinyLifecycle();
    const { partner } = given(acme);
    expect(planRollout({ partner, lifecycle, ga: gaDay, now: start })).toEqual({
      possible: true,
      waves: [{ wave: 'w1', regions: ['aws/us-west-2'], on: '2027-08-30' }],
    });
  });
});

describe('the sizes of the waves', () => {
  test.each([
    [1, 2, 5, 1],
    [3, 2, 5, 2],
    [16, 2, 5, 5],
    [60, 2, 5, 5],
    [4, 1, 3, 3],
    [0, 2, 5, 0],
  ])('%d regions that grow by %d make %d waves at most: %d', (count, growth, most, waves) => {
    expect(naturalWaves(count, growth, most)).toBe(waves);
  });

  test('grow; none is empty, none is lost, and the order stays', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        (count, most, growth) => {
          const all = Array.from({ length: count }, (_, n) => `r${n}`);
          const waves = grouped(all, Math.min(most, count), growth);
          expect(waves.flat()).toEqual(all);
          const sizes = waves.map((wave) => wave.length);
          expect(Math.min(...sizes)).toBeGreaterThan(0);
          expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});

test('a plan is made of possible days only, whatever GA date, time and soak', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: -240, max: 240 }),
      fc.constantFrom(0, 4, 9, 24, 30, 72),
      fc.integer({ min: 1, max: 20 }),
      (days, hours, soakHours, mostWaves) => {
        const lifecycle = withRollout({ soakHours, maxWaves: 20, growth: 1 });
        const ga = new Date(Date.UTC(2026, 6, 1 + days)).toISOString().slice(0, 10);
        const now = new Date(Date.parse(ga) + hours * 3_600_000).toISOString().slice(0, 16);
        const made = plan({ ga, now, lifecycle, mostWaves });
        if (!made.possible) return;
        expect(made.waves.length).toBeGreaterThan(0);
        for (const { on } of made.waves) expect(dayProblem(on, date(ga), lifecycle)).toBeUndefined();
        const on = made.waves.map((wave) => wave.on);
        expect(on).toEqual([...new Set(on)].toSorted());
      },
    ),
  );
});
