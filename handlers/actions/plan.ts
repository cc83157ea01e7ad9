import { draw } from '../draw';
import { executeFor, onPartner, type ActionHandler } from './click';

/** Draws the plan for the date that was chosen. */
export const planDate: ActionHandler<'plan-date'> = ({ p, date }, click) =>
  onPartner({ p }, click, async (visited) => ({ show: await draw({ s: 'plan', date }, visited) }));

/** Takes the planned date as the target; everything else about the partner stays as it is. */
export const useTarget: ActionHandler<'use-target'> = ({ p, date }, click) =>
  executeFor({ p }, click, { type: 'ChangeDetails', targetGaDate: date }, { s: 'plan', date });
