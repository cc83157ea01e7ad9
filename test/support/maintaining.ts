import type { MaintenanceCommand } from '../../src/domain/commands';
import { acme, channelReady, clock, date, gaDay, given, upTo, type Story } from './given';

/** Acme after its launch, and what is asked for in maintenance. */

let live: Story | undefined;

/** Launched on Wednesday, 1 September 2027, at nine. The bot has planned a rotation of the credentials, M1. */
export function launched(): Story {
  live ??= given(acme, channelReady, upTo('ga'));
  return live;
}

export const launchedAt = clock(`${gaDay}T09:00`);

export const plan = (
  kind: string,
  more: Partial<Omit<Extract<MaintenanceCommand, { type: 'PlanMaintenance' }>, 'due'>> & { due?: string } = {},
): MaintenanceCommand => {
  const { due, ...rest } = more;
  return { type: 'PlanMaintenance', kind, changes: [], clouds: [], ...rest, ...(due && { due: date(due) }) };
};
export const confirm = (task: string, step: string): MaintenanceCommand => ({
  type: 'ConfirmMaintenanceStep',
  task,
  step,
});
export const takeStepBack = (task: string, step: string, reason = 'It does not work.'): MaintenanceCommand => ({
  type: 'ReopenMaintenanceStep',
  task,
  step,
  reason,
});
export const rescheduled = (task: string, due: string, reason = 'Holidays.'): MaintenanceCommand => ({
  type: 'RescheduleMaintenance',
  task,
  due: date(due),
  reason,
});
export const cancelled = (task: string, forGood = false, reason = 'Not needed.'): MaintenanceCommand => ({
  type: 'CancelMaintenance',
  task,
  reason,
  forGood,
});
