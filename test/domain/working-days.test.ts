import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays } from '../../src/domain/calendar';
import { instant } from '../../src/domain/ids';
import {
  addWorkingDays,
  audibleFrom,
  freezeOn,
  instantOf,
  isQuiet,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  timeOfDay,
  workingDaysBetween,
} from '../../src/domain/working-days';
import { clock, date } from '../support/given';
import { partnerConnect } from '../support/lifecycle';

const { calendar, reminders } = partnerConnect;
const wall = (at: number, zone: string) => DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mmZZ");

describe('working days', () => {
  test.each([
    ['a Friday', '2027-03-05', true],
    ['a Saturday', '2027-03-06', false],
    ['a Sunday', '2027-03-07', false],
    ['a Monday', '2027-03-08', true],
    ['Labor Day', '2027-09-06', false],
    ['the day after', '2027-09-07', true],
    ['a leap day', '2028-02-29', true],
    ['a day in a freeze', '2027-12-22', true],
  ])('%s, %s: %s', (_, day, works) => {
    expect(isWorkingDay(date(day), calendar)).toBe(works);
  });

  test('a freeze holds on both its ends, and has a name', () => {
    const freezes = ['2027-12-19', '2027-12-20', '2028-01-02', '2028-01-03'].map((d) => freezeOn(date(d), calendar));
    expect(freezes.map((freeze) => freeze?.title)).toEqual([
      undefined,
      'Winter shutdown 2027',
      'Winter shutdown 2027',
      undefined,
    ]);
  });

  test('the next one on or after, the last one on or before: over a weekend and a holiday', () => {
    expect(nextWorkingDay(date('2027-09-04'), calendar)).toBe('2027-09-07');
    expect(nextWorkingDay(date('2027-09-07'), calendar)).toBe('2027-09-07');
    expect(previousWorkingDay(date('2027-09-06'), calendar)).toBe('2027-09-03');
    expect(previousWorkingDay(date('2027-09-03'), calendar)).toBe('2027-09-03');
  });

  test('some working days on, and back, over the end of a year', () => {
    expect(addWorkingDays(date('2027-12-30'), 1, calendar)).toBe('2028-01-03');
    expect(addWorkingDays(date('2028-01-03'), -1, calendar)).toBe('2027-12-30');
    expect(addWorkingDays(date('2028-02-28'), 2, calendar)).toBe('2028-03-01');
    expect(addWorkingDays(date('2027-03-06'), 0, calendar)).toBe('2027-03-06');
    expect(workingDaysBetween(date('2027-09-03'), date('2027-09-07'), calendar)).toBe(1);
    expect(workingDaysBetween(date('2027-09-07'), date('2027-09-03'), calendar)).toBe(-1);
    expect(workingDaysBetween(date('2027-09-07'), date('2027-09-07'), calendar)).toBe(0);
  });

  test('as many as were added are counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: -40, max: 40 }), (from, days) => {
        const day = addDays(date('2026-06-01'), from);
        const there = addWorkingDays(day, days, calendar);
        expect(workingDaysBetween(day, there, calendar)).toBe(days);
        if (days !== 0) expect(isWorkingDay(there, calendar)).toBe(true);
      }),
    );
  });
});

describe('an instant by the clock on the wall', () => {
  test.each([
    ['2027-03-14', '01:59', 'America/Los_Angeles', '2027-03-14T01:59-08:00'],
    // 02:30 does not exist on the night in which clocks go forward.
    ['2027-03-14', '02:30', 'America/Los_Angeles', '2027-03-14T03:30-07:00'],
    ['2027-03-28', '02:30', 'Europe/Berlin', '2027-03-28T03:30+02:00'],
    ['2027-10-03', '02:15', 'Australia/Sydney', '2027-10-03T03:15+11:00'],
    // 01:30 comes twice on the night in which they go back: the first is meant.
    ['2027-11-07', '01:30', 'America/Los_Angeles', '2027-11-07T01:30-07:00'],
    ['2027-10-31', '02:30', 'Europe/Berlin', '2027-10-31T02:30+02:00'],
    ['2027-04-04', '02:30', 'Australia/Sydney', '2027-04-04T02:30+11:00'],
    // Half an hour, at midnight, and where no clock is ever changed.
    ['2027-10-03', '02:15', 'Australia/Lord_Howe', '2027-10-03T02:45+11:00'],
    ['2027-04-04', '01:45', 'Australia/Lord_Howe', '2027-04-04T01:45+11:00'],
    ['2027-03-28', '00:00', 'Asia/Beirut', '2027-03-28T01:00+03:00'],
    ['2027-03-01', '09:00', 'Asia/Kolkata', '2027-03-01T09:00+05:30'],
    ['2028-02-29', '23:59', 'Pacific/Auckland', '2028-02-29T23:59+13:00'],
    ['2027-12-31', '23:59', 'Pacific/Kiritimati', '2027-12-31T23:59+14:00'],
  ])('%s %s in %s is %s', (day, time, zone, expected) => {
    expect(wall(instantOf(date(day), time, zone), zone)).toBe(expected);
  });

  test('an unknown zone is an error, not a time', () => {
    expect(() => instantOf(date('2027-03-01'), '09:00', 'Mars/Olympus')).toThrow(/zone/);
  });

  const zones = ['America/Los_Angeles', 'Europe/Lisbon', 'Asia/Kolkata', 'Australia/Sydney', 'America/St_Johns', 'UTC'];
  test('is what the clock shows, or as much later as was skipped', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 0, max: 1439 }),
        (zone, days, minutes) => {
          const day = addDays(date('2026-01-01'), days);
          const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
          const at = instantOf(day, time, zone);
          const shown = timeOfDay(at, zone);
          if (shown === time) {
            // No earlier instant shows the same.
            expect(wall(at - 3_600_000, zone).slice(0, 16)).not.toBe(`${day}T${time}`);
          } else expect(wall(at - 3_600_000, zone).slice(0, 16) < `${day}T${time}`).toBe(true);
        },
      ),
    );
  });
});

const california = 'America/Los_Angeles';
const quiet = (text: string, zone = california) => isQuiet(clock(text, zone), zone, reminders, calendar);
const audible = (text: string) => wall(audibleFrom(clock(text), california, reminders, calendar), california);

describe('quiet hours', () => {
  test.each([
    ['2027-03-01T07:59:59', true],
    ['2027-03-01T08:00', false],
    ['2027-03-01T17:59:59', false],
    ['2027-03-01T18:00', true],
    ['2027-03-06T12:00', true],
    ['2027-09-06T12:00', true],
    // A freeze is about launching; people may be told things.
    ['2027-12-22T12:00', false],
  ])('%s: %s', (text, is) => {
    expect(quiet(text)).toBe(is);
    expect(quiet(text, 'Asia/Tokyo')).toBe(is);
  });

  test('end on the next working morning', () => {
    expect(audible('2027-03-05T18:30')).toBe('2027-03-08T08:00-08:00');
    expect(audible('2027-03-12T18:30')).toBe('2027-03-15T08:00-07:00');
    expect(audible('2027-03-08T03:00')).toBe('2027-03-08T08:00-08:00');
    expect(audible('2027-03-08T12:00')).toBe('2027-03-08T12:00-08:00');
  });

  test.each([
    ['over midnight', '18:00', '08:00'],
    ['in the middle of the day', '12:00', '14:00'],
    ['never', '10:00', '10:00'],
    ['into the hour that comes twice', '22:00', '01:30'],
  ])('%s: the end is not quiet, all before it is', (_, quietFrom, quietUntil) => {
    const hours = { quietFrom, quietUntil };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 * 24 * 60 }), fc.integer({ min: 0, max: 999 }), (minutes, part) => {
        const zone = 'America/Los_Angeles';
        const at = instant.parse(clock('2026-10-01T00:00') + minutes * 60_000);
        const end = audibleFrom(at, zone, hours, calendar);
        expect(end).toBeGreaterThanOrEqual(at);
        expect(isQuiet(end, zone, hours, calendar)).toBe(false);
        const between = instant.parse(at + Math.floor(((end - at) * part) / 1000));
        if (end > at) expect(isQuiet(between, zone, hours, calendar)).toBe(true);
      }),
    );
  });
});
