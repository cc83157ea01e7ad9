import {
  isArtifactEvent,
  isBugEvent,
  isCallEvent,
  isDelivery,
  isDetailsEvent,
  isGaEvent,
  isInvitationEvent,
  isItemEvent,
  isMaintenanceEvent,
  isPeopleEvent,
  isReminderEvent,
  isRoadmapEvent,
  isRolloutEvent,
  isSignOffEvent,
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
import { evolveInvitation } from './invitations';
import { evolveItem } from './items';
import { evolveMaintenance } from './maintenance';
import { evolveDelivery } from './outbox';
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
  const stale = ({ channel, ts, shows }: LivingMessage) => ({ channel, ts, shows, staleSince: at });
  return Object.fromEntries(entries.map(([key, message]) => [key, isMerged(message) ? message : stale(message)]));
}

function apply(partner: Partner, event: Exclude<PartnerEvent, PartnerCreated>, at: Instant, by: Author): Partner {
  if (isDelivery(event)) return evolveDelivery(partner, event);
  if (isItemEvent(event)) return evolveItem(partner, event, at, by);
  if (isSignOffEvent(event)) return evolveSignOff(partner, event, at, by);
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
  if (isPeopleEvent(event)) return evolvePeople(partner, event, at, by);
  if (isDetailsEvent(event)) return evolveDetails(partner, event, at);
  if (isInvitationEvent(event)) return evolveInvitation(partner, event, at);
  return evolveSetUp(partner, event, at);
}
