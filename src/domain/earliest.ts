import type { CalendarDate, Instant } from './ids';

/** Which comes first, and which last, of instants or of dates. */

type Time = Instant | CalendarDate;

/** Returns the earlier one; the first where there is no other. */
export const earliest = <T extends Time>(a: T, b: T | undefined): T => (b !== undefined && b < a ? b : a);

/** Returns the later one; the first where there is no other. */
export const latest = <T extends Time>(a: T, b: T | undefined): T => (b !== undefined && b > a ? b : a);

/** Returns the earliest of those that are there; nothing when none is. */
export const earliestOf = <T extends Time>(all: readonly (T | undefined)[]): T | undefined =>
  all.reduce<T | undefined>((a, b) => (a === undefined ? b : earliest(a, b)), undefined);

/** Returns the latest of those that are there; nothing when none is. */
export const latestOf = <T extends Time>(all: readonly (T | undefined)[]): T | undefined =>
  all.reduce<T | undefined>((a, b) => (a === undefined ? b : latest(a, b)), undefined);
