import type { Lifecycle, Phase, Side } from '../lifecycle/schema';
import { backAndForth, type Court } from './back-and-forth';
import { waitsFor } from './criteria';
import type { Evidence } from './events';
import type { CalendarDate, CaseId, Instant, PersonKey } from './ids';
import { applies, isFinished, recordOf, type Recorded } from './item-state';
import { keptBy, keptThroughDeliveries, takingOver } from './kept';
import { coordinatingTeam, lookup, neededBy, sideOfTeam, type Placed } from './lookup';
import type { ItemState, Partner, SignOffState } from './partner';
import { changedAt, dueOf, inTimeUntil } from './reminders/due';
import { isInternal } from './visibility';

/** Where a partner stands: each item's standing, the progress of each phase, what is next and whose turn it is. */

export type Standing = 'done' | 'not-needed' | 'blocked' | 'waiting' | 'ready';

export interface ItemView extends Placed {
  readonly standing: Standing;
  readonly state: ItemState;
  readonly signOff?: SignOffState | undefined;
  /** What must be finished first, in order; empty unless waiting (or done too early). */
  readonly missing: readonly Placed[];
  /** Test cases that must pass first. */
  readonly awaits: readonly CaseId[];
  readonly internal: boolean;
  readonly optional: boolean;
  /** The other side did its part, and waits for an answer. */
  readonly awaitsAnswer: boolean;
  /** Whose turn it is while the item is open. */
  readonly turn: Turn;
  /** Since when it has been possible, or finished. */
  readonly since: Instant;
  readonly due?: CalendarDate | undefined;
  /** Of an item that can be done now: the last day on which it is in time, at the earliest the day it became possible. */
  readonly inTimeUntil?: CalendarDate | undefined;
  readonly evidence?: Evidence | undefined;
}

export interface Turn {
  readonly side: Side;
  readonly team: string;
  readonly person?: { readonly person: PersonKey; readonly name: string };
}

export interface PhaseProgress {
  readonly phase: Phase;
  readonly done: number;
  readonly total: number;
}

/** Returns every item that applies to the partner, in the lifecycle's order. Computed once, until something changes. */
export const itemsOf = keptThroughDeliveries((partner, lifecycle): readonly ItemView[] => {
  const courses = lookup(lifecycle).placed.map((placed) => courseOf(placed, partner));
  const whole: Whole = { courses, partner, lifecycle, turns: turnsByTeam(partner, lifecycle) };
  const views = courses.filter((own) => applies(own.placed, partner)).map((own) => view(own, whole));
  return takeOver(views, partner.people);
});

/** Compares all that can differ between two views of an item. The rest hangs on its state. */
const takeOver = takingOver<ItemView>(
  (one, other) =>
    one.item === other.item &&
    one.state === other.state &&
    one.signOff === other.signOff &&
    one.standing === other.standing &&
    one.internal === other.internal &&
    one.awaitsAnswer === other.awaitsAnswer &&
    one.turn === other.turn &&
    one.since === other.since &&
    one.due === other.due &&
    one.inTimeUntil === other.inTimeUntil &&
    haveSame(one.missing, other.missing) &&
    haveSame(one.awaits, other.awaits),
);

const haveSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one === other || (one.length === other.length && one.every((each, n) => each === other[n]));

/** What became of an item. Found out once for each, by its place in the order: others hang on it. */
interface Course extends Recorded {
  readonly placed: Placed;
  readonly isFinished: boolean;
  readonly changedAt: Instant | undefined;
}

function courseOf(placed: Placed, partner: Partner): Course {
  const recorded = recordOf(placed, partner);
  const { state, signOff } = recorded;
  return {
    placed,
    state,
    signOff,
    isFinished: isFinished(placed, partner, recorded),
    changedAt: changedAt(placed, partner, recorded),
  };
}

/** What the views of all items are made from. */
interface Whole {
  readonly courses: readonly Course[];
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly turns: ReadonlyMap<string, Turn>;
}

/** Returns the items that one side may see. What they wait for and may not be known there is left out. */
export function itemsFor(side: Side, partner: Partner, lifecycle: Lifecycle): readonly ItemView[] {
  const items = itemsOf(partner, lifecycle);
  if (side === 'databricks' || !items.some((i) => i.internal)) return items;
  return items
    .filter((i) => !i.internal)
    .map((i) => ({ ...i, missing: i.missing.filter((m) => !isInternal(partner, m)) }));
}

/** Most items wait for nothing. Shared, since a thousand partners with all their items are kept. */
const none: readonly never[] = [];

/** Written out, without spreads: it is made for every item at every change. */
function view(own: Course, whole: Whole): ItemView {
  const { courses, partner, lifecycle } = whole;
  const { placed, state, signOff } = own;
  const { id, item, phase, order, needs, teams } = placed;
  const needed = neededBy(placed, lifecycle);
  const isMissing = (need: Placed) => !courses[need.order]?.isFinished;
  const missing = needed.some(isMissing) ? needed.filter(isMissing) : none;
  const cases = waitsFor(placed, partner, lifecycle);
  const awaits = cases.length > 0 ? cases.map((c) => c.id) : none;
  const standing = standingOf(placed, state, signOff, missing.length + awaits.length > 0);
  const court = backAndForth(placed, partner, lifecycle);
  const since = sinceOf(own, needed, court, whole);
  const due = dueOf(placed, partner, lifecycle, state);
  return {
    id,
    item,
    phase,
    order,
    needs,
    teams,
    standing,
    state,
    signOff,
    missing,
    awaits,
    internal: isInternal(partner, placed, state),
    optional: item.kind === 'task' && item.optional,
    awaitsAnswer: court?.awaitsAnswer === true,
    turn: turnOf(own, court, whole),
    since,
    due,
    inTimeUntil: due && standing === 'ready' ? inTimeUntil(due, since, lifecycle) : undefined,
    evidence: state.evidence,
  };
}

function standingOf({ item }: Placed, state: ItemState, signOff: SignOffState | undefined, waits: boolean): Standing {
  const { is } = state.status;
  // A sign-off is done when it is given, whatever was ticked when the lifecycle still called it a task.
  if (item.kind !== 'task' && signOff?.is === 'given') return 'done';
  if (is === 'blocked' || (item.kind === 'task' && is !== 'open')) return is;
  return waits ? 'waiting' : 'ready';
}

/**
 * The owner's turn while they are on the people list, else that of the team that owns it. Of what goes back and forth
 * between the sides, on the side whose turn it is.
 */
function turnOf({ placed, state: { owner } }: Course, court: Court | undefined, whole: Whole): Turn {
  const { partner, lifecycle, turns } = whole;
  const isTheirs = (team: string) => court === undefined || lookup(lifecycle).teams.get(team)?.side === court.side;
  const roles = owner ? partner.people.filter((a) => a.person === owner.person && a.active && isTheirs(a.team)) : none;
  const owned = roles.find((a) => placed.teams.includes(a.team)) ?? roles[0];
  if (owned) return turnIn(owned.team, owned, lifecycle);
  const team = placed.teams.find(isTheirs) ?? placed.teams[0] ?? coordinatingTeam(lifecycle).id;
  return turns.get(team) ?? turnIn(team, undefined, lifecycle);
}

/** The turn of each team's first person. It hangs on the people only, so all items and all states share them. */
const turnsByTeam = keptBy(
  ({ people }) => ({ people }),
  ({ people }, lifecycle): ReadonlyMap<string, Turn> => {
    const first = (team: string) => people.find((a) => a.team === team && a.active);
    return new Map(lifecycle.teams.map(({ id }) => [id, turnIn(id, first(id), lifecycle)]));
  },
);

function turnIn(team: string, person: Turn['person'], lifecycle: Lifecycle): Turn {
  const side = sideOfTeam(team, lifecycle);
  return { side, team, ...(person && { person: { person: person.person, name: person.name } }) };
}

/** When the item was finished or stopped; or else when it became possible (again), or went over to the side that has it. */
function sinceOf(
  own: Course,
  needed: readonly Placed[],
  court: Court | undefined,
  { courses, partner }: Whole,
): Instant {
  let latest = own.changedAt ?? partner.createdAt;
  if (own.isFinished || own.state.status.is === 'blocked') return latest;
  if (court?.since !== undefined && court.since > latest) latest = court.since;
  // While the onboarding was closed, nothing was.
  if (partner.reopenedAt !== undefined && partner.reopenedAt > latest) latest = partner.reopenedAt;
  for (const { order } of needed) {
    const at = courses[order]?.changedAt;
    if (at !== undefined && at > latest) latest = at;
  }
  return latest;
}

/** Returns finished and counted items of each phase that has any; optional ones count once they are done. */
export function phaseProgress(items: readonly ItemView[], lifecycle: Lifecycle): readonly PhaseProgress[] {
  const counts = new Map(lifecycle.phases.map((phase) => [phase.id, { phase, done: 0, total: 0 }]));
  for (const { phase, standing, optional } of items) {
    const count = counts.get(phase.id);
    if (!count || standing === 'not-needed' || (optional && standing !== 'done')) continue;
    count.total += 1;
    if (standing === 'done') count.done += 1;
  }
  return [...counts.values()].filter(({ total }) => total > 0);
}

/** The phases that are under way: unfinished ones that may start, else the last (live). */
export const currentPhases = keptThroughDeliveries((partner, lifecycle): readonly Phase[] => {
  const [unfinished, touched] = [new Set<string>(), new Set<string>()];
  for (const { standing, optional, phase } of itemsOf(partner, lifecycle)) {
    if (!optional && standing !== 'done' && standing !== 'not-needed') unfinished.add(phase.id);
    if (standing === 'ready' || standing === 'blocked' || standing === 'done') touched.add(phase.id);
  }
  const running = lifecycle.phases.filter(
    (phase) => unfinished.has(phase.id) && !phase.after.some((id) => unfinished.has(id)),
  );
  const underWay = running.filter((phase) => touched.has(phase.id));
  return underWay.length > 0 ? underWay : running.length > 0 ? running : lifecycle.phases.slice(-1);
});

/** Returns the phases under way, of those a side may see: a phase of internal items only is none for the partner. */
export function currentPhasesFor(side: Side, partner: Partner, lifecycle: Lifecycle): readonly Phase[] {
  const seen = new Set(itemsFor(side, partner, lifecycle).map((i) => i.phase.id));
  return currentPhases(partner, lifecycle).filter((phase) => phase.items.length === 0 || seen.has(phase.id));
}

/** What can be done now, required items first: those that are due soonest, then in the lifecycle's order. */
export const nextSteps = (items: readonly ItemView[]): readonly ItemView[] =>
  items.filter((i) => i.standing === 'ready').toSorted(byNeed);

const byNeed = (one: ItemView, other: ItemView): number => {
  if (one.optional !== other.optional) return one.optional ? 1 : -1;
  const [mine, theirs] = [one.due ?? noDate, other.due ?? noDate];
  return mine === theirs ? one.order - other.order : mine < theirs ? -1 : 1;
};

/** Later than every date. */
const noDate = '9999';

/** Done items whose needs no longer hold, such as an agreed GA date after a sign-off was taken back. */
export const atRisk = (items: readonly ItemView[]): readonly ItemView[] =>
  items.filter((i) => i.standing === 'done' && i.missing.length > 0);
