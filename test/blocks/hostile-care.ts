import { addDays, dateOf } from '../../src/domain/calendar';
import type { Command } from '../../src/domain/commands';
import { openTasks, stepsOf } from '../../src/domain/maintenance/steps';
import type { LifecycleFile } from '../../src/lifecycle/schema';
import type { Story } from './support';

/** The worst that can be planned after the launch. */

/** Ten kinds, each with as much of everything as fits. */
export const bulkyMaintenance: NonNullable<LifecycleFile['maintenance']> = {
  kinds: Array.from({ length: 10 }, (_, k) => ({
    id: `kind-${k}`,
    title: '&'.repeat(70),
    help: '<'.repeat(300),
    titled: k % 2 === 0,
    ...(k % 3 === 0 && { everyDays: 7 + k }),
    steps: Array.from({ length: 10 }, (_, n) => ({
      id: `step-${n}-${'x'.repeat(20)}`,
      title: '*_~`<&>'.repeat(10),
      help: '&'.repeat(300),
      doneBy: n % 2 ? ['partner-lead', 'team-1'] : ['pdm', 'team-0'],
      workingDaysBefore: 10 - n,
      testCases: n === 5,
    })),
    changes: Array.from({ length: k % 4 === 1 ? 10 : 0 }, (_, n) => ({
      id: `change-${n}`,
      title: '<'.repeat(70),
      signOffs: [`item-0-${4 * n + 1}`, `item-1-1`],
    })),
  })),
};

/** What somebody tries about the roadmap, chosen by numbers. */
export function roadmapCommand(
  { kind, n, text }: { kind: number; n: number; text: string },
  { state }: Story,
): Command {
  const { entries } = state.roadmap;
  const entry = entries[n % Math.max(1, entries.length)];
  const id = entry?.id ?? 'r1';
  const reason = text.slice(0, 3000);
  const somebody = state.people[n % Math.max(1, state.people.length)];
  const whose = n % 2 === 0 && somebody ? somebody.person : 'partner';
  const title = text.slice(0, 150);
  switch (kind) {
    case 0:
    case 1:
      return { type: 'AcceptRoadmapEntry', entry: id, revision: entry?.revision ?? 0 };
    case 2:
      return { type: 'DeclineRoadmapEntry', entry: id, reason };
    case 3:
      return { type: 'FinishRoadmapEntry', entry: id };
    case 4:
      return { type: 'WithdrawRoadmapEntry', entry: id, reason };
    case 5:
      return { type: 'ChangeRoadmapEntry', entry: id, title, quarter: `2028Q${1 + (n % 4)}`, whose, note: reason };
    default:
      return { type: 'ProposeRoadmapEntry', title, quarter: `2027Q${2 + (n % 3)}`, whose, note: reason };
  }
}

/** What somebody tries about maintenance, chosen by numbers. */
export function careCommand({ kind, n, text }: { kind: number; n: number; text: string }, story: Story): Command {
  const { state, lifecycle } = story;
  const due = addDays(dateOf(story.now, lifecycle.zone), 1 + (n % 90));
  const tasks = openTasks(state);
  const task = tasks[n % Math.max(1, tasks.length)];
  const steps = task ? stepsOf(task, state, lifecycle) : [];
  const next = steps.find(({ id }) => !task?.done[id]);
  const id = task?.id ?? 'm1';
  const reason = text.slice(0, 3000);
  switch (kind) {
    case 0:
      return { type: 'ReopenMaintenanceStep', task: id, step: steps.at(-1)?.id ?? 'x', reason };
    case 1:
      return { type: 'RescheduleMaintenance', task: id, due, reason };
    case 2:
      return { type: 'CancelMaintenance', task: id, reason, forGood: n % 2 === 0 };
    case 3:
    case 4:
    case 5:
      return { type: 'ConfirmMaintenanceStep', task: id, step: next?.id ?? 'x' };
    default: {
      const { kinds } = lifecycle.maintenance;
      const chosen = kinds[n % Math.max(1, kinds.length)];
      return {
        type: 'PlanMaintenance',
        kind: chosen?.id ?? 'none',
        ...(n % 3 > 0 && { due }),
        title: text.slice(0, 120),
        note: reason,
        changes: chosen?.changes.map((change) => change.id) ?? [],
        clouds: lifecycle.clouds.map((cloud) => cloud.id).slice(0, 1 + (n % 3)),
      };
    }
  }
}
