import type { Lifecycle } from '../../lifecycle/schema';
import type { PersonKey } from '../ids';
import type { Partner } from '../partner';
import { firstDue } from './clocks';
import { holderOf } from './court';
import { isOpen } from './numbers';
import type { Bug } from './state';

/** The one whose time runs out first on top; those that wait for a word, not for a time, at the end, the longest first. */
export function inUrgency(bugs: readonly Bug[], lifecycle: Lifecycle): readonly Bug[] {
  const due = new Map(bugs.map((bug) => [bug, firstDue(bug, lifecycle) ?? Infinity]));
  const of = (bug: Bug) => due.get(bug) ?? Infinity;
  return bugs.toSorted((a, b) => (of(a) === of(b) ? a.sideSince - b.sideSince : of(a) - of(b)));
}

/** The open bugs of a partner, in that order. */
export const openBugs = ({ bugs }: Partner, lifecycle: Lifecycle): readonly Bug[] =>
  inUrgency(Object.values(bugs).filter(isOpen), lifecycle);

/** Those that wait for a person. */
export const bugsOf = (person: PersonKey, partner: Partner, lifecycle: Lifecycle): readonly Bug[] =>
  openBugs(partner, lifecycle).filter((bug) => holderOf(bug, partner, lifecycle)?.person === person);
