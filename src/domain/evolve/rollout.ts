import type { Author, RolloutEvent } from '../events';
import type { Instant } from '../ids';
import type { Partner } from '../partner';
import { waveNumber, type RegionState, type Rollout, type Wave } from '../rollout/state';
import { revise } from './items';
import { announce, notify, retract } from './outbox';

/** Keeps how the waves go. A halt outlives every plan, and what was rolled back waits to be started again. */
export function evolveRollout(partner: Partner, event: RolloutEvent, at: Instant, by: Author): Partner {
  if (event.type === 'RolloutPlanned') return { ...partner, rollout: plan(partner.rollout, event, at, by) };
  const { rollout } = partner;
  if (rollout === undefined) return partner;
  switch (event.type) {
    case 'WaveStarted': {
      const numbered = { ...rollout, lastNumber: Math.max(rollout.lastNumber, waveNumber(event.wave) || 0) };
      return changeWave(partner, numbered, event.wave, (wave) => ({ ...planned(wave), startedAt: at }));
    }
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
    case 'WaveRolledBack': {
      const { completedAt: _, ...incomplete } = rollout;
      const back = changeWave(partner, incomplete, event.wave, (wave) => ({
        ...setRegions(planned(wave), Object.keys(wave.regions), { is: 'planned' }),
        rolledBack: { at, by, reason: event.reason },
      }));
      return notify(back, { kind: 'wave-rolled-back', wave: event.wave }, at);
    }
    case 'RolloutHalted': {
      const halted = { ...partner, rollout: { ...rollout, halted: { at, by, reason: event.reason } } };
      return announce(halted, { kind: 'rollout-halted' }, { kind: 'rollout-resumed', by }, at);
    }
    case 'RolloutResumed': {
      const { halted: _, ...going } = rollout;
      const { note } = event;
      const resumed = { kind: 'rollout-resumed', by, ...(note && { note }) } as const;
      return retract({ ...partner, rollout: going }, { kind: 'rollout-halted' }, resumed, at);
    }
    case 'RolloutCompleted':
      return revise({ ...partner, rollout: { ...rollout, completedAt: at } }, event.item, {
        status: { is: 'done', at, by },
      });
  }
}

type Planned = Extract<RolloutEvent, { type: 'RolloutPlanned' }>;

/** Waves that have started stay as they are; the plan says how it goes on. A halt outlives every plan. */
function plan(before: Rollout | undefined, { ga, waves, task, reason }: Planned, at: Instant, by: Author): Rollout {
  const started = before?.waves.filter((w) => w.startedAt !== undefined) ?? [];
  const planned = waves.map(({ wave, on, regions }): Wave => {
    const states = regions.map((region): [string, RegionState] => [region, { is: 'planned' }]);
    // Once it has another day it is planned like any other.
    const rolledBack = before?.waves.find((w) => w.id === wave && w.on === on)?.rolledBack;
    return {
      id: wave,
      on,
      ...(task !== undefined && { expansion: task }),
      regions: Object.fromEntries(states),
      ...(rolledBack && { rolledBack }),
    };
  });
  const complete = planned.length === 0 && before?.completedAt !== undefined;
  return {
    ga,
    ...(task !== undefined && { expansion: task }),
    waves: [...started, ...planned],
    plannedAt: at,
    ...(reason !== undefined && { change: { at, by, reason } }),
    lastNumber: before?.lastNumber ?? 0,
    ...(before?.halted && { halted: before.halted }),
    ...(complete && { completedAt: before.completedAt }),
  };
}

/** A wave without what was done in it. */
const planned = ({ id, on, expansion, regions }: Wave): Wave => ({
  id,
  on,
  ...(expansion !== undefined && { expansion }),
  regions,
});

/** The end of the task that added clouds: what was not started goes with a task that was cancelled. */
export function endExpansion(partner: Partner, task: string, at: Instant, cancelled: boolean): Partner {
  if (partner.rollout?.expansion !== task) return partner;
  const { expansion: _, ...rollout } = partner.rollout;
  const waves = cancelled
    ? rollout.waves.filter((w) => w.startedAt !== undefined || w.expansion !== task)
    : rollout.waves;
  return { ...partner, rollout: { ...rollout, waves, ...(!cancelled && { completedAt: at }) } };
}

function changeWave(partner: Partner, rollout: Rollout, id: string, change: (wave: Wave) => Wave): Partner {
  return { ...partner, rollout: { ...rollout, waves: rollout.waves.map((w) => (w.id === id ? change(w) : w)) } };
}

function setRegions(wave: Wave, regions: readonly string[], state: RegionState): Wave {
  const known = regions.filter((region) => Object.hasOwn(wave.regions, region));
  return { ...wave, regions: { ...wave.regions, ...Object.fromEntries(known.map((region) => [region, state])) } };
}
