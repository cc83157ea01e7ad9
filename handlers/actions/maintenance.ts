import { cancelTaskModal, moveTaskModal, planMaintenanceModal, stepBackModal } from '../../blocks/maintenance-forms';
import { executeAndShow, onPartner, originOf, type ActionHandler } from './click';

/** Confirms a step; whose it is is decided now. */
export const stepDone: ActionHandler<'step-done'> = ({ p, task, step, from }, click) =>
  onPartner({ p }, click, (visited) =>
    executeAndShow(click, visited, { type: 'ConfirmMaintenanceStep', task, step }, from),
  );

export const stepBack: ActionHandler<'step-back'> = ({ p, task, step, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: stepBackModal(partner, services.lifecycle, viewer, { p, task, step, ...originOf(click, from) }),
  }));

export const planMaintenance: ActionHandler<'maintenance-plan'> = ({ p, kind, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: planMaintenanceModal(partner, services.lifecycle, viewer, { p, kind, ...originOf(click, from) }),
  }));

export const moveTask: ActionHandler<'maintenance-move'> = ({ p, task, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: moveTaskModal(partner, services.lifecycle, viewer, { p, task, ...originOf(click, from) }),
  }));

export const cancelTask: ActionHandler<'maintenance-cancel'> = ({ p, task, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: cancelTaskModal(partner, services.lifecycle, viewer, { p, task, ...originOf(click, from) }),
  }));
