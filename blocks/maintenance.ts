import type { Button, KnownBlock } from '@slack/types';
import type { MaintenanceTask } from '../src/domain/maintenance/state';
import { kindOf, seesStep, tasksByDue } from '../src/domain/maintenance/steps';
import { stepViews, type StepView } from '../src/domain/maintenance/views';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { isComplete } from '../src/domain/rollout/standing';
import type { Lifecycle } from '../src/lifecycle/schema';
import { heading } from './heading';
import { button, context, row, section } from './kit';
import { called, changeLines, from, stepButton, stepLine, taskLine } from './maintenance-words';
import { show, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import { andMore, count, day, fitLines, name, oneLine } from './text';
import { author } from './words';

/** Tasks that are drawn at once. */
const pageSize = 6;
const mostOver = 8;

/** What is planned after the launch, step by step, with what this viewer may do about it; and what is over. */
export function maintenanceMessage(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  { page: wanted = 0 }: { readonly page?: number | undefined } = {},
): Picture {
  const open = tasksByDue(partner);
  const pages = Math.max(1, Math.ceil(open.length / pageSize));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const shown = open.slice(page * pageSize, (page + 1) * pageSize);
  const over = overLines(partner, lifecycle);
  const nothing = 'Nothing is planned.';
  const blocks: KnownBlock[] = [
    ...heading(partner, 'Maintenance'),
    ...(open.length === 0 ? [section(nothing)] : []),
    ...shown.flatMap((task) => taskBlocks(task, partner, lifecycle, viewer)),
    ...row(
      page > 0 ? show(partner.id, { s: 'maintenance', page: page - 1 }, 'Previous', { suffix: 'previous' }) : undefined,
      page < pages - 1 ? show(partner.id, { s: 'maintenance', page: page + 1 }, 'Next', { suffix: 'next' }) : undefined,
    ),
    ...(over.length > 0 ? [section(fitLines(['*Over*', ...over], 1500))] : []),
    ...planning(partner, lifecycle, viewer),
    ...row(...surfaces(partner.id, lifecycle)),
  ];
  const said = shown.flatMap((task) => [
    taskLine(task, lifecycle, viewer),
    ...seen(task, partner, lifecycle, viewer).map((view) => stepLine(view, lifecycle, viewer)),
  ]);
  return picture([`Maintenance of ${name(partner.name)}`, ...(said.length > 0 ? said : [nothing])], blocks);
}

const seen = (task: MaintenanceTask, partner: Partner, lifecycle: Lifecycle, { who }: Viewer) =>
  stepViews(task, partner, lifecycle).filter(({ step }) => seesStep(who.side, step));

function taskBlocks(task: MaintenanceTask, partner: Partner, lifecycle: Lifecycle, viewer: Viewer): KnownBlock[] {
  const views = seen(task, partner, lifecycle, viewer);
  const help = views.find(({ standing, step }) => standing === 'ready' && step.help)?.step.help;
  const kind = kindOf(task, lifecycle);
  const lines = [
    taskLine(task, lifecycle, viewer),
    ...(task.note ? [oneLine(task.note, 300)] : []),
    ...changeLines(task, partner, lifecycle, viewer.who.side),
    ...(kind ? [] : ['Its kind is no longer part of the lifecycle: it has no steps, and can be cancelled.']),
    ...views.map((view) => stepLine(view, lifecycle, viewer)),
    ...(help ? [`ℹ️ ${oneLine(help, 300)}`] : []),
  ];
  return [section(fitLines(lines)), ...row(...buttons(task, views, partner, lifecycle, viewer))];
}

/** As many steps as have a button each. */
const mostButtons = 3;

function buttons(
  task: MaintenanceTask,
  views: readonly StepView[],
  partner: Partner,
  lifecycle: Lifecycle,
  { who }: Viewer,
): readonly Button[] {
  if (partner.closed || !may.takePart(who)) return [];
  const live = isComplete(partner, lifecycle);
  const left = stepViews(task, partner, lifecycle).filter((view) => view.standing !== 'done').length;
  const mine = ({ step }: StepView) =>
    step.signs ? step.teams.some((team) => who.teams.has(team)) : may.confirm(who, step.teams, lifecycle);
  const doable = views.filter((view) => view.standing === 'ready' && mine(view)).slice(0, mostButtons);
  const last = views.findLast((view) => view.standing === 'done' && mine(view));
  const undoable = last && !views.some((v) => v.standing === 'done' && v.step.needs.includes(last.step.id));
  const value = { p: partner.id, task: task.id, from };
  const at = { suffix: task.id };
  return [
    ...doable.map((view, n) => stepButton(view, partner.id, { suffix: `${task.id}-${n}`, last: left === 1, live })),
    ...(undoable
      ? [
          button(
            'Not done after all…',
            'step-back',
            { ...value, step: last.step.id },
            { ...at, label: `Not done after all: ${last.step.title}` },
          ),
        ]
      : []),
    button('Reschedule…', 'maintenance-move', value, { ...at, label: `Reschedule ${task.id.toUpperCase()}` }),
    button('Cancel…', 'maintenance-cancel', value, { ...at, label: `Cancel ${task.id.toUpperCase()}` }),
  ];
}

/** One button a kind: each asks for what its kind needs. */
function planning({ id, closed }: Partner, { maintenance }: Lifecycle, { who }: Viewer): KnownBlock[] {
  if (closed || maintenance.kinds.length === 0) return [];
  if (!may.takePart(who))
    return [
      context('People on the people list plan and report maintenance. Is a role yours? Claim it under *People*.'),
    ];
  return [
    section('*Plan or report*'),
    ...row(
      ...maintenance.kinds.map((kind) =>
        button(`${kind.title}…`, 'maintenance-plan', { p: id, kind: kind.id, from }, { suffix: kind.id }),
      ),
    ),
  ];
}

function overLines({ maintenance }: Partner, lifecycle: Lifecycle): readonly string[] {
  const over = maintenance.tasks.filter((task) => task.over !== undefined).toReversed();
  const lines = over.slice(0, mostOver).map((task) => overLine(task, lifecycle));
  const left = over.length - mostOver;
  return [...lines, ...andMore(left, `${count(left, 'older task')}, in the log`)];
}

function overLine(task: MaintenanceTask, lifecycle: Lifecycle): string {
  const { over } = task;
  if (over?.is === 'cancelled')
    return `➖ ${called(task, lifecycle)} · cancelled ${day(over.at)} by ${author(over.by)}: ${oneLine(over.reason)}`;
  return `✅ ${called(task, lifecycle)}${over ? ` · done ${day(over.at)}` : ''}`;
}
