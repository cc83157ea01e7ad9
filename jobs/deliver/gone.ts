import { roleFacts } from '../../src/domain/account';
import { isPrivate, type Due } from '../../src/domain/agenda';
import type { Fact } from '../../src/domain/commands';
import { userOf, type PersonKey } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { coordinators } from '../../src/domain/roles';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { slackUser } from '../../src/slack/people';
import { isRefusedWith } from '../../src/slack/problems';
import type { Courier } from './courier';

/** With these Slack refuses to write to somebody, or to invite them, whose account is closed. */
export const personIsGone: ReadonlySet<string> = new Set(['user_disabled', 'user_not_found', 'users_not_found']);

/** The one person whom an entry of the agenda concerns. */
export function recipientOf(due: Due, partner: Partner, lifecycle: Lifecycle): PersonKey | undefined {
  switch (due.kind) {
    case 'step':
      return due.step.kind === 'invite' ? due.step.person : undefined;
    case 'living':
      return due.key === 'set-up' ? coordinators(partner, lifecycle)[0]?.person : undefined;
    case 'notice':
      return isPrivate(due.pending) ? coordinators(partner, lifecycle)[0]?.person : undefined;
    case 'timed':
      return due.to.is === 'person' ? due.to.person : undefined;
    case 'digest':
      return undefined;
  }
}

/**
 * Returns that somebody's account is closed, when Slack says so and the event that would have told was lost or is late: what
 * was meant for them then goes to whoever takes their place. Nothing when all is as we know it. Throws Slack's errors.
 */
export async function goneFacts(
  { client, lifecycle }: Pick<Courier, 'client' | 'lifecycle'>,
  { people }: Pick<Partner, 'people'>,
  person: PersonKey,
): Promise<readonly Fact[]> {
  const held = people.find((role) => role.person === person && role.active);
  if (!held || !(await isDeactivated(client, userOf(person)))) return [];
  return roleFacts({ person, name: held.name }, 'deactivated', lifecycle);
}

async function isDeactivated(client: Courier['client'], user: string): Promise<boolean> {
  try {
    return slackUser.parse((await client.users.info({ user })).user).deleted === true;
  } catch (error) {
    if (isRefusedWith(error, 'user_not_found')) return true;
    throw error;
  }
}
