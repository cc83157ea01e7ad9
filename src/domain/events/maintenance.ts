import { z } from 'zod';
import { calendarDate } from '../ids';
import { text } from './shared';

/** A task's id, as `m3`: its number in the partner, which is given once. */
const task = { task: z.string().max(20) };
const step = { ...task, step: z.string().max(60) };

export const maintenanceChanges = [
  z.strictObject({
    type: z.literal('MaintenancePlanned'),
    ...task,
    kind: z.string(),
    /** What it is, where the kind does not say it all. */
    title: z.string().optional(),
    note: text.optional(),
    due: calendarDate,
    /** Of a configuration change: what changes, and the clouds that it adds. */
    changes: z.array(z.string()),
    clouds: z.array(z.string()),
    /** The task that it comes back from. */
    after: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('MaintenanceStepDone'), ...step }),
  z.strictObject({ type: z.literal('MaintenanceStepReopened'), ...step, reason: text }),
  z.strictObject({ type: z.literal('MaintenanceRescheduled'), ...task, due: calendarDate, reason: text }),
  z.strictObject({ type: z.literal('MaintenanceCompleted'), ...task }),
  /** A kind that comes back does so after this one too, unless it was ended for good. */
  z.strictObject({
    type: z.literal('MaintenanceCancelled'),
    ...task,
    reason: text,
    forGood: z.literal(true).optional(),
  }),
] as const;

export type MaintenanceEvent = z.infer<(typeof maintenanceChanges)[number]>;
