import { clocksOf, reaches } from '../src/domain/bugs/clocks';
import { holderOf } from '../src/domain/bugs/court';
import { bugOf } from '../src/domain/bugs/numbers';
import type { Bug, BugNotice } from '../src/domain/bugs/state';
import type { BugEvent } from '../src/domain/events';
import type { Partner } from '../src/domain/partner';
import type { What } from '../src/domain/timed';
import type { Lifecycle } from '../src/lifecycle/schema';
import { bugTitle, missedWords } from './bug-words';
import { tellBug } from './history-bugs';
import { row } from './kit';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import { mention, moment, oneLine } from './text';
import { author, sideName } from './words';

/** Changes after which somebody else has to do something. */
const passes: ReadonlySet<BugEvent['type']> = new Set<BugEvent['type']>([
  'BugReported',
  'BugHandedOver',
  'BugResolved',
  'BugVerified',
  'BugReopened',
]);

/** A line in the thread of a bug: what happened, and whose turn it is now, unless that has changed again. */
export function bugLine({ event, by, n }: BugNotice, partner: Partner, lifecycle: Lifecycle): Picture {
  const bug = bugOf(partner.bugs, event.bug);
  const line = `${tellBug(event, author(by), { partner, lifecycle })}.`;
  const current = bug !== undefined && bug.changes === n && passes.has(event.type);
  return told([line, ...(current ? nextLine(bug, partner, lifecycle) : [])]);
}

function nextLine(bug: Bug, partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const holder = holderOf(bug, partner, lifecycle);
  const who = holder ? mention(holder.person) : sideName(bug.side, partner, lifecycle);
  switch (bug.status.is) {
    case 'reported': {
      const [clock] = clocksOf(bug, lifecycle);
      return [`Next: acknowledge${clock ? ` by ${moment(reaches(clock, 1, lifecycle))}` : ''} · ${who}`];
    }
    case 'resolved':
      return [`Next: verify · ${who}`];
    case 'verified':
      return [`Next: close · ${who}`];
    default:
      return [];
  }
}

/** A time was missed: in the bug's thread, to those who should know by now. */
export function bugLateMessage(
  what: Extract<What, { about: 'bug-late' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const bug = bugOf(partner.bugs, what.bug);
  const clock = bug && clocksOf(bug, lifecycle).find((one) => one.name === what.clock);
  if (!bug || !clock) return told([`${oneLine(what.bug, 20)} is not late any more.`]);
  const due = reaches(clock, 1, lifecycle);
  return told(
    [
      `⏰ *${bugTitle(bug)}* (${oneLine(bug.severity, 20)}) ${missedWords[what.clock]}: it was due by ${moment(due)}.`,
      `It is with *${sideName(bug.side, partner, lifecycle)}* · ${what.people.map(mention).join(' ')}`,
    ],
    ...row(show(partner.id, { s: 'bug', bug: bug.number })),
  );
}
