import { z } from 'zod';
import { calendarDate, itemId } from '../ids';
import { evidence, item, named, text } from './shared';

export const itemChanges = [
  z.strictObject({
    type: z.literal('ItemDone'),
    ...item,
    evidence: evidence.optional(),
    value: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('ItemReopened'), ...item, reason: text.optional() }),
  z.strictObject({ type: z.literal('ItemBlocked'), ...item, reason: text }),
  z.strictObject({ type: z.literal('ItemUnblocked'), ...item }),
  z.strictObject({ type: z.literal('ItemNotNeeded'), ...item, reason: text }),
  z.strictObject({ type: z.literal('ItemOwnerSet'), ...item, owner: z.strictObject(named).nullable() }),
  z.strictObject({ type: z.literal('ItemDueSet'), ...item, due: calendarDate.nullable() }),
  z.strictObject({ type: z.literal('ItemEvidenceSet'), ...item, evidence }),
  z.strictObject({ type: z.literal('ItemAudienceSet'), ...item, internal: z.boolean() }),
  z.strictObject({ type: z.literal('ItemRenamed'), from: itemId, to: itemId }),
] as const;

export type ItemEvent = z.infer<(typeof itemChanges)[number]>;
