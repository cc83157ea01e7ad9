import { callOutcomeModal, cancelCallModal, changeCallModal, scheduleCallModal } from '../../blocks/call-forms';
import { onPartner, originOf, type ActionHandler } from './click';

/** Joint calls: each asks in a form; who may is decided when it is submitted. */

export const scheduleCall: ActionHandler<'call-schedule'> = ({ p, i, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: scheduleCallModal(partner, services.lifecycle, viewer, { p, i, ...originOf(click, from) }),
  }));

export const changeCall: ActionHandler<'call-change'> = ({ p, call, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: changeCallModal(partner, services.lifecycle, viewer, { p, call, ...originOf(click, from) }),
  }));

export const cancelCall: ActionHandler<'call-cancel'> = ({ p, call, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: cancelCallModal(partner, services.lifecycle, viewer, { p, call, ...originOf(click, from) }),
  }));

export const callOutcome: ActionHandler<'call-outcome'> = ({ p, call, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: callOutcomeModal(partner, services.lifecycle, viewer, { p, call, ...originOf(click, from) }),
  }));
