import type { PersonKey } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { mention } from './text';

/** How many people one message may ping. */
export const mostMentions = 2;

/** Mentions those who hold one of the teams now, a few at most, and not the one who acted; nothing when there is nobody. */
export function ping({ people }: Partner, teams: readonly string[], except?: PersonKey): string {
  const holders = people.filter((a) => a.active && teams.includes(a.team) && a.person !== except).map((a) => a.person);
  return [...new Set(holders)].slice(0, mostMentions).map(mention).join(' ');
}
