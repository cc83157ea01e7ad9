import type { Author, MaintenanceEvent } from '../events';
import type { Instant } from '../ids';
import { mostKept, type MaintenanceTask } from '../maintenance/state';
import type { Partner } from '../partner';
import { notify } from './outbox';
import { without } from './records';
import { endExpansion } from './rollout';

/** Keeps what became of a task, and tells of each step. */
export function evolveMaintenance(partner: Partner, event: MaintenanceEvent, at: Instant, by: Author): Partner {
  const told = { kind: 'maintenance', task: event.task, by } as const;
  switch (event.type) {
    case 'MaintenancePlanned': {
      const planned = plan(partner, event, at, by);
      // What comes back by itself is told with the end of the one before.
      return by.kind === 'bot' ? planned : notify(planned, { ...told, what: 'planned' }, at);
    }
    case 'MaintenanceStepDone': {
      const { step } = event;
      const done = change(partner, event.task, (task) => ({ ...task, done: { ...task.done, [step]: { at, by } } }));
      return notify(done, { ...told, what: 'step', step }, at);
    }
    case 'MaintenanceStepReopened': {
      const { step, reason } = event;
      const reopened = change(partner, event.task, (task) => ({
        ...task,
        done: without(task.done, step),
        reopenedAt: at,
      }));
      return notify(reopened, { ...told, what: 'reopened', step, reason }, at);
    }
    case 'MaintenanceRescheduled': {
      const { due, reason } = event;
      return notify(
        change(partner, event.task, (task) => ({ ...task, due })),
        { ...told, what: 'rescheduled', reason },
        at,
      );
    }
    case 'MaintenanceCompleted':
      return notify(end(partner, event.task, { is: 'done', at }), { ...told, what: 'over' }, at);
    case 'MaintenanceCancelled': {
      const { reason } = event;
      return notify(end(partner, event.task, { is: 'cancelled', at, by, reason }), { ...told, what: 'over' }, at);
    }
  }
}

type Planned = Extract<MaintenanceEvent, { type: 'MaintenancePlanned' }>;

function plan(partner: Partner, event: Planned, at: Instant, by: Author): Partner {
  const { task: id, kind, title, note, due, changes, clouds } = event;
  const { tasks, lastNumber } = partner.maintenance;
  const task: MaintenanceTask = {
    id,
    kind,
    ...(title !== undefined && { title }),
    ...(note !== undefined && { note }),
    due,
    at,
    by,
    changes,
    clouds,
    done: {},
  };
  const number = Number(id.slice(1)) || 0;
  return { ...partner, maintenance: { tasks: [...tasks, task], lastNumber: Math.max(lastNumber, number) } };
}

function change(partner: Partner, id: string, to: (task: MaintenanceTask) => MaintenanceTask): Partner {
  const { maintenance } = partner;
  return {
    ...partner,
    maintenance: { ...maintenance, tasks: maintenance.tasks.map((task) => (task.id === id ? to(task) : task)) },
  };
}

/** What is over reminds nobody: what was asked and told about its steps goes with it. */
function end(partner: Partner, id: string, over: NonNullable<MaintenanceTask['over']>): Partner {
  const rolledOut = endExpansion(partner, id, over.at, over.is === 'cancelled');
  const ended = change(rolledOut, id, (task) => ({ ...task, over }));
  const { maintenance, reminders, told } = ended;
  const olds = maintenance.tasks.filter((task) => task.over !== undefined);
  const dropped = new Set(olds.slice(0, Math.max(0, olds.length - mostKept)).map((task) => task.id));
  const foreign = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => !isAbout(key, id)));
  return {
    ...ended,
    maintenance: { ...maintenance, tasks: maintenance.tasks.filter((task) => !dropped.has(task.id)) },
    told: foreign(told),
    reminders: {
      ...reminders,
      snoozed: foreign(reminders.snoozed),
      asked: foreign(reminders.asked),
      responded: foreign(reminders.responded),
      muted: reminders.muted.filter((key) => !isAbout(key, id)),
    },
  };
}

/** Whether a key (`T1:U1 m3/provided`, `ladder pdm m3/provided`) names a step of the task. */
const isAbout = (key: string, task: string): boolean => key.split(' ').some((word) => word.startsWith(`${task}/`));
