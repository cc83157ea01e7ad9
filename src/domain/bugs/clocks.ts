import type { Lifecycle, Side } from '../../lifecycle/schema';
import { earliestOf, latest } from '../earliest';
import type { Instant } from '../ids';
import { isUnsolved } from './numbers';
import { severityOf } from './severity';
import { resolutionOf, type Bug } from './state';
import { afterCounted, counted, readSpan, type Span } from './working-time';

/**
 * The clocks of a bug: how long the side whose turn it is takes to acknowledge it, to say how it goes, to resolve it. A clock
 * stands still while the bug is with the other side and outside its hours; once the bug is resolved, none runs.
 */

export const clockNames = ['acknowledge', 'update', 'resolve'] as const;
export type ClockName = (typeof clockNames)[number];

export interface Clock {
  readonly name: ClockName;
  /** For whom it runs. */
  readonly side: Side;
  /** The time there is. */
  readonly span: Span;
  /** What had passed of it when it last began to run, in milliseconds that count. */
  readonly before: number;
  /** When it last began to run. */
  readonly from: Instant;
  /** Since when this is counted at all: tells this run of the clock from the ones before. */
  readonly since: Instant;
}

const kept = new WeakMap<Bug, { readonly lifecycle: Lifecycle; readonly clocks: readonly Clock[] }>();

/** The clocks that run now. Kept with the bug: they are asked for at every look at a partner. */
export function clocksOf(bug: Bug, lifecycle: Lifecycle): readonly Clock[] {
  const known = kept.get(bug);
  if (known?.lifecycle === lifecycle) return known.clocks;
  const clocks = findClocks(bug, lifecycle);
  kept.set(bug, { lifecycle, clocks });
  return clocks;
}

function findClocks(bug: Bug, lifecycle: Lifecycle): readonly Clock[] {
  const severity = severityOf(bug, lifecycle);
  if (!severity || !isUnsolved(bug)) return [];
  const { side, sideSince, updatedAt, openedAt, status } = bug;
  const first: ClockName = status.is === 'reported' ? 'acknowledge' : 'update';
  const start = first === 'acknowledge' ? sideSince : latest(sideSince, updatedAt);
  const resolve = readSpan(severity.resolve, lifecycle);
  return [
    { name: first, side, span: readSpan(severity[first], lifecycle), before: 0, from: start, since: start },
    { name: 'resolve', side, span: resolve, before: spent(bug, resolve, lifecycle), from: sideSince, since: openedAt },
  ];
}

/** What the side had of its time to resolve it, before it was handed over and came back. */
const spent = ({ turns, side }: Bug, span: Span, lifecycle: Lifecycle): number =>
  turns.filter((turn) => turn.side === side).reduce((sum, { from, to }) => sum + counted(from, to, span, lifecycle), 0);

/** How much of its time has passed, in milliseconds that count. */
export const elapsed = ({ before, from, span }: Clock, now: Instant, lifecycle: Lifecycle): number =>
  before + counted(from, now, span, lifecycle);

const reached = new WeakMap<Clock, Map<number, Instant>>();

/** When so many times its time will have passed, if the bug stays where it is; 1 is when it is missed. */
export function reaches(clock: Clock, times: number, lifecycle: Lifecycle): Instant {
  const { before, from, span } = clock;
  const known = reached.get(clock) ?? new Map<number, Instant>();
  reached.set(clock, known);
  const at = known.get(times) ?? afterCounted(from, span.ms * times - before, span, lifecycle);
  known.set(times, at);
  return at;
}

/** When the first of its clocks runs out; nothing when none runs. */
export function firstDue(bug: Bug, lifecycle: Lifecycle): Instant | undefined {
  return earliestOf(clocksOf(bug, lifecycle).map((clock) => reaches(clock, 1, lifecycle)));
}

/** How long it took to acknowledge and to resolve it, in time that counts by its severity; absent when it never was. */
export function takenFor(bug: Bug, lifecycle: Lifecycle): Readonly<Partial<Record<'acknowledge' | 'resolve', Span>>> {
  const { reportedAt, openedAt, acknowledgedAt } = bug;
  const grave = severityOf(bug, lifecycle);
  const took = (name: 'acknowledge' | 'resolve', from: Instant, to: Instant | undefined) => {
    if (!grave || to === undefined) return {};
    const span = readSpan(grave[name], lifecycle);
    return { [name]: { ms: counted(from, to, span, lifecycle), working: span.working } };
  };
  return { ...took('acknowledge', reportedAt, acknowledgedAt), ...took('resolve', openedAt, resolutionOf(bug)?.at) };
}
