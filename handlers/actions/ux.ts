import { handInDesignModal, sendDesignBackModal, uxReviewModal } from '../../blocks/ux-forms';
import { onPartner, originOf, type ActionHandler } from './click';

/** The UX review: each asks in a form; who may is decided when it is submitted. */

export const reviewUx: ActionHandler<'ux-review'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: uxReviewModal(partner, services.lifecycle, viewer, { p, ...originOf(click, from) }),
  }));

export const handInDesign: ActionHandler<'design-hand-in'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: handInDesignModal(partner, services.lifecycle, viewer, { p, ...originOf(click, from) }),
  }));

export const sendDesignBack: ActionHandler<'design-send-back'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: sendDesignBackModal(partner, services.lifecycle, viewer, { p, ...originOf(click, from) }),
  }));
