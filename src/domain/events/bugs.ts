import { z } from 'zod';
import { instant } from '../ids';
import { side, text } from './shared';

/** A bug by its number among people, such as `ACME-12`. */
const bug = { bug: z.string() };

export const bugChanges = [
  z.strictObject({
    type: z.literal('BugReported'),
    ...bug,
    title: z.string(),
    what: text,
    severity: z.string(),
    /** Whose turn it is; the side that is suspected, when one is. */
    side,
    suspected: side.optional(),
    clouds: z.array(z.string()).optional(),
    regions: z.string().optional(),
    customers: z.string().optional(),
    since: instant.optional(),
    /** The message in Slack that was escalated. */
    message: z.string().optional(),
    /** The test case that failed, and in which run. */
    testCase: z.strictObject({ case: z.string(), run: z.string().optional() }).optional(),
    /** The form it came from: the same one twice is one bug. */
    form: z.string().optional(),
  }),
  /** The author has it from now on, when they are of the side whose turn it is. */
  z.strictObject({ type: z.literal('BugAcknowledged'), ...bug }),
  z.strictObject({ type: z.literal('BugStarted'), ...bug }),
  z.strictObject({ type: z.literal('BugMitigated'), ...bug, note: text.optional() }),
  /** Now the other side verifies. */
  z.strictObject({ type: z.literal('BugResolved'), ...bug, note: text }),
  z.strictObject({ type: z.literal('BugVerified'), ...bug, note: text.optional() }),
  z.strictObject({ type: z.literal('BugClosed'), ...bug, note: text.optional() }),
  z.strictObject({ type: z.literal('BugReopened'), ...bug, reason: text }),
  z.strictObject({ type: z.literal('BugDuplicate'), ...bug, of: z.string() }),
  z.strictObject({ type: z.literal('BugHandedOver'), ...bug, to: side, reason: text }),
  z.strictObject({ type: z.literal('BugSeverityChanged'), ...bug, severity: z.string(), reason: text }),
  /** The steps that are ticked now. */
  z.strictObject({ type: z.literal('BugStepsTicked'), ...bug, steps: z.array(z.string()) }),
  z.strictObject({ type: z.literal('BugUpdated'), ...bug, note: text }),
] as const;

export type BugEvent = z.infer<(typeof bugChanges)[number]>;
