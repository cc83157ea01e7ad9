import type { GuidelineVerdict } from '../ux/state';

export type UxCommand =
  | { readonly type: 'ReviewGuidelines'; readonly verdicts: readonly Reviewed[] }
  | { readonly type: 'HandInDesign'; readonly link: string; readonly note?: string }
  | { readonly type: 'SendDesignBack'; readonly comment: string };

/** A verdict as somebody gives it: one that is not "met" with a comment. */
export interface Reviewed {
  readonly guideline: string;
  readonly is: GuidelineVerdict['is'];
  readonly comment?: string;
  readonly link?: string;
}
