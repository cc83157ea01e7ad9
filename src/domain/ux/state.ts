import type { Author } from '../events/author';
import type { Instant } from '../ids';

/** What is known of how usable a partner's product is for a new user: part of the fold. */
export interface UxReview {
  /** By guideline. Both sides see the same. */
  readonly verdicts: Readonly<Record<string, GuidelineVerdict>>;
  /** What was handed in for the design review, in order. */
  readonly designs: readonly Design[];
}

export const guidelineVerdicts = ['met', 'not-met', 'not-applicable'] as const;

export interface GuidelineVerdict {
  readonly is: (typeof guidelineVerdicts)[number];
  readonly comment?: string;
  /** A screenshot, or a moment of a video. */
  readonly link?: string;
  readonly at: Instant;
  readonly by: Author;
  /** The version at which it was given: what rests on it compares this. */
  readonly revision: number;
}

export interface Design {
  readonly number: number;
  readonly link: string;
  readonly note?: string;
  readonly at: Instant;
  readonly by: Author;
  readonly sentBack?: { readonly at: Instant; readonly by: Author; readonly comment: string };
}

export const noUxReview: UxReview = { verdicts: {}, designs: [] };
