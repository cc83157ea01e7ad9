import { z } from 'zod';
import { calendarDate, channelId, partnerId } from '../ids';
import { text } from './shared';

export const created = z.strictObject({
  type: z.literal('PartnerCreated'),
  id: partnerId,
  name: z.string(),
  slug: z.string(),
  integrationType: z.string(),
  clouds: z.array(z.string()),
  targetGaDate: calendarDate.optional(),
  notes: text.optional(),
  adopt: z.strictObject({ channel: channelId, name: z.string() }).optional(),
});

export const partnerChanges = [
  z.strictObject({
    type: z.literal('DetailsChanged'),
    name: z.string().optional(),
    integrationType: z.string().optional(),
    clouds: z.array(z.string()).optional(),
    targetGaDate: calendarDate.nullable().optional(),
  }),
  z.strictObject({ type: z.literal('NotesChanged'), notes: text }),
  z.strictObject({ type: z.literal('PartnerClosed'), reason: z.string(), note: text.optional() }),
  z.strictObject({ type: z.literal('PartnerReopened'), note: text.optional() }),
] as const;

export type PartnerCreated = z.infer<typeof created>;
export type DetailsEvent = z.infer<(typeof partnerChanges)[number]>;
