import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Partner } from '../src/domain/partner';
import { waveBoard, type WaveView } from '../src/domain/rollout/board';
import { windowOf } from '../src/domain/rollout/days';
import { optedIn, optInRegionsOf } from '../src/domain/rollout/regions';
import type { Lifecycle } from '../src/lifecycle/schema';
import type { ViewMemory, ViewName } from './ids';
import { context, input, modal, option, paragraph, plain, section } from './kit';
import type { Viewer } from './picture';
import { count, name, oneLine } from './text';
import { regionNames, waveLine, weekday } from './wave-words';
import { author } from './words';

/** The forms of a rollout. Whoever may submit them is decided then; here it is said when there is nothing to do. */

const gone = 'This wave is no longer on the board. Open Rollout again to see how it goes.';
const closed = 'This onboarding is closed: nothing changes until it is reopened.';
const seen = 'Both sides see it.';

const waveOf = (partner: Partner, lifecycle: Lifecycle, viewer: Viewer, id: string): WaveView | undefined =>
  waveBoard(partner, lifecycle, viewer.now, viewer.standing.side)?.waves.find((wave) => wave.id === id);

const reasonInput = (label: string, hint = seen): InputBlock =>
  input('reason', label, paragraph(), { optional: false, hint });

const told = <N extends ViewName>(view: N, memory: Parameters<typeof modal<N>>[1], title: string, text: string) =>
  modal(view, memory, title, [section(text)]);

/** Which regions of a wave show the tile. */
export function liveRegionsModal(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  memory: ViewMemory<'wave-choose'>,
): ModalView {
  const wave = waveOf(partner, lifecycle, viewer, memory.wave);
  const left = wave?.startedAt === undefined ? [] : wave.regions.filter(({ is }) => is !== 'live');
  if (!wave || partner.closed) return told('wave-choose', memory, 'Regions live', partner.closed ? closed : gone);
  if (left.length === 0)
    return told('wave-choose', memory, 'Regions live', `Nothing is left to mark.\n${waveLine(wave)}`);
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

const regionsInput = (field: string, label: string, regions: readonly string[], chosen: readonly string[] = []) => {
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
export function regionFailedModal(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  memory: ViewMemory<'wave-failed'>,
): ModalView {
  const wave = waveOf(partner, lifecycle, viewer, memory.wave);
  if (!wave || partner.closed) return told('wave-failed', memory, 'Region failed', partner.closed ? closed : gone);
  if (wave.startedAt === undefined)
    return told('wave-failed', memory, 'Region failed', `This wave has not started.\n${waveLine(wave)}`);
  const options = wave.regions.slice(0, 100).map(({ region, is }) => option(region, region, is));
  const blocks: KnownBlock[] = [
    section(waveLine(wave)),
    input(
      'region',
      'Region',
      { type: 'static_select', placeholder: plain('Choose a region'), options },
      { optional: false },
    ),
    input('note', 'What was seen', paragraph(), { optional: false, hint: seen }),
  ];
  return modal('wave-failed', memory, 'Region failed', blocks, 'Mark failed');
}

export function rollBackModal(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  memory: ViewMemory<'wave-back'>,
): ModalView {
  const wave = waveOf(partner, lifecycle, viewer, memory.wave);
  if (!wave || partner.closed) return told('wave-back', memory, 'Roll back', partner.closed ? closed : gone);
  if (wave.startedAt === undefined)
    return told('wave-back', memory, 'Roll back', `There is nothing to roll back.\n${waveLine(wave)}`);
  const blocks = [
    section(`${waveLine(wave)}\n${regionNames(wave, lifecycle)}`),
    context(
      'This records that the tile was taken away again in these regions. The wave must then be moved to another day.',
    ),
    reasonInput('Why is it rolled back?'),
  ];
  return modal('wave-back', memory, 'Roll back', blocks, 'Roll back');
}

export function moveWaveModal(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  memory: ViewMemory<'wave-move'>,
): ModalView {
  const wave = waveOf(partner, lifecycle, viewer, memory.wave);
  if (!wave || !partner.rollout || partner.closed)
    return told('wave-move', memory, 'Move a wave', partner.closed ? closed : gone);
  if (wave.startedAt !== undefined)
    return told('wave-move', memory, 'Move a wave', `It has started already.\n${waveLine(wave)}`);
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

/** Plans anew what has not started: with other opt-in regions, or in fewer waves. */
export function planAgainModal(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  memory: ViewMemory<'rollout-plan'>,
): ModalView {
  const board = waveBoard(partner, lifecycle, viewer.now, viewer.standing.side);
  if (!board || partner.closed)
    return told('rollout-plan', memory, 'Plan again', partner.closed ? closed : 'There is no rollout to plan yet.');
  const started = board.waves.filter((wave) => wave.startedAt !== undefined).length;
  const kept = started === 0 ? '' : ` ${count(started, 'wave')} that started stay as they are.`;
  const optIn = optInRegionsOf(partner, lifecycle);
  const most = Array.from({ length: lifecycle.rollout.maxWaves }, (_, n) =>
    option(count(n + 1, 'wave'), String(n + 1)),
  );
  const blocks: KnownBlock[] = [
    section(`Waves that have not started are planned anew before GA on *${weekday(board.ga)}*.${kept}`),
    ...(optIn.length === 0
      ? []
      : [regionsInput('optInRegions', 'Government and other opt-in regions', optIn, optedIn(partner, lifecycle))]),
    input(
      'mostWaves',
      'At most',
      { type: 'static_select', placeholder: plain('As many as the plan likes'), options: most },
      { hint: 'Fewer waves are larger ones: more regions at once when something is wrong.' },
    ),
    reasonInput('Why is it planned again?'),
  ];
  return modal('rollout-plan', memory, 'Plan again', blocks, 'Plan');
}

/** Anybody on either side may halt; it is never refused. */
export function haltModal(partner: Partner, memory: ViewMemory<'rollout-halt'>): ModalView {
  const { rollout } = partner;
  if (!rollout) return told('rollout-halt', memory, 'Halt', 'There is no rollout to halt yet.');
  if (rollout.halted) {
    const { by, reason } = rollout.halted;
    return told('rollout-halt', memory, 'Halt', `It is halted already, by ${author(by)}: “${oneLine(reason, 600)}”`);
  }
  const blocks = [
    section(
      `No further wave of *${name(partner.name)}* starts until an engineer resumes. What is live stays live; rolling back is another step.`,
    ),
    reasonInput('What is wrong?', 'Both sides see it at once.'),
  ];
  return modal('rollout-halt', memory, 'Halt the rollout', blocks, 'Halt');
}

export function resumeModal(partner: Partner, memory: ViewMemory<'rollout-resume'>): ModalView {
  const halted = partner.rollout?.halted;
  if (!halted || partner.closed)
    return told('rollout-resume', memory, 'Resume', partner.closed ? closed : 'The rollout is not halted (any more).');
  const blocks = [
    section(`Halted by ${author(halted.by)}: “${oneLine(halted.reason, 600)}”`),
    input('note', 'What was done about it', paragraph(), { hint: seen }),
  ];
  return modal('rollout-resume', memory, 'Resume the rollout', blocks, 'Resume');
}
