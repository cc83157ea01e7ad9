import type { Author, RolloutEvent } from '../events';
import type { Instant } from '../ids';
import type { Partner, RegionState, Rollout, Wave } from '../partner';
import { revise } from './items';

export function evolveRollout(partner: Partner, event: RolloutEvent, at: Instant, by: Author): Partner {
  if (event.type === 'RolloutPlanned') return { ...partner, rollout: plan(partner.rollout, event) };
  const { rollout } = partner;
  if (rollout === undefined) return partner;
  switch (event.type) {
    case 'WaveStarted':
      return changeWave(partner, rollout, event.wave, ({ rolledBack: _, ...w }) => ({
        ...w,
        startedAt: at,
        startedBy: by,
      }));
    case 'RegionsLive':
      return changeWave(partner, rollout, event.wave, (w) => setRegions(w, event.regions, { is: 'live' }));
    case 'RegionFailed':
      return changeWave(partner, rollout, event.wave, (w) =>
        setRegions(w, [event.region], { is: 'failed', note: event.note, at }),
      );
    case 'WaveFinished':
      return changeWave(partner, rollout, event.wave, (w) => ({ ...w, finishedAt: at }));
    case 'TileConfirmed':
      return changeWave(partner, rollout, event.wave, (w) => ({ ...w, confirmed: { at, by } }));
    case 'WaveRolledBack':
      return changeWave(partner, rollout, event.wave, ({ id, on, regions }) => ({
        ...setRegions({ id, on, regions }, Object.keys(regions), { is: 'planned' }),
        rolledBack: { at, by, reason: event.reason },
      }));
    case 'RolloutHalted':
      return { ...partner, rollout: { ...rollout, halted: { at, by, reason: event.reason } } };
    case 'RolloutResumed': {
      const { halted: _, ...going } = rollout;
      return { ...partner, rollout: going };
    }
    case 'RolloutCompleted':
      return revise({ ...partner, rollout: { ...rollout, completedAt: at } }, event.item, {
        status: { is: 'done', at, by },
      });
  }
}

/** Waves that have started stay as they are; the plan says how it goes on. A halt outlives every plan. */
function plan(before: Rollout | undefined, { ga, waves }: Extract<RolloutEvent, { type: 'RolloutPlanned' }>): Rollout {
  const started = before?.waves.filter((w) => w.startedAt !== undefined) ?? [];
  const planned = waves.map(({ wave, on, regions }): Wave => {
    const states = regions.map((region): [string, RegionState] => [region, { is: 'planned' }]);
    return { id: wave, on, regions: Object.fromEntries(states) };
  });
  return { ga, waves: [...started, ...planned], ...(before?.halted && { halted: before.halted }) };
}

function changeWave(partner: Partner, rollout: Rollout, id: string, change: (wave: Wave) => Wave): Partner {
  return { ...partner, rollout: { ...rollout, waves: rollout.waves.map((w) => (w.id === id ? change(w) : w)) } };
}

function setRegions(wave: Wave, regions: readonly string[], state: RegionState): Wave {
  const known = regions.filter((region) => Object.hasOwn(wave.regions, region));
  return { ...wave, regions: { ...wave.regions, ...Object.fromEntries(known.map((region) => [region, state])) } };
}
