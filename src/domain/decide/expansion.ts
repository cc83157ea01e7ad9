import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, dateOf } from '../calendar';
import type { PartnerEvent } from '../events';
import type { CalendarDate, Instant } from '../ids';
import { isLaunched } from '../item-state';
import type { MaintenanceTask } from '../maintenance/state';
import { openTasks } from '../maintenance/steps';
import type { Partner } from '../partner';
import { planRollout, recordedWaves } from '../rollout/plan';
import { rolloutItem } from '../rollout/standing';
import { nextWorkingDay } from '../working-days';

/** Clouds that are added after the launch: a maintenance task with waves of its own, in the days before it is due. */

/** The task whose regions are rolled out, or will be: one at a time. */
export const expanding = (partner: Partner): MaintenanceTask | undefined =>
  openTasks(partner).find(({ clouds }) => clouds.length > 0);

/** Plans a task for clouds that were added in another way, by an edit of the details, say. */
export function taskForNewClouds(
  before: Partner | undefined,
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): readonly PartnerEvent[] {
  const clouds = before ? partner.clouds.filter((cloud) => !before.clouds.includes(cloud)) : [];
  if (!before || clouds.length === 0 || !isLaunched(before, lifecycle) || expanding(partner)) return [];
  if (!rolloutItem(partner, lifecycle)) return [];
  const kind = lifecycle.maintenance.kinds.find(({ changes }) => changes.some((change) => change.addsCloud));
  const change = kind?.changes.find(({ addsCloud }) => addsCloud);
  const task = `m${partner.maintenance.lastNumber + 1}`;
  const due = kind && firstDue(kind.dueInDays, task, partner, lifecycle, now);
  if (!kind || !change || !due) return [];
  return [{ type: 'MaintenancePlanned', task, kind: kind.id, due, changes: [change.id], clouds }];
}

/** As many days as are looked at for one before which there is room for the waves. */
const horizonDays = 90;

function firstDue(days: number, task: string, partner: Partner, lifecycle: Lifecycle, now: Instant) {
  const today = dateOf(now, lifecycle.zone);
  let due: CalendarDate = nextWorkingDay(addDays(today, days), lifecycle.calendar);
  while (due <= addDays(today, days + horizonDays)) {
    if (planRollout({ partner, lifecycle, ga: due, expansion: task, now }).possible) return due;
    due = nextWorkingDay(addDays(due, 1), lifecycle.calendar);
  }
  return undefined;
}

/** The waves of the task that adds clouds: planned with it, and anew when it moves or the clouds change again. */
export function planExpansion(
  before: Partner | undefined,
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): readonly PartnerEvent[] {
  const task = expanding(partner);
  if (!task || !isLaunched(partner, lifecycle) || !rolloutItem(partner, lifecycle)) return [];
  const planned = partner.rollout?.expansion === task.id && partner.rollout.ga === task.due;
  if (planned && before?.clouds === partner.clouds) return [];
  const { id, due } = task;
  const plan = planRollout({ partner, lifecycle, ga: due, expansion: id, now });
  if (!plan.possible) return [];
  const reason = partner.rollout?.expansion === id ? 'The task or the clouds changed.' : undefined;
  return [{ type: 'RolloutPlanned', ga: due, task: id, waves: recordedWaves(plan.waves), ...(reason && { reason }) }];
}
