import type { KnownBlock } from '@slack/types';
import type { CalendarDate } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import type { ChannelDigest } from '../src/domain/reminders/channel-digest';
import type { Entry } from '../src/domain/reminders/digest';
import type { Lifecycle } from '../src/lifecycle/schema';
import { bugEntry } from './bug-words';
import { entryBlocks, entryLine, isTheirs, mostHeadings, rowsEach, type Drawing, morning } from './digest-entries';
import { row, section } from './kit';
import { show } from './navigation';
import { picture, type Picture } from './picture';
import { count, fitLines, mention, name } from './text';
import { dueWords, team, title } from './words';

/** What the people of a partner have to do, in their channel: each is mentioned once. */
export function channelDigestMessage(
  partner: Partner,
  { people, notes }: ChannelDigest,
  lifecycle: Lifecycle,
  today: CalendarDate,
): Picture {
  const drawing = { partner, lifecycle, today };
  const shown = people.slice(0, mostHeadings);
  const left = people.slice(mostHeadings);
  const most = rowsEach(shown.length);
  const blocks: KnownBlock[] = [
    ...shown.flatMap(({ person, entries, bugs }) => [
      section(
        fitLines([
          `${mention(person)}, ${whose(entries, bugs.length)}:`,
          ...bugs.map((bug) => bugEntry(bug, lifecycle, morning(drawing))),
        ]),
        bugs.length > 0 ? show(partner.id, { s: 'bugs' }, 'Bugs', { suffix: person }) : undefined,
      ),
      ...entryBlocks(entries, most, drawing),
    ]),
    ...(left.length > 0 ? [section(leftPeople(left))] : []),
    ...(notes.length > 0 ? [section(noteLines(notes, drawing))] : []),
    ...row(
      show(partner.id, { s: 'checklist', page: 0 }),
      show(partner.id, { s: 'status' }),
      show(partner.id, { s: 'reminders' }),
    ),
  ];
  return picture(
    [
      ...people.map((p) => {
        const bugs = p.bugs.map((bug) => bugEntry(bug, lifecycle, morning(drawing)));
        return `${name(p.name)}: ${[...bugs, ...p.entries.map((e) => entryLine(e, drawing))].join('; ')}`;
      }),
      ...notes.map((note) => noteLine(note, drawing)),
    ],
    blocks,
  );
}

/** What is late with others, or was asked for, is nobody's to do here. */
const whose = (entries: readonly Entry[], bugs: number): string =>
  entries.every(isTheirs) ? `${entries.length + bugs === 1 ? 'this is' : 'these are'} yours` : 'for you';

/** Those for whom there is no room are mentioned all the same: it is their turn. */
const leftPeople = (people: ChannelDigest['people']): string =>
  fitLines(
    people.map(({ person, entries, bugs }) =>
      [
        `${mention(person)}: ${count(entries.length, 'item')} on the checklist`,
        ...(bugs.length > 0 ? [count(bugs.length, 'bug')] : []),
      ].join(', '),
    ),
  );

const noteLines = (notes: readonly Entry[], drawing: Drawing): string =>
  fitLines(['*Late, for both sides to see*', ...notes.map((note) => noteLine(note, drawing))]);

/** Names without a ping: it is told once, and whoever has it is reminded anyway. */
function noteLine({ view, daysLate }: Entry, drawing: Drawing): string {
  const { lifecycle } = drawing;
  const who = view.turn.person ? `${name(view.turn.person.name)}, ` : '';
  return `⏫ *${title(view)}* · ${dueWords(view, drawing)}, ${count(daysLate, 'working day')} · ${who}${team(view.turn.team, lifecycle)}`;
}
