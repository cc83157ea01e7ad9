import type {
  ArtifactEvent,
  BugEvent,
  CallEvent,
  GaEvent,
  MaintenanceEvent,
  PartnerEvent,
  RoadmapEvent,
  RolloutEvent,
  TestRunEvent,
  UxEvent,
} from '../src/domain/events';
import { closeReasonTitle } from '../src/domain/lookup';
import type { Lifecycle } from '../src/lifecycle/schema';
import type { Teller } from './history-items';
import { longDate, name, oneLine } from './text';

/** Sentences of the log about the partner itself, its channel, and what could not be set up or delivered. */

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

export function tellPartner(event: Rest, { who, lifecycle }: Teller): string | undefined {
  switch (event.type) {
    case 'PartnerCreated':
      return `${who} opened the onboarding of *${name(event.name)}*`;
    case 'DetailsChanged':
      return `${who} changed ${details(event, lifecycle)}`;
    case 'NotesChanged':
      return `${who} changed the internal notes`;
    case 'PartnerClosed': {
      const reason = closeReasonTitle(event.reason, lifecycle);
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
    case 'ChannelLeft':
      return 'The bot was removed from the channel';
    case 'ChannelRejoined':
      return 'The bot is in the channel again';
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
