import type { Lifecycle } from '../lifecycle/schema';
import { lookup } from './lookup';
import { stepsBeforeRollout } from './maintenance/steps';
import type { Partner } from './partner';
import { seesRollout } from './rollout/powers';
import { fallenGates, isComplete, isRolledOut } from './rollout/standing';
import { sideOfProposal, waveNumber, type Wave } from './rollout/state';
import { otherSide, sideTitle } from './sides';
import { sees } from './visibility';

/** The GA date's proposal and the wave board as the card shows them: facts only, nothing that comes with time. */

export interface RolloutOnCard {
  readonly halted?: { readonly by: string; readonly reason: string };
  /** Clouds are added after the launch: what is shown are their regions. */
  readonly expansion?: { readonly due: string };
  /** Something fell, or must be done first: no wave starts. */
  readonly held: boolean;
  readonly complete: boolean;
  readonly waves: readonly {
    readonly number: number;
    readonly on: string;
    readonly state: WaveOnCard;
    readonly live: number;
    readonly regions: number;
    readonly failed: readonly string[];
    /** The partner saw the tile. */
    readonly confirmed: boolean;
  }[];
}

export type WaveOnCard = 'planned' | 'live' | 'finished' | 'failed' | 'rolled-back';

/** More waves are counted only. */
const mostWaves = 20;
const mostFailed = 3;

/** Returns the wave board for the card; nothing before a rollout is planned, or while it is internal. */
export function rolloutOnCard(partner: Partner, lifecycle: Lifecycle): RolloutOnCard | undefined {
  const { rollout } = partner;
  if (!rollout || !seesRollout('partner', partner, lifecycle)) return undefined;
  const { halted, waves } = rollout;
  const by = halted?.by.kind === 'person' ? halted.by.name : '';
  return {
    ...(halted && { halted: { by, reason: halted.reason } }),
    ...(rollout.expansion !== undefined && { expansion: { due: rollout.ga } }),
    held: !isRolledOut(partner, lifecycle) && isHeld(partner, lifecycle),
    complete: isComplete(partner, lifecycle),
    waves: current(waves, rollout.expansion).slice(0, mostWaves).map(waveOnCard),
  };
}

const isHeld = (partner: Partner, lifecycle: Lifecycle): boolean =>
  fallenGates(partner, lifecycle).length + stepsBeforeRollout(partner, lifecycle).length > 0;

/** While clouds are added, the waves of the launch are history. */
const current = (waves: readonly Wave[], expansion: string | undefined): readonly Wave[] =>
  expansion === undefined ? waves : waves.filter((wave) => wave.expansion === expansion);

function waveOnCard(wave: Wave): RolloutOnCard['waves'][number] {
  const regions = Object.entries(wave.regions);
  const failed = regions.flatMap(([region, { is }]) => (is === 'failed' ? [region] : []));
  return {
    number: waveNumber(wave.id),
    on: wave.on,
    state: stateOf(wave, failed.length),
    live: regions.filter(([, { is }]) => is === 'live').length,
    regions: regions.length,
    failed: failed.slice(0, mostFailed),
    confirmed: wave.confirmed !== undefined,
  };
}

function stateOf({ rolledBack, startedAt, finishedAt }: Wave, failed: number): WaveOnCard {
  if (rolledBack) return 'rolled-back';
  if (startedAt === undefined) return 'planned';
  if (failed > 0) return 'failed';
  return finishedAt === undefined ? 'live' : 'finished';
}

/** A proposal, while the partner may know of the date. */
export function proposalOnCard(
  partner: Partner,
  lifecycle: Lifecycle,
): { readonly date: string; readonly waitsFor: string } | undefined {
  const { gaProposal } = partner;
  const { gaDate } = lookup(lifecycle);
  if (!gaProposal || partner.closed || !gaDate || !sees('partner', partner, gaDate)) return undefined;
  const waitsFor = sideTitle(otherSide(sideOfProposal(gaProposal)), partner, lifecycle);
  return { date: gaProposal.date, waitsFor };
}
