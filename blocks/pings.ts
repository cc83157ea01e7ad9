import type { PersonKey } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { eachOnce, rolesIn } from '../src/domain/roles';
import { mention } from './text';

/** How many people one message may ping. */
export const mostMentions = 2;

/** Mentions those who hold one of the teams now, a few at most, and not the one who acted; nothing when there is nobody. */
export function ping(partner: Partner, teams: readonly string[], except?: PersonKey): string {
  const holders = eachOnce(rolesIn(teams, partner).filter(({ person }) => person !== except));
  return holders
    .slice(0, mostMentions)
    .map(({ person }) => mention(person))
    .join(' ');
}
