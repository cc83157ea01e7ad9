import type { Fact } from '../../src/domain/commands';
import { eventPayloads } from '../payloads';
import type { Services } from '../services';

/** What becomes of a Slack Connect invitation: it is recognised by its id in the partner whose channel it is for. */
const invitation =
  (type: Extract<Fact['type'], `Invitation${'Accepted' | 'Approved' | 'Declined'}`>) =>
  async (event: unknown, { onboarding, log }: Services): Promise<void> => {
    const { invite, channel } = eventPayloads.invitation.parse(event);
    const partner = channel && (await onboarding.inChannel(channel.id));
    const email = Object.entries(partner?.invitations ?? {}).find(([, state]) => state.invite === invite.id)?.[0];
    if (!partner || email === undefined) {
      log.info({ invite: invite.id, channel: channel?.id, type }, 'an invitation that is not ours');
      return;
    }
    await onboarding.execute(partner.id, { type: 'RecordFact', fact: { type, email } }, { kind: 'bot' });
  };

export const invitationAccepted = invitation('InvitationAccepted');
export const invitationApproved = invitation('InvitationApproved');
export const invitationDeclined = invitation('InvitationDeclined');
