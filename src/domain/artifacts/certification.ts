import type { Lifecycle, TestCase } from '../../lifecycle/schema';
import type { Partner } from '../partner';
import { applicableCases } from '../test-cases/standing';
import { isOwnConfiguration } from './names';
import type { ReportFacts } from './state';

/** How the report that stands compares with what the suite should have tried for this partner. Cases by id, in order. */
export interface Certification {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** Automated cases that apply and are not in the report, or were not run. */
  readonly missing: readonly string[];
  /** As many as apply: those that are optional count only when they were run. */
  readonly expected: number;
  /** The report was made with somebody else's configuration. */
  readonly foreign: boolean;
  readonly complete: boolean;
}

/** Nothing as long as there is no report. */
export function certificationOf(partner: Partner, lifecycle: Lifecycle): Certification | undefined {
  const facts = partner.artifacts.report?.stands?.facts;
  return facts && certificationIn(facts, partner, lifecycle);
}

function certificationIn(facts: ReportFacts, partner: Partner, lifecycle: Lifecycle): Certification {
  const results = new Map(facts.cases.map((c) => [c.case, c.result]));
  const wasRun = ({ id }: TestCase) => results.get(id) === 'pass' || results.get(id) === 'fail';
  const expected = automatedCases(partner, lifecycle).filter((c) => !c.optional || wasRun(c));
  const withResult = (result: string) => expected.filter(({ id }) => results.get(id) === result).map(({ id }) => id);
  const [passed, failed] = [withResult('pass'), withResult('fail')];
  const missing = expected.map(({ id }) => id).filter((id) => !passed.includes(id) && !failed.includes(id));
  const foreign = facts.ranWith !== undefined && !isOwnConfiguration(facts.ranWith, partner);
  const complete = failed.length === 0 && missing.length === 0 && !foreign;
  return { passed, failed, missing, expected: expected.length, foreign, complete };
}

/** The cases that the certification suite tries for this partner. Of those in doubt none is waited for. */
export const automatedCases = (partner: Partner, lifecycle: Lifecycle): readonly TestCase[] =>
  applicableCases(partner, lifecycle).flatMap(({ testCase }) => (testCase.suiteClass === undefined ? [] : [testCase]));
