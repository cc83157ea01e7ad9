import type { GuidelineView } from '../src/domain/ux/review';
import type { GuidelineVerdict } from '../src/domain/ux/state';
import type { Guideline } from '../src/lifecycle/schema';
import { link, oneLine } from './text';
import { author } from './words';

/** The words for the UX review. */

type Verdict = GuidelineVerdict['is'];

const guidelineMarks: Readonly<Record<Verdict, string>> = { met: '✅', 'not-met': '❌', 'not-applicable': '➖' };
export const guidelineWords: Readonly<Record<Verdict, string>> = {
  met: 'met',
  'not-met': 'not met',
  'not-applicable': 'not applicable',
};

const kinds: Readonly<Record<Guideline['kind'], string>> = { do: 'Do', "don't": 'Don’t' };

/** "Don't: Force two-factor set-up." */
export const guidelineTitle = ({ kind, text }: Guideline): string => `${kinds[kind]}: ${text}`;

/** A row of the review list. */
export function guidelineLine({ guideline, verdict }: GuidelineView): string {
  const mark = verdict ? guidelineMarks[verdict.is] : '⬜';
  const optional = guideline.optional ? ' (optional)' : '';
  const first = `${mark} ${oneLine(guidelineTitle(guideline), 400)}${optional}`;
  if (!verdict) return first;
  const said = verdict.comment ? ` “${oneLine(verdict.comment, 200)}”` : '';
  const shown = verdict.link === undefined ? '' : ` · ${link(verdict.link)}`;
  return `${first}\n   ${author(verdict.by)}: ${guidelineWords[verdict.is]}${said}${shown}`;
}
