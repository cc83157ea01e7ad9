import type { Lifecycle } from '../../lifecycle/schema';
import { dateOf } from '../calendar';
import type { Instant } from '../ids';
import { coordinatingTeam, lookup } from '../lookup';
import type { Partner } from '../partner';
import type { Fit } from './fit';
import { fallenGates, isComplete, isRolledOut, nextWave, regionsThatAre, rolloutItem } from './standing';
import type { Wave } from './state';
import { stateOfWave } from './wave-state';

/** What may be done next in a rollout, and by which teams. */
export interface NextMove {
  readonly do:
    | 'resume'
    | 'give-gates'
    | 'compress'
    | 'move-ga'
    | 'roll-back'
    | 'reschedule'
    | 'mark-regions'
    | 'finish'
    | 'confirm-tile'
    | 'start'
    | 'move'
    | 'launch';
  readonly wave?: string;
  readonly teams: readonly string[];
}

/** First what holds everything up, then what is under way, then what starts next. */
export function nextOf(partner: Partner, lifecycle: Lifecycle, now: Instant, fit: Fit): readonly NextMove[] {
  const { rollout } = partner;
  if (!rollout || partner.closed || isRolledOut(partner, lifecycle)) return [];
  const engineering = rolloutItem(partner, lifecycle)?.teams ?? [];
  const fallen = fallenGates(partner, lifecycle).flatMap((gate) => gate.teams);
  const dated = lookup(lifecycle).gaDate?.teams ?? [];
  return [
    ...(rollout.halted ? [{ do: 'resume', teams: engineering } as const] : []),
    ...(fallen.length > 0 ? [{ do: 'give-gates', teams: [...new Set(fallen)] } as const] : []),
    ...fit.choices.map((choice) => ({ do: choice, teams: choice === 'move-ga' ? dated : engineering })),
    ...rollout.waves.flatMap((wave) => underWay(wave, engineering, lifecycle)),
    ...following(partner, lifecycle, now, engineering),
  ];
}

function underWay(wave: Wave, engineering: readonly string[], lifecycle: Lifecycle): readonly NextMove[] {
  if (wave.startedAt === undefined) return [];
  const open = regionsThatAre(wave, 'planned').length + regionsThatAre(wave, 'failed').length > 0;
  const finishable = wave.finishedAt === undefined && regionsThatAre(wave, 'planned').length === 0;
  const partnerTeams = lifecycle.teams.filter((team) => team.side === 'partner').map((team) => team.id);
  return [
    ...(open ? [{ do: 'mark-regions', wave: wave.id, teams: engineering } as const] : []),
    ...(finishable ? [{ do: 'finish', wave: wave.id, teams: engineering } as const] : []),
    ...(wave.confirmed ? [] : [{ do: 'confirm-tile', wave: wave.id, teams: partnerTeams } as const]),
  ];
}

function following(
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
  engineering: readonly string[],
): readonly NextMove[] {
  const wave = nextWave(partner);
  if (wave) {
    const state = stateOfWave(wave, partner, lifecycle, now);
    if (state === 'due') return [{ do: 'start', wave: wave.id, teams: engineering }];
    return state === 'late' || state === 'rolled-back' ? [{ do: 'move', wave: wave.id, teams: engineering }] : [];
  }
  const ready =
    partner.rollout?.expansion === undefined &&
    isComplete(partner, lifecycle) &&
    partner.rollout?.halted === undefined &&
    dateOf(now, lifecycle.zone) >= (partner.rollout?.ga ?? '9999');
  return ready ? [{ do: 'launch', teams: [coordinatingTeam(lifecycle).id] }] : [];
}
