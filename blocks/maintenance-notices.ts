import type { MaintenanceNotice, MaintenanceTask } from '../src/domain/maintenance/state';
import { openTasks, stepsOf } from '../src/domain/maintenance/steps';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { row } from './kit';
import { called, changeLines, doneBy, from, nextOf, stepButton, stepTitle } from './maintenance-words';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import { ping } from './pings';
import { longDate, oneLine } from './text';
import { author, side } from './words';

/** What happened to a maintenance task, told to both sides in the partner's channel; whose turn it is hears it. */
export function maintenanceNotice(notice: MaintenanceNotice, partner: Partner, lifecycle: Lifecycle): Picture {
  const see = show(partner.id, from);
  const task = partner.maintenance.tasks.find(({ id }) => id === notice.task);
  if (!task) return told(['A maintenance task is over.'], ...row(see));
  const next = task.over || partner.closed ? [] : nextOf(task, partner, lifecycle, 'partner');
  const [first] = next;
  return told(
    [headline(notice, task, partner, lifecycle), ...nextLines(notice, task, partner, lifecycle)],
    ...row(first && next.length === 1 ? stepButton(first, partner.id) : undefined, see),
  );
}

function headline(notice: MaintenanceNotice, task: MaintenanceTask, partner: Partner, lifecycle: Lifecycle): string {
  const { what, by, step, reason } = notice;
  const it = called(task, lifecycle);
  const who = author(by);
  const said = reason ? `: “${oneLine(reason, 600)}”` : '.';
  if (task.over) return overLine(task, partner, lifecycle);
  switch (what) {
    case 'step':
      return `✅ *${nameOf(step, task, partner, lifecycle)}* · ${it}, says ${who}.`;
    case 'reopened':
      return `↩️ *${nameOf(step, task, partner, lifecycle)}* is not done after all · ${it}, says ${who}${said}`;
    case 'rescheduled':
      return `📅 ${it} is due on ${longDate(task.due)} now, says ${who}${said}`;
    case 'planned':
    case 'over':
      return `🛠️ ${who} planned ${it}, due on *${longDate(task.due)}*.`;
  }
}

/** Steps that the partner may not know of have no name here. */
function nameOf(id: string | undefined, task: MaintenanceTask, partner: Partner, lifecycle: Lifecycle): string {
  const step = stepsOf(task, partner, lifecycle).find((s) => s.id === id && !s.internal);
  return step ? oneLine(step.title, 350) : `A step on the ${side('databricks', lifecycle)} side`;
}

function overLine(task: MaintenanceTask, partner: Partner, lifecycle: Lifecycle): string {
  const { over } = task;
  const it = called(task, lifecycle);
  const follows = openTasks(partner).find(({ kind, at }) => kind === task.kind && at >= (over?.at ?? at));
  const back = follows ? ` The next one is due on ${longDate(follows.due)}.` : '';
  return over?.is === 'cancelled'
    ? `➖ ${it} was cancelled by ${author(over.by)}: “${oneLine(over.reason, 600)}”${back}`
    : `✅ ${it} is done.${back}`;
}

/** Whose turn it is, pinged unless they just acted. */
function nextLines(
  { what, by }: MaintenanceNotice,
  task: MaintenanceTask,
  partner: Partner,
  lifecycle: Lifecycle,
): readonly string[] {
  if (task.over || partner.closed) return [];
  const seen = nextOf(task, partner, lifecycle, 'partner');
  const changes = what === 'planned' ? changeLines(task, partner, lifecycle, 'partner') : [];
  const hidden = seen.length === 0 ? [`Next: a step on the ${side('databricks', lifecycle)} side`] : [];
  const actor = by.kind === 'person' ? by.person : undefined;
  return [
    ...changes,
    ...seen.slice(0, 3).map((view, n) => {
      const pinged = n === 0 ? ping(partner, [view.turn.team], actor) : '';
      return `Next: *${stepTitle(view)}* · ${doneBy(view, lifecycle)}, by ${longDate(view.due)}${pinged && ` · ${pinged}`}`;
    }),
    ...hidden,
  ];
}
