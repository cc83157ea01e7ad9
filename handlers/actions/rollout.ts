import { haltModal, planAgainModal, resumeModal } from '../../blocks/rollout-forms';
import { liveRegionsModal, moveWaveModal, regionFailedModal, rollBackModal } from '../../blocks/wave-forms';
import { executeAndShow, executeFor, onPartner, opening, type ActionHandler } from './click';

/** What one click does to a wave. */

export const startWave: ActionHandler<'wave-start'> = (value, click) =>
  executeFor(value, click, { type: 'StartWave', wave: value.wave, on: value.on }, value.from);

/** Marks all regions of the wave live that are not yet. */
export const markLive: ActionHandler<'wave-live'> = ({ p, wave, from }, click) =>
  onPartner({ p }, click, (visited) => {
    const states = visited.partner.rollout?.waves.find(({ id }) => id === wave)?.regions ?? {};
    const regions = Object.keys(states).filter((region) => states[region]?.is !== 'live');
    return executeAndShow(click, visited, { type: 'MarkRegionsLive', wave, regions }, from);
  });

export const finishWave: ActionHandler<'wave-finish'> = (value, click) =>
  executeFor(value, click, { type: 'FinishWave', wave: value.wave }, value.from);

export const tileSeen: ActionHandler<'tile-seen'> = (value, click) =>
  executeFor(value, click, { type: 'ConfirmTile', wave: value.wave }, value.from);

/** What needs a form; who may do it is decided when the form is submitted. */

export const chooseLive: ActionHandler<'wave-choose'> = opening(liveRegionsModal);

export const regionFailed: ActionHandler<'wave-failed'> = opening(regionFailedModal);

export const rollBack: ActionHandler<'wave-back'> = opening(rollBackModal);

export const moveWave: ActionHandler<'wave-move'> = opening(moveWaveModal);

export const planAgain: ActionHandler<'rollout-plan'> = opening(planAgainModal);

export const halt: ActionHandler<'rollout-halt'> = opening(haltModal);

export const resume: ActionHandler<'rollout-resume'> = opening(resumeModal);
