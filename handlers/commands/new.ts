import { partnerForm } from '../../blocks/partner-form';
import { simpleMessage } from '../../blocks/message';
import { openingProblem } from '../../src/domain/decide/partner';
import type { CommandHandler } from './command';

/** `/pc new`: opens the form for a new partner. */
export const newPartner: CommandHandler = async ({ services, actor, channel }) => {
  const problem = openingProblem(actor.home);
  if (problem) return { picture: simpleMessage(problem.message) };
  return { modal: partnerForm(services.lifecycle, { kind: 'new', opener: actor.person, memory: { channel } }) };
};
