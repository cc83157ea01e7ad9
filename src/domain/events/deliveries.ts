import { z } from 'zod';
import { channelId, instant } from '../ids';
import { text } from './shared';

export const deliveries = [
  /** Something that comes with time was told: of a topic (`countdown`, `wave:w1`), this much (`T-7`, a date). */
  z.strictObject({
    type: z.literal('Told'),
    topic: z.string(),
    marker: z.string(),
    channel: channelId,
    ts: z.string(),
  }),
  z.strictObject({
    type: z.literal('MessageDelivered'),
    key: z.string(),
    /** Since when the notice that was told had waited. */
    since: instant.optional(),
    channel: channelId,
    ts: z.string(),
  }),
  /** A living message (the card, the set-up report) now shows these facts. */
  z.strictObject({
    type: z.literal('LivingMessageShown'),
    message: z.string(),
    channel: channelId,
    ts: z.string(),
    shows: z.string(),
  }),
  z.strictObject({
    type: z.literal('DeliveryFailed'),
    key: z.string(),
    since: instant.optional(),
    problem: text,
    retryAt: instant.optional(),
  }),
] as const;

export type DeliveryEvent = z.infer<(typeof deliveries)[number]>;
