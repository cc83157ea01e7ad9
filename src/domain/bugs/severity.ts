import type { Lifecycle, Severity } from '../../lifecycle/schema';
import type { Partner } from '../partner';
import { isUnsolved } from './numbers';
import type { Bug } from './state';

/** What the procedure says of a bug's severity; of one that has left the file, what it says of the last one in it. */
export function severityOf({ severity }: Pick<Bug, 'severity'>, { sop }: Lifecycle): Severity | undefined {
  return sop?.severities.find(({ id }) => id === severity) ?? sop?.severities.at(-1);
}

/** How grave, 0 the gravest. */
export const rankOf = (bug: Pick<Bug, 'severity'>, lifecycle: Lifecycle): number =>
  lifecycle.sop?.severities.findIndex(({ id }) => id === severityOf(bug, lifecycle)?.id) ?? 0;

/** Unsolved bugs so grave that no wave should start: they are shown wherever somebody signs. */
export const haltingBugs = ({ bugs }: Partner, lifecycle: Lifecycle): readonly Bug[] =>
  Object.values(bugs).filter((bug) => isUnsolved(bug) && severityOf(bug, lifecycle)?.haltsRollout === true);
