import { parseDate } from '../src/domain/calendar';
import type { Card } from '../src/domain/card';
import type { RolloutOnCard, WaveOnCard } from '../src/domain/card-rollout';
import { count, name, oneLine } from './text';
import { waveMarks, weekday } from './wave-words';

/** "Proposed GA date: Mon 1 Mar 2027, waits for Acme". */
export function proposalLine(proposal: Card['proposal']): readonly string[] {
  const date = proposal && parseDate(proposal.date);
  if (!proposal || !date) return [];
  return [`Proposed GA date: *${weekday(date)}*, waits for ${oneLine(proposal.waitsFor, 200)}`];
}

/** The wave board on the card: a line a wave. It says nothing that changes by itself. */
export function rolloutLines({ halted, held, complete, waves, expansion }: RolloutOnCard): readonly string[] {
  const due = expansion && parseDate(expansion.due);
  const first = expansion
    ? 'steps of the maintenance task come first'
    : 'something that the GA date rests on must be given again';
  return [
    ...(due ? [`🌐 *New regions*, due ${weekday(due)}`] : []),
    ...(halted ? [`⏸️ *Halted*${halted.by && ` by ${name(halted.by)}`}: “${oneLine(halted.reason, 300)}”`] : []),
    ...(held && !halted ? [`⏸️ *Held*: ${first}`] : []),
    ...(complete ? ['✅ *Complete*: every region is live'] : []),
    ...waves.map(waveLine),
  ];
}

const words: Readonly<Record<WaveOnCard, string>> = {
  planned: 'planned',
  live: 'going live',
  finished: 'finished',
  failed: 'a region failed',
  'rolled-back': 'rolled back',
};
const stateMarks: Readonly<Record<WaveOnCard, string>> = { ...waveMarks, finished: waveMarks.done };

function waveLine({ number, on, state, live, regions, failed, confirmed }: RolloutOnCard['waves'][number]): string {
  const date = parseDate(on);
  const done = live === 0 ? count(regions, 'region') : `${live} of ${count(regions, 'region')} live`;
  return [
    `${stateMarks[state]} Wave ${number}`,
    ...(date ? [weekday(date)] : []),
    words[state],
    done,
    ...(failed.length > 0 ? [failed.map((region) => oneLine(region, 90)).join(', ')] : []),
    ...(confirmed ? ['tile seen'] : []),
  ].join(' · ');
}
