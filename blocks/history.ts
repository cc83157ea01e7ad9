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
import type {
  ArtifactEvent,
  BugEvent,
  CallEvent,
  GaEvent,
  MaintenanceEvent,
  RoadmapEvent,
  PartnerEvent,
  RecordedEvent,
  ReminderEvent,
  RolloutEvent,
  TestRunEvent,
  UxEvent,
} from '../src/domain/events';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { sees } from '../src/domain/visibility';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { tellArtifact } from './history-artifacts';
import { tellBug } from './history-bugs';
import { tellCall } from './history-calls';
import { stepName, tellMaintenance, tellRoadmap } from './history-care';

import { tellItem, tellSignOff, type Teller } from './history-items';
import { tellGa, tellReminder, tellRollout } from './history-launch';
import { tellTestRun } from './history-tests';
import { tellUx } from './history-ux';
import { longDate, name, oneLine } from './text';
import { author, role, team, title } from './words';

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
    behalf: onBehalfOf ? ` for ${team(lifecycle, onBehalfOf)}` : '',
    item: (id) => itemName(id, partner, lifecycle, reader),
    partner,
    lifecycle,
    reader,
  };
  return tell(event, teller);
}

const forHomeOnly: ReadonlySet<PartnerEvent['type']> = new Set<PartnerEvent['type']>([
  'NotesChanged',
  'ItemAudienceSet',
  'InvitationPlanned',
  'InvitationSent',
  'InvitationAccepted',
  'InvitationApproved',
  'InvitationDeclined',
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
    const ours = lookup(lifecycle).teams;
    const outside = partner.people.some((a) => a.person === event.person && ours.get(a.team)?.side === 'partner');
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
  return tellRest(event, teller);
}

function tellPerson(
  event: Exclude<Extract<PartnerEvent, { person: unknown; name: string }>, ReminderEvent>,
  { who, acts, lifecycle }: Teller,
): string | undefined {
  const person = name(event.name);
  switch (event.type) {
    case 'PersonAssigned':
      if (event.tookOver) return `${who} took over as ${role(lifecycle, event.team)}, which nobody held`;
      return acts(event.person)
        ? `${who} became ${role(lifecycle, event.team)}`
        : `${who} made ${person} ${role(lifecycle, event.team)}`;
    case 'PersonRemoved':
      return acts(event.person)
        ? `${who} stepped down as ${role(lifecycle, event.team)}`
        : `${who} removed ${person} as ${role(lifecycle, event.team)}`;
    case 'RoleClaimed':
      return acts(event.person)
        ? `${who} asked to be ${role(lifecycle, event.team)}`
        : `${who} asked that ${person} takes over as ${role(lifecycle, event.team)}`;
    case 'ClaimDeclined':
      return `${who} declined ${person} as ${role(lifecycle, event.team)}`;
    case 'PersonDeactivated':
      return event.teams
        ? `${person} is on the other side in Slack now`
        : `The Slack account of ${person} was deactivated`;
    case 'PersonReactivated':
      return `The Slack account of ${person} is active again`;
    case 'PersonRenamed':
    case 'PersonMoved':
      return undefined;
  }
}

function tellInvitation(event: Extract<PartnerEvent, { email: string }>, { who }: Teller): string {
  const email = oneLine(event.email);
  switch (event.type) {
    case 'InvitationPlanned':
      return `${who} asked to invite ${email}`;
    case 'InvitationSent':
      return `${email} was invited to the channel`;
    case 'InvitationAccepted':
      return `${email} accepted the invitation`;
    case 'InvitationApproved':
      return `The invitation of ${email} was approved`;
    case 'InvitationDeclined':
      return `The invitation of ${email} was declined`;
  }
}

type Rest = Exclude<
  Exclude<
    PartnerEvent,
    | GaEvent
    | RolloutEvent
    | ArtifactEvent
    | BugEvent
    | MaintenanceEvent
    | RoadmapEvent
    | TestRunEvent
    | CallEvent
    | UxEvent
  >,
  { item: unknown } | { signOff: unknown } | { person: unknown } | { email: unknown }
>;

function tellRest(event: Rest, { who, lifecycle }: Teller): string | undefined {
  switch (event.type) {
    case 'PartnerCreated':
      return `${who} opened the onboarding of *${name(event.name)}*`;
    case 'DetailsChanged':
      return `${who} changed ${details(event, lifecycle)}`;
    case 'NotesChanged':
      return `${who} changed the internal notes`;
    case 'PartnerClosed': {
      const reason = lifecycle.closeReasons.find((r) => r.id === event.reason)?.title ?? event.reason;
      return `${who} closed the onboarding: ${oneLine(reason)}${event.note ? `. ${oneLine(event.note)}` : ''}`;
    }
    case 'PartnerReopened':
      return `${who} reopened the onboarding${event.note ? `: ${oneLine(event.note)}` : ''}`;
    case 'ChannelReady':
      return `The channel ${oneLine(event.name)} is ready`;
    case 'ChannelRenamed':
      return `The channel was renamed ${oneLine(event.name)}`;
    case 'ChannelArchived':
      return 'The channel was archived';
    case 'ChannelUnarchived':
      return 'The channel was brought back from the archive';
    case 'ChannelDeleted':
      return 'The channel was deleted';
    case 'SetUpRetried':
      return `${who} asked to try the set-up again`;
    case 'StepFailed':
      return `Set-up: ${oneLine(event.problem, 200)}`;
    case 'DeliveryFailed':
      return `A message could not be delivered: ${oneLine(event.problem, 200)}`;
    // Bookkeeping: nobody needs to read that a message was sent or that an item has a new id.
    case 'ItemRenamed':
    case 'ChannelNamed':
    case 'ChannelIdChanged':
    case 'StepDone':
    case 'Told':
    case 'MessageDelivered':
    case 'LivingMessageShown':
      return undefined;
  }
}

function details(event: Extract<PartnerEvent, { type: 'DetailsChanged' }>, lifecycle: Lifecycle): string {
  const { name: called, integrationType, clouds, targetGaDate } = event;
  const said = [
    ...(called === undefined ? [] : [`the name to *${name(called)}*`]),
    ...(integrationType === undefined
      ? []
      : [`the integration type to ${titleOf(lifecycle.integrationTypes, integrationType)}`]),
    ...(clouds === undefined
      ? []
      : [
          `the clouds to ${clouds
            .slice(0, 10)
            .map((c) => titleOf(lifecycle.clouds, c))
            .join(', ')}`,
        ]),
    ...(targetGaDate === undefined
      ? []
      : [targetGaDate === null ? 'the target GA date to none' : `the target GA date to ${longDate(targetGaDate)}`]),
  ];
  return said.join(' and ') || 'nothing';
}

const titleOf = (all: readonly { readonly id: string; readonly title: string }[], id: string): string =>
  oneLine(all.find((one) => one.id === id)?.title ?? id);
