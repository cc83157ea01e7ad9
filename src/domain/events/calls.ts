import { z } from 'zod';
import { callOutcomes } from '../calls/state';
import { instant, itemId } from '../ids';
import { named, text } from './shared';

const call = { call: z.string() };
const attendees = z.array(z.strictObject(named));
const link = z.string().max(500);

export const callChanges = [
  z.strictObject({
    type: z.literal('CallScheduled'),
    ...call,
    about: itemId,
    round: z.int().positive().optional(),
    starts: instant,
    minutes: z.int().positive(),
    agenda: text.optional(),
    link: link.optional(),
    attendees,
  }),
  /** All of it, as it is now. */
  z.strictObject({
    type: z.literal('CallChanged'),
    ...call,
    starts: instant,
    agenda: text.optional(),
    link: link.optional(),
    attendees,
    reason: text.optional(),
  }),
  z.strictObject({ type: z.literal('CallCancelled'), ...call, reason: text }),
  z.strictObject({ type: z.literal('CallHeld'), ...call, outcome: z.enum(callOutcomes), note: text.optional() }),
] as const;

export type CallEvent = z.infer<(typeof callChanges)[number]>;
