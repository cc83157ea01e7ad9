import type { MaintenanceCommand } from '../commands';
import type { PartnerEvent } from '../events';
import { coordinatingTeam, isTeamOf } from '../lookup';
import type { MaintenanceTask } from '../maintenance/state';
import { kindOf, seesStep, stepsOf, taskName, type Step } from '../maintenance/steps';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { seesRollout } from '../rollout/powers';
import { isComplete, soakOf } from '../rollout/standing';
import { waveNumber } from '../rollout/state';
import { timeOfDay } from '../working-days';
import { accept, already, readNeeded, whoCan } from './context';
import type { Context, Decision } from './context';
import { dueProblem, planTask } from './maintenance-plan';

type Of<T extends MaintenanceCommand['type']> = Extract<MaintenanceCommand, { type: T }>;

/** Decides on maintenance: both sides plan it, and each step is confirmed by those who did it. */
export function decideMaintenance(command: MaintenanceCommand, context: Context): Decision {
  if (command.type === 'PlanMaintenance') return planTask(command, context);
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
  const team = own ? undefined : teams.find((t) => isTeamOf(who.side, t, lifecycle));
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
  const why = readNeeded(reason, 'reason', 'Please say why it is not done after all; the other side reads it.');
  if (isRefusal(why)) return why;
  return acting(step, context, { type: 'MaintenanceStepReopened', task: task.id, step: id, reason: why });
}

function reschedule({ due, reason }: Of<'RescheduleMaintenance'>, task: MaintenanceTask, context: Context): Decision {
  const problem = overProblem(task, context) ?? notPartOf(task, context);
  if (problem) return problem;
  if (task.due === due) return already;
  const wrong = dueProblem(due, task, context);
  if (wrong) return wrong;
  const why = readNeeded(reason, 'reason', 'Please say why it moves; both sides read it.');
  if (isRefusal(why)) return why;
  return accept({ type: 'MaintenanceRescheduled', task: task.id, due, reason: why });
}

function cancel({ reason, forGood }: Of<'CancelMaintenance'>, task: MaintenanceTask, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  if (task.over?.is === 'cancelled') return already;
  const problem = overProblem(task, context) ?? notPartOf(task, context);
  if (problem) return problem;
  const why = readNeeded(reason, 'reason', 'Please say why it is cancelled; both sides read it.');
  if (isRefusal(why)) return why;
  const started = partner.rollout?.waves.find(
    ({ expansion, startedAt }) => expansion === task.id && startedAt !== undefined,
  );
  if (started)
    return refuse(
      seesRollout(who.side, partner, lifecycle)
        ? `Wave ${waveNumber(started.id)} of its regions has started. Roll it back first, or let it finish.`
        : `What has begun for it must be finished or undone first. Ask ${whoCan(context, [coordinatingTeam(lifecycle).id])}.`,
    );
  const ends = forGood && kindOf(task, lifecycle)?.everyDays !== undefined;
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
