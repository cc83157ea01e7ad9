import { z } from 'zod';
import { id, sentence, title, url } from './words';

/** The standing operating procedure for bugs, as data: severities and their times, who is told of a missed one, steps. */

/** A length of time: around the clock, or counted in working hours only. A working day is as long as the calendar says. */
const span = z
  .string()
  .regex(
    /^[1-9]\d{0,2} (working )?(minute|hour|day)s?$/,
    'must be a length of time such as 15 minutes, 4 hours or 2 working days',
  );

const severity = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9]{0,9}$/, 'severities are named like S1'),
  title,
  /** What it means, for the person who has to choose. */
  meaning: z.string().trim().min(1).max(150),
  /** Until somebody of the side whose turn it is has said that they see to it. */
  acknowledge: span,
  /** From one word on how it goes to the next. */
  update: span,
  resolve: span,
  /** Halts the waves of a rollout that have not started; a person resumes. */
  haltsRollout: z.boolean().default(false),
  /** Its escalations are told at any hour, to everybody. */
  passesQuietHours: z.boolean().default(false),
});

const team = z.array(id).min(1).max(5);
const responders = z.strictObject({
  /** Who owns a bug that comes to this side. */
  onDuty: team,
  engineer: team,
});

export const sop = z.strictObject({
  /** The document that this section sums up. */
  link: z.strictObject({ title, url }).optional(),
  teams: z.strictObject({ databricks: responders, partner: responders }),
  /** The gravest first. */
  severities: z.array(severity).min(1).max(10),
  /** Who is told when so many times the time for something have passed: 1 is when it is missed. */
  ladder: z
    .array(
      z.strictObject({
        at: z.number().min(0.1).max(20),
        tell: z.enum(['on-duty', 'engineer', 'pdm', 'lead', 'leads']),
      }),
    )
    .max(10)
    .default([]),
  /** What the responder ticks. */
  steps: z
    .array(z.strictObject({ id, title, help: sentence.optional() }))
    .max(10)
    .default([]),
  /** Sign-offs beside which an open bug that halts rollouts is shown. */
  signOffs: z.array(id).max(20).default([]),
});

export type Sop = z.infer<typeof sop>;
export type Severity = Sop['severities'][number];
