import { signOffModal, takeBackModal } from '../../blocks/sign-off';
import { onPartner, originOf, type ActionHandler } from './click';

/** Opens the confirmation of a sign-off; who may give it is decided when it is submitted. */
export const signOff: ActionHandler<'sign-off'> = ({ p, i, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: signOffModal(partner, services.lifecycle, viewer, { p, i, ...originOf(click, from) }),
  }));

/** Asks why a sign-off is taken back. */
export const takeBack: ActionHandler<'take-back'> = ({ p, i, from }, click) =>
  onPartner({ p }, click, ({ partner, services }) => ({
    modal: takeBackModal(partner, services.lifecycle, { p, i, ...originOf(click, from) }),
  }));
