import type { Lifecycle, Side } from '../lifecycle/schema';
import type { Author } from './events';
import { teamId, type PersonKey, type TeamId } from './ids';
import { coordinatingTeam, lookup } from './lookup';
import type { Partner } from './partner';

/** Who acts, as Slack tells it: never from a name or an email. */
export type Actor =
  | {
      readonly kind: 'person';
      readonly person: PersonKey;
      readonly name: string;
      /**
       * A full member of the workspace the bot is installed in, or of another one of the same organisation (Enterprise Grid);
       * guests and people of other companies are not.
       */
      readonly home: boolean;
      /** Teams held through Slack user groups named in the configuration. */
      readonly groups: readonly TeamId[];
      /** Teams that only the members of a user group hold, of which this person is none: no assignment changes that. */
      readonly notIn?: readonly TeamId[];
      /** Their own time zone, when Slack tells it. */
      readonly zone?: string;
    }
  | { readonly kind: 'bot' };

export type Person = Extract<Actor, { kind: 'person' }>;

/** A person with what they hold of one partner at this moment: the rules of who may do what go by it. */
export interface Principal {
  readonly person: PersonKey;
  readonly name: string;
  readonly side: Side;
  readonly teams: ReadonlySet<string>;
  readonly coordinates: boolean;
  readonly leads: boolean;
  /** Teams that they hold by nobody's word but their own: none of the coordinating team, in which somebody must be the first. */
  readonly onOwnWord: ReadonlySet<string>;
}

/** Members of the workspace and of its organisation are of the databricks side; guests and other companies are not. */
export const sideOf = (actor: Person): Side => (actor.home ? 'databricks' : 'partner');

/** Returns a person with their side and teams for this partner: assignments of their own side, and user groups at home. */
export function principalOf(actor: Person, partner: Partner, lifecycle: Lifecycle): Principal {
  const side = sideOf(actor);
  const { teams: known } = lookup(lifecycle);
  const assigned = partner.people.filter((a) => a.person === actor.person && a.active).map((a) => a.team);
  const allowed = assigned.filter((team) => !actor.notIn?.includes(team));
  const held = [...allowed, ...(actor.home ? actor.groups : [])].filter((team) => known.get(team)?.side === side);
  const teams = new Set<string>(held);
  const coordinating = coordinatingTeam(lifecycle).id;
  const own = partner.people.filter((a) => a.person === actor.person && a.onOwnWord && a.team !== coordinating);
  return {
    person: actor.person,
    name: actor.name,
    side,
    teams,
    coordinates: teams.has(coordinating),
    leads: held.some((team) => known.get(team)?.leads),
    onOwnWord: new Set<string>(own.map((a) => a.team).filter((team) => !actor.groups.includes(team))),
  };
}

/** Returns somebody of the people list with the roles they hold there, or nothing when they hold none. */
export function listed(person: PersonKey, partner: Partner, lifecycle: Lifecycle): Principal | undefined {
  const { teams } = lookup(lifecycle);
  const role = partner.people.find((a) => a.person === person && a.active && teams.has(a.team));
  if (!role) return undefined;
  const home = teams.get(role.team)?.side === 'databricks';
  return principalOf({ kind: 'person', person, name: role.name, home, groups: [] }, partner, lifecycle);
}

/** Returns the actor as the log records them. */
export function authorOf(actor: Actor, partner: Partner | undefined, lifecycle: Lifecycle): Author {
  if (actor.kind === 'bot') return { kind: 'bot' };
  const teams = partner ? [...principalOf(actor, partner, lifecycle).teams].map((t) => teamId.parse(t)) : [];
  return { kind: 'person', person: actor.person, name: actor.name, side: sideOf(actor), teams };
}
