import type { Lifecycle } from '../../lifecycle/schema';
import { principalOf, type Person } from '../actor';
import { isOrphaned } from '../decide/people';
import type { PersonKey, TeamId } from '../ids';
import { isTeamOf } from '../lookup';
import type { Assignment, Partner } from '../partner';
import { coordinators } from '../roles';

/** Roles of the databricks side that are passed on, many at once. Who may is decided for each when it is done. */

export interface RoleHeld {
  readonly partner: Partner;
  readonly team: TeamId;
}

/** The roles of somebody that this person could pass on: their own; of who left, those they coordinate or could take over. */
export function rolesToHandOver(
  actor: Person,
  from: PersonKey,
  partners: readonly Partner[],
  lifecycle: Lifecycle,
): readonly RoleHeld[] {
  return partners.flatMap((partner) => {
    const { coordinates } = principalOf(actor, partner, lifecycle);
    const held = partner.people.filter((a) => a.person === from && isHome(a, lifecycle));
    const own = from === actor.person;
    return held
      .filter(({ active, team }) => (own ? active : !active && (coordinates || isOrphaned(team, partner, lifecycle))))
      .map(({ team }) => ({ partner, team }));
  });
}

/** Somebody whose account was closed, and who still has roles. */
export interface Leaver {
  readonly person: PersonKey;
  readonly name: string;
  readonly roles: number;
}

/** Those who left roles behind with partners that a person coordinates, or that nobody coordinates any more. */
export function leaversFor(person: PersonKey, partners: readonly Partner[], lifecycle: Lifecycle): readonly Leaver[] {
  const left = new Map<PersonKey, Leaver>();
  for (const partner of partners) {
    if (!coordinators(partner, lifecycle).some((a) => a.person === person)) continue;
    for (const role of partner.people) {
      if (role.active || !isHome(role, lifecycle)) continue;
      const roles = (left.get(role.person)?.roles ?? 0) + 1;
      left.set(role.person, { person: role.person, name: role.name, roles });
    }
  }
  return [...left.values()].toSorted((a, b) => b.roles - a.roles);
}

const isHome = ({ team }: Assignment, lifecycle: Lifecycle): boolean => isTeamOf('databricks', team, lifecycle);
