import { z } from 'zod';
import { guidelineVerdicts } from '../ux/state';
import { item, text } from './shared';

const link = z.string().max(500);

export const uxChanges = [
  /** Only what is new. */
  z.strictObject({
    type: z.literal('GuidelinesReviewed'),
    verdicts: z.array(
      z.strictObject({
        guideline: z.string(),
        is: z.enum(guidelineVerdicts),
        comment: text.optional(),
        link: link.optional(),
      }),
    ),
  }),
  z.strictObject({ type: z.literal('DesignHandedIn'), ...item, link, note: text.optional() }),
  z.strictObject({ type: z.literal('DesignSentBack'), ...item, comment: text }),
] as const;

export type UxEvent = z.infer<(typeof uxChanges)[number]>;
