import type { Side } from '../../lifecycle/schema';
import type { Instant } from '../ids';

export interface ReportBug {
  readonly type: 'ReportBug';
  readonly title: string;
  readonly what: string;
  readonly severity: string;
  /** The side at which it is suspected; absent when nobody knows yet. */
  readonly suspected?: Side;
  readonly clouds?: readonly string[];
  readonly regions?: string;
  readonly customers?: string;
  /** Since when it happens. */
  readonly since?: Instant;
  /** The web address of the message in Slack that is escalated. */
  readonly message?: string;
  /** The test case that failed, and in which run. */
  readonly testCase?: { readonly case: string; readonly run?: string };
  /** The form it comes from: the same one sent twice makes one bug. */
  readonly form?: string;
}

export type BugCommand =
  | ReportBug
  | { readonly type: 'AcknowledgeBug' | 'StartBug'; readonly bug: string }
  | { readonly type: 'MitigateBug'; readonly bug: string; readonly note?: string }
  | { readonly type: 'ResolveBug'; readonly bug: string; readonly note: string }
  /** By the side that did not resolve it. */
  | { readonly type: 'VerifyBug'; readonly bug: string; readonly note?: string }
  | { readonly type: 'CloseBug'; readonly bug: string; readonly note?: string }
  | { readonly type: 'ReopenBug'; readonly bug: string; readonly reason: string }
  | { readonly type: 'MarkBugDuplicate'; readonly bug: string; readonly of: string }
  | { readonly type: 'HandOverBug'; readonly bug: string; readonly to: Side; readonly reason: string }
  | {
      readonly type: 'ChangeBugSeverity';
      readonly bug: string;
      readonly severity: string;
      readonly reason: string;
    }
  | {
      readonly type: 'TickBugSteps';
      readonly bug: string;
      readonly steps: readonly string[];
      /** Those that were ticked when the form was opened: only the difference is saved. */
      readonly shown?: readonly string[];
    }
  | { readonly type: 'UpdateBug'; readonly bug: string; readonly note: string };
