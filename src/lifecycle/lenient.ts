import { z } from 'zod';

/**
 * What the reference checks look at. A valid lifecycle fits it as it is; a file that the schema refuses is read into it
 * as far as it goes, so that the faults of both kinds are found in the same run.
 */
export interface Outline {
  zone: string;
  teams: { id: string; side: string; coordinates: boolean }[];
  integrationTypes: Named[];
  capabilities: Named[];
  clouds: { id: string; regions: string[]; optInRegions: string[]; quietRegions: string[]; busyRegions: string[] }[];
  phases: { id: string; after: string[]; inOrder: boolean; items: OutlineItem[] }[];
  closeReasons: Named[];
  publishOrder: string[];
  ga: { rolloutFromDaysBefore: number; rolloutCompleteDaysBefore: number };
  rollout: { startAt: string; startBy: string };
  calendar: { freezes: { from: string; to: string }[]; workingHours: { from: string; until: string } };
  reminders: { digestAt: string; quietFrom: string; quietUntil: string; ladder: { afterWorkingDays: number }[] };
  sop?:
    | {
        teams: Record<'databricks' | 'partner', { onDuty: string[]; engineer: string[] }>;
        severities: Named[];
        ladder: { at: number }[];
        steps: Named[];
        signOffs: string[];
      }
    | undefined;
  uxGuidelines: Named[];
  testCases: { id: string; capabilities: string[] }[];
  maintenance: { kinds: OutlineMaintenance[] };
}

export interface OutlineMaintenance {
  id: string;
  steps: { id: string; doneBy: string[] }[];
  changes: { id: string; signOffs: string[]; testCases: string[] }[];
}

export interface Named {
  id: string;
}

export interface OutlineItem {
  id: string;
  kind: string;
  formerly: string[];
  doneBy: string[];
  needs: string[];
  due?: { daysBeforeGa?: number; daysAfter?: number; item?: string } | undefined;
  optional?: boolean;
  value?: string | undefined;
  milestone?: string | undefined;
  notForIntegrationTypes?: string[];
  criteria?: { id: string; testCase?: string | undefined; guidelines: string[] }[];
  basis?: { items: string[] };
}

const isGroup = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const group = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (isGroup(value) ? value : {}), z.object(shape));
const listOf = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(group(shape)).catch([]);

/** Built when it is first needed: a good file, which is to say every file in production, never needs it. */
let outline: ReturnType<typeof outlineSchema> | undefined;

/** Reads whatever can be read. What is missing or has the wrong shape reads as empty, and is left to the schema. */
export function readLeniently(data: unknown): Outline {
  outline ??= outlineSchema();
  return outline.parse(data);
}

function outlineSchema() {
  const text = z.string().catch('');
  const texts = z.array(text).catch([]);
  const flag = z.boolean().catch(false);
  const number = z.number().catch(Number.NaN);
  const date = z.iso.date().catch('');
  const time = z.iso.time({ precision: -1 }).catch('');
  const named = listOf({ id: text });
  const responders = group({ onDuty: texts, engineer: texts });

  return group({
    zone: text,
    teams: listOf({ id: text, side: text, coordinates: flag }),
    integrationTypes: named,
    capabilities: named,
    clouds: listOf({ id: text, regions: texts, optInRegions: texts, quietRegions: texts, busyRegions: texts }),
    phases: listOf({
      id: text,
      after: texts,
      inOrder: flag,
      items: listOf({
        id: text,
        kind: text,
        formerly: texts,
        doneBy: texts,
        needs: texts,
        due: group({ item: text }),
        optional: flag,
        value: text,
        milestone: text,
        notForIntegrationTypes: texts,
        criteria: listOf({ id: text, testCase: text, guidelines: texts }),
        basis: group({ items: texts }),
      }),
    }),
    closeReasons: named,
    publishOrder: texts,
    ga: group({ rolloutFromDaysBefore: number, rolloutCompleteDaysBefore: number }),
    rollout: group({ startAt: time, startBy: time }),
    calendar: group({ freezes: listOf({ from: date, to: date }), workingHours: group({ from: time, until: time }) }),
    reminders: group({
      digestAt: time,
      quietFrom: time,
      quietUntil: time,
      ladder: listOf({ afterWorkingDays: number }),
    }),
    sop: group({
      teams: group({ databricks: responders, partner: responders }),
      severities: named,
      ladder: listOf({ at: number }),
      steps: named,
      signOffs: texts,
    }),
    uxGuidelines: named,
    testCases: listOf({ id: text, capabilities: texts }),
    maintenance: group({
      kinds: listOf({
        id: text,
        steps: listOf({ id: text, doneBy: texts }),
        changes: listOf({ id: text, signOffs: texts, testCases: texts }),
      }),
    }),
  });
}
