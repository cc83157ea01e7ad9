import type { Author } from '../events/author';
import type { CalendarDate, CaseId, Instant, Named } from '../ids';

/** What is known of a partner's test runs: part of the fold. The certification run is read from the artifacts instead. */
export interface TestRuns {
  /** What the product can do, as somebody said it; nothing as long as nobody did. */
  readonly capabilities?: readonly string[];
  /** By case: somebody's word on whether it applies, against what the configuration says. */
  readonly overrides: Readonly<Record<string, Override>>;
  /** The partner's own run, by case. What is tried again takes the place of what was. */
  readonly partnerRun: Readonly<Record<string, CaseResult>>;
  /** The joint calls, in order. */
  readonly rounds: readonly Round[];
  readonly todos: readonly Todo[];
}

export interface Override {
  readonly applies: boolean;
  readonly reason: string;
  /** The reason is for the databricks side only. */
  readonly internal?: true;
  readonly at: Instant;
  readonly by: Author;
}

export const verdicts = ['pass', 'fail', 'not-applicable'] as const;
export type Verdict = (typeof verdicts)[number];

export interface CaseResult {
  readonly is: Verdict;
  /** What went wrong, or why it does not apply. */
  readonly note?: string;
  readonly at: Instant;
  readonly by: Author;
  /** The version at which it was recorded: what rests on it compares this. */
  readonly revision: number;
}

export interface Round {
  readonly number: number;
  readonly at: Instant;
  /** What is to be tried. More may be. */
  readonly cases: readonly CaseId[];
  readonly present: readonly Named[];
  readonly results: Readonly<Record<string, CaseResult>>;
}

/** What somebody does about a failed case. */
export interface Todo {
  readonly id: string;
  readonly case: CaseId;
  readonly title: string;
  readonly owner?: Named;
  readonly due?: CalendarDate;
  readonly at: Instant;
  readonly done?: { readonly at: Instant; readonly by: Author };
}

export const noTestRuns: TestRuns = { overrides: {}, partnerRun: {}, rounds: [], todos: [] };
