import { handOverManyModal } from '../../blocks/hand-over';
import { simpleMessage } from '../../blocks/message';
import { rolesToHandOver } from '../../src/domain/desk/roles';
import { mostPartners } from '../desk';
import { homeOf, type ActionHandler } from './click';

/** Opens the form with all roles of whoever clicked, or of somebody who left. */
export const handOverMany: ActionHandler<'hand-over-many'> = async ({ person }, click) => {
  const { services, actor } = click;
  if (!actor.home) return { tell: simpleMessage('Your roles are under People in the channel of your onboarding.') };
  const { onboarding, lifecycle } = services;
  const from = person ?? actor.person;
  const { partners } = await onboarding.openPartnersOf(from, mostPartners);
  const called = partners.flatMap((p) => p.people.filter((a) => a.person === from)).at(-1)?.name ?? 'Somebody';
  const handing = {
    roles: rolesToHandOver(actor, from, partners, lifecycle),
    opener: actor.person,
    ...(person !== undefined && person !== actor.person && { leaver: { person, name: called } }),
  };
  return { modal: handOverManyModal(handing, lifecycle, { ...(person && { person }), ...homeOf(click) }) };
};
