import { dateOf } from '../src/domain/calendar';
import type { Instant } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { waveBoard, type Board, type WaveView } from '../src/domain/rollout/board';
import { fallenGates } from '../src/domain/rollout/standing';
import type { Timed, What } from '../src/domain/timed';
import type { Lifecycle } from '../src/lifecycle/schema';
import { bugLateMessage } from './bug-notices';
import { callAskMessage, callSoonMessage } from './call-notices';
import { countdownMessage } from './countdown';
import { button, row } from './kit';
import { incompleteMessage, launchDayMessage } from './launch';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import { reviewMessage } from './roadmap-notices';
import type { Surface } from './surface';
import { count, name, someOf } from './text';
import { failures, goalOf, misfitLines, regionCount, regionNames, startBy, waveLine, weekday } from './wave-words';
import { title } from './words';

const from: Surface = { s: 'rollout' };

/**
 * What time brings up: for the channel, or for one person of the databricks side by direct message. Drawn from the state at
 * sending time, so that nobody is asked for what is done.
 */
export function timedMessage(
  { what }: Pick<Timed, 'what'>,
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): Picture {
  switch (what.about) {
    case 'countdown':
      return countdownMessage(what.days, partner, lifecycle, now);
    case 'roadmap-review':
      return reviewMessage(what.quarter, partner, lifecycle, dateOf(now, lifecycle.zone));
    case 'rollout-incomplete':
      return incompleteMessage(partner, lifecycle, now);
    case 'launch-day':
      return launchDayMessage(partner, lifecycle, now);
    case 'call-soon':
      return callSoonMessage(what, partner, lifecycle);
    case 'call-over':
      return callAskMessage(what, partner, lifecycle);
    case 'bug-late':
      return bugLateMessage(what, partner, lifecycle);
    case 'wave-due':
    case 'wave-late':
    case 'does-not-fit':
    case 'held':
      return prompt(what, partner, lifecycle, now);
  }
}

type Prompt = Extract<What, { about: 'wave-due' | 'wave-late' | 'does-not-fit' | 'held' }>;

function prompt(what: Prompt, partner: Partner, lifecycle: Lifecycle, now: Instant): Picture {
  const board = waveBoard(partner, lifecycle, now, 'databricks');
  const see = show(partner.id, from, 'Rollout');
  if (!board) return told([`The rollout of *${name(partner.name)}* is no longer planned.`], ...row(see));
  switch (what.about) {
    case 'wave-due':
    case 'wave-late': {
      const wave = board.waves.find(({ id }) => id === what.wave);
      if (!wave) return told([`The rollout of *${name(partner.name)}* was planned again.`], ...row(see));
      return what.about === 'wave-due' ? dueMessage(wave, board, partner, lifecycle) : lateMessage(wave, partner);
    }
    case 'does-not-fit':
      return unfitMessage(board, partner);
    case 'held':
      return heldMessage(board, partner, lifecycle);
  }
}

function dueMessage(wave: WaveView, { waves }: Board, partner: Partner, lifecycle: Lifecycle): Picture {
  const value = { p: partner.id, wave: wave.id, from };
  const unfinished = waves.find(({ startedAt, finishedAt }) => startedAt !== undefined && finishedAt === undefined);
  const may = wave.state === 'due' ? 'may be started now' : `may be started on ${weekday(wave.on)}`;
  return told(
    [
      `🔔 *Wave ${wave.number} of ${name(partner.name)}* ${may}, until ${startBy(wave.on, lifecycle)}.`,
      `${regionCount(wave)} · ${regionNames(wave, lifecycle)}`,
      ...failures(wave),
      ...(unfinished
        ? [
            `First: finish wave ${unfinished.number}, which is watched for ${count(lifecycle.rollout.soakHours, 'hour')} then.`,
          ]
        : []),
    ],
    ...row(
      button(
        'Start',
        'wave-start',
        { ...value, on: wave.on },
        { style: 'primary', label: `Start wave ${wave.number}` },
      ),
      button('Move…', 'wave-move', value, { label: `Move wave ${wave.number}` }),
      show(partner.id, from, 'Rollout'),
    ),
  );
}

function lateMessage(wave: WaveView, partner: Partner): Picture {
  const value = { p: partner.id, wave: wave.id, from };
  const back = wave.state === 'rolled-back' ? ' It was rolled back.' : '';
  return told(
    [
      `⚠️ *Wave ${wave.number} of ${name(partner.name)}* was planned for ${weekday(wave.on)} and was not started.${back}`,
      'It does not start by itself. Choose another day for it, or plan again.',
    ],
    ...row(
      button('Move…', 'wave-move', value, { style: 'primary', label: `Move wave ${wave.number}` }),
      button('Plan again…', 'rollout-plan', { p: partner.id, from }),
      show(partner.id, from, 'Rollout'),
    ),
  );
}

function unfitMessage(board: Board, partner: Partner): Picture {
  const { fits, expansion } = board;
  if (fits.fits) return told([`The rollout of *${name(partner.name)}* fits again.`], ...row(show(partner.id, from)));
  const fewer = fits.choices.includes('compress');
  return told(
    [`*${name(partner.name)}*`, ...misfitLines(fits, goalOf(board))],
    ...row(
      fewer ? button('Plan fewer waves…', 'rollout-plan', { p: partner.id, from }, { style: 'primary' }) : undefined,
      fits.choices.includes('move-ga')
        ? button('Move GA…', 'ga-propose', { p: partner.id, from: { s: 'ga' } })
        : undefined,
      expansion === undefined ? undefined : show(partner.id, { s: 'maintenance' }),
      show(partner.id, from, 'Rollout'),
    ),
  );
}

function heldMessage({ waves }: Board, partner: Partner, lifecycle: Lifecycle): Picture {
  const fallen = fallenGates(partner, lifecycle);
  const buttons = row(show(partner.id, { s: 'sign-offs' }), show(partner.id, { s: 'ga' }), show(partner.id, from));
  if (fallen.length === 0) return told([`The waves of *${name(partner.name)}* are no longer held.`], ...buttons);
  const held = waves.filter((wave) => wave.startedAt === undefined);
  return told(
    [
      `⏸️ *The launch of ${name(partner.name)} is at risk: ${count(held.length, 'wave')} held.*`,
      `Given again first: ${someOf(fallen.map(title), 5)}.`,
      ...held.slice(0, 5).map(waveLine),
    ],
    ...buttons,
  );
}
