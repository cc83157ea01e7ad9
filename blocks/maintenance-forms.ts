import type { KnownBlock, ModalView } from '@slack/types';
import { addDays } from '../src/domain/calendar';
import type { MaintenanceTask } from '../src/domain/maintenance/state';
import { kindOf, openTasks, seesStep, stepsOf, taskName } from '../src/domain/maintenance/steps';
import type { Partner } from '../src/domain/partner';
import { cloudTeams, may } from '../src/domain/policy';
import { nextWorkingDay } from '../src/domain/working-days';
import type { Lifecycle, MaintenanceKind } from '../src/lifecycle/schema';
import { closed, reasonInput, seen, emptyForm, type Form } from './form-parts';
import { context, input, modal, option, paragraph, plain, section } from './kit';
import { called, taskLine } from './maintenance-words';
import { forGood } from './options';
import { name, oneLine } from './text';
import { whoCan } from './words';

/** The forms of maintenance: plan, move, cancel, and take a step back. */

const gone = 'This task is over or no longer kept. Open Maintenance to see what is planned.';

/** Asks for what the kind needs: when, and what it is or what changes. */
export function planMaintenanceModal({ partner, lifecycle, viewer, memory }: Form<'maintenance-plan'>): ModalView {
  const kind = kindOf(memory, lifecycle);
  const titled = 'Plan maintenance';
  if (partner.closed) return emptyForm('maintenance-plan', memory, titled, closed);
  if (!kind)
    return emptyForm(
      'maintenance-plan',
      memory,
      titled,
      'This kind of maintenance is no longer part of the lifecycle.',
    );
  const open = openTasks(partner).find((task) => task.kind === kind.id);
  const due = nextWorkingDay(addDays(viewer.today, kind.dueInDays), lifecycle.calendar);
  // The others read whom to ask.
  const adds = may.addClouds(viewer.who, lifecycle);
  const changes = kind.changes.filter(({ addsCloud }) => adds || !addsCloud);
  const repeats = kind.everyDays === undefined ? '' : ` It comes back ${kind.everyDays} days after it was done.`;
  const blocks: KnownBlock[] = [
    section(`*${oneLine(kind.title)}* of ${name(partner.name)}. ${kind.help ? oneLine(kind.help, 300) : ''}${repeats}`),
    ...(open ? [section(`Open already: ${oneLine(taskName(open, lifecycle), 350)}.`)] : []),
    ...(kind.titled
      ? [
          input(
            'title',
            'What is to be done',
            { type: 'plain_text_input', max_length: 120, placeholder: plain('Rename the connector') },
            { optional: false },
          ),
        ]
      : []),
    ...(changes.length === 0
      ? []
      : [
          input(
            'changes',
            'What changes',
            { type: 'checkboxes', options: changes.map((change) => option(change.title, change.id)) },
            { optional: false, hint: 'The task says which sign-offs and test cases must be validated again.' },
          ),
        ]),
    ...(adds ? cloudInputs(kind, partner, lifecycle) : othersAdd(kind, partner, lifecycle)),
    input(
      'due',
      'Due',
      { type: 'datepicker', initial_date: due },
      { optional: false, hint: 'The day on which all of it is done: a working day.' },
    ),
    input('note', 'More about it', paragraph(), { hint: `${seen} Never write credentials or tokens here.` }),
  ];
  return modal('maintenance-plan', memory, titled, blocks, 'Plan');
}

/** The clouds that could be added, when that is among the changes. */
function cloudInputs({ changes }: MaintenanceKind, partner: Partner, { clouds, ga }: Lifecycle): readonly KnownBlock[] {
  const adds = changes.find(({ addsCloud }) => addsCloud);
  const others = clouds.filter(({ id }) => !partner.clouds.includes(id));
  if (!adds || others.length === 0) return [];
  const hint = `For “${adds.title}”. Their regions are rolled out in the ${ga.rolloutFromDaysBefore} days before the task is due.`;
  const options = others.map((cloud) => option(cloud.title, cloud.id));
  return [input('clouds', 'Which clouds', { type: 'checkboxes', options }, { hint })];
}

const othersAdd = ({ changes }: MaintenanceKind, partner: Partner, lifecycle: Lifecycle): readonly KnownBlock[] =>
  changes.some(({ addsCloud }) => addsCloud)
    ? [context(`A cloud is added by ${whoCan(partner, lifecycle, cloudTeams(lifecycle))}: please ask them.`)]
    : [];

export function moveTaskModal({ partner, lifecycle, viewer, memory }: Form<'maintenance-move'>): ModalView {
  const task = openTask(partner, memory.task);
  if (!task || partner.closed)
    return emptyForm('maintenance-move', memory, 'Reschedule', partner.closed ? closed : gone);
  const blocks = [
    section(taskLine(task, lifecycle, viewer)),
    input(
      'due',
      'New day',
      { type: 'datepicker', initial_date: task.due },
      { optional: false, hint: 'A working day.' },
    ),
    reasonInput('Why does it move?'),
  ];
  return modal('maintenance-move', memory, 'Reschedule', blocks, 'Reschedule');
}

export function cancelTaskModal({ partner, lifecycle, viewer, memory }: Form<'maintenance-cancel'>): ModalView {
  const task = openTask(partner, memory.task);
  if (!task || partner.closed)
    return emptyForm('maintenance-cancel', memory, 'Cancel a task', partner.closed ? closed : gone);
  const every = kindOf(task, lifecycle)?.everyDays;
  const blocks = [
    section(taskLine(task, lifecycle, viewer)),
    reasonInput('Why is it cancelled?'),
    ...(every === undefined
      ? []
      : [
          input(
            'forGood',
            'And later',
            { type: 'checkboxes', options: [option('It does not come back by itself', forGood)] },
            { hint: `Otherwise the next one is planned in ${every} days.` },
          ),
        ]),
  ];
  return modal('maintenance-cancel', memory, 'Cancel a task', blocks, 'Cancel the task');
}

/** A step that was confirmed and is not done after all. */
export function stepBackModal({ partner, lifecycle, viewer, memory }: Form<'step-back'>): ModalView {
  const task = openTask(partner, memory.task);
  const step = task && stepsOf(task, partner, lifecycle).find(({ id }) => id === memory.step);
  const known = step && seesStep(viewer.who.side, step) && task?.done[step.id];
  if (!task || !known || partner.closed)
    return emptyForm('step-back', memory, 'Not done', partner.closed ? closed : gone);
  const blocks = [
    section(`*${oneLine(step.title, 350)}* · ${called(task, lifecycle)}`),
    reasonInput('Why is it not done after all?'),
  ];
  return modal('step-back', memory, 'Not done', blocks, 'Take it back');
}

const openTask = (partner: Partner, id: string): MaintenanceTask | undefined =>
  openTasks(partner).find((task) => task.id === id);
