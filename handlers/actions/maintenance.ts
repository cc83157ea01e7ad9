import { cancelTaskModal, moveTaskModal, planMaintenanceModal, stepBackModal } from '../../blocks/maintenance-forms';
import { executeFor, opening, type ActionHandler } from './click';

/** Confirms a step; whose it is is decided now. */
export const stepDone: ActionHandler<'step-done'> = ({ p, task, step, from }, click) =>
  executeFor({ p }, click, { type: 'ConfirmMaintenanceStep', task, step }, from);

export const stepBack: ActionHandler<'step-back'> = opening(stepBackModal);

export const planMaintenance: ActionHandler<'maintenance-plan'> = opening(planMaintenanceModal);

export const moveTask: ActionHandler<'maintenance-move'> = opening(moveTaskModal);

export const cancelTask: ActionHandler<'maintenance-cancel'> = opening(cancelTaskModal);
