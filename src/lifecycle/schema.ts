import { z } from 'zod';
import { maintenanceKind } from './maintenance-schema';
import { sop } from './sop';
import { days, id, sentence, time, title, url } from './words';

/**
 * The shape of the lifecycle file: phases, items, gates, people, regions and defaults as data.
 * Cross-references (an item that needs an unknown item, say) are checked by `checkReferences` in `references.ts`.
 */

export const sides = ['databricks', 'partner'] as const;
const side = z.enum(sides);

const team = z.strictObject({
  id,
  side,
  title,
  /** What a person of this team is called, as in "Solution architect". */
  role: title,
  /** Runs the onboarding: opens and closes partners, says who is who, may act on behalf of others, never sign for them. */
  coordinates: z.boolean().default(false),
  /** The lead of a side may act for the other teams of that side, never sign for them. */
  leads: z.boolean().default(false),
});

const choice = z.strictObject({ id, title });

const cloud = z.strictObject({
  id,
  title,
  regions: z.array(id).min(1),
  /** Government and China regions: rolled out to only when a partner opts in. */
  optInRegions: z.array(id).default([]),
  /** Small and quiet regions, which the first waves take; and the busiest, which the last one takes. */
  quietRegions: z.array(id).default([]),
  busyRegions: z.array(id).default([]),
});

/** Days before the GA date (target or agreed), or after another item is finished. */
const due = z.union([z.strictObject({ daysBeforeGa: days }), z.strictObject({ daysAfter: days, item: id })]);

/** What an item asks for when it is marked done. */
const evidence = z.enum(['link', 'link-or-note']);
const value = z.enum(['quarter', 'text', 'date-time', 'ga-date']);
/** What an item waits for: it follows the files that were handed in, and need not be ticked. */
const artifacts = z.array(z.enum(['configuration', 'report', 'logo', 'icon'])).default([]);
/** Items that are done by doing something, not by ticking: agreeing on the GA date, the rollout, the launch, runs of test cases. */
const milestone = z.enum(['ga-date', 'rollout', 'launch', 'partner-run', 'joint-rounds']);

const itemBase = {
  id,
  title,
  /** Earlier ids of this item: what was recorded under them is kept. */
  formerly: z.array(id).default([]),
  help: sentence.optional(),
  link: url.optional(),
  audience: z.enum(['both', 'internal']).default('both'),
  /** Teams that do it; the first owns it. */
  doneBy: z.array(id).min(1),
  /** Items or sign-offs that must be finished first. */
  needs: z.array(id).default([]),
  due: due.optional(),
};

/** A call of both sides that can be scheduled: what it is about, and what the partner must bring. */
const call = z.strictObject({
  /** What the call is called; the item's title when left out. */
  title: title.optional(),
  minutes: z.number().int().min(15).max(240).default(60),
  agenda: z.array(sentence).max(10).default([]),
  bring: z.array(sentence).max(10).default([]),
});

const task = z.strictObject({
  ...itemBase,
  kind: z.literal('task').default('task'),
  optional: z.boolean().default(false),
  /** May be marked as not needed, with a reason. */
  mayBeNotNeeded: z.boolean().default(false),
  evidence: evidence.optional(),
  value: value.optional(),
  /** The words before the value, as in "Workspace". */
  valueLabel: title.optional(),
  milestone: milestone.optional(),
  artifacts,
  notForIntegrationTypes: z.array(id).default([]),
  call: call.optional(),
  /** A design is handed in by the partner, and passed or sent back with comments by the other side. */
  review: z.boolean().default(false),
});

const caseName = z.string().regex(/^P\d{3}$/, 'test cases are named like P100');

const criterion = z.strictObject({
  id,
  text: z.string().trim().min(1).max(150),
  /** Read from the results of this test case instead of being ticked. */
  testCase: caseName.optional(),
  /** Cannot be ticked while one of these UX guidelines is not met. */
  guidelines: z.array(id).default([]),
});

const signOff = z.strictObject({
  ...itemBase,
  /** A confirmation is given like a sign-off but is not counted as one (the PPA gate). */
  kind: z.enum(['sign-off', 'confirmation']),
  /** Statements that the person who signs must tick, one by one. */
  criteria: z.array(criterion).max(10).default([]),
  /** What the sign-off rests on: a change to one of these reopens it. */
  basis: z.strictObject({ items: z.array(id).default([]), configuration: z.boolean().default(false) }),
});

const phase = z.strictObject({
  id,
  title,
  /** Phases that must be finished before an item of this one can be done. */
  after: z.array(id).default([]),
  /** Each item needs the one before it. */
  inOrder: z.boolean().default(false),
  items: z.array(z.union([signOff, task])).default([]),
});

const uxGuideline = z.strictObject({
  id,
  area: title,
  kind: z.enum(['do', "don't"]),
  optional: z.boolean().default(false),
  text: sentence,
});

const testCase = z.strictObject({
  id: caseName,
  title: z.string().trim().min(1).max(150),
  suiteClass: z.string().optional(),
  appliesTo: z.enum(['all', 'connect']),
  /** Capabilities that the partner must have for the case to apply. */
  capabilities: z.array(id).default([]),
  /** Where the partner's configuration file tells whether the case applies. */
  configurationField: z.string().optional(),
  /** The file does not tell: the partner is asked, and yes is suggested when this field has this value. */
  suggestedWhen: z.strictObject({ configurationField: z.string(), is: z.string() }).optional(),
  optional: z.boolean().default(false),
  expectation: sentence.optional(),
});

export const lifecycleSchema = z.strictObject({
  name: title,
  /** The name of the programme in texts, as in "Partner Connect". */
  programme: title,
  /** The zone in which due dates and GA dates are dates. */
  zone: z.string().min(1),
  sides: z.strictObject({ databricks: title, partner: title }),
  teams: z.array(team).min(2),
  integrationTypes: z
    .array(z.strictObject({ id, title, connectApi: z.boolean() }))
    .min(1)
    .max(100),
  capabilities: z.array(choice).default([]),
  clouds: z.array(cloud).min(1).max(10),
  phases: z.array(phase).min(1).max(20),
  /** With `needsNote` whoever closes it says why in words too. */
  closeReasons: z
    .array(choice.extend({ needsNote: z.boolean().optional() }))
    .min(1)
    .max(100),
  /** Items whose links go out on the launch day, in this order: what others link to comes first. */
  publishOrder: z.array(id).max(20).default([]),
  ga: z.strictObject({
    /** An agreed GA date is at least so many days after the day it is agreed. */
    agreeDaysAhead: days,
    /** Waves run from so many days before GA ... */
    rolloutFromDaysBefore: days,
    /** ... and are complete so many days before it. */
    rolloutCompleteDaysBefore: days,
    /** Days before GA on which the channel is told what is done and what is missing, most first. */
    countdown: z.array(days.min(1)).max(10).default([7, 3, 1]),
  }),
  rollout: z.strictObject({
    /** One wave a working day at most, and no more than so many. */
    maxWaves: z.number().int().min(1).max(20),
    /** Each wave has about so many times the regions of the one before. */
    growth: z.number().min(1).max(10),
    /** When a wave is due, and until when it may be started, in the lifecycle's zone. */
    startAt: time,
    startBy: time,
    /** How long a finished wave is watched before the next one may start. */
    soakHours: z.number().min(0).max(72),
  }),
  calendar: z.strictObject({
    workingDays: z.array(z.number().int().min(1).max(7)).min(1),
    /** When clocks of bugs that count working hours run, in the lifecycle's zone. */
    workingHours: z.strictObject({ from: time, until: time }).default({ from: '09:00', until: '17:00' }),
    /** Of one side, or of both when none is named. */
    holidays: z.array(z.strictObject({ date: z.iso.date(), title, side: side.optional() })).default([]),
    freezes: z.array(z.strictObject({ from: z.iso.date(), to: z.iso.date(), title })).default([]),
  }),
  reminders: z.strictObject({
    digestAt: time,
    quietFrom: time,
    quietUntil: time,
    dueSoonDays: days,
    /** What is not due yet is brought up once, and again after so many working days. */
    repeatAfterWorkingDays: days.min(1).default(3),
    /** What is overdue is told daily until the ladder has been climbed; from then on every so many working days. */
    repeatOverdueAfterWorkingDays: days.min(1).default(5),
    /** An invitation nobody answered is brought up with the PDM after so many days. */
    staleInvitationDays: days,
    ladder: z.array(z.strictObject({ afterWorkingDays: days, tell: z.enum(['owner', 'pdm', 'channel', 'lead']) })),
  }),
  /** Without it bugs are not escalated here. */
  sop: sop.optional(),
  /** For so many days after it was handed in, a file is fetched from Slack for those who ask for it, and then no more. */
  artifacts: z.strictObject({ keepDays: days.min(1) }).default({ keepDays: 365 }),
  uxGuidelines: z.array(uxGuideline).default([]),
  testCases: z.array(testCase).default([]),
  /** What comes up after the launch. */
  maintenance: z.strictObject({ kinds: z.array(maintenanceKind).max(10) }).default({ kinds: [] }),
  /** Both leads are reminded so many days before each quarter to review the roadmap. */
  roadmap: z.strictObject({ reviewDaysBefore: days }).default({ reviewDaysBefore: 14 }),
  links: z.array(z.strictObject({ title, url })).max(10).default([]),
});

/** `userGroup` does not come from the file: the configuration names the Slack user group that holds a team's members. */
export type Team = z.infer<typeof team> & { userGroup?: string };
type Lifecycle = Omit<z.infer<typeof lifecycleSchema>, 'teams'> & { teams: Team[] };
export type { Lifecycle };
export type Side = z.infer<typeof side>;
export type Phase = z.infer<typeof phase>;
export type Task = z.infer<typeof task>;
export type SignOff = z.infer<typeof signOff>;
export type Item = Task | SignOff;
export type MaintenanceKind = z.infer<typeof maintenanceKind>;
export type Guideline = z.infer<typeof uxGuideline>;
export type TestCase = z.infer<typeof testCase>;
export type Cloud = z.infer<typeof cloud>;
export type { Severity, Sop } from './sop';
/** What a lifecycle file may say: the same, with everything that has a default left out at will. */
export type LifecycleFile = z.input<typeof lifecycleSchema>;
