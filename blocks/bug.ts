import type { Button, KnownBlock } from '@slack/types';
import { bugCardOf, type BugCard } from '../src/domain/bugs/card';
import { isOpen } from '../src/domain/bugs/numbers';
import { movesFor, movesOf, type BugMove } from '../src/domain/bugs/powers';
import type { Bug } from '../src/domain/bugs/state';
import type { PartnerId } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { bugMark, bugTitle, described, dueLine, factLines, pastLines, severityWords } from './bug-words';
import { statusWords, turnWords } from './bug-words';
import { closed } from './form-parts';
import { button, context, row, section } from './kit';
import { show } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import type { Surface } from './surface';
import { fitLines, namedLink, oneLine } from './text';

/** The message of a bug in the channel, for both sides; its thread is the bug's home. Edited only when something happened. */
export function bugMessage(card: BugCard, { id }: Pick<Partner, 'id'>, lifecycle: Lifecycle): Picture {
  const { bug } = card;
  const from: Surface = { s: 'bug-message', bug: bug.number };
  return drawn(card, lifecycle, [
    ...row(...moveButtons(movesOf(card.bug), bug.number, id, from)),
    ...row(show(id, { s: 'bug', bug: bug.number }), show(id, { s: 'bugs' })),
  ]);
}

/** One bug for one reader: the same, with what the reader may do. */
export function bugView(bug: Bug, partner: Partner, lifecycle: Lifecycle, { who }: Viewer): Picture {
  const { id } = partner;
  const from: Surface = { s: 'bug', bug: bug.number };
  const moves = partner.closed ? [] : movesFor(who, bug);
  const { link, steps = [] } = lifecycle.sop ?? {};
  const left = steps.filter((step) => !bug.steps.includes(step.id));
  const help = left.flatMap((step) => (step.help ? [`*${oneLine(step.title, 100)}*: ${oneLine(step.help, 300)}`] : []));
  return drawn(bugCardOf(bug, partner, lifecycle), lifecycle, [
    ...(partner.closed ? [context(closed)] : []),
    ...row(...moveButtons(moves, bug.number, id, from)),
    ...row(show(id, { s: 'bugs' }), show(id, { s: 'status' })),
    ...(isOpen(bug) && help.length > 0 ? [context(fitLines(help, 1900))] : []),
    ...(link ? [context(namedLink(link.url, link.title))] : []),
  ]);
}

/** Nobody knows this bug (any more): an old button, or a number mistyped. */
export const noBugView = (number: string, { id, name }: Partner): Picture =>
  picture(`There is no bug ${oneLine(number, 20)} of ${oneLine(name, 60)}.`, [
    section(`There is no bug ${oneLine(number, 20)} of ${oneLine(name, 60)}.`),
    ...row(show(id, { s: 'bugs' })),
  ]);

function drawn(card: BugCard, lifecycle: Lifecycle, more: readonly KnownBlock[]): Picture {
  const { bug } = card;
  const heading = `${bugMark(bug, lifecycle)} *${bugTitle(bug)}*`;
  const turn = isOpen(bug) ? [turnWords(card)] : [];
  const stands = [severityWords(bug.severity, lifecycle), statusWords[bug.status.is], ...turn].join(' · ');
  const due = dueLine(card);
  return picture(
    [heading, stands, ...due],
    [
      section(
        fitLines([
          heading,
          stands,
          ...due,
          described(bug),
          ...factLines(bug, lifecycle),
          ...pastLines(bug),
          ...stepsLine(card),
        ]),
      ),
      ...more,
    ],
  );
}

/** "Steps: ✅ Confirm · ⬜ Contain". */
const stepsLine = ({ steps }: BugCard): readonly string[] =>
  steps.length === 0
    ? []
    : [`Steps: ${steps.map(({ title, done }) => `${done ? '✅' : '⬜'} ${oneLine(title, 100)}`).join(' · ')}`];

function moveButtons(moves: readonly BugMove[], bug: string, p: PartnerId, from: Surface): readonly Button[] {
  const value = { p, bug, from };
  return moves.map((move, n) => {
    const look = { label: `${labels[move]} ${bug}`, ...(n === 0 && next.has(move) && { style: 'primary' as const }) };
    return makers[move](value, look);
  });
}

type Value = { readonly p: PartnerId; readonly bug: string; readonly from: Surface };
type Look = NonNullable<Parameters<typeof button>[3]>;

/** What a bug waits for, where it is a single click. */
const next: ReadonlySet<BugMove> = new Set<BugMove>(['acknowledge', 'start', 'resolve', 'verify', 'close']);

const labels: Readonly<Record<BugMove, string>> = {
  acknowledge: 'Acknowledge',
  start: 'Start',
  mitigate: 'Mitigated…',
  resolve: 'Resolved…',
  update: 'Update…',
  'hand-over': 'Hand over…',
  verify: 'Verified',
  close: 'Close',
  reopen: 'Reopen…',
  steps: 'Steps…',
  severity: 'Severity…',
  duplicate: 'Duplicate…',
};

const makers: Readonly<Record<BugMove, (value: Value, look: Look) => Button>> = {
  acknowledge: (value, look) => button(labels.acknowledge, 'bug-acknowledge', value, look),
  start: (value, look) => button(labels.start, 'bug-start', value, look),
  mitigate: (value, look) => button(labels.mitigate, 'bug-mitigate', value, look),
  resolve: (value, look) => button(labels.resolve, 'bug-resolve', value, look),
  update: (value, look) => button(labels.update, 'bug-update', value, look),
  'hand-over': (value, look) => button(labels['hand-over'], 'bug-hand-over', value, look),
  verify: (value, look) => button(labels.verify, 'bug-verify', value, look),
  close: (value, look) => button(labels.close, 'bug-close', value, look),
  reopen: (value, look) => button(labels.reopen, 'bug-reopen', value, look),
  steps: (value, look) => button(labels.steps, 'bug-steps', value, look),
  severity: (value, look) => button(labels.severity, 'bug-severity', value, look),
  duplicate: (value, look) => button(labels.duplicate, 'bug-duplicate', value, look),
};
