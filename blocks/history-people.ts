import type { PartnerEvent, ReminderEvent } from '../src/domain/events';
import type { Teller } from './history-items';
import { name, oneLine } from './text';
import { role } from './words';

/** Sentences of the log about people and invitations. */

export function tellPerson(
  event: Exclude<Extract<PartnerEvent, { person: unknown; name: string }>, ReminderEvent>,
  { who, acts, lifecycle }: Teller,
): string | undefined {
  const person = name(event.name);
  switch (event.type) {
    case 'PersonAssigned':
      if (event.tookOver) return `${who} took over as ${role(event.team, lifecycle)}, which nobody held`;
      return acts(event.person)
        ? `${who} became ${role(event.team, lifecycle)}`
        : `${who} made ${person} ${role(event.team, lifecycle)}`;
    case 'PersonRemoved':
      return acts(event.person)
        ? `${who} stepped down as ${role(event.team, lifecycle)}`
        : `${who} removed ${person} as ${role(event.team, lifecycle)}`;
    case 'RoleClaimed':
      return acts(event.person)
        ? `${who} asked to be ${role(event.team, lifecycle)}`
        : `${who} asked that ${person} takes over as ${role(event.team, lifecycle)}`;
    case 'ClaimDeclined':
      return `${who} declined ${person} as ${role(event.team, lifecycle)}`;
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

export function tellInvitation(event: Extract<PartnerEvent, { email: string }>, { who }: Teller): string {
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
    case 'InvitationWithdrawn':
      return `${who} withdrew the invitation of ${email}`;
  }
}
