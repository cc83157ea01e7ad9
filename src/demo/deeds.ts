import { isInOrder, standingRevision } from '../domain/artifacts/complete';
import { backPlan } from '../domain/back-plan';
import { addDays, dateOf } from '../domain/calendar';
import { isReadyToLaunch } from '../domain/countdown';
import { criteriaOf, unmetGuidelines } from '../domain/criteria';
import { latest } from '../domain/earliest';
import { gaDate } from '../domain/ga-date';
import { later, type CalendarDate, type Instant, type ItemId, type PersonKey } from '../domain/ids';
import { isLaunched } from '../domain/item-state';
import { coordinatingTeam, isTeamOf, lookup, milestoneOf } from '../domain/lookup';
import type { Partner } from '../domain/partner';
import { itemsOf, type ItemView } from '../domain/progress';
import { zoneOf } from '../domain/reminders/mornings';
import { rolesIn } from '../domain/roles';
import { startTimes } from '../domain/rollout/days';
import { fitOf } from '../domain/rollout/fit';
import { nextOf, type NextMove } from '../domain/rollout/next';
import { agreedDate, nextWave, soakOf } from '../domain/rollout/standing';
import { sideOfProposal } from '../domain/rollout/state';
import { otherSide } from '../domain/sides';
import { standingOf, type RunKind } from '../domain/test-cases/standing';
import { openTodos } from '../domain/test-cases/todos';
import { hour, minute } from '../domain/time';
import { instantOf, previousWorkingDay } from '../domain/working-days';
import type { Lifecycle } from '../lifecycle/schema';
import { bugDeeds, type BugDeed } from './bug-deeds';
import { callDeed, type CallDeed } from './call-deeds';
import { working } from './working';

/** What diligent people would do next, and when: so that a demonstration can be played without anybody at the keys. */

export type Deed = {
  readonly by: PersonKey;
  /** The earliest instant at which that person would do it, in their working hours. */
  readonly at: Instant;
} & (
  | { readonly do: 'finish' | 'sign'; readonly item: ItemId; readonly phase: string }
  | CallDeed
  | BugDeed
  | { readonly do: 'hand-in-report' }
  | { readonly do: 'finish-todo'; readonly todo: string }
  | { readonly do: 'review' | 'say-capabilities' | 'try-cases' | 'start-round' }
  | { readonly do: 'try-together'; readonly round: number }
  | { readonly do: 'propose' | 'accept'; readonly date: CalendarDate }
  | { readonly do: 'start' | 'mark-live' | 'finish-wave' | 'see-tile'; readonly wave: string }
  | { readonly do: 'launch' }
);

/** So many days before GA people do what is not due until later, by item. */
export type Early = Readonly<Record<string, number>>;

/** Returns what could be done, the earliest first; nothing once it is launched, or where it takes more than diligence. */
export function deedsOf(partner: Partner, lifecycle: Lifecycle, now: Instant, early: Early = {}): readonly Deed[] {
  if (partner.closed || isLaunched(partner, lifecycle)) return [];
  const deeds = [
    ...moves(partner, lifecycle, now),
    ...startOfWave(partner, lifecycle, now),
    ...launch(partner, lifecycle, now),
    ...answer(partner, lifecycle, now),
    ...bugDeeds(partner, lifecycle, now),
    ...todos(partner, lifecycle, now),
    ...items(partner, lifecycle, now, early),
  ];
  return deeds.toSorted((a, b) => a.at - b.at);
}

/** Whether two deeds are the same, whenever they are done. */
export const isSame = (a: Deed, b: Deed): boolean => nameOf(a) === nameOf(b);

const nameOf = (deed: Deed): string => JSON.stringify({ ...deed, at: 0 });

// Items and sign-offs: each a few days before it is due

function items(partner: Partner, lifecycle: Lifecycle, now: Instant, early: Early): readonly Deed[] {
  return itemsOf(partner, lifecycle).flatMap((item): readonly Deed[] => {
    const by = doerOf(item, partner, lifecycle);
    if (item.standing !== 'ready' || item.optional || by === undefined) return [];
    const milestone = milestoneOf(item.item);
    if (milestone === 'ga-date') return partner.gaProposal ? [] : proposal(partner, lifecycle, now);
    const soonest = working(later(now, hour / 2), by, partner, lifecycle);
    const planned = plannedAt(item, by, partner, lifecycle, early);
    const at = latest(soonest, planned);
    if (milestone === 'partner-run' || milestone === 'joint-rounds')
      return [{ by, at, ...trying(milestone, partner, lifecycle) }];
    if (milestone) return [];
    if (waitsForReport(item, partner, lifecycle)) return [{ do: 'hand-in-report', by, at }];
    const meeting = callDeed(item, partner, { by, planned: at, soonest });
    if (meeting) return [meeting];
    // What a sign-off is about is looked at as soon as it can be, by the one who will sign.
    if (unmetGuidelines(criteriaOf(item, partner, lifecycle)).length > 0) return [{ do: 'review', by, at: soonest }];
    return [{ do: item.item.kind === 'task' ? 'finish' : 'sign', by, at, item: item.id, phase: item.phase.id }];
  });
}

/** Whose turn it is; of a design that is shown in a meeting and never handed in, those who pass it. */
function doerOf({ id, turn, teams }: ItemView, partner: Partner, lifecycle: Lifecycle): PersonKey | undefined {
  if (id !== lookup(lifecycle).review?.id) return turn.person?.person;
  return rolesIn(teams, partner).find(({ team }) => isTeamOf('databricks', team, lifecycle))?.person;
}

/** Who has handed in how the product is configured hands in the report of the suite, too; others may tick with a link. */
const waitsForReport = ({ item }: ItemView, partner: Partner, lifecycle: Lifecycle): boolean =>
  item.kind === 'task' &&
  item.artifacts.includes('report') &&
  standingRevision('configuration', partner) !== undefined &&
  !isInOrder('report', partner, lifecycle);

/** What is to be done about failed cases: in the morning of the day until which. */
function todos(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Deed[] {
  return openTodos(partner, lifecycle).flatMap(({ todo, due, turn }) => {
    const by = turn.person?.person ?? holder(coordinatingTeam(lifecycle).id, partner);
    if (by === undefined) return [];
    const wanted = due && instantOf(due, lifecycle.reminders.digestAt, zoneOf(by, [partner], lifecycle));
    const at = working(wanted && wanted > now ? wanted : later(now, hour), by, partner, lifecycle);
    return [{ do: 'finish-todo', todo: todo.id, by, at }];
  });
}

/** What is next of a run: what the product can do must be known first, and a joint round be started. */
function trying(run: RunKind, partner: Partner, lifecycle: Lifecycle) {
  if (standingOf(run, partner, lifecycle).unknown.length > 0) return { do: 'say-capabilities' } as const;
  if (run === 'partner-run') return { do: 'try-cases' } as const;
  const last = partner.tests.rounds.at(-1);
  const isOpen = last !== undefined && Object.keys(last.results).length === 0;
  return isOpen ? ({ do: 'try-together', round: last.number } as const) : ({ do: 'start-round' } as const);
}

/** A few days before it is due, some time of the working day that differs from item to item. */
function plannedAt(
  { id, due, order }: ItemView,
  by: PersonKey,
  partner: Partner,
  lifecycle: Lifecycle,
  early: Early,
): Instant | undefined {
  const daysBeforeGa = early[id];
  const ga = gaDate(partner, lifecycle)?.date;
  const wanted = daysBeforeGa !== undefined && ga ? addDays(ga, -daysBeforeGa) : due && addDays(due, -3 - (order % 4));
  if (!wanted) return undefined;
  const day = previousWorkingDay(wanted, lifecycle.calendar);
  return instantOf(day, `${10 + (order % 6)}:${10 + ((order * 7) % 45)}`, zoneOf(by, [partner], lifecycle));
}

// The GA date: the coordinator proposes the target, or the first day after it that can be; the other side accepts

function proposal(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Deed[] {
  const by = holder(coordinatingTeam(lifecycle).id, partner);
  if (by === undefined) return [];
  const at = working(later(now, hour / 2), by, partner, lifecycle);
  return [{ do: 'propose', by, at, date: firstGaDate(partner, lifecycle, at) }];
}

/** The first day from the target on, or from two weeks ahead without one, on which nothing speaks against the launch. */
function firstGaDate(partner: Partner, lifecycle: Lifecycle, now: Instant): CalendarDate {
  const today = dateOf(now, lifecycle.zone);
  const target = partner.targetGaDate ?? addDays(today, 14);
  let date = latest(target, addDays(today, lifecycle.ga.agreeDaysAhead + 1));
  for (let n = 0; n < 100; n += 1) {
    const { impossible, conflicts } = backPlan(partner, lifecycle, date, { today, now, reader: 'databricks' });
    if (impossible.length + conflicts.length === 0) break;
    date = addDays(date, 1);
  }
  return date;
}

function answer(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Deed[] {
  const { gaProposal } = partner;
  const { gaDate: dated } = lookup(lifecycle);
  if (!gaProposal || !dated) return [];
  const asked = otherSide(sideOfProposal(gaProposal));
  const team = dated.teams.find((id) => isTeamOf(asked, id, lifecycle));
  const by = team === undefined ? undefined : holder(team, partner);
  if (by === undefined) return [];
  return [{ do: 'accept', by, at: working(later(now, hour), by, partner, lifecycle), date: gaProposal.date }];
}

const holder = (team: string, { people }: Partner): PersonKey | undefined =>
  people.find((a) => a.team === team && a.active)?.person;

// The rollout: each wave at its hour, some time to look at it, then the next; the launch in the morning of its day

function moves(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Deed[] {
  const fit = fitOf(partner, lifecycle, now);
  return nextOf(partner, lifecycle, now, fit).flatMap((move) => {
    const by = move.teams.map((team) => holder(team, partner)).find((person) => person !== undefined);
    return by === undefined ? [] : deedOf(move, by, partner, lifecycle, now);
  });
}

function deedOf(
  { do: what, wave = '' }: NextMove,
  by: PersonKey,
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): readonly Deed[] {
  switch (what) {
    case 'mark-regions':
      return [{ do: 'mark-live', by, wave, at: later(now, 40 * minute) }];
    case 'finish':
      return [{ do: 'finish-wave', by, wave, at: later(now, 15 * minute) }];
    case 'confirm-tile':
      return [{ do: 'see-tile', by, wave, at: working(later(now, 2 * hour), by, partner, lifecycle) }];
    case 'launch': // These two are known before their hour.
    case 'start':
    case 'resume':
    case 'give-gates':
    case 'compress':
    case 'move-ga':
    case 'roll-back':
    case 'reschedule':
    case 'move':
      return [];
  }
}

/** In the morning of its day, an hour after the channel was told what goes out. */
function launch(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Deed[] {
  const by = holder(coordinatingTeam(lifecycle).id, partner);
  const ga = agreedDate(partner, lifecycle);
  if (by === undefined || !ga || !isReadyToLaunch(partner, lifecycle)) return [];
  const morning = later(instantOf(ga, lifecycle.reminders.digestAt, lifecycle.zone), hour);
  return [{ do: 'launch', by, at: morning > now ? morning : later(now, hour / 2) }];
}

function startOfWave(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Deed[] {
  const wave = nextWave(partner);
  const by = lookup(lifecycle).rollout?.teams.map((team) => holder(team, partner))[0];
  const waves = partner.rollout?.waves ?? [];
  const isOpen = waves.some(({ startedAt, finishedAt }) => startedAt !== undefined && finishedAt === undefined);
  if (!wave || by === undefined || isOpen || partner.rollout?.halted || wave.rolledBack) return [];
  const { opens, closes } = startTimes(wave.on, lifecycle);
  const soaked = waves.flatMap((w) => soakOf(w, lifecycle) ?? []);
  const at = later([opens, now, ...soaked].reduce(latest), 10 * minute);
  return at < closes ? [{ do: 'start', by, wave: wave.id, at }] : [];
}
