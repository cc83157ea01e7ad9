import type { Lifecycle } from '../../lifecycle/schema';
import type { PartnerEvent } from '../events';
import type { Instant } from '../ids';
import { isLaunched } from '../item-state';
import { nextDue, openTasks, stepsOf } from '../maintenance/steps';
import type { Partner } from '../partner';

/** What follows in maintenance: a task is over with its last step, and some kinds come back by themselves. */

/** Each open task whose steps are all confirmed is over. */
export function completeTasks(partner: Partner, lifecycle: Lifecycle): readonly PartnerEvent[] {
  return openTasks(partner).flatMap((task): readonly PartnerEvent[] => {
    const steps = stepsOf(task, partner, lifecycle);
    const isDone = steps.length > 0 && steps.every(({ id }) => task.done[id]);
    return isDone ? [{ type: 'MaintenanceCompleted', task: task.id }] : [];
  });
}

/** After the end of a task that comes back, the next one; the first ones with the launch. Never two of a kind. */
export function planNext(
  before: Partner | undefined,
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
  endedForGood: ReadonlySet<string>,
): readonly PartnerEvent[] {
  if (!before) return [];
  const launched = isLaunched(partner, lifecycle) && !isLaunched(before, lifecycle);
  const open = openTasks(partner);
  const kinds = lifecycle.maintenance.kinds.flatMap((kind) => {
    const was = openTasks(before).find((task) => task.kind === kind.id);
    const ended = was && !open.some(({ id }) => id === was.id) && !endedForGood.has(was.id);
    if (open.some((task) => task.kind === kind.id) || !(launched || ended)) return [];
    const due = nextDue(kind, now, lifecycle);
    return due === undefined ? [] : [{ kind: kind.id, due, ...(ended && { after: was.id }) }];
  });
  return kinds.map((next, n) => ({
    type: 'MaintenancePlanned',
    task: `m${partner.maintenance.lastNumber + 1 + n}`,
    changes: [],
    clouds: [],
    ...next,
  }));
}
