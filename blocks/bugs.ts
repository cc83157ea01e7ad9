import type { KnownBlock } from '@slack/types';
import { bugCardOf } from '../src/domain/bugs/card';
import { clocksOf, elapsed, takenFor } from '../src/domain/bugs/clocks';
import { isOpen } from '../src/domain/bugs/numbers';
import { inUrgency } from '../src/domain/bugs/order';
import { originalOf, type Bug } from '../src/domain/bugs/state';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { bugMark, bugTitle, dueLine, duplicateLine, lasted, missedWords, statusWords, turnWords } from './bug-words';
import { heading } from './heading';
import { button, context, row, section } from './kit';
import { show, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import type { Surface } from './surface';
import { count, fitLines, name, namedLink, oneLine } from './text';

const pageSize = 10;

/** The bugs of a partner: open ones, the one whose time runs out first on top; or closed ones, the newest first. */
export function bugsMessage(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  wanted: Extract<Surface, { s: 'bugs' }>,
): Picture {
  const all = Object.values(partner.bugs);
  const open = inUrgency(all.filter(isOpen), lifecycle);
  const closed = all.filter((bug) => !isOpen(bug)).toSorted((a, b) => closedAt(b) - closedAt(a));
  const list = wanted.closed ? closed : open;
  const pages = Math.max(1, Math.ceil(list.length / pageSize));
  const page = Math.min(Math.max(0, wanted.page ?? 0), pages - 1);
  const rows = list.slice(page * pageSize, (page + 1) * pageSize);
  const to = (n: number): Surface => ({ ...wanted, page: n });
  const counted = `${count(open.length, 'bug')} open, ${closed.length} closed`;
  const other: Surface = wanted.closed ? { s: 'bugs' } : { s: 'bugs', closed: true };
  const blocks: KnownBlock[] = [
    ...heading(partner, wanted.closed ? 'Closed bugs' : 'Bugs'),
    context(counted),
    ...(list.length === 0 ? [section(wanted.closed ? 'No bug is closed yet.' : 'No bug is open.')] : []),
    ...rows.map((bug) => rowOf(bug, partner, lifecycle, viewer)),
    ...row(
      page > 0 ? show(partner.id, to(page - 1), 'Previous', { suffix: 'previous' }) : undefined,
      page < pages - 1 ? show(partner.id, to(page + 1), 'Next', { suffix: 'next' }) : undefined,
    ),
    ...row(
      partner.closed || !lifecycle.sop ? undefined : reportButton(partner),
      closed.length > 0 || wanted.closed
        ? show(partner.id, other, wanted.closed ? 'Open bugs' : 'Closed bugs', { suffix: 'other' })
        : undefined,
      ...surfaces(partner.id, lifecycle, 'bugs'),
    ),
    ...sopLink(lifecycle),
  ];
  return picture([`Bugs of ${name(partner.name)}: ${counted}`, ...rows.map(bugTitle)], blocks);
}

export const reportButton = ({ id }: Pick<Partner, 'id'>) => button('Report a bug…', 'bug-report', { p: id });

function rowOf(bug: Bug, partner: Partner, lifecycle: Lifecycle, viewer: Viewer): KnownBlock {
  const lines = [
    `${bugMark(bug, lifecycle)} *${bugTitle(bug)}* · ${oneLine(bug.severity, 20)}`,
    ...(isOpen(bug) ? openLines(bug, partner, lifecycle, viewer) : closedLines(bug, lifecycle)),
  ];
  return section(
    fitLines(lines, 2000),
    show(partner.id, { s: 'bug', bug: bug.number }, 'Open', { label: `Open ${bug.number}`, suffix: bug.number }),
  );
}

function openLines(bug: Bug, partner: Partner, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const card = bugCardOf(bug, partner, lifecycle);
  const late = clocksOf(bug, lifecycle).filter((clock) => elapsed(clock, viewer.now, lifecycle) >= clock.span.ms);
  const missed = late.map((clock) => `⏰ ${missedWords[clock.name]} in time`);
  return [[statusWords[bug.status.is], turnWords(card), ...missed].join(' · '), ...dueLine(card)];
}

function closedLines(bug: Bug, lifecycle: Lifecycle): readonly string[] {
  const original = originalOf(bug);
  if (original !== undefined) return [duplicateLine(original)];
  const { acknowledge, resolve } = takenFor(bug, lifecycle);
  const said = [
    ...(acknowledge ? [`acknowledged in ${lasted(acknowledge)}`] : []),
    ...(resolve ? [`resolved in ${lasted(resolve)}`] : []),
  ].join(' · ');
  return said ? [said] : [];
}

const closedAt = ({ status }: Bug): number => (status.is === 'closed' ? status.at : 0);

const sopLink = ({ sop }: Lifecycle): KnownBlock[] =>
  sop?.link ? [context(namedLink(sop.link.url, sop.link.title))] : [];
