import type { Lifecycle, Side } from '../../lifecycle/schema';
import type { Author } from '../events';
import type { CalendarDate, Instant } from '../ids';
import type { Partner } from '../partner';
import { fitOf, type Fit } from './fit';
import { nextOf, type NextMove } from './next';
import { isComplete, soakOf, uncoveredRegions } from './standing';
import { waveNumber, type RegionState, type Wave } from './state';
import { heldBy, stateOfWave, type WaveStanding } from './wave-state';

export type { Fit, NextMove, WaveStanding };

/** The rollout as people see it at an instant. */
export interface Board {
  /** The GA date; of an expansion, the day on which it is due. */
  readonly ga: CalendarDate;
  /** The task that adds clouds after the launch, while it is open. */
  readonly expansion?: string;
  readonly waves: readonly WaveView[];
  readonly halted?: { readonly at: Instant; readonly by: Author; readonly reason: string };
  /** Why it was planned anew, and by whom. */
  readonly change?: { readonly at: Instant; readonly by: Author; readonly reason: string };
  readonly complete: boolean;
  /** Regions of the partner's clouds that are in no wave: they came when there was no day left. */
  readonly uncovered: readonly string[];
  readonly completedAt?: Instant;
  readonly fits: Fit;
  /** What may be done next, and by whom; first things first. */
  readonly next: readonly NextMove[];
}

export interface WaveView {
  readonly id: string;
  /** Its number for people. */
  readonly number: number;
  /** The day it is planned for, in the lifecycle's zone. */
  readonly on: CalendarDate;
  /** The task that added its clouds after the launch. */
  readonly expansion?: string;
  readonly state: WaveStanding;
  /** While it soaks: until when. */
  readonly until?: Instant;
  /** While it is held or rolled back: why, as half a sentence. */
  readonly why?: string;
  readonly regions: readonly (RegionState & { readonly region: string })[];
  readonly startedAt?: Instant;
  readonly finishedAt?: Instant;
  readonly confirmed?: { readonly at: Instant; readonly by: Author };
}

/** Returns the board, or nothing before a rollout is planned. Drawn for the partner's eyes unless said otherwise. */
export function waveBoard(
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
  reader: Side = 'partner',
): Board | undefined {
  const { rollout } = partner;
  if (!rollout) return undefined;
  const { ga, waves, halted, change, completedAt, expansion } = rollout;
  const fits = fitOf(partner, lifecycle, now);
  return {
    ga,
    ...(expansion !== undefined && { expansion }),
    waves: waves.map((wave) => waveView(wave, partner, lifecycle, now, reader)),
    ...(halted && { halted }),
    ...(change && { change }),
    complete: isComplete(partner, lifecycle),
    uncovered: uncoveredRegions(partner, lifecycle),
    ...(completedAt !== undefined && { completedAt }),
    fits,
    next: nextOf(partner, lifecycle, now, fits),
  };
}

function waveView(wave: Wave, partner: Partner, lifecycle: Lifecycle, now: Instant, reader: Side): WaveView {
  const { id, on, expansion, regions, startedAt, finishedAt, confirmed, rolledBack } = wave;
  const held = startedAt === undefined ? heldBy(partner, lifecycle, reader) : undefined;
  const state = stateOfWave(wave, partner, lifecycle, now);
  const until = state === 'soaking' ? soakOf(wave, lifecycle) : undefined;
  const why = rolledBack ? rolledBack.reason : held;
  return {
    id,
    number: waveNumber(id),
    on,
    ...(expansion !== undefined && { expansion }),
    state,
    ...(until !== undefined && { until }),
    ...(why !== undefined && { why }),
    regions: Object.entries(regions).map(([region, is]) => ({ region, ...is })),
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    ...(confirmed && { confirmed }),
  };
}
