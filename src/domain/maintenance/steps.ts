import type { Lifecycle, MaintenanceKind, Side } from '../../lifecycle/schema';
import { addDays, byDate, dateOf } from '../calendar';
import { teamId, type CalendarDate, type Instant, type TeamId } from '../ids';
import { gatesOf, lookup } from '../lookup';
import type { Partner } from '../partner';
import { casesOf } from '../test-cases/standing';
import { isInternal } from '../visibility';
import { addWorkingDays, previousWorkingDay } from '../working-days';
import type { MaintenanceTask } from './state';

/** The steps of maintenance tasks: those of the kind, then what must be validated again, then the new regions. */

/** What the lifecycle says of the kind of a task; nothing when that has left the file. */
export const kindOf = ({ kind }: Pick<MaintenanceTask, 'kind'>, { maintenance }: Lifecycle) =>
  maintenance.kinds.find(({ id }) => id === kind);

/** The changes that a task makes, as the lifecycle knows them. */
export const changesOf = (task: Pick<MaintenanceTask, 'kind' | 'changes'>, lifecycle: Lifecycle) =>
  kindOf(task, lifecycle)?.changes.filter(({ id }) => task.changes.includes(id)) ?? [];

/** What must be validated again because of a task's changes; of the test cases, those that may apply. */
export interface Revalidation {
  readonly signOffs: ReturnType<typeof gatesOf>;
  readonly testCases: Lifecycle['testCases'];
}

/** Returns the sign-offs and the test cases that a task touches: those that still exist and apply. */
export function revalidationOf(
  task: Pick<MaintenanceTask, 'kind' | 'changes'>,
  partner: Partner,
  lifecycle: Lifecycle,
): Revalidation {
  const changes = changesOf(task, lifecycle);
  if (changes.length === 0) return { signOffs: [], testCases: [] };
  const named = new Set<string>(changes.flatMap(({ testCases }) => testCases));
  return {
    signOffs: gatesOf(lifecycle).filter(({ id }) => changes.some(({ signOffs }) => signOffs.includes(id))),
    testCases: casesOf(partner, lifecycle)
      .filter(({ id, applicability }) => applicability.applies !== 'no' && named.has(id))
      .map(({ testCase }) => testCase),
  };
}

/** A step of a task as the lifecycle describes it. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly help?: string;
  readonly teams: readonly TeamId[];
  readonly due: CalendarDate;
  /** Steps that come before it. */
  readonly needs: readonly string[];
  /** A sign-off to be validated again: only those who hold one of its teams may say so. */
  readonly signs: boolean;
  /** It is done when every new region is live. */
  readonly rollsOut: boolean;
  readonly internal: boolean;
  readonly testCases: readonly string[];
}

/** The step with which the rollout of added clouds ends. */
const rolloutStep = 'rollout:regions';

/**
 * Returns a task's steps in order: the kind's own, the waves of added clouds, and what is validated again. None when the
 * lifecycle no longer has the kind.
 */
export function stepsOf(task: MaintenanceTask, partner: Partner, lifecycle: Lifecycle): readonly Step[] {
  const kind = kindOf(task, lifecycle);
  if (!kind) return [];
  const { signOffs, testCases } = revalidationOf(task, partner, lifecycle);
  const rollout = task.clouds.length > 0 ? lookup(lifecycle).rollout : undefined;
  const base = { signs: false, rollsOut: false, internal: false, testCases: [] };
  // Waves run in the days before the task is due: all else comes before them.
  const last = rollout ? windowStart(task.due, lifecycle) : task.due;
  const own = kind.steps
    .filter((step) => !step.testCases || testCases.length > 0)
    .map((step, n, all): Step => ({
      ...base,
      id: step.id,
      title: step.title,
      ...(step.help !== undefined && { help: step.help }),
      teams: step.doneBy.map((team) => teamId.parse(team)),
      due: addWorkingDays(last, -step.workingDaysBefore, lifecycle.calendar),
      needs: all.slice(0, n).map(({ id }) => id),
      testCases: step.testCases ? testCases.map(({ id }) => id) : [],
    }));
  const validated = signOffs.map((gate): Step => ({
    ...base,
    id: `again:${gate.id}`,
    title: `Validated again: ${gate.item.title}`,
    teams: gate.teams,
    due: last,
    needs: own.map(({ id }) => id),
    signs: true,
    internal: isInternal(partner, gate),
  }));
  const before = [...own, ...validated];
  const rolled: readonly Step[] = rollout
    ? [
        {
          ...base,
          id: rolloutStep,
          title: 'Rolled out to the new regions',
          teams: rollout.teams,
          due: task.due,
          needs: before.map(({ id }) => id),
          rollsOut: true,
          internal: isInternal(partner, rollout),
        },
      ]
    : [];
  return [...before, ...rolled];
}

const windowStart = (due: CalendarDate, { ga, calendar }: Lifecycle): CalendarDate =>
  previousWorkingDay(addDays(due, -ga.rolloutFromDaysBefore), calendar);

/** "M3 Credential rotation"; what somebody called it stands before its kind. */
export function taskName(task: MaintenanceTask, lifecycle: Lifecycle): string {
  return `${task.id.toUpperCase()} ${task.title ?? kindOf(task, lifecycle)?.title ?? task.kind}`;
}

/** The tasks that are not over, in the order in which they were planned. */
export const openTasks = ({ maintenance }: Partner): readonly MaintenanceTask[] =>
  maintenance.tasks.filter((task) => task.over === undefined);

/** The same, the soonest due first. */
export const tasksByDue = (partner: Partner): readonly MaintenanceTask[] =>
  openTasks(partner).toSorted((a, b) => byDate(a.due, b.due));

/** What must be done before the regions of added clouds are rolled out; nothing when none are, or all is done. */
export function stepsBeforeRollout(partner: Partner, lifecycle: Lifecycle): readonly Step[] {
  const expansion = partner.rollout?.expansion;
  const task = expansion === undefined ? undefined : openTasks(partner).find(({ id }) => id === expansion);
  return task ? stepsOf(task, partner, lifecycle).filter(({ id, rollsOut }) => !rollsOut && !task.done[id]) : [];
}

/** Whether a side may see a step. */
export const seesStep = (side: Side, { internal }: Pick<Step, 'internal'>): boolean =>
  side === 'databricks' || !internal;

/** When a task that comes back is due next, on a working day: at most so many days after it was done. */
export function nextDue(
  kind: Pick<MaintenanceKind, 'everyDays'>,
  at: Instant,
  lifecycle: Lifecycle,
): CalendarDate | undefined {
  if (kind.everyDays === undefined) return undefined;
  const today = dateOf(at, lifecycle.zone);
  const due = previousWorkingDay(addDays(today, kind.everyDays), lifecycle.calendar);
  return due > today ? due : addWorkingDays(today, 1, lifecycle.calendar);
}
