import { callOutcomeModal, cancelCallModal, changeCallModal, scheduleCallModal } from '../../blocks/call-forms';
import { opening, type ActionHandler } from './click';

/** Joint calls: each asks in a form; who may is decided when it is submitted. */

export const scheduleCall: ActionHandler<'call-schedule'> = opening(scheduleCallModal);

export const changeCall: ActionHandler<'call-change'> = opening(changeCallModal);

export const cancelCall: ActionHandler<'call-cancel'> = opening(cancelCallModal);

export const callOutcome: ActionHandler<'call-outcome'> = opening(callOutcomeModal);
