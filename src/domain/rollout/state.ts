import type { Side } from '../../lifecycle/schema';
import type { Author } from '../events/author';
import type { CalendarDate, Instant } from '../ids';

/** What is known of a partner's GA date and rollout: plain data, part of the partner. */

export interface GaProposal {
  readonly date: CalendarDate;
  readonly at: Instant;
  readonly by: Author;
  readonly reason?: string;
}

/** A proposal that was declined, by the other side than proposed it, and when. */
export interface GaDeclined {
  readonly date: CalendarDate;
  /** The side that proposed it. */
  readonly side: Side;
  readonly at: Instant;
}

/** The side that proposed; the other one answers. */
export const sideOfProposal = ({ by }: GaProposal): Side => (by.kind === 'person' ? by.side : 'databricks');

export interface Rollout {
  /** The GA date it was planned for; of an expansion, the day on which its task is due. */
  readonly ga: CalendarDate;
  /** The open task that adds clouds after the launch: what is planned now are their regions. */
  readonly expansion?: string;
  /** Waves that have started, in the order of their starting, then those planned. */
  readonly waves: readonly Wave[];
  /** When it was last planned. */
  readonly plannedAt: Instant;
  /** Why it was planned anew, and by whom; nothing when it was planned with its date. */
  readonly change?: { readonly at: Instant; readonly by: Author; readonly reason: string };
  /** The highest number of a wave that has started: it is not given to another one. */
  readonly lastNumber: number;
  /** Sticky until a named engineer resumes. */
  readonly halted?: { readonly at: Instant; readonly by: Author; readonly reason: string };
  readonly completedAt?: Instant;
}

export interface Wave {
  readonly id: string;
  /** The day it is planned for, in the lifecycle's zone. */
  readonly on: CalendarDate;
  /** The task that added its clouds after the launch. */
  readonly expansion?: string;
  /** By region as `aws/us-west-2`, in the order of the plan. */
  readonly regions: Readonly<Record<string, RegionState>>;
  readonly startedAt?: Instant;
  readonly finishedAt?: Instant;
  /** The partner saw the tile. */
  readonly confirmed?: { readonly at: Instant; readonly by: Author };
  readonly rolledBack?: { readonly at: Instant; readonly by: Author; readonly reason: string };
}

/** A wave's number among people: 3 of `w3`. */
export const waveNumber = (id: string): number => Number(id.slice(1));

export type RegionState =
  | { readonly is: 'planned' | 'live' }
  | { readonly is: 'failed'; readonly note: string; readonly at: Instant };

/** What is proposed, and who halted and why, is read from the state; what the state forgets is kept here. */
export type GaNotice =
  | { readonly kind: 'ga-proposed' | 'launched' }
  | { readonly kind: 'ga-agreed' | 'ga-withdrawn'; readonly date: CalendarDate }
  | { readonly kind: 'ga-declined'; readonly date: CalendarDate; readonly by: Author; readonly reason: string }
  | { readonly kind: 'ga-moved'; readonly from: CalendarDate; readonly date: CalendarDate };

export type RolloutNotice =
  | { readonly kind: 'rollout-halted' }
  | { readonly kind: 'rollout-resumed'; readonly by: Author; readonly note?: string }
  | { readonly kind: 'wave-rolled-back'; readonly wave: string };
