import type { Lifecycle } from '../lifecycle/schema';
import type { Principal } from './actor';
import { teamId, type TeamId } from './ids';
import { coordinatingTeam, isTeamOf, lookup, type Placed } from './lookup';

/** Who may do what, a rule a line. Decided from who the actor is at commit time. */

const holds = (who: Principal, placed: Placed): boolean => placed.teams.some((team) => who.teams.has(team));

const onSideOf = (who: Principal, placed: Placed, lifecycle: Lifecycle): boolean =>
  placed.teams.some((team) => isTeamOf(who.side, team, lifecycle));

export const may = {
  /** Do, reopen, assign or date an item: its teams, the coordinator, and the lead of a side for that side. */
  workOn: (who: Principal, placed: Placed, lifecycle: Lifecycle): boolean =>
    holds(who, placed) || who.coordinates || (who.leads && onSideOf(who, placed, lifecycle)),
  /** Say that an item is blocked, add to-dos, plan maintenance and the roadmap, do something about a bug: anybody on the people list. */
  takePart: (who: Principal): boolean => who.teams.size > 0,
  /** Be sent a file that the partner handed in: who works with this partner on the databricks side, and nobody else there. */
  fetch: (who: Principal): boolean => who.side === 'databricks' && who.teams.size > 0,
  /** Give or take back a sign-off: only a person who holds one of its teams now, on behalf of nobody. */
  sign: holds,
  /** Say that a step of a maintenance task is done: its teams, and for them the lead of their side or, at home, the coordinator. */
  confirm: (who: Principal, teams: readonly TeamId[], lifecycle: Lifecycle): boolean =>
    teams.some((team) => who.teams.has(team)) ||
    ((who.coordinates || who.leads) && teams.some((team) => isTeamOf(who.side, team, lifecycle))),
  /** Of those who may sign, not the ones who gave themselves the role: their colleagues' trust is what a sign-off is worth. */
  signOnTrust: (who: Principal, placed: Placed): boolean =>
    placed.teams.some((team) => who.teams.has(team) && !who.onOwnWord.has(team)),
  /** Add a cloud after the launch, which is rolled out: who may change the details, and those who roll out. */
  addClouds: (who: Principal, lifecycle: Lifecycle): boolean =>
    who.coordinates || cloudTeams(lifecycle).some((team) => who.teams.has(team)),
  /** Say that an item is not needed, hide it from the partner, say who is who, close and reopen. */
  coordinate: (who: Principal): boolean => who.coordinates,
};

/** The teams of the databricks side that add clouds after the launch. */
export const cloudTeams = (lifecycle: Lifecycle): readonly TeamId[] => {
  const rolling = lookup(lifecycle).rollout?.teams.filter((team) => isTeamOf('databricks', team, lifecycle)) ?? [];
  return [...new Set([teamId.parse(coordinatingTeam(lifecycle).id), ...rolling])];
};

/** The team that somebody acts for when they hold none of the item's own teams, else nothing. */
export function onBehalfOf(who: Principal, placed: Placed, lifecycle: Lifecycle): TeamId | undefined {
  if (holds(who, placed)) return undefined;
  return who.coordinates ? placed.teams[0] : placed.teams.find((team) => isTeamOf(who.side, team, lifecycle));
}
