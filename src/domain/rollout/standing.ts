import type { Lifecycle } from '../../lifecycle/schema';
import { gaDate } from '../ga-date';
import type { CalendarDate, Instant } from '../ids';
import { applies, isLaunched, missingFor } from '../item-state';
import { lookup, type Placed } from '../lookup';
import type { Partner } from '../partner';
import { soakedAt } from './days';
import { regionsOf } from './regions';
import type { Wave } from './state';

/** What holds of a rollout, whatever people are shown of it. */

/** The item that is done by rolling out, if the lifecycle has one for this partner. */
export function rolloutItem(partner: Partner, lifecycle: Lifecycle): Placed | undefined {
  const { rollout } = lookup(lifecycle);
  return rollout && applies(rollout, partner) ? rollout : undefined;
}

/** The agreed GA date. */
export function agreedDate(partner: Partner, lifecycle: Lifecycle) {
  const ga = gaDate(partner, lifecycle);
  return ga?.agreed === true ? ga.date : undefined;
}

/** Whether its waves are history: the partner is launched, and no cloud was added since whose regions are not live. */
export const isRolledOut = (partner: Partner, lifecycle: Lifecycle): boolean =>
  isLaunched(partner, lifecycle) && partner.rollout?.expansion === undefined;

/** The day before which the rollout is complete: the agreed GA date, or the one on which the task is due that adds clouds. */
export const targetDay = (partner: Partner, lifecycle: Lifecycle): CalendarDate | undefined =>
  partner.rollout?.expansion === undefined ? agreedDate(partner, lifecycle) : partner.rollout.ga;

/** What fell after the date was agreed, as far as it holds the waves: sign-offs and confirmations, and the date itself. */
export function fallenGates(partner: Partner, lifecycle: Lifecycle): readonly Placed[] {
  // After the launch sign-offs are history: the task says what must be validated again.
  if (partner.rollout?.expansion !== undefined) return [];
  const { gaDate: dated } = lookup(lifecycle);
  const gates = dated ? missingFor(dated, partner, lifecycle).filter(({ item }) => item.kind !== 'task') : [];
  const rollout = rolloutItem(partner, lifecycle);
  const own = rollout ? missingFor(rollout, partner, lifecycle) : [];
  return [...new Set([...gates, ...own])].toSorted((a, b) => a.order - b.order);
}

/** Regions of the partner's clouds that are in no wave: clouds or the lifecycle changed and there was no day left. */
export function uncoveredRegions(partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const covered = partner.rollout?.waves.map((wave) => wave.regions) ?? [];
  return regionsOf(partner, lifecycle).filter((region) => !covered.some((wave) => Object.hasOwn(wave, region)));
}

/** The regions of a wave that are in one state. */
export const regionsThatAre = (wave: Wave, is: Wave['regions'][string]['is']): readonly string[] =>
  Object.entries(wave.regions).flatMap(([region, state]) => (state.is === is ? [region] : []));

/** Whether every wave is finished, every region live, and none left out. */
export function isComplete(partner: Partner, lifecycle: Lifecycle): boolean {
  const waves = partner.rollout?.waves ?? [];
  return waves.length > 0 && waves.every(isAllLive) && uncoveredRegions(partner, lifecycle).length === 0;
}

const isAllLive = (wave: Wave): boolean =>
  wave.finishedAt !== undefined && Object.values(wave.regions).every(({ is }) => is === 'live');

/** The first wave that has not started. */
export const nextWave = ({ rollout }: Partner): Wave | undefined =>
  rollout?.waves.find((wave) => wave.startedAt === undefined);

/** Until when a finished wave is watched. */
export const soakOf = ({ finishedAt }: Wave, lifecycle: Lifecycle): Instant | undefined =>
  finishedAt === undefined ? undefined : soakedAt(finishedAt, lifecycle);
