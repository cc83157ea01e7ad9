import { z } from 'zod';
import { calendarDate, itemId } from '../ids';
import { text } from './shared';

export const gaChanges = [
  /** One side proposes, the other accepts or declines; the sides are those of the authors. */
  z.strictObject({ type: z.literal('GaDateProposed'), date: calendarDate, reason: text.optional() }),
  z.strictObject({ type: z.literal('GaDateAccepted'), date: calendarDate, item: itemId }),
  z.strictObject({ type: z.literal('GaDateDeclined'), date: calendarDate, reason: text }),
  z.strictObject({ type: z.literal('GaDateWithdrawn'), date: calendarDate }),
  z.strictObject({ type: z.literal('Launched'), item: itemId }),
] as const;

export type GaEvent = z.infer<(typeof gaChanges)[number]>;
