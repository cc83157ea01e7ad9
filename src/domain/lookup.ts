import type { Item, Lifecycle, Phase, Side, SignOff, Task, Team } from '../lifecycle/schema';
import { itemId, teamId, type ItemId, type TeamId } from './ids';

/** A lifecycle item where it stands: its phase, its place in the whole order, and all that must be finished first. */
export interface Placed {
  readonly id: ItemId;
  readonly item: Item;
  readonly phase: Phase;
  readonly order: number;
  /** Its own needs, the required items before it in an ordered phase, and those of the phases before. */
  readonly needs: readonly string[];
  readonly teams: readonly TeamId[];
}

interface Lookup {
  readonly placed: readonly Placed[];
  /** Also by former ids, which old messages and what is not carried over yet still name. */
  readonly byId: ReadonlyMap<string, Placed>;
  readonly needed: ReadonlyMap<string, readonly Placed[]>;
  readonly teams: ReadonlyMap<string, Team>;
  /** The item whose value is the agreed GA date. */
  readonly gaDate?: Placed;
  /** The item that is done when every region is live. */
  readonly rollout?: Placed;
  /** The items that are done by the partner's own run of the test cases, and by the joint rounds. */
  readonly partnerRun?: Placed;
  readonly jointRounds?: Placed;
  /** The item whose design is handed in, and passed or sent back. */
  readonly review?: Placed;
  /** The launch: the item that says so, else the last required one after the GA date in its phase. */
  readonly launch?: Placed;
}

const lookups = new WeakMap<Lifecycle, Lookup>();

/** Returns the lifecycle's items and teams by id; computed once for each lifecycle. */
export function lookup(lifecycle: Lifecycle): Lookup {
  const known = lookups.get(lifecycle);
  if (known) return known;
  const placed = lifecycle.phases.flatMap((phase) => phase.items.map((item, n) => place(lifecycle, phase, item, n)));
  const ordered: readonly Placed[] = placed.map((p, order) => ({ ...p, order }));
  const byId = new Map(ordered.flatMap((p) => [p.id, ...p.item.formerly].map((id) => [id, p] as const)));
  const milestone = (kind: Milestone) => ordered.find(({ item }) => milestoneOf(item) === kind);
  const gaDate = milestone('ga-date') ?? ordered.find(({ item }) => item.kind === 'task' && item.value === 'ga-date');
  const rollout = milestone('rollout');
  const review = ordered.find(({ item }) => item.kind === 'task' && item.review);
  const [partnerRun, jointRounds] = [milestone('partner-run'), milestone('joint-rounds')];
  const launch =
    milestone('launch') ??
    (gaDate && ordered.findLast((p) => p.phase === gaDate.phase && p.order > gaDate.order && isRequired(p.item)));
  const made: Lookup = {
    placed: ordered,
    byId,
    needed: new Map(ordered.map((p) => [p.id, p.needs.flatMap((need) => byId.get(need) ?? [])])),
    teams: new Map(lifecycle.teams.map((team) => [team.id, team])),
    ...(gaDate && { gaDate }),
    ...(rollout && { rollout }),
    ...(partnerRun && { partnerRun }),
    ...(jointRounds && { jointRounds }),
    ...(review && { review }),
    ...(launch && { launch }),
  };
  lookups.set(lifecycle, made);
  return made;
}

function place(lifecycle: Lifecycle, phase: Phase, item: Item, n: number): Placed {
  const previous = phase.inOrder ? phase.items.slice(0, n) : [];
  const before = lifecycle.phases.filter((p) => phase.after.includes(p.id)).flatMap((p) => p.items);
  const required = [...before, ...previous].filter(isRequired).map((i) => i.id);
  const needs = [...new Set([...required, ...item.needs])];
  return { id: itemId.parse(item.id), item, phase, order: 0, needs, teams: item.doneBy.map((t) => teamId.parse(t)) };
}

export type Milestone = NonNullable<Task['milestone']>;

/** What an item is done by, when not by ticking it. */
export const milestoneOf = (item: Item): Milestone | undefined => (item.kind === 'task' ? item.milestone : undefined);

const isRequired = (item: Item): boolean => !(item.kind === 'task' && item.optional);

/** What must be finished before an item, in order. */
export const neededBy = ({ id }: Placed, lifecycle: Lifecycle): readonly Placed[] =>
  lookup(lifecycle).needed.get(id) ?? [];

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

/** Returns the side of a team; of one that left the lifecycle, Databricks'. */
export const sideOfTeam = (team: string, lifecycle: Lifecycle): Side =>
  lookup(lifecycle).teams.get(team)?.side ?? 'databricks';

/** Whether a team is of a side; one that left the lifecycle is of neither. */
export const isTeamOf = (side: Side, team: string, lifecycle: Lifecycle): boolean =>
  lookup(lifecycle).teams.get(team)?.side === side;

/** A team's title; the id of one that left the lifecycle. */
export const teamTitle = (team: string, lifecycle: Lifecycle): string =>
  lookup(lifecycle).teams.get(team)?.title ?? team;

/** What a person of a team is called; the team's id when it left the lifecycle. */
export const roleTitle = (team: string, lifecycle: Lifecycle): string =>
  lookup(lifecycle).teams.get(team)?.role ?? team;

/** A cloud's title; the id of one that left the lifecycle. */
export const cloudTitle = (cloud: string, lifecycle: Lifecycle): string =>
  lifecycle.clouds.find(({ id }) => id === cloud)?.title ?? cloud;

/** A close reason's title; the id of one that left the lifecycle. */
export const closeReasonTitle = (reason: string, lifecycle: Lifecycle): string =>
  lifecycle.closeReasons.find(({ id }) => id === reason)?.title ?? reason;
