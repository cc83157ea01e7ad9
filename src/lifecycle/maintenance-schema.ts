import { z } from 'zod';
import { days, id, sentence, title } from './words';

/** A step of a maintenance task: done by teams of one side, after the steps above it. */
const maintenanceStep = z.strictObject({
  /** Short: together with the task's number it is an id of its own. */
  id: id.max(30),
  title,
  help: sentence.optional(),
  doneBy: z.array(id).min(1),
  /** Due so many working days before the task is. */
  workingDaysBefore: days.default(0),
  /** It is about the test cases of the change: they are listed with it, and without any it is left out. */
  testCases: z.boolean().default(false),
});

/** A change of what sign-offs were based on, and what must be validated again because of it. */
const maintenanceChange = z.strictObject({
  id,
  title,
  /** Asks which clouds, and plans a rollout of their regions. */
  addsCloud: z.boolean().default(false),
  signOffs: z.array(id).default([]),
  testCases: z.array(z.string()).default([]),
});

/** A kind of maintenance, with its short checklist. */
export const maintenanceKind = z.strictObject({
  id,
  title,
  help: sentence.optional(),
  /** Whoever plans one says in a few words what it is. */
  titled: z.boolean().default(false),
  /** Due in so many days when nobody says when. */
  dueInDays: days.min(1).default(14),
  /** Comes back so many days after it was done; the first is due so many days after the launch. */
  everyDays: days.min(7).optional(),
  steps: z.array(maintenanceStep).min(1).max(10),
  changes: z.array(maintenanceChange).max(10).default([]),
});
