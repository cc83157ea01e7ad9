import type { Fact } from '../../src/domain/commands';
import type { Partner } from '../../src/domain/partner';
import { eventPayloads } from '../payloads';
import type { Services } from '../services';
import { NotYet } from './again';

type InvitationFact = Extract<Fact['type'], `Invitation${'Accepted' | 'Approved' | 'Declined'}`>;
type Invite = ReturnType<typeof eventPayloads.invitation.parse>['invite'];

/**
 * What becomes of a Slack Connect invitation. The channel may be known under its former id still, when the event of
 * its new id has not come in yet.
 */
async function record(event: unknown, { onboarding }: Services, types: readonly InvitationFact[]): Promise<void> {
  const { invite, channel } = eventPayloads.invitation.parse(event);
  const partner = channel && (await onboarding.inChannel(channel.id));
  const email = partner && emailOf(invite, partner);
  if (!partner || email === undefined) throw new NotYet(`Nobody here knows invitation ${invite.id}`, !partner);
  const facts = types.map((type) => ({ type, email }));
  await onboarding.record(partner.id, facts);
}

/** By the invitation's id; by its email when Slack never answered that it went out. */
function emailOf({ id, recipient_email: to }: Invite, { invitations }: Partner): string | undefined {
  const byId = Object.entries(invitations).find(([, state]) => 'invite' in state && state.invite === id)?.[0];
  if (byId !== undefined || to === undefined) return byId;
  const address = to.toLowerCase();
  const status = invitations[address]?.status;
  return status === 'planned' || status === 'withdrawn' ? address : undefined;
}

/** Where nobody has to approve it, Slack sends no event of an approval. */
export const invitationAccepted = (event: unknown, services: Services) =>
  record(
    event,
    services,
    eventPayloads.invitation.parse(event).approval_required === false
      ? ['InvitationAccepted', 'InvitationApproved']
      : ['InvitationAccepted'],
  );
export const invitationApproved = (event: unknown, services: Services) =>
  record(event, services, ['InvitationApproved']);
export const invitationDeclined = (event: unknown, services: Services) =>
  record(event, services, ['InvitationDeclined']);
