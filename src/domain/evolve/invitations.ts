import type { InvitationEvent } from '../events';
import type { Instant } from '../ids';
import type { Invitation, Partner } from '../partner';
import { without } from './records';

/** Keeps what became of an invitation. It settles the step that sends it, also when an attempt had failed. */
export function evolveInvitation(partner: Partner, event: InvitationEvent, at: Instant): Partner {
  const { email } = event;
  return {
    ...partner,
    steps: without(partner.steps, `connect:${email}`),
    invitations: { ...partner.invitations, [email]: after(partner.invitations[email], event, at) },
  };
}

function after(before: Invitation | undefined, event: InvitationEvent, at: Instant): Invitation {
  switch (event.type) {
    case 'InvitationPlanned':
      return { status: 'planned', at };
    case 'InvitationSent':
      return { status: 'invited', at, invite: event.invite };
    case 'InvitationAccepted':
      return { ...before, status: 'accepted', at };
    case 'InvitationApproved':
      return { ...before, status: 'approved', at };
    case 'InvitationDeclined':
      return { ...before, status: 'declined', at };
    case 'InvitationWithdrawn':
      return { ...before, status: 'withdrawn', at };
  }
}
