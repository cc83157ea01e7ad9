import type { Button, KnownBlock } from '@slack/types';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { quarterOf } from '../src/domain/roadmap/quarters';
import { isOpen, proposerOf, type RoadmapEntry, type RoadmapStatus } from '../src/domain/roadmap/state';
import type { Lifecycle } from '../src/lifecycle/schema';
import { sides } from '../src/lifecycle/schema';
import { heading } from './heading';
import { button, confirmation, context, row, section } from './kit';
import { show, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import { answerButtons, askedSide, called, facts, from } from './roadmap-words';
import { count, day, fitLines, name, oneLine } from './text';
import { author, sideName, sinceWhen } from './words';

/** Open entries that are drawn at once, and lines of what is settled. */
const pageSize = 8;
const mostSettled = 15;

/** What both sides plan by quarter, what waits for an answer, what is done; with what this viewer may do about it. */
export function roadmapMessage(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  { page: wanted = 0 }: { readonly page?: number | undefined } = {},
): Picture {
  const open = partner.roadmap.entries.filter(isOpen).toSorted(byTurn);
  const settled = partner.roadmap.entries.filter((entry) => !isOpen(entry)).toReversed();
  const pages = Math.max(1, Math.ceil(open.length / pageSize), Math.ceil(settled.length / mostSettled));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const shown = open.slice(page * pageSize, (page + 1) * pageSize);
  const over = settled
    .slice(page * mostSettled, (page + 1) * mostSettled)
    .map((entry) => settledLine(entry, partner, lifecycle));
  const nothing = 'Nothing is on the roadmap yet.';
  const to = (n: number) => ({ s: 'roadmap', page: n }) as const;
  const listed = may.takePart(viewer.who);
  const blocks: KnownBlock[] = [
    ...heading(partner, 'Roadmap'),
    ...(open.length === 0 ? [section(settled.length === 0 ? nothing : 'Nothing is open on the roadmap.')] : []),
    ...shown.flatMap((entry) => [
      section(fitLines(entryLines(entry, partner, lifecycle, viewer))),
      ...row(...(partner.closed || !listed ? [] : buttons(entry, partner, viewer))),
    ]),
    ...(over.length > 0 ? [section(fitLines(['*Settled*', ...over]))] : []),
    ...row(
      page > 0 ? show(partner.id, to(page - 1), 'Previous', { suffix: 'previous' }) : undefined,
      page < pages - 1 ? show(partner.id, to(page + 1), 'Next', { suffix: 'next' }) : undefined,
    ),
    ...(!partner.closed && !listed
      ? [context('People on the people list propose. Is a role yours? Claim it under *People*.')]
      : []),
    ...row(
      !partner.closed && listed
        ? button('Propose…', 'roadmap-propose', { p: partner.id, from }, { style: 'primary' })
        : undefined,
      ...surfaces(partner.id, lifecycle),
    ),
  ];
  const said = shown.map((entry) => entryLines(entry, partner, lifecycle, viewer).join(', '));
  return picture([`Roadmap of ${name(partner.name)}`, ...(said.length > 0 ? said : [nothing]), ...over], blocks);
}

/** What waits for an answer first, then by quarter. */
const byTurn = (a: RoadmapEntry, b: RoadmapEntry): number => {
  if (a.status.is !== b.status.is) return a.status.is === 'proposed' ? -1 : 1;
  return a.quarter < b.quarter ? -1 : a.quarter > b.quarter ? 1 : 0;
};

function entryLines(entry: RoadmapEntry, partner: Partner, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const { status, note, by, at, quarter } = entry;
  const late = quarter < quarterOf(viewer.today) ? ' · ⚠️ the quarter is over' : '';
  const mark = status.is === 'proposed' ? '💡' : '🗺️';
  return [
    `${mark} ${called(entry)} · ${facts(entry, partner, lifecycle)}${late}`,
    ...(note ? [oneLine(note, 300)] : []),
    ...(status.is === 'proposed'
      ? [
          `Proposed by ${author(by)}, ${sinceWhen(at, viewer, lifecycle)}: waits for *${sideName(askedSide(entry), partner, lifecycle)}*`,
        ]
      : []),
  ];
}

function buttons(entry: RoadmapEntry, { id: p }: Partner, { who }: Viewer): readonly Button[] {
  const { id, title, status, side } = entry;
  const value = { p, entry: id, from };
  const at = { suffix: id };
  const edit = button('Edit…', 'roadmap-edit', value, { ...at, label: `Edit: ${title}` });
  const withdraw = button('Withdraw…', 'roadmap-withdraw', value, { ...at, label: `Withdraw: ${title}` });
  const leads = who.leads || who.coordinates;
  if (status.is === 'proposed') {
    if (proposerOf(entry) === who.side) return [edit, withdraw];
    return leads ? answerButtons(entry, p) : [];
  }
  const confirm = confirmation('Is it done?', `“${title}” is kept on the roadmap as done.`, 'Done');
  const done = button('Done', 'roadmap-done', value, { ...at, style: 'primary', confirm, label: `Done: ${title}` });
  return [...(side === who.side ? [done] : []), edit, ...(leads ? [withdraw] : [])];
}

const marks: Readonly<Record<RoadmapStatus['is'], string>> = {
  proposed: '💡',
  accepted: '🗺️',
  done: '✅',
  declined: '✋',
  withdrawn: '➖',
};

function settledLine(entry: RoadmapEntry, partner: Partner, lifecycle: Lifecycle): string {
  const { status } = entry;
  const when = status.is === 'proposed' ? '' : ` ${day(status.at)} by ${author(status.by)}`;
  const why = 'reason' in status ? `: ${oneLine(status.reason)}` : '';
  return `${marks[status.is]} ${called(entry)} · ${facts(entry, partner, lifecycle)} · ${status.is}${when}${why}`;
}

/** The roadmap in a line, for the status: what is agreed, and whose answer is wanted. */
export function roadmapLines(partner: Partner, lifecycle: Lifecycle, { today }: Viewer): readonly string[] {
  const open = partner.roadmap.entries.filter(isOpen);
  const proposed = open.filter(({ status }) => status.is === 'proposed');
  const late = open.filter(({ quarter, status }) => status.is === 'accepted' && quarter < quarterOf(today)).length;
  const waits = sides.flatMap((asked) => {
    const n = proposed.filter((entry) => askedSide(entry) === asked).length;
    return n === 0 ? [] : [`💡 ${count(n, 'proposal')} for *${sideName(asked, partner, lifecycle)}* to answer`];
  });
  const accepted = open.length - proposed.length;
  return [
    ...waits,
    ...(accepted > 0 ? [`🗺️ ${accepted} agreed${late > 0 ? `, ⚠️ ${late} of a quarter that is over` : ''}`] : []),
  ];
}
