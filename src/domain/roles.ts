import type { Lifecycle, Side } from '../lifecycle/schema';
import type { PersonKey } from './ids';
import { coordinatingTeam, isTeamOf, lookup } from './lookup';
import type { Assignment, Partner } from './partner';

/** Who holds which roles with a partner. Whoever is not active holds none for now. */

type People = Pick<Partner, 'people'>;

/** The roles of a side. */
export const rolesOn = (side: Side, { people }: People, lifecycle: Lifecycle): readonly Assignment[] =>
  people.filter((a) => a.active && isTeamOf(side, a.team, lifecycle));

/** The roles in some teams. */
export const rolesIn = (teams: readonly string[], { people }: People): readonly Assignment[] =>
  people.filter((a) => a.active && teams.includes(a.team));

/** The people of a side, each once. */
export const peopleOn = (side: Side, partner: People, lifecycle: Lifecycle): readonly Assignment[] =>
  eachOnce(rolesOn(side, partner, lifecycle));

/** Whether a person holds a role of a side. */
export const isOnSide = (person: PersonKey, side: Side, { people }: People, lifecycle: Lifecycle): boolean =>
  people.some((a) => a.person === person && a.active && isTeamOf(side, a.team, lifecycle));

/** Who is told when something needs a decision: the coordinators, else everybody of the databricks side. */
export function coordinators(partner: People, lifecycle: Lifecycle): readonly Assignment[] {
  const { id } = coordinatingTeam(lifecycle);
  const active = partner.people.filter((a) => a.team === id && a.active);
  return active.length > 0 ? active : peopleOn('databricks', partner, lifecycle);
}

/** The people of a side's lead teams; of the coordinating team where the lifecycle gives the side none. */
export function leadsOf(side: Side, partner: People, lifecycle: Lifecycle): readonly Assignment[] {
  const { teams } = lookup(lifecycle);
  const led = lifecycle.teams.some((team) => team.side === side && team.leads);
  return rolesOn(side, partner, lifecycle).filter((a) => {
    const team = teams.get(a.team);
    return led ? team?.leads : team?.coordinates;
  });
}

/** Each person once, with the first of their roles. */
export const eachOnce = <Role extends { readonly person: PersonKey }>(roles: readonly Role[]): readonly Role[] =>
  roles.filter((a, n) => roles.findIndex((b) => b.person === a.person) === n);
