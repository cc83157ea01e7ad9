import type { Author } from '../events/author';
import type { Instant, ItemId, Named } from '../ids';
import { minute } from '../time';

/** What is known of a partner's joint calls: part of the fold. */

export interface Call {
  readonly id: string;
  /** What it is about. */
  readonly item: ItemId;
  /** The joint round that it is for. */
  readonly round?: number;
  readonly starts: Instant;
  readonly minutes: number;
  readonly agenda?: string;
  /** Where people meet: a video call. */
  readonly link?: string;
  readonly attendees: readonly Named[];
  /** How often it was changed: calendars take the entry with the highest. */
  readonly sequence: number;
  readonly changedAt: Instant;
  readonly by: Author;
  /** The time that people were told of before it was moved. */
  readonly movedFrom?: Instant;
  readonly over?: Over;
}

/** It was cancelled, or held and told how it went. */
export type Over =
  | { readonly is: 'cancelled'; readonly at: Instant; readonly by: Author; readonly reason: string }
  | { readonly is: CallOutcome; readonly at: Instant; readonly by: Author; readonly note?: string };

export const callOutcomes = ['fine', 'problems'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export type CallNotice =
  /** It was scheduled, moved or cancelled: what holds is told, with a file for calendars. */
  | { readonly kind: 'call'; readonly call: string }
  /** The file for calendars, in the thread of the message that told of the call. */
  | { readonly kind: 'call-file'; readonly call: string; readonly thread: string }
  /** How it went. */
  | { readonly kind: 'call-over'; readonly call: string };

/** Whether it is still to come, or its outcome to be told. */
export const isOpen = ({ over }: Call): boolean => over === undefined;

/** When it ends, in milliseconds since 1970. */
export const endOf = ({ starts, minutes }: Call): number => starts + minutes * minute;
