import { z } from 'zod';
import { instant, personKey, teamId } from '../ids';
import { artifactChanges, type ArtifactEvent } from './artifacts';
import { bugChanges, type BugEvent } from './bugs';
import { callChanges, type CallEvent } from './calls';
import { deliveries } from './deliveries';
import { gaChanges, type GaEvent } from './ga';
import { itemChanges } from './items';
import { maintenanceChanges, type MaintenanceEvent } from './maintenance';
import { created, partnerChanges } from './partner';
import { peopleChanges } from './people';
import { reminderChanges, type ReminderEvent } from './reminders';
import { roadmapChanges, type RoadmapEvent } from './roadmap';
import { rolloutChanges, type RolloutEvent } from './rollout';
import { setUpChanges } from './set-up';
import { side } from './shared';
import { signOffChanges } from './sign-offs';
import { uxChanges, type UxEvent } from './ux';
import { testRunChanges, type TestRunEvent } from './test-runs';

export type { ArtifactEvent } from './artifacts';
export type { BugEvent } from './bugs';
export type { CallEvent } from './calls';
export type { DeliveryEvent } from './deliveries';
export type { GaEvent } from './ga';
export type { ItemEvent } from './items';
export type { MaintenanceEvent } from './maintenance';
export type { RoadmapEvent } from './roadmap';
export type { DetailsEvent, PartnerCreated } from './partner';
export type { PeopleEvent } from './people';
export type { ReminderEvent } from './reminders';
export type { RolloutEvent } from './rollout';
export type { SetUpEvent } from './set-up';
export { basis, evidence, longestText, type Basis, type Evidence } from './shared';
export type { SignOffEvent } from './sign-offs';
export type { RunId, TestRunEvent } from './test-runs';
export type { UxEvent } from './ux';

/** What happened to a partner. The log of these is the truth; everything else is folded from it. */

export const partnerEvent = z.discriminatedUnion('type', [
  created,
  ...partnerChanges,
  ...peopleChanges,
  ...itemChanges,
  ...signOffChanges,
  ...gaChanges,
  ...rolloutChanges,
  ...reminderChanges,
  ...artifactChanges,
  ...bugChanges,
  ...maintenanceChanges,
  ...testRunChanges,
  ...roadmapChanges,
  ...callChanges,
  ...uxChanges,
  ...setUpChanges,
  ...deliveries,
]);
export type PartnerEvent = z.infer<typeof partnerEvent>;

const typesOf = (events: readonly { shape: { type: { value: string } } }[]): ReadonlySet<string> =>
  new Set(events.map((event) => event.shape.type.value));
const [gaTypes, rolloutTypes, reminderTypes] = [typesOf(gaChanges), typesOf(rolloutChanges), typesOf(reminderChanges)];
const artifactTypes = typesOf(artifactChanges);
const bugTypes = typesOf(bugChanges);

export const isBugEvent = (event: PartnerEvent): event is BugEvent => bugTypes.has(event.type);
const [maintenanceTypes, roadmapTypes] = [typesOf(maintenanceChanges), typesOf(roadmapChanges)];

export const isRoadmapEvent = (event: PartnerEvent): event is RoadmapEvent => roadmapTypes.has(event.type);
export const isMaintenanceEvent = (event: PartnerEvent): event is MaintenanceEvent => maintenanceTypes.has(event.type);
export const isGaEvent = (event: PartnerEvent): event is GaEvent => gaTypes.has(event.type);
export const isRolloutEvent = (event: PartnerEvent): event is RolloutEvent => rolloutTypes.has(event.type);
const testRunTypes = typesOf(testRunChanges);
const callTypes = typesOf(callChanges);
const uxTypes = typesOf(uxChanges);
export const isUxEvent = (event: PartnerEvent): event is UxEvent => uxTypes.has(event.type);
export const isCallEvent = (event: PartnerEvent): event is CallEvent => callTypes.has(event.type);
export const isTestRunEvent = (event: PartnerEvent): event is TestRunEvent => testRunTypes.has(event.type);
export const isReminderEvent = (event: PartnerEvent): event is ReminderEvent => reminderTypes.has(event.type);
export const isArtifactEvent = (event: PartnerEvent): event is ArtifactEvent => artifactTypes.has(event.type);

const botAuthor = z.strictObject({ kind: z.literal('bot') });
const personAuthor = z.strictObject({
  kind: z.literal('person'),
  person: personKey,
  name: z.string(),
  side,
  /** Teams held when it was committed. */
  teams: z.array(teamId),
});
export const author = z.discriminatedUnion('kind', [botAuthor, personAuthor]);
/** Who did it, as they were at that moment. */
export type Author = z.infer<typeof author>;

/** An event as the log keeps it. `onBehalfOf` names the team a coordinator or lead acted for. */
export const recordedEvent = z.strictObject({
  at: instant,
  by: author,
  onBehalfOf: teamId.optional(),
  event: partnerEvent,
});
export type RecordedEvent = z.infer<typeof recordedEvent>;
