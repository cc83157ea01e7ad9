import { z } from 'zod';
import { calendarDate } from '../src/domain/ids';

/** The private messages a person can look at; carried along so that they are drawn again after a change. */
export const surface = z.discriminatedUnion('s', [
  z.strictObject({ s: z.literal('status') }),
  z.strictObject({
    s: z.literal('checklist'),
    /** The phase that is unfolded. */
    phase: z.string().optional(),
    /** Only that phase, without the others folded below it. */
    only: z.boolean().optional(),
    page: z.number().int().min(0).default(0),
  }),
  z.strictObject({ s: z.literal('sign-offs') }),
  z.strictObject({
    s: z.literal('people'),
    /** Only lists longer than a message have pages. */
    page: z.number().int().min(0).optional(),
  }),
  z.strictObject({
    s: z.literal('log'),
    /** Show entries older than this version; the newest when absent. */
    before: z.number().int().optional(),
  }),
  z.strictObject({ s: z.literal('set-up') }),
  z.strictObject({ s: z.literal('reminders'), page: z.number().int().min(0).optional() }),
  z.strictObject({ s: z.literal('ga') }),
  /** The plan counted back from a date; from the one that stands when absent. */
  z.strictObject({ s: z.literal('plan'), date: calendarDate.optional() }),
  z.strictObject({ s: z.literal('rollout') }),
  z.strictObject({ s: z.literal('roadmap'), page: z.number().int().min(0).optional() }),
  z.strictObject({ s: z.literal('artifacts') }),
  z.strictObject({ s: z.literal('maintenance'), page: z.number().int().min(0).optional() }),
  /** The bugs that are open, or those that are closed. */
  z.strictObject({
    s: z.literal('bugs'),
    closed: z.boolean().optional(),
    page: z.number().int().min(0).optional(),
  }),
  z.strictObject({ s: z.literal('bug'), bug: z.string().max(20) }),
  /** The message in the channel that shows a bug to both sides: redrawn in its place, never a private one. */
  z.strictObject({ s: z.literal('bug-message'), bug: z.string().max(20) }),
  z.strictObject({ s: z.literal('tests') }),
  z.strictObject({ s: z.literal('calls') }),
  z.strictObject({ s: z.literal('ux') }),
  /** The person's own desk, on the Home tab: of all their partners, and never a message. */
  z.strictObject({ s: z.literal('home'), page: z.number().int().min(0).optional() }),
]);
export type Surface = z.infer<typeof surface>;
