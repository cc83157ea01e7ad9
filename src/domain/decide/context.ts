import type { Lifecycle } from '../../lifecycle/schema';
import type { Person, Principal } from '../actor';
import { longestText, type PartnerEvent } from '../events';
import { few } from '../few';
import type { CalendarDate, Instant, TeamId } from '../ids';
import { coordinatingTeam, teamTitle, type Placed } from '../lookup';
import type { Partner } from '../partner';
import { onBehalfOf } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { rolesIn } from '../roles';
import { groupTeams } from '../user-groups';
import { sees } from '../visibility';

/** What a decision is taken on. */
export interface Context {
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly actor: Person;
  readonly who: Principal;
  readonly at: Instant;
  /** The date in the lifecycle's zone. */
  readonly today: CalendarDate;
}

export interface Accepted {
  readonly events: readonly PartnerEvent[];
  readonly onBehalfOf?: TeamId;
}

export type Decision = Accepted | Refusal;

/** Nothing to do: it is so already. */
export const already: Accepted = { events: [] };

/** Allows what was asked for, by what happens then. */
export const accept = (...events: readonly PartnerEvent[]): Accepted => ({ events });

/** A decision of somebody who works on an item, with the team that they act for when they hold none of the item's own. */
export function forItem(placed: Placed, { who, lifecycle }: Context, decision: Decision): Decision {
  const team = onBehalfOf(who, placed, lifecycle);
  return isRefusal(decision) || team === undefined ? decision : { events: decision.events, onBehalfOf: team };
}

/** Names teams for a sentence: "Legal or Partner development". */
export const anyOf = (teams: readonly string[], lifecycle: Lifecycle): string =>
  teams.map((team) => teamTitle(team, lifecycle)).join(' or ');

/** Who could do it instead: the people who hold one of the teams, else the teams' names. */
export function whoCan({ partner, lifecycle }: Pick<Context, 'partner' | 'lifecycle'>, teams: readonly string[]) {
  const people = rolesIn(teams, partner).map(({ name }) => name);
  const groups = groupTeams(teams, lifecycle).map((team) => `the Slack user group of ${team.title}`);
  const names = [...new Set([...people, ...groups])].join(' or ');
  return names ? `${names} (${anyOf(teams, lifecycle)})` : `${anyOf(teams, lifecycle)}, but nobody holds that role yet`;
}

/** Refuses what only the coordinating team may do, and says who that is. */
export function onlyCoordinator(context: Pick<Context, 'partner' | 'lifecycle'>, what: string): Refusal {
  const { id, role } = coordinatingTeam(context.lifecycle);
  return refuse(`Only the ${role} can ${what}: ${whoCan(context, [id])}.`);
}

/** Refuses a change of a closed onboarding, and says who can resume it. */
export const nothingChanges = (context: Pick<Context, 'partner' | 'lifecycle'>): Refusal =>
  refuse(
    `The onboarding of ${context.partner.name} is closed, so nothing changes. ${whoCan(context, [coordinatingTeam(context.lifecycle).id])} can resume it with \`/pc reopen ${context.partner.name}\`.`,
  );

/** Refuses what only people on the people list can do, and says how to get there. */
export const notOnTheList = ({ partner }: Pick<Context, 'partner'>): Refusal =>
  refuse(`You are not on the people list of ${partner.name} yet. Open People and choose a role to claim it.`);

const mostMissing = 5;

/** Names what is missing: not what this person may not know of, and not so much that the sentence drowns in it. */
export function missingList(missing: readonly Placed[], { partner, lifecycle, who }: Context): string {
  const seen = missing.filter((m) => sees(who.side, partner, m));
  const named = seen.map((m) => `${m.item.title} (${anyOf(m.teams, lifecycle)})`);
  const hidden = seen.length < missing.length ? [`a step on the ${lifecycle.sides.databricks} side`] : [];
  return [...few(named, mostMissing), ...hidden].join(', ');
}

/** Control characters, marks that turn the direction of text, halves of characters. */
const unwanted =
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  /[\u0000-\u0008\u000b-\u001f\u007f\u200b\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/** Text a person typed, without what nobody can see, and surrounding space. */
export const tidy = (text: string): string => text.replace(unwanted, '').trim();

/** Reads a text a person typed, as the log keeps it: empty when there is none. */
export function readText(typed: string | undefined, field: string, longest = longestText): string | Refusal {
  const text = tidy(typed ?? '');
  return text.length > longest
    ? refuse(`Please keep this to ${longest.toLocaleString('en')} characters.`, field)
    : text;
}

/** Reads a text that must not be empty; `ask` asks for it. */
export function readNeeded(typed: string | undefined, field: string, ask: string, longest?: number): string | Refusal {
  return readText(typed, field, longest) || refuse(ask, field);
}
