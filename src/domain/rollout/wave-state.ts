import type { Lifecycle, Side } from '../../lifecycle/schema';
import type { Instant } from '../ids';
import { seesStep, stepsBeforeRollout } from '../maintenance/steps';
import type { Partner } from '../partner';
import { isInternal } from '../visibility';
import { startTimes } from './days';
import { fallenGates, nextWave, regionsThatAre, soakOf } from './standing';
import type { Wave } from './state';

export type WaveStanding =
  /** Its day is still to come, or its hour. */
  | 'planned'
  /** May be started now. */
  | 'due'
  /** Its time is over and it was not started: it must be moved. */
  | 'late'
  /** Started. */
  | 'live'
  /** Finished, and watched until `until`. */
  | 'soaking'
  | 'done'
  /** Started, and a region failed. */
  | 'failed'
  | 'rolled-back'
  /** Could not be started now, whatever the time is: `why` says so. */
  | 'held';

/** How one wave stands at an instant. */
export function stateOfWave(wave: Wave, partner: Partner, lifecycle: Lifecycle, now: Instant): WaveStanding {
  if (wave.rolledBack) return 'rolled-back';
  if (wave.startedAt === undefined) return unstarted(wave, partner, lifecycle, now);
  if (regionsThatAre(wave, 'failed').length > 0) return 'failed';
  const soaked = soakOf(wave, lifecycle);
  if (soaked === undefined) return 'live';
  return now < soaked ? 'soaking' : 'done';
}

function unstarted(wave: Wave, partner: Partner, lifecycle: Lifecycle, now: Instant): WaveStanding {
  if (partner.rollout?.halted || fallenGates(partner, lifecycle).length > 0) return 'held';
  if (stepsBeforeRollout(partner, lifecycle).length > 0) return 'held';
  const { opens, closes } = startTimes(wave.on, lifecycle);
  if (now >= closes) return 'late';
  // Those behind it wait for it, whatever their hour is.
  return now >= opens && nextWave(partner)?.id === wave.id && isFree(partner, lifecycle, now) ? 'due' : 'planned';
}

/** Whether what was started before has finished and soaked. */
function isFree({ rollout }: Partner, lifecycle: Lifecycle, now: Instant): boolean {
  const started = rollout?.waves.filter((wave) => wave.startedAt !== undefined) ?? [];
  return started.every((wave) => (soakOf(wave, lifecycle) ?? Infinity) <= now);
}

/** Why no wave may start, as half a sentence: a halt, or what fell. What the reader may not know of goes unnamed. */
export function heldBy(partner: Partner, lifecycle: Lifecycle, reader: Side): string | undefined {
  const halted = partner.rollout?.halted;
  if (halted) return `the rollout is halted: ${halted.reason}`;
  const before = stepsBeforeRollout(partner, lifecycle);
  if (before.length > 0) {
    const seen = before.filter((step) => seesStep(reader, step)).map(({ title }) => `“${title}”`);
    const unseen = seen.length < before.length ? [`a step on the ${lifecycle.sides.databricks} side`] : [];
    return `${[...seen, ...unseen].join(', ')} must be done first`;
  }
  const fallen = fallenGates(partner, lifecycle);
  if (fallen.length === 0) return undefined;
  const named = fallen.filter((gate) => reader === 'databricks' || !isInternal(partner, gate));
  const hidden = named.length < fallen.length ? [`a step on the ${lifecycle.sides.databricks} side`] : [];
  return `${[...named.map((gate) => `“${gate.item.title}”`), ...hidden].join(', ')} must be given again`;
}
