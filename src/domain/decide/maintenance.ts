import type { MaintenanceKind } from '../../lifecycle/schema';
import { addDays, longDate } from '../calendar';
import type { MaintenanceCommand } from '../commands/maintenance';
import type { PartnerEvent } from '../events';
import type { CalendarDate } from '../ids';
import { isLaunched } from '../item-state';
import { lookup } from '../lookup';
import type { MaintenanceTask } from '../maintenance/state';
import { kindOf, openTasks, seesStep, stepsOf, taskName, type Step } from '../maintenance/steps';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import {
  addWorkingDays,
  holidayOn,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  timeOfDay,
} from '../working-days';
import { isComplete, rolloutItem, soakOf } from '../rollout/standing';
import { planRollout } from '../rollout/plan';
import { accept, already, readText, whoCan } from './context';
import { expanding } from './expansion';
import type { Context, Decision } from './context';

type Of<T extends MaintenanceCommand['type']> = Extract<MaintenanceCommand, { type: T }>;

/** Decides on maintenance: both sides plan it, and each step is confirmed by those who did it. */
export function decideMaintenance(command: MaintenanceCommand, context: Context): Decision {
  if (command.type === 'PlanMaintenance') return plan(command, context);
  const task = context.partner.maintenance.tasks.find(({ id }) => id === command.task);
  if (!task) return refuse('This task is no longer kept. Open Maintenance to see what is planned.');
  switch (command.type) {
    case 'ConfirmMaintenanceStep':
      return confirm(command, task, context);
    case 'ReopenMaintenanceStep':
      return reopen(command, task, context);
    case 'RescheduleMaintenance':
      return reschedule(command, task, context);
    case 'CancelMaintenance':
      return cancel(command, task, context);
  }
}

/** More than anybody can keep an eye on. */
const mostOpen = 25;
const longestTitle = 120;

function plan(command: Of<'PlanMaintenance'>, context: Context): Decision {
  const { partner, lifecycle, who, today } = context;
  if (!may.block(who)) return notListed(context);
  const kind = kindOf(command, lifecycle);
  if (!kind) return refuse('This kind of maintenance is no longer part of the lifecycle. Open Maintenance again.');
  const read = readPlan(command, kind, context);
  if (isRefusal(read)) return read;
  const { due: chosen, ...wanted } = read;
  const same = openTasks(partner).find((task) => isSame(task, wanted) && (chosen === undefined || task.due === chosen));
  if (same) return already;
  const due = chosen ?? defaultDue(kind, context);
  const open = openTasks(partner).find((task) => task.kind === kind.id);
  if (open && !kind.titled && kind.changes.length === 0)
    return refuse(`“${taskName(open, lifecycle)}” is planned already, due ${longDate(open.due)}. Reschedule that one.`);
  if (openTasks(partner).length >= mostOpen)
    return refuse(`${mostOpen} tasks are open already. Finish or cancel some of them first.`);
  const task = `m${partner.maintenance.lastNumber + 1}`;
  const problem = dueProblem(due, today, context) ?? noRoom(due, { id: task, clouds: wanted.clouds }, context);
  if (problem) return problem;
  const planned = { type: 'MaintenancePlanned', task, ...wanted, due } as const;
  if (wanted.clouds.length === 0) return accept(planned);
  return accept(planned, { type: 'DetailsChanged', clouds: [...partner.clouds, ...wanted.clouds] });
}

type Wanted = Omit<Extract<PartnerEvent, { type: 'MaintenancePlanned' }>, 'type' | 'task' | 'due' | 'after'>;

/** What a person filled in, checked against what the kind asks for. */
function readPlan(
  { due, ...command }: Of<'PlanMaintenance'>,
  kind: MaintenanceKind,
  context: Context,
): (Wanted & { readonly due?: CalendarDate | undefined }) | Refusal {
  const title = readText(command.title, 'title', longestTitle);
  if (isRefusal(title)) return title;
  const said = title.replaceAll(/\s+/g, ' ');
  if (kind.titled && !said) return refuse('Please say in a few words what is to be done.', 'title');
  const note = readText(command.note, 'note');
  if (isRefusal(note)) return note;
  const changes = kind.changes.filter(({ id }) => command.changes.includes(id)).map(({ id }) => id);
  if (kind.changes.length > 0) {
    const problem = changesProblem(changes, kind, context);
    if (problem) return problem;
  }
  const clouds = readClouds(command.clouds, changes, kind, context);
  if (isRefusal(clouds)) return clouds;
  return { kind: kind.id, ...(kind.titled && { title: said }), ...(note && { note }), changes, clouds, due };
}

/** The clouds that are added: some when the change is that, none when it is not; their regions are rolled out one task at a time. */
function readClouds(
  typed: readonly string[],
  changes: readonly string[],
  kind: MaintenanceKind,
  { partner, lifecycle }: Context,
): string[] | Refusal {
  const adds = kind.changes.find(({ addsCloud }) => addsCloud);
  const wanted = lifecycle.clouds.map(({ id }) => id).filter((id) => typed.includes(id));
  if (!adds || !changes.includes(adds.id))
    return adds && wanted.length > 0 ? refuse(`To add a cloud, tick “${adds.title}” as well.`, 'changes') : [];
  const under = expanding(partner);
  // The same form again is told apart before it is refused.
  if (under && JSON.stringify(under.clouds) === JSON.stringify(wanted)) return wanted;
  if (under)
    return refuse(
      `“${taskName(under, lifecycle)}” adds a cloud already, and is rolled out first. Another cloud joins it with \`/pc edit\`.`,
      'clouds',
    );
  const news = wanted.filter((id) => !partner.clouds.includes(id));
  return news.length > 0 ? news : refuse(`Please choose a cloud that ${partner.name} does not support yet.`, 'clouds');
}

/** Waves run in the days before the task is due: there must be some. */
function noRoom(
  due: CalendarDate,
  { id, clouds }: Pick<MaintenanceTask, 'id' | 'clouds'>,
  { partner, lifecycle, at }: Context,
): Refusal | undefined {
  if (clouds.length === 0 || !rolloutItem(partner, lifecycle)) return undefined;
  const expanded = { ...partner, clouds: [...new Set([...partner.clouds, ...clouds])] };
  const plan = planRollout({ partner: expanded, lifecycle, ga: due, expansion: id, now: at });
  return plan.possible ? undefined : refuse(plan.why, 'due');
}

/** Before the launch sign-offs reopen by themselves; nobody needs a task for it. */
function changesProblem(changes: readonly string[], kind: MaintenanceKind, { partner, lifecycle }: Context) {
  if (changes.length === 0) return refuse('Please choose what changes.', 'changes');
  if (lookup(lifecycle).launch && !isLaunched(partner, lifecycle))
    return refuse(
      `${kind.title} is planned after the launch. Until then change the details with \`/pc edit\`; sign-offs that rest on them reopen by themselves.`,
      'changes',
    );
  return undefined;
}

const isSame = (task: MaintenanceTask, { kind, title, note, changes, clouds }: Wanted): boolean =>
  JSON.stringify([task.kind, task.title, task.note, task.changes, task.clouds]) ===
  JSON.stringify([kind, title, note, changes, clouds]);

const defaultDue = ({ dueInDays }: MaintenanceKind, { today, lifecycle }: Context): CalendarDate =>
  nextWorkingDay(addDays(today, dueInDays), lifecycle.calendar);

/** Tasks are due on days on which somebody works. */
function dueProblem(due: CalendarDate, today: CalendarDate, { lifecycle }: Context): Refusal | undefined {
  const { calendar } = lifecycle;
  if (due < today) return refuse(`${longDate(due)} is past. Please choose a later day.`, 'due');
  if (due > addDays(today, farthestDays)) return refuse('Please choose a day within two years.', 'due');
  if (isWorkingDay(due, calendar)) return undefined;
  const why = holidayOn(due, calendar);
  const [before, after] = [previousWorkingDay(due, calendar), addWorkingDays(due, 1, calendar)];
  const near = [...(before >= today ? [longDate(before)] : []), longDate(after)].join(' or ');
  return refuse(`${longDate(due)} is ${why ? `a holiday (${why})` : 'no working day'}: choose ${near}.`, 'due');
}

const farthestDays = 730;

/** The step, when it is still part of the task and this person may know of it. */
function findStep(id: string, task: MaintenanceTask, { partner, lifecycle, who }: Context): Step | Refusal {
  const step = stepsOf(task, partner, lifecycle).find((s) => s.id === id);
  if (!step || !seesStep(who.side, step))
    return refuse(`This step is no longer part of “${taskName(task, lifecycle)}”. Open Maintenance to see what is.`);
  return step;
}

function confirm({ step: id }: Of<'ConfirmMaintenanceStep'>, task: MaintenanceTask, context: Context): Decision {
  const step = findStep(id, task, context);
  if (isRefusal(step)) return step;
  if (task.done[id]) return already;
  const problem =
    overProblem(task, context) ??
    notTheirs(step, context) ??
    notItsTurn(step, task, context) ??
    (step.rollsOut ? notLive(context) : undefined);
  return problem ?? acting(step, context, { type: 'MaintenanceStepDone', task: task.id, step: id });
}

/** Nobody confirms for the other side, and nobody for those who sign off. */
function notTheirs(step: Step, context: Context): Refusal | undefined {
  const { who, lifecycle } = context;
  const mine = step.signs ? step.teams.some((team) => who.teams.has(team)) : may.confirm(who, step.teams, lifecycle);
  return mine ? undefined : refuse(`“${step.title}” is confirmed by ${whoCan(context, step.teams)}.`);
}

function notItsTurn(step: Step, task: MaintenanceTask, { partner, lifecycle, who }: Context): Refusal | undefined {
  const open = stepsOf(task, partner, lifecycle).filter(({ id }) => step.needs.includes(id) && !task.done[id]);
  if (open.length === 0) return undefined;
  const named = open.filter((s) => seesStep(who.side, s)).map(({ title }) => `“${title}”`);
  const hidden = named.length < open.length ? [`a step on the ${lifecycle.sides.databricks} side`] : [];
  return refuse(`“${step.title}” is not possible yet. First: ${[...named, ...hidden].join(', ')}.`);
}

/** New regions are rolled out when all are live, and the last wave was watched. */
function notLive({ partner, lifecycle, at }: Context): Refusal | undefined {
  if (partner.rollout?.halted) return refuse('The rollout is halted. It must be resumed first.');
  if (!isComplete(partner, lifecycle))
    return refuse('Not every new region is live yet. Open Rollout to see which are missing.');
  const soaking = partner.rollout?.waves.flatMap((wave) => soakOf(wave, lifecycle) ?? []).filter((end) => end > at);
  const [until] = soaking ?? [];
  return until === undefined
    ? undefined
    : refuse(`The last wave is watched until ${timeOfDay(until, lifecycle.zone)} (${lifecycle.zone}).`);
}

/** The event, with the team that somebody acts for when they hold none of the step's own. */
function acting({ teams }: Step, { who, lifecycle }: Context, event: PartnerEvent): Decision {
  const own = teams.some((team) => who.teams.has(team));
  const team = own ? undefined : teams.find((t) => lookup(lifecycle).teams.get(t)?.side === who.side);
  return team === undefined ? accept(event) : { ...accept(event), onBehalfOf: team };
}

function reopen({ step: id, reason }: Of<'ReopenMaintenanceStep'>, task: MaintenanceTask, context: Context): Decision {
  const step = findStep(id, task, context);
  if (isRefusal(step)) return step;
  const problem = overProblem(task, context) ?? notTheirs(step, context);
  if (problem) return problem;
  if (!task.done[id]) return already;
  const { partner, lifecycle } = context;
  const after = stepsOf(task, partner, lifecycle).find((s) => s.needs.includes(id) && task.done[s.id]);
  if (after) return refuse(`“${after.title}” came after it. That one must be taken back first.`);
  const why = readText(reason, 'reason');
  if (isRefusal(why)) return why;
  if (!why) return refuse('Please say why it is not done after all; the other side reads it.', 'reason');
  return acting(step, context, { type: 'MaintenanceStepReopened', task: task.id, step: id, reason: why });
}

function reschedule({ due, reason }: Of<'RescheduleMaintenance'>, task: MaintenanceTask, context: Context): Decision {
  const problem = overProblem(task, context) ?? notPartOf(task, context);
  if (problem) return problem;
  if (task.due === due) return already;
  const wrong = dueProblem(due, context.today, context) ?? noRoom(due, task, context);
  if (wrong) return wrong;
  const why = readText(reason, 'reason');
  if (isRefusal(why)) return why;
  if (!why) return refuse('Please say why it moves; both sides read it.', 'reason');
  return accept({ type: 'MaintenanceRescheduled', task: task.id, due, reason: why });
}

function cancel({ reason, forGood }: Of<'CancelMaintenance'>, task: MaintenanceTask, context: Context): Decision {
  const { partner } = context;
  if (task.over?.is === 'cancelled') return already;
  const problem = overProblem(task, context) ?? notPartOf(task, context);
  if (problem) return problem;
  const why = readText(reason, 'reason');
  if (isRefusal(why)) return why;
  if (!why) return refuse('Please say why it is cancelled; both sides read it.', 'reason');
  const started = partner.rollout?.waves.find(
    ({ expansion, startedAt }) => expansion === task.id && startedAt !== undefined,
  );
  if (started)
    return refuse(`Wave ${started.id.slice(1)} of its regions has started. Roll it back first, or let it finish.`);
  const ends = forGood && kindOf(task, context.lifecycle)?.everyDays !== undefined;
  const cancelled = {
    type: 'MaintenanceCancelled',
    task: task.id,
    reason: why,
    ...(ends && { forGood: true as const }),
  } as const;
  const clouds = partner.clouds.filter((cloud) => !task.clouds.includes(cloud));
  return task.clouds.length === 0 || clouds.length === 0
    ? accept(cancelled)
    : accept(cancelled, { type: 'DetailsChanged', clouds });
}

function overProblem(task: MaintenanceTask, { lifecycle }: Context): Refusal | undefined {
  const { over } = task;
  return over && refuse(`“${taskName(task, lifecycle)}” is ${over.is} already: nothing about it changes.`);
}

/** Those who have a part in it, the coordinator, and the leads of both sides decide when it is done, and whether. */
function notPartOf(task: MaintenanceTask, context: Context): Refusal | undefined {
  const { partner, lifecycle, who } = context;
  const teams = stepsOf(task, partner, lifecycle).flatMap((step) => step.teams);
  if (who.coordinates || who.leads || teams.some((team) => who.teams.has(team))) return undefined;
  return refuse(`This is up to those who have a part in it: ${whoCan(context, [...new Set(teams)])}.`);
}

const notListed = ({ partner }: Context): Refusal =>
  refuse(
    `Only people on the people list of ${partner.name} can plan maintenance. Is a role yours? Claim it under People.`,
  );
