import { partnerForm } from '../../blocks/partner-form';
import { simpleMessage } from '../../blocks/message';
import type { CommandHandler } from './command';

/** `/pc new`: opens the form for a new partner. */
export const newPartner: CommandHandler = async ({ services, actor, channel }) => {
  if (!actor.home) return { picture: simpleMessage('Only people of this workspace can open an onboarding.') };
  return { modal: partnerForm(services.lifecycle, { kind: 'new', opener: actor.person, memory: { channel } }) };
};
