import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, byDate } from '../calendar';
import { latest } from '../earliest';
import { instant, itemId, teamId, type CalendarDate, type Instant, type ItemId, type TeamId } from '../ids';
import { keptThroughDeliveries } from '../kept';
import { coordinatingTeam, sideOfTeam } from '../lookup';
import { untouched, type ItemState, type Partner } from '../partner';
import type { Turn } from '../progress';
import { inTimeUntil } from '../reminders/due';
import { instantOf } from '../working-days';
import type { MaintenanceTask } from './state';
import { openTasks, stepsOf, taskName, type Step } from './steps';

/** A step of an open task, as reminders and screens see it: like an item of the checklist. */
export interface StepView {
  /** As `m3/provided`: no item has an id like it. */
  readonly id: ItemId;
  readonly item: { readonly kind: 'task'; readonly title: string; readonly formerly: readonly string[] };
  readonly task: MaintenanceTask;
  readonly step: Step;
  readonly standing: 'done' | 'ready' | 'waiting';
  readonly state: ItemState;
  readonly internal: boolean;
  readonly optional: false;
  readonly turn: Turn;
  readonly since: Instant;
  readonly due: CalendarDate;
  readonly inTimeUntil?: CalendarDate | undefined;
}

/** Returns a task's steps as they stand, in order. */
export function stepViews(task: MaintenanceTask, partner: Partner, lifecycle: Lifecycle): readonly StepView[] {
  return stepsOf(task, partner, lifecycle).map((step) => viewOf(step, task, partner, lifecycle));
}

function viewOf(step: Step, task: MaintenanceTask, partner: Partner, lifecycle: Lifecycle): StepView {
  const done = task.done[step.id];
  const possible = [task.at, task.reopenedAt ?? task.at, ...step.needs.map((need) => task.done[need]?.at ?? task.at)];
  const possibleSince = possible.reduce(latest);
  const waiting = step.needs.some((need) => !task.done[need]);
  const standing = done ? 'done' : waiting ? 'waiting' : 'ready';
  return {
    id: itemId.parse(`${task.id}/${step.id}`),
    item: { kind: 'task', title: `${step.title} · ${taskName(task, lifecycle)}`, formerly: [] },
    task,
    step,
    standing,
    state: untouched,
    internal: step.internal,
    optional: false,
    turn: turnOf(step.teams, partner, lifecycle),
    since: done?.at ?? turnSince(possibleSince, step.due, lifecycle),
    due: step.due,
    inTimeUntil: standing === 'ready' ? inTimeUntil(step.due, possibleSince, lifecycle) : undefined,
  };
}

/** Nobody is told to have had for months what was planned months ahead: it is theirs when it comes near. */
function turnSince(possible: Instant, due: CalendarDate, { zone, reminders }: Lifecycle): Instant {
  const near = instantOf(addDays(due, -reminders.dueSoonDays), '00:00', zone);
  return near > possible ? instant.parse(near) : possible;
}

/** The first person of the first team that has one. */
function turnOf(teams: readonly TeamId[], partner: Partner, lifecycle: Lifecycle): Turn {
  const active = (team: TeamId) => partner.people.find((a) => a.team === team && a.active);
  const team = teams.find((id) => active(id)) ?? teams[0] ?? teamId.parse(coordinatingTeam(lifecycle).id);
  const person = active(team);
  const side = sideOfTeam(team, lifecycle);
  return { side, team, ...(person && { person: { person: person.person, name: person.name } }) };
}

/** The steps of all open tasks. Computed once, until something changes. */
export const openSteps = keptThroughDeliveries((partner, lifecycle): readonly StepView[] =>
  openTasks(partner).flatMap((task) => stepViews(task, partner, lifecycle)),
);

/** What is next in maintenance: of what can be done, the first that is due. */
export const nextOpenStep = (partner: Partner, lifecycle: Lifecycle): StepView | undefined =>
  openSteps(partner, lifecycle)
    .filter(({ standing }) => standing === 'ready')
    .toSorted((a, b) => byDate(a.due, b.due))[0];
