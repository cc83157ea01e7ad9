import * as fc from 'fast-check';
import {
  addDays,
  dateOf,
  daysBetween,
  longDate,
  parseDate,
  parseDateTime,
  parseQuarter,
} from '../../src/domain/calendar';
import { instant } from '../../src/domain/ids';
import { channelName, nameClaim, slugOf } from '../../src/domain/slug';
import { clock, date } from '../support/given';

const anyDate = fc
  .integer({ min: 0, max: 60_000 })
  .map((days) => date(new Date(days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)));

const hours = (day: string, next: string) => (clock(`${next}T00:00`) - clock(`${day}T00:00`)) / 3_600_000;

describe('dates in a zone', () => {
  test.each([
    ['2027-03-13T23:59:59', '2027-03-13'],
    ['2027-03-14T00:00:00', '2027-03-14'],
    ['2027-03-14T01:59:59', '2027-03-14'],
    ['2027-03-14T03:00:00', '2027-03-14'],
    ['2027-03-14T23:59:59', '2027-03-14'],
    ['2027-11-07T00:00:00', '2027-11-07'],
    ['2027-11-07T23:59:59', '2027-11-07'],
    ['2027-12-31T23:59:59', '2027-12-31'],
  ])('%s in California is on %s', (wall, day) => {
    expect(dateOf(clock(wall), 'America/Los_Angeles')).toBe(day);
  });

  test('days that are 23 and 25 hours long', () => {
    expect([hours('2027-03-14', '2027-03-15'), hours('2027-11-07', '2027-11-08')]).toEqual([23, 25]);
    expect(dateOf(instant.parse(clock('2027-11-07T00:00') + 24 * 3_600_000), 'America/Los_Angeles')).toBe('2027-11-07');
  });

  test('differ by zone at the same instant', () => {
    const at = instant.parse(Date.UTC(2027, 2, 1, 1));
    expect(dateOf(at, 'America/Los_Angeles')).toBe('2027-02-28');
    expect(dateOf(at, 'Europe/Lisbon')).toBe('2027-03-01');
    expect(() => dateOf(at, 'Mars/Olympus')).toThrow(/zone/);
  });
});

describe('counting days', () => {
  test('knows leap years, ends of months and years, and both changes of the clock', () => {
    expect(addDays(date('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(date('2027-02-28'), 1)).toBe('2027-03-01');
    expect(addDays(date('2027-12-31'), 1)).toBe('2028-01-01');
    expect(addDays(date('2027-03-13'), 7)).toBe('2027-03-20');
    expect(addDays(date('2027-11-07'), -7)).toBe('2027-10-31');
    expect(daysBetween(date('2027-03-13'), date('2027-03-15'))).toBe(2);
  });

  test('there and back is where one started', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -400, max: 400 }), (day, days) => {
        expect(addDays(addDays(day, days), -days)).toBe(day);
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });
});

describe('reading', () => {
  test('a date of the calendar', () => {
    expect(parseDate(' 2027-03-02 ')).toBe('2027-03-02');
    for (const none of ['2027-02-29', '2027-3-2', '2027-03-02T10:00', '', 'tomorrow'])
      expect(parseDate(none)).toBeUndefined();
  });

  test('a quarter and its last day', () => {
    expect(parseQuarter('2028q1')).toEqual({ quarter: '2028Q1', ends: '2028-03-31' });
    expect(parseQuarter('2027 Q4')).toEqual({ quarter: '2027Q4', ends: '2027-12-31' });
    expect(parseQuarter('2027Q2')?.ends).toBe('2027-06-30');
    expect(parseQuarter('2027')).toBeUndefined();
  });

  test('a date and time, which is the same when read again', () => {
    const read = parseDateTime('2027-11-07T01:30', 'America/Los_Angeles');
    expect(read).toBe('2027-11-07T01:30-07:00');
    expect(parseDateTime(read ?? '', 'America/Los_Angeles')).toBe(read);
  });

  test('writes dates so that nobody takes the month for the day', () => {
    expect(longDate(date('2027-03-02'))).toBe('2 Mar 2027');
  });
});

describe('slugs', () => {
  test.each([
    ['Acme', 'acme'],
    ['  Acme, Inc. ', 'acme-inc'],
    ['Söhne & Ümläut', 'sohne-umlaut'],
    ['Øresund Łódź Straße', 'oresund-lodz-strasse'],
    ['<!channel>', 'channel'],
    ['a'.repeat(80), 'a'.repeat(60)],
    [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
    ['🚀', 'partner-abc123'],
    ['株式会社', 'partner-abc123'],
  ])('%s is %s', (name, slug) => {
    expect(slugOf(name, 'P-ABC123')).toBe(slug);
  });

  test('are names that Slack takes, whatever the partner is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.nat(99), (name, attempt) => {
        const named = channelName(slugOf(name, 'p-abc123'), attempt);
        expect(named).toMatch(/^pc-[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(named.length).toBeLessThanOrEqual(80);
      }),
    );
  });

  test('a taken channel name gets a number', () => {
    expect([0, 1, 2].map((attempt) => channelName('acme', attempt))).toEqual(['pc-acme', 'pc-acme-2', 'pc-acme-3']);
  });

  test('names that look alike are one', () => {
    expect(nameClaim('  ACME   Corp ')).toBe(nameClaim('Acme Corp'));
    expect(nameClaim('Ａｃｍｅ')).toBe(nameClaim('Acme'));
    expect(nameClaim('Acme')).not.toBe(nameClaim('Acme 2'));
  });
});
