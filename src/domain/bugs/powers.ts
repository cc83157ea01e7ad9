import type { Principal } from '../actor';
import { may } from '../policy';
import { isUnsolved } from './numbers';
import { resolutionOf, type Bug } from './state';

/** What may be done about a bug now: which buttons are drawn. Each deed is decided again when it is asked for. */
export type BugMove =
  | 'acknowledge'
  | 'start'
  | 'mitigate'
  | 'resolve'
  | 'update'
  | 'hand-over'
  | 'verify'
  | 'close'
  | 'reopen'
  | 'steps'
  | 'severity'
  | 'duplicate';

/** What the bug's state allows, whoever asks: for its message, which both sides read. The first is what comes next. */
export function movesOf(bug: Pick<Bug, 'status'>): readonly BugMove[] {
  switch (bug.status.is) {
    case 'reported':
      return ['acknowledge', ...solving, ...managing];
    case 'acknowledged':
      return ['start', ...solving, ...managing];
    case 'in-progress':
      return ['mitigate', ...solving, ...managing];
    case 'mitigated':
      return [...solving, ...managing];
    case 'resolved':
      return ['verify', 'reopen', ...managing];
    case 'verified':
      return ['close', 'reopen', ...managing];
    case 'closed':
      return ['reopen'];
  }
}

const solving = ['resolve', 'update', 'hand-over'] as const;
const managing = ['steps', 'severity', 'duplicate'] as const;
const responding: ReadonlySet<BugMove> = new Set<BugMove>(['acknowledge', 'start', 'mitigate', ...solving]);

/** What a person may do about it. */
export function movesFor(who: Principal, bug: Bug): readonly BugMove[] {
  if (!may.takePart(who)) return [];
  const responds = isUnsolved(bug) && (who.side === bug.side || who.coordinates);
  const verifies = who.side !== resolutionOf(bug)?.side;
  return movesOf(bug).filter((move) => (responding.has(move) ? responds : move === 'verify' ? verifies : true));
}
