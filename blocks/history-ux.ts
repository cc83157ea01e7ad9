import type { UxEvent } from '../src/domain/events';
import { reviewItem } from '../src/domain/ux/review';
import type { Teller } from './history-items';
import { count, link, oneLine } from './text';
import { guidelineWords } from './ux-words';

/** Sentences of the log about the UX review; nothing when the reader may not know of it. */
export function tellUx(event: UxEvent, { who, behalf, item, lifecycle }: Teller): string | undefined {
  const placed = reviewItem(lifecycle);
  const id = event.type === 'GuidelinesReviewed' ? placed?.id : event.item;
  const about = id && item(id);
  if (about === undefined) return undefined;
  switch (event.type) {
    case 'GuidelinesReviewed': {
      const notMet = event.verdicts.filter((v) => v.is === 'not-met').length;
      const [only] = event.verdicts;
      const what =
        event.verdicts.length === 1 && only
          ? `“${oneLine(guidelineText(only.guideline, lifecycle), 100)}” as ${guidelineWords[only.is]}`
          : `${count(event.verdicts.length, 'UX guideline')}, ${notMet} of them not met`;
      return `${who} reviewed ${what}${behalf}${only?.comment ? `: ${oneLine(only.comment)}` : ''}`;
    }
    case 'DesignHandedIn':
      return `${who} handed in a design for ${about}${behalf}: ${link(event.link)}`;
    case 'DesignSentBack':
      return `${who} sent the design for ${about} back${behalf}: ${oneLine(event.comment)}`;
  }
}

const guidelineText = (id: string, { uxGuidelines }: Teller['lifecycle']): string =>
  uxGuidelines.find((g) => g.id === id)?.text ?? id;
