import type { KnownBlock } from '@slack/types';
import type { Card } from '../src/domain/card';
import type { PartnerId } from '../src/domain/ids';
import type { CalendarDate } from '../src/domain/ids';
import type { Lifecycle } from '../src/lifecycle/schema';
import { reportButton } from './bugs';
import { proposalLine, rolloutLines } from './card-rollout';
import { button, context, header, row, section, titled } from './kit';
import { surfaces, show } from './navigation';
import { picture, type Picture } from './picture';
import { summaryLine } from './test-words';
import { andMore, bar, longDate, name, oneLine, someOf } from './text';
import { marks } from './words';

/**
 * The pinned card in the partner's channel, for both sides. It says nothing that changes by itself, since it is edited
 * only when something happened.
 */
export function partnerCard(card: Card, id: PartnerId, lifecycle: Lifecycle): Picture {
  const phases = card.phases.slice(0, 5).map((phase) => oneLine(phase));
  const opening = [
    card.closed ? `*Closed*: ${oneLine(card.closed.reason)}` : `Under way: *${phases.join('*, *') || 'nothing yet'}*`,
    ...(card.closed?.note ? [oneLine(card.closed.note, 600)] : []),
    gaLine(card),
    ...proposalLine(card.proposal),
    ...(card.tests ? [summaryLine(card.tests)] : []),
  ].join('\n');
  const next = card.closed ? [] : card.next.map(nextLine);
  const blocks: KnownBlock[] = [
    header(card.name),
    section(opening),
    ...(card.rollout ? titled('Rollout', rolloutLines(card.rollout)) : []),
    ...(card.care ? titled('Maintenance', careLines(card.care)) : []),
    ...titled('Progress', card.progress.map(progressLine)),
    ...titled(gateTitle(card), card.gates.map(gateLine)),
    ...titled('Next', next),
    ...titled('Blocked', card.blocked.slice(0, 5).map(blockedLine)),
    ...titled('At risk', card.atRisk.slice(0, 5).map(riskLine)),
    ...titled('Open bugs', bugLines(card)),
    ...row(show(id, { s: 'status' }, 'Status', { style: 'primary' }), ...surfaces(id, lifecycle, 'status')),
    ...(card.care ? row(show(id, { s: 'maintenance' }), show(id, { s: 'roadmap' })) : []),
    ...(card.rollout && !card.closed
      ? row(
          show(id, { s: 'rollout' }),
          button('Halt…', 'rollout-halt', { p: id, from: { s: 'rollout' } }, { style: 'danger' }),
        )
      : []),
    ...(card.bugs && !card.closed ? row(reportButton({ id }), show(id, { s: 'bugs' })) : []),
    context(
      'The buttons answer you alone. No role yet? Press *People*, then *Claim a role*. Members of the workspace can also type `/pc help`.',
    ),
  ];
  const said = `${name(card.name)}: ${opening.replaceAll('\n', '. ').replaceAll('*', '')}`;
  const rollout = card.rollout ? rolloutLines(card.rollout) : [];
  return picture([said, ...rollout, gateTitle(card), ...next.map((line) => `Next: ${line}`)], blocks);
}

function bugLines({ bugs }: Card): readonly string[] {
  const { open = 0, gravest = [] } = bugs ?? {};
  const shown = gravest.map(
    ({ number, severity, title }) => `🐞 *${oneLine(number, 20)}* · ${oneLine(severity, 20)} · ${oneLine(title, 200)}`,
  );
  return [...shown, ...andMore(open - shown.length)];
}

function gaLine({ ga, launched }: Card): string {
  if (launched) return `Launched: *${longDate(launched)}*`;
  if (!ga) return 'No GA date yet';
  return `${ga.agreed ? 'GA date (agreed)' : 'Target GA date'}: *${longDate(ga.date)}*`;
}

const progressLine = ({ title, done, total }: Card['progress'][number]): string =>
  `${bar(done, total)} ${done}/${total} ${oneLine(title)}`;

const gateTitle = ({ gates }: Card): string =>
  gates.length === 0 ? '' : `Gates: ${gates.filter((g) => g.state === 'given').length} of ${gates.length} given`;

const gateMarks = { given: marks.done, ready: marks.ready, waiting: marks.waiting, blocked: marks.blocked } as const;
const gateWords = { given: 'given', ready: 'ready', waiting: 'not yet', blocked: 'blocked' } as const;

const gateLine = ({ title, state }: Card['gates'][number]): string =>
  `${gateMarks[state]} ${oneLine(title, 350)} · ${gateWords[state]}`;

const nextLine = ({ title, team, person, due }: Card['next'][number]): string =>
  `• *${oneLine(title, 350)}* · ${oneLine(team, 200)}${person ? `: ${name(person)}` : ''}${dueWords(due)}`;

const dueWords = (due: CalendarDate | undefined): string => (due ? ` · due ${longDate(due)}` : '');

function careLines({ tasks, more }: NonNullable<Card['care']>): readonly string[] {
  const lines = tasks.map(({ name: called, due, next }) => {
    const who = next ? ` · next: “${oneLine(next.title, 350)}” · ${oneLine(next.team, 200)}` : '';
    return `🛠️ *${oneLine(called, 350)}*${dueWords(due)}${who}${next?.person ? `: ${name(next.person)}` : ''}`;
  });
  return [...lines, ...andMore(more)];
}

const blockedLine = ({ title, reason }: Card['blocked'][number]): string =>
  `${marks.blocked} *${oneLine(title, 350)}*: ${oneLine(reason)}`;

const riskLine = ({ title, missing }: Card['atRisk'][number]): string =>
  `⚠️ *${oneLine(title, 350)}* is done, but it needs ${someOf(
    missing.map((one) => oneLine(one, 350)),
    3,
  )}`;
