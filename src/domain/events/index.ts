import { z } from 'zod';
import { instant, teamId } from '../ids';
import { artifactChanges, type ArtifactEvent } from './artifacts';
import { author } from './author';
import { bugChanges, type BugEvent } from './bugs';
import { callChanges, type CallEvent } from './calls';
import { deliveries, type DeliveryEvent } from './deliveries';
import { gaChanges, type GaEvent } from './ga';
import { invitationChanges, type InvitationEvent } from './invitations';
import { itemChanges, type ItemEvent } from './items';
import { maintenanceChanges, type MaintenanceEvent } from './maintenance';
import { created, partnerChanges, type DetailsEvent } from './partner';
import { peopleChanges, type PeopleEvent } from './people';
import { reminderChanges, type ReminderEvent } from './reminders';
import { roadmapChanges, type RoadmapEvent } from './roadmap';
import { rolloutChanges, type RolloutEvent } from './rollout';
import { setUpChanges } from './set-up';
import { signOffChanges, type SignOffEvent } from './sign-offs';
import { testRunChanges, type TestRunEvent } from './test-runs';
import { uxChanges, type UxEvent } from './ux';

export type { ArtifactEvent } from './artifacts';
export type { Author } from './author';
export type { BugEvent } from './bugs';
export type { CallEvent } from './calls';
export type { DeliveryEvent } from './deliveries';
export type { GaEvent } from './ga';
export type { InvitationEvent } from './invitations';
export type { ItemEvent } from './items';
export type { MaintenanceEvent } from './maintenance';
export type { RoadmapEvent } from './roadmap';
export type { DetailsEvent, PartnerCreated } from './partner';
export type { PeopleEvent } from './people';
export type { ReminderEvent } from './reminders';
export type { RolloutEvent } from './rollout';
export type { SetUpEvent } from './set-up';
export { longestText, type Basis, type Evidence } from './shared';
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
  ...invitationChanges,
  ...setUpChanges,
  ...deliveries,
]);
export type PartnerEvent = z.infer<typeof partnerEvent>;

/** Tells the events of one aspect from all others. */
function aspect<E extends PartnerEvent>(changes: readonly { shape: { type: { value: E['type'] } } }[]) {
  const types: ReadonlySet<string> = new Set(changes.map((change) => change.shape.type.value));
  return (event: PartnerEvent): event is E => types.has(event.type);
}

export const isArtifactEvent = aspect<ArtifactEvent>(artifactChanges);
export const isBugEvent = aspect<BugEvent>(bugChanges);
export const isCallEvent = aspect<CallEvent>(callChanges);
/** Whether an event records a delivery: such events change nothing that people are shown. */
export const isDelivery = aspect<DeliveryEvent>(deliveries);
export const isDetailsEvent = aspect<DetailsEvent>(partnerChanges);
export const isGaEvent = aspect<GaEvent>(gaChanges);
export const isInvitationEvent = aspect<InvitationEvent>(invitationChanges);
export const isItemEvent = aspect<ItemEvent>(itemChanges);
export const isMaintenanceEvent = aspect<MaintenanceEvent>(maintenanceChanges);
export const isPeopleEvent = aspect<PeopleEvent>(peopleChanges);
export const isReminderEvent = aspect<ReminderEvent>(reminderChanges);
export const isRoadmapEvent = aspect<RoadmapEvent>(roadmapChanges);
export const isRolloutEvent = aspect<RolloutEvent>(rolloutChanges);
export const isSignOffEvent = aspect<SignOffEvent>(signOffChanges);
export const isTestRunEvent = aspect<TestRunEvent>(testRunChanges);
export const isUxEvent = aspect<UxEvent>(uxChanges);

/** Whose turn the item of an event was until then, and since when. */
const held = z.strictObject({ since: instant, team: teamId });
export type Held = z.infer<typeof held>;

/** An event as the log keeps it. `onBehalfOf` names the team a coordinator or lead acted for. */
export const recordedEvent = z.strictObject({
  at: instant,
  by: author,
  onBehalfOf: teamId.optional(),
  /** Not in logs of before it was kept. */
  held: held.optional(),
  event: partnerEvent,
});
export type RecordedEvent = z.infer<typeof recordedEvent>;
