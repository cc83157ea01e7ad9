import type { CallOutcome } from '../calls/state';
import type { Instant, ItemId, PersonKey } from '../ids';

/** What somebody fills in for a call. */
export interface CallDetails {
  readonly starts: Instant;
  readonly agenda?: string;
  readonly link?: string;
  readonly attendees: readonly PersonKey[];
}

export type CallCommand =
  | ({ readonly type: 'ScheduleCall'; readonly about: ItemId } & CallDetails)
  /** Only what is given changes; an empty agenda or link takes it away. */
  | ({ readonly type: 'ChangeCall'; readonly call: string; readonly reason?: string } & Partial<CallDetails>)
  | { readonly type: 'CancelCall'; readonly call: string; readonly reason: string }
  | { readonly type: 'RecordOutcome'; readonly call: string; readonly outcome: CallOutcome; readonly note?: string };
