import type { Side } from '../../lifecycle/schema';
import type { BugEvent } from '../events';
import type { Author } from '../events/author';
import type { Instant, PersonKey } from '../ids';

/** What is known of a partner's bugs: plain data, part of the partner. */

export type BugStatus = 'reported' | 'acknowledged' | 'in-progress' | 'mitigated' | 'resolved' | 'verified' | 'closed';

type Reported = Extract<BugEvent, { type: 'BugReported' }>;

export interface Bug extends Omit<Reported, 'type' | 'bug' | 'side'> {
  readonly number: string;
  readonly reportedAt: Instant;
  readonly reportedBy: Author;
  readonly status: BugStatus;
  /** Whose turn it is, and since when. */
  readonly side: Side;
  readonly sideSince: Instant;
  /** When it was reported, or reopened last: the time to resolve counts from here. */
  readonly openedAt: Instant;
  /** Stretches before the present one in which it was somebody's turn to resolve it. */
  readonly turns: readonly { readonly side: Side; readonly from: Instant; readonly to: Instant }[];
  /** Who said that they see to it, on the side whose turn it is. */
  readonly owner?: { readonly person: PersonKey; readonly name: string };
  /** When anybody last said how it goes. */
  readonly updatedAt: Instant;
  readonly acknowledgedAt?: Instant;
  readonly mitigatedAt?: Instant;
  readonly resolved?: { readonly at: Instant; readonly by: Author; readonly side: Side };
  readonly closedAt?: Instant;
  readonly duplicateOf?: string;
  readonly steps: readonly string[];
  /** How many changes were told in its thread. */
  readonly changes: number;
}

/** A line in the thread of a bug: what happened, in the words of the log. */
export interface BugNotice {
  readonly kind: 'bug';
  readonly bug: string;
  readonly n: number;
  readonly event: BugEvent;
  readonly by: Author;
}
