import type { Lifecycle } from '../../lifecycle/schema';
import { dateOf } from '../calendar';
import type { CalendarDate, Instant } from '../ids';
import type { Partner } from '../partner';
import { deadline, startTimes } from './days';
import { canMoveGa, latestGa, startedWaves, waveDays } from './plan';
import { isComplete, uncoveredRegions } from './standing';

/** Whether what remains of a rollout still fits before GA. */
export interface Fit {
  readonly fits: boolean;
  /** Waves that have not started; one more when regions are in no wave at all. */
  readonly left: number;
  /** The days that are left for them. */
  readonly days: readonly CalendarDate[];
  /** How many waves there are too many; what no wave can mend any more counts as one. */
  readonly short: number;
  /**
   * What can be done when it does not fit: fewer waves, or another day for GA (once what has started is rolled back, where
   * that holds the date) or for the task that adds clouds.
   */
  readonly choices: readonly ('compress' | 'move-ga' | 'roll-back' | 'reschedule')[];
  /** When it stops to fit, or fits even less, if nothing is started until then. */
  readonly until?: Instant;
}

/** Returns whether the waves that are left still fit before GA, and what can be done when they do not. */
export function fitOf(partner: Partner, lifecycle: Lifecycle, now: Instant): Fit {
  const { rollout } = partner;
  const done: Fit = { fits: true, left: 0, days: [], short: 0, choices: [] };
  if (!rollout || isComplete(partner, lifecycle)) return done;
  const unplanned = uncoveredRegions(partner, lifecycle).length > 0 ? 1 : 0;
  const left = rollout.waves.length - startedWaves(partner).length + unplanned;
  const days = waveDays(rollout.ga, partner, lifecycle, now);
  const end = deadline(rollout.ga, lifecycle);
  const short = now >= end ? Math.max(1, left) : Math.max(0, left - days.length);
  if (short > 0) {
    const next = days[0] && startTimes(days[0], lifecycle).closes;
    const move = rollout.expansion === undefined ? moveGa(partner, rollout.ga, lifecycle, now) : 'reschedule';
    const choices = days.length > 0 ? (['compress', move] as const) : ([move] as const);
    return { fits: false, left, days, short, choices, ...(next !== undefined && { until: next }) };
  }
  const lastMoment = left > 0 ? days[days.length - left] : undefined;
  const until = lastMoment === undefined ? end : startTimes(lastMoment, lifecycle).closes;
  return { fits: true, left, days, short, choices: [], until };
}

function moveGa(partner: Partner, ga: CalendarDate, lifecycle: Lifecycle, now: Instant): 'move-ga' | 'roll-back' {
  const latest = latestGa(partner, lifecycle) ?? '9999';
  return latest > ga && canMoveGa(partner, lifecycle, dateOf(now, lifecycle.zone)) ? 'move-ga' : 'roll-back';
}
