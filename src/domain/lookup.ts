import type { Item, Lifecycle, Phase, SignOff, Team } from '../lifecycle/schema';
import { itemId, teamId, type ItemId, type TeamId } from './ids';

/** A lifecycle item where it stands: its phase, its place in the whole order, and all that must be finished first. */
export interface Placed {
  readonly id: ItemId;
  readonly item: Item;
  readonly phase: Phase;
  readonly order: number;
  /** Its own needs, the item before it in an ordered phase, and all required items of the phases before. */
  readonly needs: readonly string[];
  readonly teams: readonly TeamId[];
}

interface Lookup {
  readonly placed: readonly Placed[];
  readonly byId: ReadonlyMap<string, Placed>;
  readonly teams: ReadonlyMap<string, Team>;
}

const lookups = new WeakMap<Lifecycle, Lookup>();

/** Returns the lifecycle's items and teams by id; computed once for each lifecycle. */
export function lookup(lifecycle: Lifecycle): Lookup {
  const known = lookups.get(lifecycle);
  if (known) return known;
  const placed = lifecycle.phases.flatMap((phase) => phase.items.map((item, n) => place(lifecycle, phase, item, n)));
  const ordered = placed.map((p, order) => ({ ...p, order }));
  const made: Lookup = {
    placed: ordered,
    byId: new Map(ordered.map((p) => [p.id, p])),
    teams: new Map(lifecycle.teams.map((team) => [team.id, team])),
  };
  lookups.set(lifecycle, made);
  return made;
}

function place(lifecycle: Lifecycle, phase: Phase, item: Item, n: number): Placed {
  const previous = phase.inOrder ? phase.items.slice(Math.max(0, n - 1), n) : [];
  const before = lifecycle.phases.filter((p) => phase.after.includes(p.id)).flatMap((p) => p.items);
  const required = [...before, ...previous].filter((i) => !(i.kind === 'task' && i.optional)).map((i) => i.id);
  const needs = [...new Set([...required, ...item.needs])];
  return { id: itemId.parse(item.id), item, phase, order: 0, needs, teams: item.doneBy.map((t) => teamId.parse(t)) };
}

/** The sign-offs and confirmations of a lifecycle, in order. */
export function gatesOf(lifecycle: Lifecycle): readonly (Placed & { readonly item: SignOff })[] {
  return lookup(lifecycle).placed.filter((p): p is Placed & { readonly item: SignOff } => p.item.kind !== 'task');
}

/** The team that runs onboardings; the loader has checked that there is one. */
export function coordinatingTeam(lifecycle: Lifecycle): Team {
  const team = lifecycle.teams.find((t) => t.coordinates);
  if (!team) throw new Error('The lifecycle has no coordinating team');
  return team;
}

export const teamTitle = (lifecycle: Lifecycle, team: string): string =>
  lookup(lifecycle).teams.get(team)?.title ?? team;
