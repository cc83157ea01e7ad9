import type { KnownBlock, ModalView } from '@slack/types';
import type { Partner } from '../src/domain/partner';
import { waveBoard, type WaveView } from '../src/domain/rollout/board';
import { windowOf } from '../src/domain/rollout/days';
import type { Lifecycle } from '../src/lifecycle/schema';
import { closed, reasonInput, seen, emptyForm, type Form } from './form-parts';
import { context, input, menu, modal, option, paragraph, plain, section } from './kit';
import type { Viewer } from './picture';
import { regionNames, waveLine, weekday } from './wave-words';

/** The forms of one wave. Whoever may submit them is decided then; here it is said when there is nothing to do. */

const gone = 'This wave is no longer on the board. Open Rollout again to see how it goes.';

const waveOf = (partner: Partner, lifecycle: Lifecycle, viewer: Viewer, id: string): WaveView | undefined =>
  waveBoard(partner, lifecycle, viewer.now, viewer.who.side)?.waves.find((wave) => wave.id === id);

/** Which regions of a wave show the tile. */
export function liveRegionsModal({ partner, lifecycle, viewer, memory }: Form<'wave-choose'>): ModalView {
  const wave = waveOf(partner, lifecycle, viewer, memory.wave);
  const left = wave?.startedAt === undefined ? [] : wave.regions.filter(({ is }) => is !== 'live');
  if (!wave || partner.closed) return emptyForm('wave-choose', memory, 'Regions live', partner.closed ? closed : gone);
  if (left.length === 0)
    return emptyForm('wave-choose', memory, 'Regions live', `Nothing is left to mark.\n${waveLine(wave)}`);
  const blocks = [
    section(waveLine(wave)),
    regionsInput(
      'regions',
      'Which regions show the tile',
      left.map((r) => r.region),
    ),
  ];
  return modal('wave-choose', memory, 'Regions live', blocks, 'Mark live');
}

/** Regions to choose several of, as many as a menu holds. */
export const regionsInput = (
  field: string,
  label: string,
  regions: readonly string[],
  chosen: readonly string[] = [],
) => {
  const options = regions.slice(0, 100).map((region) => option(region, region));
  const initial = options.filter(({ value }) => value !== undefined && chosen.includes(value));
  return input(
    field,
    label,
    {
      type: 'multi_static_select',
      placeholder: plain('Choose regions', 150),
      options,
      ...(initial.length > 0 && { initial_options: initial }),
    },
    {
      optional: field !== 'regions',
      ...(regions.length > 100 && { hint: 'The first hundred; the others can be chosen when these are marked.' }),
    },
  );
};

/** A region in which it did not work, with what was seen. */
export function regionFailedModal({ partner, lifecycle, viewer, memory }: Form<'wave-failed'>): ModalView {
  const wave = waveOf(partner, lifecycle, viewer, memory.wave);
  if (!wave || partner.closed) return emptyForm('wave-failed', memory, 'Region failed', partner.closed ? closed : gone);
  if (wave.startedAt === undefined)
    return emptyForm('wave-failed', memory, 'Region failed', `This wave has not started.\n${waveLine(wave)}`);
  const options = wave.regions.map(({ region, is }) => option(region, region, is));
  const blocks: KnownBlock[] = [
    section(waveLine(wave)),
    input('region', 'Region', menu(options, undefined, 'Choose a region'), { optional: false }),
    input('note', 'What was seen', paragraph(), { optional: false, hint: seen }),
  ];
  return modal('wave-failed', memory, 'Region failed', blocks, 'Mark failed');
}

export function rollBackModal({ partner, lifecycle, viewer, memory }: Form<'wave-back'>): ModalView {
  const wave = waveOf(partner, lifecycle, viewer, memory.wave);
  if (!wave || partner.closed) return emptyForm('wave-back', memory, 'Roll back', partner.closed ? closed : gone);
  if (wave.startedAt === undefined)
    return emptyForm('wave-back', memory, 'Roll back', `There is nothing to roll back.\n${waveLine(wave)}`);
  const blocks = [
    section(`${waveLine(wave)}\n${regionNames(wave, lifecycle)}`),
    context(
      'This records that the tile was taken away again in these regions. The wave must then be moved to another day.',
    ),
    reasonInput('Why is it rolled back?'),
  ];
  return modal('wave-back', memory, 'Roll back', blocks, 'Roll back');
}

export function moveWaveModal({ partner, lifecycle, viewer, memory }: Form<'wave-move'>): ModalView {
  const wave = waveOf(partner, lifecycle, viewer, memory.wave);
  if (!wave || !partner.rollout || partner.closed)
    return emptyForm('wave-move', memory, 'Move a wave', partner.closed ? closed : gone);
  if (wave.startedAt !== undefined)
    return emptyForm('wave-move', memory, 'Move a wave', `It has started already.\n${waveLine(wave)}`);
  const { from, to } = windowOf(partner.rollout.ga, lifecycle);
  const blocks = [
    section(waveLine(wave)),
    input(
      'on',
      'New day',
      { type: 'datepicker', initial_date: wave.on },
      {
        optional: false,
        hint: `A working day from ${weekday(from)} to ${weekday(to)}. Waves keep their order.`,
      },
    ),
    reasonInput('Why is it moved?'),
  ];
  return modal('wave-move', memory, 'Move a wave', blocks, 'Move');
}
