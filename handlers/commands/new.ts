import { simpleMessage } from '../../blocks/message';
import { isRefusal } from '../../src/domain/refusal';
import { newPartnerForm } from '../partner-forms';
import type { CommandHandler } from './command';

/** `/pc new`: opens the form for a new partner. */
export const newPartner: CommandHandler = async ({ services, actor, channel }) => {
  const form = newPartnerForm(services, actor, { channel });
  return isRefusal(form) ? { picture: simpleMessage(form.message) } : { modal: form };
};
