import type { Button } from '@slack/types';
import { few } from '../src/domain/few';
import type { PartnerId } from '../src/domain/ids';
import { cloudTitle } from '../src/domain/lookup';
import type { MaintenanceTask } from '../src/domain/maintenance/state';
import { changesOf, revalidationOf, seesStep, taskName } from '../src/domain/maintenance/steps';
import { stepViews, type StepView } from '../src/domain/maintenance/views';
import type { Partner } from '../src/domain/partner';
import { sees } from '../src/domain/visibility';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { button, confirmation } from './kit';
import { show } from './navigation';
import type { Viewer } from './picture';
import type { Surface } from './surface';
import { dateAndDays, name, oneLine } from './text';
import { dueFor, side, team } from './words';

/** The words for maintenance tasks and their steps, shared by the screen, its forms and what is told of them. */

export const from: Surface = { s: 'maintenance' };

/** "*M3 Credential rotation*". */
export const called = (task: MaintenanceTask, lifecycle: Lifecycle): string =>
  `*${oneLine(taskName(task, lifecycle), 350)}*`;

/** What a step is called without its task. */
export const stepTitle = ({ step }: Pick<StepView, 'step'>): string => oneLine(step.title, 350);

const marks: Readonly<Record<StepView['standing'], string>> = { done: '✅', ready: '⬜', waiting: '🔒' };

/** Side, team and person whose turn a step is: "Partner · Partner engineering · Paul Reed". */
export const doneBy = ({ turn }: StepView, lifecycle: Lifecycle): string =>
  [side(turn.side, lifecycle), team(turn.team, lifecycle), ...(turn.person ? [name(turn.person.name)] : [])].join(
    ' · ',
  );

/** A step in one line. */
export function stepLine(view: StepView, lifecycle: Lifecycle, viewer: Viewer): string {
  const { standing, step } = view;
  const cases = step.testCases.length > 0 ? ` (${step.testCases.map((id) => oneLine(id, 40)).join(', ')})` : '';
  const who = standing === 'done' ? ['done'] : [doneBy(view, lifecycle), dueFor(view, viewer)];
  return [`${marks[standing]} ${stepTitle(view)}${cases}`, ...who].join(' · ');
}

/** The open steps that come next, of those a side may see. */
export const nextOf = (
  task: MaintenanceTask,
  partner: Partner,
  lifecycle: Lifecycle,
  reader: Side,
): readonly StepView[] =>
  stepViews(task, partner, lifecycle).filter((view) => view.standing === 'ready' && seesStep(reader, view.step));

/** What changes, and what must be validated again because of it. */
export function changeLines(
  task: MaintenanceTask,
  partner: Partner,
  lifecycle: Lifecycle,
  reader: Side,
): readonly string[] {
  const changes = changesOf(task, lifecycle).map(({ title }) => oneLine(title));
  const clouds = task.clouds.map((id) => oneLine(cloudTitle(id, lifecycle), 100));
  const again = againWords(task, partner, lifecycle, reader);
  return [
    ...(changes.length > 0 ? [`${changes.join(', ')}${clouds.length > 0 ? `: ${clouds.join(', ')}` : ''}`] : []),
    ...(again ? [`🔁 To be validated again: ${again}`] : []),
  ];
}

/** "Engineering sign-off, Solution architect sign-off · test cases P100, P200". */
export function againWords(task: MaintenanceTask, partner: Partner, lifecycle: Lifecycle, reader: Side): string {
  const { signOffs, testCases } = revalidationOf(task, partner, lifecycle);
  const seen = signOffs.filter((gate) => sees(reader, partner, gate));
  const gates = seen.map(({ item }) => oneLine(item.title, 350));
  const cases = testCases.slice(0, 30).map(({ id }) => oneLine(id, 40));
  return [
    ...(gates.length > 0 ? [few(gates, 8).join(', ')] : []),
    ...(cases.length > 0 ? [`test ${cases.length === 1 ? 'case' : 'cases'} ${cases.join(', ')}`] : []),
  ].join(' · ');
}

/** The heading of an open task. */
export const taskLine = (task: MaintenanceTask, lifecycle: Lifecycle, { today }: Pick<Viewer, 'today'>): string =>
  `🛠️ ${called(task, lifecycle)} · due ${dateAndDays(task.due, today)}`;

/** The button with which a step is confirmed; the regions of a rollout are marked live elsewhere. */
export function stepButton(
  view: StepView,
  p: PartnerId,
  look: { readonly suffix?: string; readonly last?: boolean; readonly live?: boolean } = {},
): Button {
  const { task, step } = view;
  const value = { p, task: task.id, step: step.id, from };
  if (step.rollsOut && !look.live) return show(p, { s: 'rollout' }, 'Rollout', { suffix: `rollout-${task.id}` });
  return button(step.signs ? 'Validated again' : 'Done', 'step-done', value, {
    style: 'primary',
    label: `Done: ${step.title}`,
    ...(look.suffix !== undefined && { suffix: look.suffix }),
    ...(look.last && {
      confirm: confirmation('Is all of it done?', `“${step.title}” is the last step: the task is over then.`, 'Done'),
    }),
  });
}
