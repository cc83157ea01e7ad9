import type { Lifecycle, Side } from '../../lifecycle/schema';
import type { CaseId } from '../ids';
import type { Partner } from '../partner';
import { sees } from '../visibility';
import { itemOfRun, runKinds, standingOf, type CaseView, type RunKind } from './standing';
import type { CaseResult } from './state';

/** The test runs in a line: of the joint rounds once there is one, of the partner's own run before. */
export interface TestSummary {
  readonly run: RunKind;
  /** The last joint round. */
  readonly round?: number;
  readonly passed: number;
  readonly applicable: number;
  readonly failed: readonly CaseId[];
}

/** Whether a side may know of a run: its item may be internal, or not be there at all. */
export function seesRun(side: Side, run: RunKind, partner: Partner, lifecycle: Lifecycle): boolean {
  const placed = itemOfRun(run, lifecycle);
  return placed !== undefined && sees(side, partner, placed);
}

/** What counts of a case among the runs that a side may know of. */
export function latestSeen(side: Side, view: CaseView, partner: Partner, lifecycle: Lifecycle): CaseResult | undefined {
  const [own, joint] = runKinds.map((run) => seesRun(side, run, partner, lifecycle));
  return (joint ? view.joint : undefined) ?? (own ? view.partner : undefined);
}

/** Whether a side may know of the to-dos: each may be about a failure of any run. */
export const seesTodos = (side: Side, partner: Partner, lifecycle: Lifecycle): boolean =>
  runKinds.every((run) => !itemOfRun(run, lifecycle) || seesRun(side, run, partner, lifecycle));

/** Returns the summary as a side may read it; nothing as long as nothing is recorded. */
export function testSummary(side: Side, partner: Partner, lifecycle: Lifecycle): TestSummary | undefined {
  const { rounds, partnerRun } = partner.tests;
  const last = seesRun(side, 'joint-rounds', partner, lifecycle) ? rounds.at(-1) : undefined;
  const own = seesRun(side, 'partner-run', partner, lifecycle) && Object.keys(partnerRun).length > 0;
  if (!last && !own) return undefined;
  const run = last ? 'joint-rounds' : 'partner-run';
  const { pass, applicable, failed } = standingOf(run, partner, lifecycle);
  return {
    run,
    ...(last && { round: last.number }),
    passed: pass.length,
    applicable: applicable.length,
    failed: failed.map((c) => c.id),
  };
}
