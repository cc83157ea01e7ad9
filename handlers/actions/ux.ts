import { handInDesignModal, sendDesignBackModal, uxReviewModal } from '../../blocks/ux-forms';
import { opening, type ActionHandler } from './click';

/** The UX review: each asks in a form; who may is decided when it is submitted. */

export const reviewUx: ActionHandler<'ux-review'> = opening(uxReviewModal);

export const handInDesign: ActionHandler<'design-hand-in'> = opening(handInDesignModal);

export const sendDesignBack: ActionHandler<'design-send-back'> = opening(sendDesignBackModal);
