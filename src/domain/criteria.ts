import type { Lifecycle, SignOff } from '../lifecycle/schema';
import type { Placed } from './lookup';
import type { Partner } from './partner';
import { casesOf, latest, type CaseView } from './test-cases/standing';
import { guidelinesOf, isSatisfied, type GuidelineView } from './ux/review';

/** What a sign-off asks for, beside the items that it needs: statements to tick, and results that speak for themselves. */

export type Criterion = SignOff['criteria'][number];

export interface CriterionView {
  readonly criterion: Criterion;
  /** The test case whose result it is read from; such a criterion is not ticked. */
  readonly testCase?: CaseView;
  /** The guidelines that it is about. */
  readonly guidelines: readonly GuidelineView[];
  /** Whether the result that it is read from says yes, or it may be ticked for all that its guidelines say. */
  readonly holds: boolean;
}

/** Returns the criteria of a sign-off in order, each with what it is read from. A task has none. */
export function criteriaOf(
  { item }: Pick<Placed, 'item'>,
  partner: Partner,
  lifecycle: Lifecycle,
): readonly CriterionView[] {
  if (item.kind === 'task') return [];
  return item.criteria.map((criterion) => {
    const testCase = casesOf(partner, lifecycle).find(({ id }) => id === criterion.testCase);
    const guidelines = guidelinesOf(partner, lifecycle).filter((g) => criterion.guidelines.includes(g.guideline.id));
    return testCase
      ? { criterion, testCase, guidelines, holds: hasPassed(testCase) }
      : { criterion, guidelines, holds: guidelines.every(isSatisfied) };
  });
}

/** A case that does not apply stands in nobody's way; as long as that is not known, it does. */
const hasPassed = (view: CaseView): boolean =>
  view.applicability.applies === 'no' || (view.applicability.applies === 'yes' && latest(view)?.is === 'pass');

/** The test cases that a sign-off waits for. */
export const waitsFor = (placed: Pick<Placed, 'item'>, partner: Partner, lifecycle: Lifecycle): readonly CaseView[] =>
  placed.item.kind === 'task' || !placed.item.criteria.some((c) => c.testCase !== undefined)
    ? []
    : criteriaOf(placed, partner, lifecycle).flatMap(({ testCase, holds }) => (testCase && !holds ? [testCase] : []));

/** What a case's part of a basis is: changes with its result, and with whether it applies. */
export const caseRevision = (view: CaseView): number =>
  view.applicability.applies === 'no' ? 0 : (latest(view)?.revision ?? -1);

/** What is not met, or was not reviewed yet, of the guidelines that a sign-off's criteria are about; each once. */
export const unmetGuidelines = (all: readonly CriterionView[]): readonly GuidelineView[] => {
  const unmet = all.flatMap(({ guidelines }) => guidelines.filter((g) => !isSatisfied(g)));
  return unmet.filter((g, n) => unmet.findIndex((other) => other.guideline.id === g.guideline.id) === n);
};
