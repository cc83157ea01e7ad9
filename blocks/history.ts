import { dateOf } from '../src/domain/calendar';
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
} from '../src/domain/events';
import type { PartnerEvent, RecordedEvent } from '../src/domain/events';
import { isTeamOf, lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { sees } from '../src/domain/visibility';
import { workingDaysBetween } from '../src/domain/working-days';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { tellArtifact } from './history-artifacts';
import { tellBug } from './history-bugs';
import { tellCall } from './history-calls';
import { stepName, tellMaintenance, tellRoadmap } from './history-care';
import { tellItem, tellSignOff, type Teller } from './history-items';
import { tellGa, tellReminder, tellRollout } from './history-launch';
import { tellPartner } from './history-partner';
import { tellInvitation, tellPerson } from './history-people';
import { tellTestRun } from './history-tests';
import { tellUx } from './history-ux';
import { count, oneLine } from './text';
import { author, team, title } from './words';

/**
 * Returns one sentence for an event as a side may read it, or nothing: for bookkeeping, and for what is internal when the partner
 * reads. Whether an item is internal is judged by how it stands today.
 */
export function describe(
  recorded: RecordedEvent,
  partner: Partner,
  lifecycle: Lifecycle,
  reader: Side,
): string | undefined {
  const { event, by, onBehalfOf } = recorded;
  if (reader === 'partner' && forHomeOnly.has(event.type)) return undefined;
  const teller: Teller = {
    who: author(by),
    acts: (person) => by.kind === 'person' && by.person === person,
    behalf: onBehalfOf ? ` for ${team(onBehalfOf, lifecycle)}` : '',
    item: (id) => itemName(id, partner, lifecycle, reader),
    partner,
    lifecycle,
    reader,
  };
  const said = tell(event, teller);
  return said && `${said}${heldWords(recorded, lifecycle)}`;
}

/** "· after 6 working days with Partner engineering"; nothing of what was done on the day it came up. */
function heldWords({ at, held }: RecordedEvent, lifecycle: Lifecycle): string {
  if (!held) return '';
  const { zone, calendar } = lifecycle;
  const days = workingDaysBetween(dateOf(held.since, zone), dateOf(at, zone), calendar);
  return days > 0 ? ` · after ${count(days, 'working day')} with ${team(held.team, lifecycle)}` : '';
}

const forHomeOnly: ReadonlySet<PartnerEvent['type']> = new Set<PartnerEvent['type']>([
  'NotesChanged',
  'ItemAudienceSet',
  'InvitationPlanned',
  'InvitationSent',
  'InvitationAccepted',
  'InvitationApproved',
  'InvitationDeclined',
  'InvitationWithdrawn',
  'StepFailed',
  'SetUpRetried',
  'DeliveryFailed',
]);

/** Items that were removed from the lifecycle go by their id; nobody knows any more whether the partner may see them. */
function itemName(id: string, partner: Partner, lifecycle: Lifecycle, reader: Side): string | undefined {
  const known = lookup(lifecycle).byId.get(id);
  if (!known && id.includes('/')) return stepName(id, { partner, lifecycle, reader });
  if (!known) return reader === 'databricks' ? `*${oneLine(id)}* (no longer on the checklist)` : undefined;
  return sees(reader, partner, known) ? `*${title(known)}*` : undefined;
}

/** A milestone that is marked internal hides what leads to it as well. */
function seesMilestone(milestone: string, partner: Partner, lifecycle: Lifecycle, reader: Side): boolean {
  const placed = lookup(lifecycle).placed.find(({ item }) => item.kind === 'task' && item.milestone === milestone);
  return placed === undefined || sees(reader, partner, placed);
}

function tell(event: PartnerEvent, teller: Teller): string | undefined {
  const { partner, lifecycle, reader } = teller;
  if (isGaEvent(event))
    return seesMilestone('ga-date', partner, lifecycle, reader) ? tellGa(event, teller.who) : undefined;
  if (isRolloutEvent(event))
    return seesMilestone('rollout', partner, lifecycle, reader) ? tellRollout(event, teller.who) : undefined;
  if (isMaintenanceEvent(event)) return tellMaintenance(event, teller);
  if (isRoadmapEvent(event)) return tellRoadmap(event, teller);
  if (isReminderEvent(event)) {
    // What people of the databricks side want to hear is nothing to the partner.
    const outside = partner.people.some((a) => a.person === event.person && isTeamOf('partner', a.team, lifecycle));
    if (reader === 'partner' && !outside) return undefined;
    return tellReminder(event, teller.who, 'item' in event ? teller.item(event.item) : undefined);
  }
  if (isArtifactEvent(event)) return tellArtifact(event, teller);
  if (isTestRunEvent(event)) return tellTestRun(event, teller);
  if (isBugEvent(event)) return tellBug(event, `${teller.who}${teller.behalf}`, teller);
  if (isCallEvent(event)) return tellCall(event, teller);
  if (isUxEvent(event)) return tellUx(event, teller);
  if ('item' in event) {
    const item = teller.item(event.item);
    return item && tellItem(event, item, teller);
  }
  if ('signOff' in event) {
    const gate = teller.item(event.signOff);
    return gate && tellSignOff(event, gate, teller);
  }
  if ('person' in event) return tellPerson(event, teller);
  if ('email' in event) return tellInvitation(event, teller);
  return tellPartner(event, teller);
}
