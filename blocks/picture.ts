import type { KnownBlock } from '@slack/types';
import type { Principal } from '../src/domain/actor';
import type { CalendarDate, Instant } from '../src/domain/ids';
import { fitLines } from './text';

/** A message; the text is what a notification shows and a screen reader reads. */
export interface Picture {
  text: string;
  blocks: KnownBlock[];
}

/** Who looks, and when: the same partner looks different to both sides. */
export interface Viewer {
  readonly who: Principal;
  /** The date in the lifecycle's zone. */
  readonly today: CalendarDate;
  readonly now: Instant;
  /** The zone of whoever looks: what is due or overdue goes by their own calendar. */
  readonly zone: string;
}

/** Returns a message. Surfaces page by themselves; the cut at Slack's 50 blocks is the last resort. */
export const picture = (text: string | readonly string[], blocks: readonly KnownBlock[]): Picture => ({
  text: fitLines(
    (typeof text === 'string' ? [text] : text).flatMap((line) => (line ? [spoken(line)] : [])),
    3900,
  ),
  blocks: blocks.slice(0, 50),
});

/** Formatting is for the eye; bold of ours goes, on one line. What people typed holds no asterisks here. */
const spoken = (line: string): string =>
  /[*•\n]/.test(line)
    ? line
        .replace(/\*([^*\n<>]+)\*/g, '$1')
        .replaceAll('• ', '')
        .replace(/\s*\n\s*/g, ', ')
    : line;
