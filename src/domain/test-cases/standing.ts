import type { Lifecycle, TestCase } from '../../lifecycle/schema';
import { configurationOf } from '../artifacts/configuration';
import { connects } from '../artifacts/items';
import type { CaseResult as Certified } from '../artifacts/state';
import { caseId, type CaseId } from '../ids';
import { lookup, type Placed } from '../lookup';
import type { Partner } from '../partner';
import { applicability, type Applicability, type Facts } from './applicability';
import type { CaseResult } from './state';

/** How a partner's test runs stand. */

/** A test case as it stands for one partner. */
export interface CaseView {
  readonly id: CaseId;
  readonly testCase: TestCase;
  readonly applicability: Applicability;
  /** In the certification report that stands. */
  readonly certified?: Certified | undefined;
  /** In the partner's own run. */
  readonly partner?: CaseResult | undefined;
  /** In each joint round. */
  readonly rounds: readonly (CaseResult | undefined)[];
  /** In the last joint round in which it was tried. */
  readonly joint?: CaseResult | undefined;
}

export const runKinds = ['partner-run', 'joint-rounds'] as const;
/** Named as the milestones of the items that are done by them. */
export type RunKind = (typeof runKinds)[number];

/** By the artifacts: as long as nothing is tried, all partners have the same tests. */
const views = new WeakMap<
  Partner['artifacts'],
  Facts & Pick<Partner, 'tests'> & { readonly cases: readonly CaseView[]; readonly lifecycle: Lifecycle }
>();

/** Returns every test case of the lifecycle, in order. Computed once for as long as nothing changes that they hang on. */
export function casesOf(partner: Partner, lifecycle: Lifecycle): readonly CaseView[] {
  const { tests, artifacts } = partner;
  const facts = factsOf(partner, lifecycle);
  const known = views.get(artifacts);
  if (known?.lifecycle === lifecycle && known.tests === tests && known.connectApi === facts.connectApi)
    return known.cases;
  const cases = lifecycle.testCases.map((testCase) => view(testCase, facts, partner));
  views.set(artifacts, { lifecycle, tests, cases, ...facts });
  return cases;
}

function view(testCase: TestCase, facts: Facts, { tests, artifacts }: Partner): CaseView {
  const { id } = testCase;
  const rounds = tests.rounds.map(({ results }) => results[id]);
  return {
    id: caseId.parse(id),
    testCase,
    applicability: applicability(testCase, facts, tests.overrides[id]),
    certified: artifacts.report?.stands?.facts.cases.find((c) => c.case === id),
    partner: tests.partnerRun[id],
    rounds,
    joint: rounds.findLast((result) => result !== undefined),
  };
}

/** What the applicability of this partner's cases hangs on. */
export function factsOf(partner: Partner, lifecycle: Lifecycle): Facts {
  const { capabilities } = partner.tests;
  return { connectApi: connects(partner, lifecycle), capabilities, configuration: configurationOf(partner) };
}

/** Those that apply. */
export const applicableCases = (partner: Partner, lifecycle: Lifecycle): readonly CaseView[] =>
  casesOf(partner, lifecycle).filter(({ applicability: { applies } }) => applies === 'yes');

/** A case's result in a run; in the joint rounds, that of the last one in which it was tried. */
const resultIn = (run: RunKind, view: CaseView): CaseResult | undefined =>
  run === 'partner-run' ? view.partner : view.joint;

/** What counts of a case: what both sides saw together, else what the partner saw. */
export const latest = (view: CaseView): CaseResult | undefined => view.joint ?? view.partner;

export interface RunStanding {
  readonly passed: boolean;
  readonly applicable: readonly CaseView[];
  readonly pass: readonly CaseView[];
  readonly failed: readonly CaseView[];
  /** Those without a result; optional ones are not waited for. */
  readonly open: readonly CaseView[];
  /** Of which nobody said yet whether they apply. */
  readonly unknown: readonly CaseView[];
}

/**
 * Returns how a run stands. It is passed when no case that applies has failed, each has a result, and none is in doubt; one that is
 * optional needs no result, but must not have failed either.
 */
export function standingOf(run: RunKind, partner: Partner, lifecycle: Lifecycle): RunStanding {
  const applicable = applicableCases(partner, lifecycle);
  const unknown = casesOf(partner, lifecycle).filter(({ applicability: { applies } }) => applies === 'unknown');
  const having = (is: CaseResult['is']) => applicable.filter((c) => resultIn(run, c)?.is === is);
  const open = applicable.filter((c) => !resultIn(run, c) && !c.testCase.optional);
  const failed = having('fail');
  return {
    passed: failed.length + open.length + unknown.length === 0,
    applicable,
    pass: having('pass'),
    failed,
    open,
    unknown,
  };
}

/** What a joint round would have to try: what failed, and what has no result yet. */
export function toTry(partner: Partner, lifecycle: Lifecycle): readonly CaseView[] {
  const { failed, open } = standingOf('joint-rounds', partner, lifecycle);
  return applicableCases(partner, lifecycle).filter((c) => failed.includes(c) || open.includes(c));
}

/** The item that is done by a run. */
export const itemOfRun = (run: RunKind, lifecycle: Lifecycle): Placed | undefined => {
  const { partnerRun, jointRounds } = lookup(lifecycle);
  return run === 'partner-run' ? partnerRun : jointRounds;
};
