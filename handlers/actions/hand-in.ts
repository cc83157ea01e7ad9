import { handInModal } from '../../blocks/hand-in';
import { onPartner, originOf, type ActionHandler } from './click';

/** Opens the form for files; who may is decided when it is submitted, and again when each file is taken. */
export const handIn: ActionHandler<'hand-in'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: handInModal(partner, services.lifecycle, viewer, { p, ...originOf(click, from) }),
  }));
