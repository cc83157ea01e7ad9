import type { RunId } from '../events';
import type { CalendarDate, CaseId, PersonKey } from '../ids';
import type { Verdict } from '../test-cases/state';

export type TestRunCommand =
  | {
      readonly type: 'SayCapabilities';
      readonly capabilities: readonly string[];
      /** Those that were chosen when the form was opened: only the difference is saved. */
      readonly shown?: readonly string[];
    }
  | {
      readonly type: 'OverrideCase';
      readonly case: CaseId;
      readonly applies: boolean;
      readonly reason: string;
      readonly internal?: boolean;
    }
  /** The configuration decides again. */
  | { readonly type: 'DropOverride'; readonly case: CaseId }
  | { readonly type: 'StartRound'; readonly cases: readonly CaseId[]; readonly present: readonly PersonKey[] }
  | { readonly type: 'RecordResults'; readonly run: RunId; readonly results: readonly Recorded[] };

/** What is done about a case that failed. */
export type TodoCommand =
  | {
      readonly type: 'AddTodo';
      readonly case: CaseId;
      readonly title: string;
      readonly owner?: PersonKey;
      readonly due?: CalendarDate;
    }
  /** Null for nobody in particular. */
  | { readonly type: 'HandOverTodo'; readonly todo: string; readonly owner: PersonKey | null }
  | { readonly type: 'FinishTodo'; readonly todo: string };

/** A result as somebody gives it: a failure with what was seen, not applicable with why. */
export interface Recorded {
  readonly case: CaseId;
  readonly is: Verdict;
  readonly note?: string;
}
