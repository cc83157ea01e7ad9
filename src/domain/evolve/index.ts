import {
  isArtifactEvent,
  isBugEvent,
  isCallEvent,
  isGaEvent,
  isMaintenanceEvent,
  isReminderEvent,
  isRoadmapEvent,
  isRolloutEvent,
  isTestRunEvent,
  isUxEvent,
} from '../events';
import type { Author, PartnerCreated, PartnerEvent, RecordedEvent } from '../events';
import type { Instant } from '../ids';
import { mergeEditsMs, type LivingMessage, type Partner } from '../partner';
import { evolveArtifacts } from './artifacts';
import { evolveBug } from './bugs';
import { evolveCalls } from './calls';
import { create, evolveDetails } from './details';
import { evolveGa } from './ga';
import { evolveItem } from './items';
import { evolveMaintenance } from './maintenance';
import { evolveDelivery, isDelivery } from './outbox';
import { evolvePeople } from './people';
import { evolveReminders, noteResponse } from './reminders';
import { evolveRoadmap } from './roadmap';
import { evolveRollout } from './rollout';
import { evolveSetUp } from './set-up';
import { evolveSignOff } from './sign-offs';
import { evolveTestRuns } from './test-runs';
import { evolveUx } from './ux';

/**
 * Returns the partner after one more recorded event. Pure and total: folding the same log always gives the same
 * bytes. Throws only when the log does not open with `PartnerCreated`, which no commit can write.
 */
export function evolve(partner: Partner | undefined, recorded: RecordedEvent): Partner {
  const { event, at, by } = recorded;
  if (event.type === 'PartnerCreated')
    return partner ? { ...partner, version: partner.version + 1, living: aged(partner.living, at) } : create(event, at);
  if (partner === undefined) throw new Error(`The log opens with ${event.type}, not with PartnerCreated`);
  const after = apply(partner, event, at, by);
  return {
    ...after,
    version: partner.version + 1,
    reminders: noteResponse(after.reminders, event, at, by),
    living: isDelivery(event) ? after.living : aged(after.living, at),
  };
}

/**
 * Notes for each living message when the changes began that its next edit will show. Had a change shown, it would have
 * been edited by the end of that time: what comes later begins anew.
 */
function aged(living: Partner['living'], at: Instant): Partner['living'] {
  const entries = Object.entries(living);
  const isMerged = ({ staleSince }: LivingMessage) =>
    staleSince !== undefined && staleSince <= at && at < staleSince + mergeEditsMs;
  if (entries.every(([, message]) => isMerged(message))) return living;
  return Object.fromEntries(
    entries.map(([key, message]) => [key, isMerged(message) ? message : { ...message, staleSince: at }]),
  );
}

function apply(partner: Partner, event: Exclude<PartnerEvent, PartnerCreated>, at: Instant, by: Author): Partner {
  if (isGaEvent(event)) return evolveGa(partner, event, at, by);
  if (isRolloutEvent(event)) return evolveRollout(partner, event, at, by);
  if (isBugEvent(event)) return evolveBug(partner, event, at, by);
  if (isReminderEvent(event)) return evolveReminders(partner, event);
  if (isArtifactEvent(event)) return evolveArtifacts(partner, event, at, by);
  if (isMaintenanceEvent(event)) return evolveMaintenance(partner, event, at, by);
  if (isTestRunEvent(event)) return evolveTestRuns(partner, event, at, by);
  if (isRoadmapEvent(event)) return evolveRoadmap(partner, event, at, by);
  if (isCallEvent(event)) return evolveCalls(partner, event, at, by);
  if (isUxEvent(event)) return evolveUx(partner, event, at, by);
  switch (event.type) {
    case 'DetailsChanged':
    case 'NotesChanged':
    case 'PartnerClosed':
    case 'PartnerReopened':
      return evolveDetails(partner, event, at);
    case 'PersonAssigned':
    case 'PersonRemoved':
    case 'RoleClaimed':
    case 'ClaimDeclined':
    case 'PersonDeactivated':
    case 'PersonReactivated':
    case 'PersonRenamed':
    case 'PersonMoved':
      return evolvePeople(partner, event, at, by);
    case 'ItemDone':
    case 'ItemReopened':
    case 'ItemBlocked':
    case 'ItemUnblocked':
    case 'ItemNotNeeded':
    case 'ItemOwnerSet':
    case 'ItemDueSet':
    case 'ItemEvidenceSet':
    case 'ItemAudienceSet':
    case 'ItemRenamed':
      return evolveItem(partner, event, at, by);
    case 'SignOffGiven':
    case 'SignOffTakenBack':
    case 'SignOffReopened':
      return evolveSignOff(partner, event, at, by);
    case 'InvitationPlanned':
    case 'InvitationSent':
    case 'InvitationAccepted':
    case 'InvitationApproved':
    case 'InvitationDeclined':
    case 'InvitationWithdrawn':
    case 'ChannelNamed':
    case 'ChannelReady':
    case 'ChannelIdChanged':
    case 'ChannelRenamed':
    case 'ChannelArchived':
    case 'ChannelUnarchived':
    case 'ChannelDeleted':
    case 'ChannelLeft':
    case 'ChannelRejoined':
    case 'StepDone':
    case 'StepFailed':
    case 'SetUpRetried':
      return evolveSetUp(partner, event, at);
    case 'Told':
    case 'MessageDelivered':
    case 'LivingMessageShown':
    case 'DeliveryFailed':
      return evolveDelivery(partner, event);
  }
}
