import type { MaintenanceKind } from '../../lifecycle/schema';
import { addDays, longDate } from '../calendar';
import type { MaintenanceCommand } from '../commands';
import type { PartnerEvent } from '../events';
import type { CalendarDate } from '../ids';
import { isLaunched } from '../item-state';
import { coordinatingTeam, lookup } from '../lookup';
import type { MaintenanceTask } from '../maintenance/state';
import { kindOf, openTasks, taskName } from '../maintenance/steps';
import { cloudTeams, may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { planRollout } from '../rollout/plan';
import { seesRollout } from '../rollout/powers';
import { rolloutItem } from '../rollout/standing';
import { addWorkingDays, holidayOn, isWorkingDay, nextWorkingDay, previousWorkingDay } from '../working-days';
import { accept, already, readText, whoCan } from './context';
import type { Context, Decision } from './context';
import { expanding } from './expansion';

type Plan = Extract<MaintenanceCommand, { type: 'PlanMaintenance' }>;

/** More than anybody can keep an eye on. */
const mostOpen = 25;
const longestTitle = 120;

/** Decides whether a task is planned: by whom, when, and what it is. */
export function planTask(command: Plan, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  if (!may.takePart(who)) return notListed(context);
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
  const under = wanted.clouds.length > 0 ? expanding(partner) : undefined;
  if (under)
    return refuse(
      `“${taskName(under, lifecycle)}” adds a cloud already, and is rolled out first. Another cloud joins it with \`/pc edit\`.`,
      'clouds',
    );
  if (openTasks(partner).length >= mostOpen)
    return refuse(`${mostOpen} tasks are open already. Finish or cancel some of them first.`);
  const task = `m${partner.maintenance.lastNumber + 1}`;
  const problem = dueProblem(due, { id: task, clouds: wanted.clouds }, context);
  if (problem) return problem;
  const planned = { type: 'MaintenancePlanned', task, ...wanted, due } as const;
  if (wanted.clouds.length === 0) return accept(planned);
  return accept(planned, { type: 'DetailsChanged', clouds: [...partner.clouds, ...wanted.clouds] });
}

type Wanted = Omit<Extract<PartnerEvent, { type: 'MaintenancePlanned' }>, 'type' | 'task' | 'due' | 'after'>;

/** What a person filled in, checked against what the kind asks for. */
function readPlan(
  { due, ...command }: Plan,
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
  context: Context,
): string[] | Refusal {
  const { partner, lifecycle, who } = context;
  const adds = kind.changes.find(({ addsCloud }) => addsCloud);
  const wanted = lifecycle.clouds.map(({ id }) => id).filter((id) => typed.includes(id));
  if (!adds || !changes.includes(adds.id))
    return adds && wanted.length > 0 ? refuse(`To add a cloud, tick “${adds.title}” as well.`, 'changes') : [];
  if (!may.addClouds(who, lifecycle))
    return refuse(`A cloud is added by ${whoCan(context, cloudTeams(lifecycle))}: please ask them.`, 'changes');
  // The same form again is told apart before it is refused.
  if (expanding(partner)) return wanted;
  const news = wanted.filter((id) => !partner.clouds.includes(id));
  return news.length > 0 ? news : refuse(`Please choose a cloud that ${partner.name} does not support yet.`, 'clouds');
}

/** Waves run in the days before the task is due: there must be some. Who may not know of waves is told what it means. */
function noRoom(
  due: CalendarDate,
  { id, clouds }: Pick<MaintenanceTask, 'id' | 'clouds'>,
  context: Context,
): Refusal | undefined {
  const { partner, lifecycle, at, who } = context;
  if (clouds.length === 0 || !rolloutItem(partner, lifecycle)) return undefined;
  const expanded = { ...partner, clouds: [...new Set([...partner.clouds, ...clouds])] };
  const plan = planRollout({ partner: expanded, lifecycle, ga: due, expansion: id, now: at });
  if (plan.possible) return undefined;
  const meaning = `Before ${longDate(due)} there is no day for what comes right before it. Please choose a later day, or ask ${whoCan(context, [coordinatingTeam(lifecycle).id])}.`;
  return refuse(seesRollout(who.side, partner, lifecycle) ? plan.why : meaning, 'due');
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

/** Why a task cannot be due on a day: somebody must work then, and there must be room before it for the waves of added clouds. */
export function dueProblem(
  due: CalendarDate,
  task: Pick<MaintenanceTask, 'id' | 'clouds'>,
  context: Context,
): Refusal | undefined {
  return dayProblem(due, context) ?? noRoom(due, task, context);
}

function dayProblem(due: CalendarDate, { lifecycle, today }: Context): Refusal | undefined {
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

const notListed = ({ partner }: Context): Refusal =>
  refuse(
    `Only people on the people list of ${partner.name} can plan maintenance. Is a role yours? Claim it under People.`,
  );
