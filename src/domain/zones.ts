import { IANAZone } from 'luxon';
import type { Instant } from './ids';
import { day, minute } from './time';

/**
 * How far the clock of a zone is ahead of UTC. Asked for thousands of times at every look at a partner, and slow to find
 * out, so the answers are kept: one for each day of a zone, or for each quarter of an hour of a day on which clocks change.
 */

const quarter = 15 * minute;
/** Of all zones together; about 27 zones for a year. */
const mostKept = 10_000;

const valid = new Map<string, boolean>();

/** Whether a zone is one that can be reckoned with. */
export function isKnownZone(zone: string): boolean {
  const known = valid.get(zone) ?? IANAZone.isValidZone(zone);
  if (valid.size < mostKept) valid.set(zone, known);
  return known;
}

const zones = new Map<string, Map<number, number>>();
let kept = 0;

/** Returns the milliseconds that a zone is ahead of UTC. Throws when the zone is unknown. */
export function offsetAt(at: Instant | number, zone: string): number {
  const known = zones.get(zone) ?? new Map<number, number>();
  zones.set(zone, known);
  const from = Math.floor(at / day) * day;
  const whole = known.get(from) ?? keep(known, from, wholeDay(from, zone));
  if (!Number.isNaN(whole)) return whole;
  // Clocks change on this day. They do at a quarter of an hour by UTC, in every zone there is.
  const part = Math.floor(at / quarter) * quarter;
  return known.get(part + 1) ?? keep(known, part + 1, exact(part, zone));
}

/** The offset of a whole day; not a number when clocks change in it. */
function wholeDay(from: number, zone: string): number {
  const [first, last] = [exact(from, zone), exact(from + day - 1, zone)];
  return first === last ? first : Number.NaN;
}

function exact(at: number, zone: string): number {
  const minutes = IANAZone.create(zone).offset(at);
  if (Number.isNaN(minutes)) throw new Error(`Not an instant in a known zone: ${at} ${zone}`);
  return minutes * minute;
}

function keep(known: Map<number, number>, key: number, offset: number): number {
  kept += 1;
  if (kept > mostKept) {
    for (const other of zones.values()) other.clear();
    kept = 1;
  }
  known.set(key, offset);
  return offset;
}
