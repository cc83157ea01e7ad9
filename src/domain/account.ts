import type { Lifecycle, Side } from '../lifecycle/schema';
import type { Fact } from './commands';
import { teamId, type Named } from './ids';

/** What Slack says of somebody's account: gone, or on which side a person with such an account acts. */
export type Account = 'deactivated' | Side;

/**
 * Returns what becomes of a person's roles: all rest while the account is deactivated, and those of the other side when
 * somebody of the workspace becomes a guest, or a guest one of the workspace.
 */
export function roleFacts(who: Named, account: Account, lifecycle: Lifecycle): readonly Fact[] {
  if (account === 'deactivated') return [{ type: 'PersonDeactivated', ...who }];
  const teamsOf = (own: boolean) =>
    lifecycle.teams.filter((team) => (team.side === account) === own).map(({ id }) => teamId.parse(id));
  return [
    { type: 'PersonReactivated', ...who, teams: teamsOf(true) },
    { type: 'PersonDeactivated', ...who, teams: teamsOf(false) },
  ];
}
