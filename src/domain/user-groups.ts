import type { Lifecycle, Team } from '../lifecycle/schema';
import type { TeamId } from './ids';
import { lookup } from './lookup';

/** Teams of which the members are those of a Slack user group: who is in it need not be on the people list. */

/** Returns the lifecycle with the user groups that the configuration names. */
export const withUserGroups = (lifecycle: Lifecycle, groups: ReadonlyMap<TeamId, string>): Lifecycle => ({
  ...lifecycle,
  teams: lifecycle.teams.map((team): Team => {
    const userGroup = [...groups].find(([id]) => id === team.id)?.[1];
    return userGroup === undefined ? team : { ...team, userGroup };
  }),
});

/** Those of the teams whose members a user group holds. */
export const groupTeams = (teams: readonly string[], lifecycle: Lifecycle): readonly Team[] =>
  teams.flatMap((id) => {
    const known = lookup(lifecycle).teams.get(id);
    return known?.userGroup === undefined ? [] : [known];
  });
