import { z } from 'zod';
import { calendarDate, caseId } from '../ids';
import { verdicts } from '../test-cases/state';
import { item, named, text } from './shared';

const ofCase = { case: caseId };
/** The partner's own run, or the joint round of that number. */
export const runId = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('partner') }),
  z.strictObject({ kind: z.literal('joint'), round: z.int().positive() }),
]);
export type RunId = z.infer<typeof runId>;

export const testRunChanges = [
  /** All that the product can do, of what the lifecycle asks for. */
  z.strictObject({ type: z.literal('CapabilitiesSaid'), capabilities: z.array(z.string()) }),
  /** Whether a case applies, whatever the configuration says; an internal reason is for the databricks side. */
  z.strictObject({
    type: z.literal('CaseOverridden'),
    ...ofCase,
    applies: z.boolean(),
    reason: text,
    internal: z.literal(true).optional(),
  }),
  z.strictObject({ type: z.literal('OverrideDropped'), ...ofCase }),
  z.strictObject({
    type: z.literal('RoundStarted'),
    ...item,
    round: z.int().positive(),
    cases: z.array(caseId),
    present: z.array(z.strictObject(named)),
  }),
  /** Only what is new. The item is the one that is done by this run. */
  z.strictObject({
    type: z.literal('ResultsRecorded'),
    ...item,
    run: runId,
    results: z.array(z.strictObject({ ...ofCase, is: z.enum(verdicts), note: text.optional() })),
  }),
  z.strictObject({
    type: z.literal('TodoAdded'),
    ...ofCase,
    todo: z.string(),
    title: text,
    owner: z.strictObject(named).optional(),
    due: calendarDate.optional(),
  }),
  /** Without an owner it is nobody's in particular. */
  z.strictObject({
    type: z.literal('TodoHandedOver'),
    ...ofCase,
    todo: z.string(),
    owner: z.strictObject(named).optional(),
  }),
  z.strictObject({ type: z.literal('TodoDone'), ...ofCase, todo: z.string() }),
] as const;

export type TestRunEvent = z.infer<(typeof testRunChanges)[number]>;
