import type { Lifecycle, Phase, Side } from '../lifecycle/schema';
import { addDays } from './calendar';
import type { Evidence } from './events';
import { calendarDate, type CalendarDate, type Instant, type PersonKey } from './ids';
import { coordinatingTeam, lookup, type Placed } from './lookup';
import { untouched, type ItemState, type Partner, type SignOffState } from './partner';
import { isInternal, sees } from './visibility';

/** Where a partner stands: each item's standing, the progress of each phase, what is next and whose turn it is. */

export type Standing = 'done' | 'not-needed' | 'blocked' | 'waiting' | 'ready';

export interface ItemView extends Placed {
  readonly standing: Standing;
  readonly state: ItemState;
  readonly signOff?: SignOffState;
  /** What must be finished first, in order; empty unless waiting (or done too early). */
  readonly missing: readonly Placed[];
  readonly internal: boolean;
  readonly optional: boolean;
  /** Whose turn it is while the item is open. */
  readonly turn: Turn;
  /** Since when it has been possible, or finished. */
  readonly since: Instant;
  readonly due?: CalendarDate;
  readonly evidence?: Evidence;
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

const views = new WeakMap<Partner, { lifecycle: Lifecycle; items: readonly ItemView[] }>();

/** Returns every item that applies to the partner, in the lifecycle's order. Computed once for each state. */
export function itemsOf(partner: Partner, lifecycle: Lifecycle): readonly ItemView[] {
  const known = views.get(partner);
  if (known?.lifecycle === lifecycle) return known.items;
  const items = lookup(lifecycle)
    .placed.filter((placed) => applies(placed, partner))
    .map((placed) => view(placed, partner, lifecycle));
  views.set(partner, { lifecycle, items });
  return items;
}

/** Returns the items that one side may see. */
export const itemsFor = (side: Side, partner: Partner, lifecycle: Lifecycle): readonly ItemView[] =>
  itemsOf(partner, lifecycle).filter((item) => sees(side, partner, item));

/** Whether an item is part of this partner's onboarding at all. */
export const applies = ({ item }: Placed, partner: Partner): boolean =>
  !(item.kind === 'task' && item.notForIntegrationTypes.includes(partner.integrationType));

/** Whether an item counts as finished: done, signed off, not needed, or not part of this onboarding. */
export function isFinished(placed: Placed, partner: Partner): boolean {
  if (!applies(placed, partner)) return true;
  if (placed.item.kind !== 'task') return signOffOf(placed, partner)?.is === 'given';
  const { is } = stateOf(placed, partner).status;
  return is === 'done' || is === 'not-needed';
}

/** The items that must still be finished before this one can be done. */
export function missingFor(placed: Placed, partner: Partner, lifecycle: Lifecycle): readonly Placed[] {
  const { byId } = lookup(lifecycle);
  return placed.needs.flatMap((need) => {
    const needed = byId.get(need);
    return needed && !isFinished(needed, partner) ? [needed] : [];
  });
}

/** The item's state, also when it was recorded under one of the item's former ids. */
export function stateOf({ item }: Placed, partner: Partner): ItemState {
  const id = [item.id, ...item.formerly].find((known) => partner.items[known]);
  return (id === undefined ? undefined : partner.items[id]) ?? untouched;
}

export function signOffOf({ item }: Placed, partner: Partner): SignOffState | undefined {
  const id = [item.id, ...item.formerly].find((known) => partner.signOffs[known]);
  return id === undefined ? undefined : partner.signOffs[id];
}

function view(placed: Placed, partner: Partner, lifecycle: Lifecycle): ItemView {
  const { item } = placed;
  const state = stateOf(placed, partner);
  const signOff = signOffOf(placed, partner);
  const missing = missingFor(placed, partner, lifecycle);
  const due = dueOf(placed, partner, lifecycle);
  return {
    ...placed,
    standing: standingOf(placed, state, signOff, missing),
    state,
    ...(signOff && { signOff }),
    missing,
    internal: isInternal(partner, placed),
    optional: item.kind === 'task' && item.optional,
    turn: turnOf(placed, partner, lifecycle),
    since: sinceOf(placed, partner, lifecycle),
    ...(due && { due }),
    ...(state.evidence && { evidence: state.evidence }),
  };
}

function standingOf(
  { item }: Placed,
  state: ItemState,
  signOff: SignOffState | undefined,
  missing: readonly Placed[],
): Standing {
  if (item.kind !== 'task' && signOff?.is === 'given') return 'done';
  if (state.status.is !== 'open') return state.status.is;
  return missing.length > 0 ? 'waiting' : 'ready';
}

function turnOf(placed: Placed, partner: Partner, lifecycle: Lifecycle): Turn {
  const { teams } = lookup(lifecycle);
  const { owner } = stateOf(placed, partner);
  const ownersTeam = owner && partner.people.find((a) => a.person === owner.person && placed.teams.includes(a.team));
  const team = ownersTeam?.team ?? placed.teams[0] ?? coordinatingTeam(lifecycle).id;
  const side = teams.get(team)?.side ?? 'databricks';
  const person = owner ?? partner.people.find((a) => a.team === team && a.active);
  return { side, team, ...(person && { person: { person: person.person, name: person.name } }) };
}

/** When the item was finished or stopped, or else when the last thing it needed was finished. */
function sinceOf(placed: Placed, partner: Partner, lifecycle: Lifecycle): Instant {
  const changed = changedAt(placed, partner);
  if (changed !== undefined) return changed;
  const { byId } = lookup(lifecycle);
  return placed.needs
    .flatMap((need) => byId.get(need) ?? [])
    .map((needed) => changedAt(needed, partner) ?? partner.createdAt)
    .reduce((latest, at) => (at > latest ? at : latest), partner.createdAt);
}

function changedAt(placed: Placed, partner: Partner): Instant | undefined {
  const signOff = signOffOf(placed, partner);
  if (signOff) return signOff.at;
  const { status } = stateOf(placed, partner);
  return 'at' in status ? status.at : status.since;
}

/** The date set by hand, else the lifecycle's, counted from the GA date that stands. */
function dueOf(placed: Placed, partner: Partner, lifecycle: Lifecycle): CalendarDate | undefined {
  const byHand = stateOf(placed, partner).due;
  const rule = placed.item.due;
  if (byHand || !rule || !('daysBeforeGa' in rule)) return byHand;
  const ga = gaDate(partner, lifecycle);
  return ga && addDays(ga.date, -rule.daysBeforeGa);
}

/** The GA date that stands: the agreed one, else the target. */
export function gaDate(
  partner: Partner,
  lifecycle: Lifecycle,
): { readonly date: CalendarDate; readonly agreed: boolean } | undefined {
  const placed = lookup(lifecycle).placed.find(({ item }) => item.kind === 'task' && item.value === 'ga-date');
  const status = placed && stateOf(placed, partner).status;
  if (status?.is === 'done' && status.value !== undefined)
    return { date: calendarDate.parse(status.value), agreed: true };
  return partner.targetGaDate && { date: partner.targetGaDate, agreed: false };
}

/** Returns finished and counted items of each phase that has any; optional ones count once they are done. */
export function phaseProgress(items: readonly ItemView[], lifecycle: Lifecycle): readonly PhaseProgress[] {
  return lifecycle.phases.flatMap((phase) => {
    const counted = items.filter(
      (i) => i.phase.id === phase.id && i.standing !== 'not-needed' && !(i.optional && i.standing !== 'done'),
    );
    const done = counted.filter((i) => i.standing === 'done').length;
    return counted.length === 0 ? [] : [{ phase, done, total: counted.length }];
  });
}

/** The phases that are under way: unfinished ones that may start, else the last (live). */
export function currentPhases(partner: Partner, lifecycle: Lifecycle): readonly Phase[] {
  const unfinished = new Set(
    itemsOf(partner, lifecycle)
      .filter((i) => !i.optional && i.standing !== 'done' && i.standing !== 'not-needed')
      .map((i) => i.phase.id),
  );
  const running = lifecycle.phases.filter(
    (phase) => unfinished.has(phase.id) && !phase.after.some((id) => unfinished.has(id)),
  );
  const underWay = running.filter((phase) =>
    itemsOf(partner, lifecycle).some(
      (i) => i.phase.id === phase.id && (i.standing === 'ready' || i.standing === 'blocked' || i.standing === 'done'),
    ),
  );
  return underWay.length > 0 ? underWay : running.length > 0 ? running : lifecycle.phases.slice(-1);
}

/** What can be done now, required items first, in order. */
export const nextSteps = (items: readonly ItemView[]): readonly ItemView[] => {
  const ready = items.filter((i) => i.standing === 'ready');
  return [...ready.filter((i) => !i.optional), ...ready.filter((i) => i.optional)];
};

/** Done items whose needs no longer hold, such as an agreed GA date after a sign-off was taken back. */
export const atRisk = (items: readonly ItemView[]): readonly ItemView[] =>
  items.filter((i) => i.standing === 'done' && i.missing.length > 0);
