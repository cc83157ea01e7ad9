import { DateTime } from 'luxon';
import type { CalendarDate } from '../src/domain/ids';
import { cloudTitle } from '../src/domain/lookup';
import type { Board, Fit, NextMove, WaveView } from '../src/domain/rollout/board';
import { startTimes } from '../src/domain/rollout/days';
import type { Lifecycle } from '../src/lifecycle/schema';
import { count, moment, oneLine } from './text';
import { anyTeam, author, side } from './words';

/** The words for waves and what holds them, shared by the board, its forms and what is told of them. */

type State = WaveView['state'];

/** A mark beside a wave; the words beside it say the same. */
export const waveMarks: Readonly<Record<State, string>> = {
  planned: '⬜',
  due: '🔔',
  late: '⚠️',
  live: '🟢',
  soaking: '⏳',
  done: '✅',
  failed: '❌',
  'rolled-back': '↩️',
  held: '⏸️',
};

const waveWords: Readonly<Record<State, string>> = {
  planned: 'planned',
  due: 'may be started now',
  late: 'was not started in time',
  live: 'going live',
  soaking: 'soaking',
  done: 'done',
  failed: 'a region failed',
  'rolled-back': 'rolled back',
  held: 'held',
};

/** "Tue 23 Feb 2027": with waves, the day of the week matters. */
export const weekday = (date: CalendarDate): string =>
  DateTime.fromISO(date, { zone: 'utc' }).toFormat('ccc d LLL yyyy');

/** "3 of 5 live, 1 failed". */
export function regionCount({ regions }: Pick<WaveView, 'regions'>): string {
  const of = (is: string) => regions.filter((region) => region.is === is).length;
  const failed = of('failed');
  if (failed === 0 && of('live') === 0) return count(regions.length, 'region');
  if (of('live') === regions.length)
    return `${regions.length > 1 ? 'all ' : ''}${count(regions.length, 'region')} live`;
  return `${of('live')} of ${count(regions.length, 'region')} live${failed > 0 ? `, ${failed} failed` : ''}`;
}

/** As many regions as are named; more are counted by cloud. */
const mostNamed = 8;

/** "AWS: us-west-1, us-east-2 · Azure: 12 regions". */
export function regionNames({ regions }: Pick<WaveView, 'regions'>, lifecycle: Lifecycle): string {
  const grouped = new Map<string, string[]>();
  for (const { region } of regions) {
    const [cloud = '', ...rest] = region.split('/');
    grouped.set(cloud, [...(grouped.get(cloud) ?? []), rest.join('/')]);
  }
  const parts = [...grouped].slice(0, 10).map(([cloud, names]) => {
    const title = oneLine(cloudTitle(cloud, lifecycle), 100);
    return `${title}: ${regions.length > mostNamed ? count(names.length, 'region') : names.map((n) => oneLine(n, 50)).join(', ')}`;
  });
  return parts.join(' · ');
}

/** Failed regions, each with what was noted. */
export function failures({ regions }: Pick<WaveView, 'regions'>, most = 5): readonly string[] {
  const failed = regions.flatMap((region) => (region.is === 'failed' ? [region] : []));
  const shown = failed.slice(0, most).map(({ region, note }) => `❌ ${oneLine(region, 90)}: ${oneLine(note, 200)}`);
  return [...shown, ...(failed.length > most ? [`❌ … and ${failed.length - most} more failed`] : [])];
}

/** A wave in one line. */
export const waveLine = (wave: WaveView): string =>
  `${waveMarks[wave.state]} *Wave ${wave.number}* · ${weekday(wave.on)} · ${stateWords(wave)} · ${regionCount(wave)}`;

const stateWords = ({ state, until }: WaveView): string =>
  until === undefined ? waveWords[state] : `${waveWords[state]} until ${moment(until)}`;

/** What a wave still needs of people, or what became of it. */
export function confirmedLine({ confirmed, startedAt }: WaveView): readonly string[] {
  if (confirmed) return [`The tile was seen by ${author(confirmed.by)}, ${moment(confirmed.at)}`];
  return startedAt === undefined ? [] : ['Nobody has said yet that the tile shows'];
}

/** What a rollout comes before: "GA on Tue 2 Mar 2027". */
export const goalOf = ({ ga, expansion }: Pick<Board, 'ga' | 'expansion'>): string =>
  expansion === undefined ? `GA on ${weekday(ga)}` : `${weekday(ga)}, when the new regions are due`;

/** What no longer fits, and what can be done about it. */
export function misfitLines({ left, days, short, choices }: Fit, goal: string): readonly string[] {
  const room =
    days.length === 0 ? 'no day is left' : `${count(days.length, 'day')} left (${days.map(weekday).join(', ')})`;
  const what = left === 0 ? 'What is under way is not finished' : `${count(left, 'wave')} still to start`;
  const choice = choices.map((c) => choiceWords[c]).join(', or ');
  return [
    `⚠️ *The rollout no longer fits before ${goal}*: ${what}, and ${room}.`,
    ...(choice && short > 0 ? [`What can be done: ${choice}.`] : []),
  ];
}

const choiceWords = {
  compress: 'plan fewer waves, with a reason',
  'move-ga': 'agree on a later GA date',
  'roll-back': 'roll back what has started, then agree on a later GA date',
  reschedule: 'reschedule the task under Maintenance',
} as const;

const moves: Readonly<Record<NextMove['do'], string>> = {
  resume: 'Resume the rollout',
  'give-gates': 'Give again what fell',
  compress: 'Plan fewer waves',
  'move-ga': 'Agree on a later GA date',
  'roll-back': 'Roll back what has started, then agree on a later GA date',
  reschedule: 'Reschedule the task under Maintenance',
  'mark-regions': 'Say which regions are live or failed',
  finish: 'Finish the wave',
  'confirm-tile': 'Say that the tile shows',
  start: 'Start the wave',
  move: 'Move the wave to another day',
  launch: 'Launch',
};

/** What somebody can do next about a rollout: "Start the wave (wave 2)". */
export const moveWords = ({ do: what, wave }: NextMove): string =>
  wave === undefined ? moves[what] : `${moves[what]} (${waveName(wave)})`;

/** What comes next, by whom: "Say that the tile shows (waves 1 and 2) · Partner". The same of several waves is one line. */
export function nextLines(next: readonly NextMove[], lifecycle: Lifecycle, most = 3): readonly string[] {
  const kinds = [...new Set(next.map((move) => move.do))];
  return kinds.slice(0, most).map((kind) => {
    const same = next.filter((move) => move.do === kind);
    const waves = same.flatMap(({ wave }) => (wave === undefined ? [] : [oneLine(wave.replace(/^w/, ''), 20)]));
    const which =
      waves.length === 0 ? '' : ` (${waves.length === 1 ? 'wave' : 'waves'} ${waves.slice(0, 5).join(', ')})`;
    const who = kind === 'confirm-tile' ? side('partner', lifecycle) : anyTeam(same[0]?.teams ?? [], lifecycle);
    return `Next: ${moves[kind]}${which} · ${who}`;
  });
}

export const waveName = (id: string): string => `wave ${oneLine(id.replace(/^w/, ''), 20)}`;

/** Until when a wave may be started on its day, in the reader's own zone. */
export const startBy = (on: CalendarDate, lifecycle: Lifecycle): string => moment(startTimes(on, lifecycle).closes);

/** "10:00 to 15:00 (America/Los_Angeles)". */
export const hours = ({ rollout, zone }: Lifecycle): string =>
  `${rollout.startAt} to ${rollout.startBy} (${zone.replaceAll('_', ' ')})`;
