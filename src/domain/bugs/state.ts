import type { Side } from '../../lifecycle/schema';
import type { BugEvent } from '../events';
import type { Author } from '../events/author';
import type { Instant, Named } from '../ids';

/** What is known of a partner's bugs: plain data, part of the partner. */

/** How far a bug has come. What goes with a status is part of it, so that it goes when the status does. */
export type BugStatus =
  | { readonly is: 'reported' | 'acknowledged' | 'in-progress' | 'mitigated' }
  | { readonly is: 'resolved' | 'verified'; readonly resolution: Resolution }
  | { readonly is: 'closed'; readonly at: Instant; readonly resolution: Resolution }
  /** It may have been resolved before somebody saw that it is the same as another one. */
  | { readonly is: 'closed'; readonly at: Instant; readonly duplicateOf: string; readonly resolution?: Resolution };

/** Who resolved a bug, and for which side: the other one verifies. */
export interface Resolution {
  readonly at: Instant;
  readonly by: Author;
  readonly side: Side;
}

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
  readonly owner?: Named;
  /** When anybody last said how it goes. */
  readonly updatedAt: Instant;
  /** When anybody first saw to it: it stays when the bug goes to the other side, or is reopened. */
  readonly acknowledgedAt?: Instant;
  readonly steps: readonly string[];
  /** How many changes were told in its thread. */
  readonly changes: number;
}

/** Who resolved it; nothing while somebody still has to, and of a duplicate that nobody resolved. */
export const resolutionOf = ({ status }: Pick<Bug, 'status'>): Resolution | undefined =>
  'resolution' in status ? status.resolution : undefined;

/** The number of the bug that it is a duplicate of. */
export const originalOf = ({ status }: Pick<Bug, 'status'>): string | undefined =>
  'duplicateOf' in status ? status.duplicateOf : undefined;

/** A line in the thread of a bug: what happened, in the words of the log. */
export interface BugNotice {
  readonly kind: 'bug';
  readonly bug: string;
  readonly n: number;
  readonly event: BugEvent;
  readonly by: Author;
}
