import { helpMessage } from '../../blocks/help';
import { simpleMessage } from '../../blocks/message';
import { isRefusal } from '../../src/domain/refusal';
import { deskFor } from '../desk';
import { newPartnerForm } from '../partner-forms';
import { homeOf, type ActionHandler } from './click';

/** The buttons of the Home tab that are about no partner. */

export const home: ActionHandler<'home'> = async (value, { services, actor }) => ({
  desk: await deskFor(services, actor, value),
});

export const help: ActionHandler<'help'> = async (_value, { services, actor }) => ({
  show: helpMessage(services.lifecycle, { inPartnerChannel: false, types: actor.home }),
});

export const newPartner: ActionHandler<'new-partner'> = async (_value, click) => {
  const form = newPartnerForm(click.services, click.actor, homeOf(click));
  return isRefusal(form) ? { tell: simpleMessage(form.message) } : { modal: form };
};
