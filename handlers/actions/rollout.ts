import { haltModal, planAgainModal, resumeModal } from '../../blocks/rollout-forms';
import { liveRegionsModal, moveWaveModal, regionFailedModal, rollBackModal } from '../../blocks/wave-forms';
import { executeAndShow, executeFor, onPartner, originOf, type ActionHandler } from './click';

/** What one click does to a wave. */

export const startWave: ActionHandler<'wave-start'> = (value, click) =>
  executeFor(value, click, { type: 'StartWave', wave: value.wave }, value.from);

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

export const chooseLive: ActionHandler<'wave-choose'> = ({ p, wave, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: liveRegionsModal(partner, services.lifecycle, viewer, { p, wave, ...originOf(click, from) }),
  }));

export const regionFailed: ActionHandler<'wave-failed'> = ({ p, wave, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: regionFailedModal(partner, services.lifecycle, viewer, { p, wave, ...originOf(click, from) }),
  }));

export const rollBack: ActionHandler<'wave-back'> = ({ p, wave, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: rollBackModal(partner, services.lifecycle, viewer, { p, wave, ...originOf(click, from) }),
  }));

export const moveWave: ActionHandler<'wave-move'> = ({ p, wave, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: moveWaveModal(partner, services.lifecycle, viewer, { p, wave, ...originOf(click, from) }),
  }));

export const planAgain: ActionHandler<'rollout-plan'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: planAgainModal(partner, services.lifecycle, viewer, { p, ...originOf(click, from) }),
  }));

export const halt: ActionHandler<'rollout-halt'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner }) => ({ modal: haltModal(partner, { p, ...originOf(click, from) }) }));

export const resume: ActionHandler<'rollout-resume'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner }) => ({ modal: resumeModal(partner, { p, ...originOf(click, from) }) }));
