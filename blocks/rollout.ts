import type { Button, KnownBlock } from '@slack/types';
import type { Partner } from '../src/domain/partner';
import { waveBoard, type Board, type WaveView } from '../src/domain/rollout/board';
import { powersOf, seesRollout, type Powers } from '../src/domain/rollout/powers';
import { sleepersLine } from '../src/domain/rollout/sleepers';
import { isRolledOut, rolloutItem } from '../src/domain/rollout/standing';
import { heldBy } from '../src/domain/rollout/wave-state';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { heading } from './heading';
import { button, confirmation, context, moreContext, row, section } from './kit';
import { show, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import type { Surface } from './surface';
import { count, fitLines, moment, name, oneLine } from './text';
import {
  confirmedLine,
  failures,
  goalOf,
  hours,
  misfitLines,
  nextLines,
  regionNames,
  waveLine,
  weekday,
} from './wave-words';
import { author, whoCan } from './words';

/** As many waves as are drawn, and as many of them as have a row of buttons: a message holds 50 blocks. */
const mostWaves = 20;
const mostRows = 8;

const from: Surface = { s: 'rollout' };

/** The wave board: each wave's day, regions and state, with what this viewer may do about it. */
export function rolloutMessage(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): Picture {
  const reader = viewer.who.side;
  const seen = seesRollout(reader, partner, lifecycle);
  const whole = seen ? waveBoard(partner, lifecycle, viewer.now, reader) : undefined;
  const powers = powersOf(viewer.who, partner, lifecycle);
  if (!whole) return unplanned(partner, lifecycle, seen);
  const board = { ...whole, waves: currentWaves(whole) };
  const before = whole.waves.length - board.waves.length;
  const left = board.waves.length - mostWaves;
  const state = stateLines(board, partner, lifecycle, reader);
  const next = nextLines(board.next, lifecycle);
  const blocks: KnownBlock[] = [
    ...heading(partner, 'Rollout'),
    section(fitLines([...state, ...next])),
    ...waveBlocks(board, partner, lifecycle, powers),
    ...moreContext(left, `${count(left, 'more wave')}.`),
    ...(before > 0
      ? [context(`${count(before, 'earlier wave')} of the launch ${before === 1 ? 'is' : 'are'} done.`)]
      : []),
    context(`Waves start on their day from ${hours(lifecycle)}, and never by themselves.`),
    ...row(...wholeButtons(board, partner, powers)),
    ...row(...surfaces(partner.id, lifecycle, 'rollout')),
  ];
  return picture(
    [`Rollout of ${name(partner.name)}: ${state.join(' ')}`, ...next, ...board.waves.map(waveLine)],
    blocks,
  );
}

/** While clouds are added, the waves that went well before are history. */
const currentWaves = ({ waves, expansion }: Board): Board['waves'] =>
  expansion === undefined ? waves : waves.filter((wave) => wave.expansion === expansion || wave.state !== 'done');

function unplanned(partner: Partner, lifecycle: Lifecycle, seen: boolean): Picture {
  const said =
    seen && rolloutItem(partner, lifecycle)
      ? 'The rollout is planned once both sides agree on the GA date. *Plan* shows how it would go.'
      : 'This onboarding has no rollout.';
  const blocks = [
    ...heading(partner, 'Rollout'),
    section(said),
    ...row(show(partner.id, { s: 'plan' }, 'Plan'), ...surfaces(partner.id, lifecycle, 'rollout')),
  ];
  return picture(`Rollout of ${name(partner.name)}: ${said}`, blocks);
}

function stateLines(board: Board, partner: Partner, lifecycle: Lifecycle, reader: Side): readonly string[] {
  const { halted, change, fits, ga, waves, expansion } = board;
  const goal = goalOf(board);
  const finished = waves.filter((wave) => wave.finishedAt !== undefined).length;
  const stands = board.complete
    ? `✅ *Complete*: every region is live.${expansion === undefined ? ` GA is on *${weekday(ga)}*.` : ''}`
    : `${finished} of ${count(waves.length, 'wave')} finished, before *${goal}*.`;
  const engineers = whoCan(partner, lifecycle, rolloutItem(partner, lifecycle)?.teams ?? []);
  return [
    stands,
    ...(halted
      ? [
          `⏸️ *Halted* by ${author(halted.by)}, ${moment(halted.at)}: “${oneLine(halted.reason, 600)}”`,
          `It stays so until it is resumed by ${engineers}.`,
        ]
      : heldLines(partner, lifecycle, reader)),
    ...(change ? [`Planned anew by ${author(change.by)}, ${moment(change.at)}: “${oneLine(change.reason, 600)}”`] : []),
    // Of a closed partner nothing is rolled out, whether it would fit or not.
    ...(fits.fits || partner.closed ? [] : misfitLines(fits, goal)),
    ...(reader === 'databricks' && !partner.closed ? nightLine(board, partner, lifecycle) : []),
  ];
}

/** Of the waves to come, which nobody could start by day. */
function nightLine({ waves }: Board, partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const ahead = waves.filter(({ startedAt }) => startedAt === undefined).map(({ on }) => on);
  const line = sleepersLine(ahead, partner, lifecycle);
  return line === undefined ? [] : [`🌙 ${oneLine(line, 600)}`];
}

/** What fell and holds every wave that has not started. */
function heldLines(partner: Partner, lifecycle: Lifecycle, reader: Side): readonly string[] {
  const why = isRolledOut(partner, lifecycle) ? undefined : heldBy(partner, lifecycle, reader);
  return why === undefined ? [] : [`⏸️ *Held*: ${oneLine(why, 600)}`];
}

function waveBlocks({ waves }: Board, { id }: Partner, lifecycle: Lifecycle, powers: Powers): KnownBlock[] {
  let rows = 0;
  return waves.slice(0, mostWaves).flatMap((wave) => {
    const buttons = waveButtons(wave, id, powers);
    const text = fitLines([waveLine(wave), ...details(wave, lifecycle)], 2000);
    const [only] = buttons;
    if (buttons.length <= 1 || rows >= mostRows) return [section(text, only)];
    rows += 1;
    return [section(text), ...row(...buttons)];
  });
}

function details(wave: WaveView, lifecycle: Lifecycle): readonly string[] {
  return [
    regionNames(wave, lifecycle),
    // What holds them all is said once, above.
    ...(wave.state === 'rolled-back' && wave.why !== undefined
      ? [
          `Rolled back: ${oneLine(wave.why, 300)}`,
          'None of its regions counts as live now. Next: engineering starts it again on its day, or moves it to another.',
        ]
      : []),
    ...failures(wave),
    ...confirmedLine(wave),
  ];
}

/** What this viewer may do about a wave, the likeliest first. */
function waveButtons(wave: WaveView, p: Partner['id'], powers: Powers): readonly Button[] {
  const value = { p, wave: wave.id, from };
  const at = { suffix: wave.id };
  const labelled = (words: string) => ({ ...at, label: `${words}: wave ${wave.number}` });
  const started = wave.startedAt !== undefined;
  const left = wave.regions.filter(({ is }) => is !== 'live').length;
  const planned = wave.regions.filter(({ is }) => is === 'planned').length;
  const seen = button('I see the tile', 'tile-seen', value, { ...labelled('I see the tile'), style: 'primary' });
  if (!powers.rolls) return powers.confirms && started && !wave.confirmed ? [seen] : [];
  const move = button('Move…', 'wave-move', value, labelled('Move'));
  if (!started) {
    const start = button('Start', 'wave-start', { ...value, on: wave.on }, { ...labelled('Start'), style: 'primary' });
    // A wave that was rolled back may be started again on its day; whether it is time is decided then.
    return wave.state === 'due' || wave.state === 'rolled-back' ? [start, move] : [move];
  }
  return [
    ...(left > 0
      ? [button('All live', 'wave-live', value, { ...labelled('All regions live'), style: 'primary' })]
      : []),
    ...(left > 1 ? [button('Some live…', 'wave-choose', value, labelled('Some regions live'))] : []),
    ...(wave.finishedAt === undefined && planned === 0
      ? [button('Finish', 'wave-finish', value, { ...labelled('Finish'), style: 'primary' })]
      : []),
    ...(wave.finishedAt === undefined || left > 0
      ? [button('Region failed…', 'wave-failed', value, labelled('A region failed'))]
      : []),
    button('Roll back…', 'wave-back', value, labelled('Roll back')),
  ];
}

/** What concerns the whole rollout. */
function wholeButtons(
  { halted, next, complete }: Board,
  { id }: Partner,
  powers: Powers,
): readonly (Button | undefined)[] {
  const value = { p: id, from };
  const launches = powers.coordinates && next.some((move) => move.do === 'launch');
  return [
    launches ? launchButton(value) : undefined,
    halted && powers.rolls ? button('Resume…', 'rollout-resume', value, { style: 'primary' }) : undefined,
    powers.halts && !halted ? button('Halt…', 'rollout-halt', value, { style: 'danger' }) : undefined,
    powers.rolls && !complete ? button('Plan again…', 'rollout-plan', value) : undefined,
  ];
}

export const launchButton = (value: { readonly p: Partner['id']; readonly from: Surface }): Button =>
  button('Launched', 'launch', value, {
    style: 'primary',
    confirm: confirmation(
      'Launched?',
      'This says in the channel that the partner is live. It cannot be taken back.',
      'Launched',
    ),
  });
