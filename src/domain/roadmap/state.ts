import type { Side } from '../../lifecycle/schema';
import type { Author } from '../events/author';
import type { Instant, Named } from '../ids';

/** What both sides plan together: plain data, part of the partner. */
export interface Roadmap {
  /** In the order in which they were proposed. What is done is kept; of what came to nothing, the newest. */
  readonly entries: readonly RoadmapEntry[];
  /** The highest number given: it is not given again. */
  readonly lastNumber: number;
}

export interface RoadmapEntry {
  /** As `r3`. */
  readonly id: string;
  readonly title: string;
  /** As `2027Q3`. */
  readonly quarter: string;
  /** The side that does it. */
  readonly side: Side;
  readonly owner?: Named;
  readonly note?: string;
  /** The proposal: its author's side waits for the other one. */
  readonly at: Instant;
  readonly by: Author;
  readonly status: RoadmapStatus;
  /** How often it was changed: an answer names what it answers. */
  readonly revision: number;
}

export type RoadmapStatus =
  | { readonly is: 'proposed' }
  | { readonly is: 'accepted' | 'done'; readonly at: Instant; readonly by: Author }
  | { readonly is: 'declined' | 'withdrawn'; readonly at: Instant; readonly by: Author; readonly reason: string };

/** What happened last is told; the rest is read from the state. */
export interface RoadmapNotice {
  readonly kind: 'roadmap';
  readonly entry: string;
  readonly what: RoadmapStatus['is'] | 'changed';
  readonly by: Author;
}

export const noRoadmap: Roadmap = { entries: [], lastNumber: 0 };

/** As many entries that came to nothing as a partner keeps. */
export const mostDropped = 20;

/** The side that proposed an entry; the other one answers. */
export const proposerOf = ({ by }: Pick<RoadmapEntry, 'by'>): Side => (by.kind === 'person' ? by.side : 'databricks');

/** Whether it is still to be answered or to be done. */
export const isOpen = ({ status }: Pick<RoadmapEntry, 'status'>): boolean =>
  status.is === 'proposed' || status.is === 'accepted';
