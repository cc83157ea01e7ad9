import type { InvitationEvent } from './events';
import type { Invitation, Partner } from './partner';

/** What is invited to the channel of a partner. */

/** Those that people see: a withdrawn one is kept only to know it again when somebody comes through it after all. */
export const openInvitations = ({ invitations }: Pick<Partner, 'invitations'>): readonly [string, Invitation][] =>
  Object.entries(invitations).filter(([, { status }]) => status !== 'withdrawn');

/** Whoever has accepted is here, or about to be: then it is not the invitation that must go. */
export const canWithdraw = ({ status }: Invitation): boolean =>
  status === 'planned' || status === 'invited' || status === 'declined';

type Heard = Exclude<InvitationEvent['type'], 'InvitationPlanned' | 'InvitationWithdrawn'>;

/** What an invitation is before Slack tells of each. It may have gone out, or been accepted, just as it was withdrawn: then it is there. */
const before: Readonly<Record<Heard, readonly Invitation['status'][]>> = {
  InvitationSent: ['planned', 'withdrawn'],
  InvitationAccepted: ['planned', 'invited', 'withdrawn'],
  InvitationApproved: ['planned', 'invited', 'accepted', 'withdrawn'],
  InvitationDeclined: ['planned', 'invited', 'accepted'],
};

/** Whether what Slack tells of an invitation is new: it may come late, and twice. */
export const mayFollow = (heard: Heard, invitation: Invitation | undefined): boolean =>
  invitation !== undefined && before[heard].includes(invitation.status);
