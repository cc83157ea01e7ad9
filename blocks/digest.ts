import type { Button, KnownBlock } from '@slack/types';
import type { CalendarDate } from '../src/domain/ids';
import { lookup, milestoneOf } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import type { ChannelDigest } from '../src/domain/reminders/channel-digest';
import type { Digest, Entry, Part } from '../src/domain/reminders/digest';
import { isAsked, isStep, isTodo, type Duty } from '../src/domain/reminders/duty';
import type { ItemView } from '../src/domain/progress';
import { reviewItem } from '../src/domain/ux/review';
import type { Lifecycle } from '../src/lifecycle/schema';
import type { ActionValue } from './ids';
import type { Surface } from './surface';
import { bugEntry } from './bug-words';
import { claimLine } from './claims';
import { answerButtons } from './ga';
import { stepButton } from './maintenance-words';
import { nobodysTodo, todoButton } from './test-words';
import { button, context, header, row, section } from './kit';
import { show } from './navigation';
import { picture, type Picture } from './picture';
import { takenOverLines } from './taken-over';
import { count, fitLines, longDate, mention, name, oneLine } from './text';
import { doer, dueWords, team, title } from './words';

/** The digests: what is yours this morning, with the buttons to do it or to put it off. */

/** Items with buttons of their own, and partners or people with a heading of their own: Slack takes 50 blocks. */
const mostRows = 12;
const mostHeadings = 10;

interface Drawing {
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly today: CalendarDate;
}

/** What one person of the databricks side has to do with all their partners, as a direct message. */
export function digestMessage({ parts }: Digest, lifecycle: Lifecycle, today: CalendarDate): Picture {
  const busy = parts.filter((part) => thingsIn(part) > 0);
  const shown = busy.slice(0, mostHeadings);
  const left = busy.slice(mostHeadings);
  const most = rowsEach(shown.length);
  const total = busy.reduce((n, part) => n + thingsIn(part), 0);
  const taken = takenOverLines(parts, lifecycle);
  const opening = total > 0 ? `${count(total, 'thing')} for you` : 'Handed over to you';
  const blocks: KnownBlock[] = [
    header(opening),
    ...(taken.length > 0 ? [section(fitLines(taken))] : []),
    ...shown.flatMap((part) => partBlocks(part, most, { partner: part.partner, lifecycle, today })),
    ...(left.length > 0 ? [section(`And ${fitLines(left.map(leftLine), 1500)}`)] : []),
    context('One message a working day, and none when there is nothing. `/pc reminders` shows what comes next.'),
  ];
  const said = busy.flatMap((part) => spokenPart(part, { partner: part.partner, lifecycle, today }));
  return picture([opening, ...taken, ...said], blocks);
}

const rowsEach = (headings: number): number => Math.max(1, Math.floor(mostRows / Math.max(1, headings)));

const thingsIn = ({ entries, bugs, unanswered, claims }: Part): number =>
  entries.length + bugs.length + unanswered.length + claims.length;

const leftLine = (part: Part): string => `*${name(part.partner.name)}*: ${count(thingsIn(part), 'thing')}`;

function partBlocks(part: Part, most: number, drawing: Drawing): KnownBlock[] {
  const { partner, entries, bugs, unanswered, claims } = part;
  const place = partner.channel.is === 'ready' ? ` · <#${partner.channel.id}>` : '';
  const waiting = unanswered.map((email) => `✉️ ${oneLine(email, 200)} has not answered the invitation to the channel`);
  const asked = claims.map((claim) => claimLine(claim, partner, drawing.lifecycle));
  const lines = bugs.map((bug) => bugEntry(bug, drawing.lifecycle));
  const heading = fitLines([`*${name(partner.name)}*${place}`, ...lines, ...asked, ...waiting], 1500);
  const more =
    bugs.length > 0
      ? show(partner.id, { s: 'bugs' }, 'Bugs', { label: `Bugs of ${partner.name}` })
      : claims.length > 0
        ? show(partner.id, { s: 'people' }, 'People', { label: `People of ${partner.name}` })
        : show(partner.id, { s: 'status' }, 'Status', { label: `Status of ${partner.name}` });
  return [section(heading, more), ...entryBlocks(entries, most, drawing)];
}

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
          ...bugs.map((bug) => bugEntry(bug, lifecycle)),
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
        const bugs = p.bugs.map((bug) => bugEntry(bug, lifecycle));
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

const isTheirs = ({ why }: Entry): boolean => why !== 'escalated' && why !== 'asked';

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
  return `⏫ *${title(view)}* · ${dueWords(view, drawing)}, ${count(daysLate, 'working day')} · ${who}${team(lifecycle, view.turn.team)}`;
}

/** The first entries with buttons, the others a line each. */
function entryBlocks(entries: readonly Entry[], most: number, drawing: Drawing): KnownBlock[] {
  const rest = entries.slice(most).map((entry) => entryLine(entry, drawing));
  return [
    ...entries
      .slice(0, most)
      .flatMap((entry) => [section(entryLine(entry, drawing)), ...row(...buttons(entry, drawing))]),
    ...(rest.length > 0 ? [section(fitLines(rest, 2000))] : []),
  ];
}

const marks: Readonly<Record<Entry['why'], string>> = {
  overdue: '🔴',
  today: '🟠',
  sign: '✍️',
  answer: '💬',
  soon: '🟡',
  unassigned: '👤',
  escalated: '⏫',
  asked: '🔔',
};

/** One item of a digest on one line. */
export function entryLine(entry: Entry, drawing: Drawing): string {
  const { view } = entry;
  const called = isAsked(view) ? asked(view, drawing) : [`*${title(view)}*`];
  return [`${marks[entry.why]} ${called.join(' · ')}`, ...facts(entry, drawing)].filter(Boolean).join(' · ');
}

/** What is to be answered: the title of its item says how it ends. */
function asked(view: ItemView, { partner: { gaProposal, ux }, lifecycle, today }: Drawing): readonly string[] {
  const design = ux.designs.at(-1);
  if (view.id === lookup(lifecycle).gaDate?.id && gaProposal)
    return [
      `*${longDate(gaProposal.date)} is proposed as the GA date*`,
      ...(view.due !== undefined && view.due < today ? ['too near to be agreed by now: propose another date'] : []),
    ];
  return [`*${title(view)}*`, ...(design ? [`design ${design.number} waits for an answer`] : [])];
}

function facts({ view, why, daysLate, daysHeld }: Entry, drawing: Drawing): readonly string[] {
  const { lifecycle } = drawing;
  // What the plan was behind with before anybody could do it is not overdue since some day that nobody has ever named.
  const behind = view.due !== undefined && view.inTimeUntil !== undefined && view.due < view.inTimeUntil;
  const late = daysLate > 1 && !behind ? `, ${count(daysLate, 'working day')}` : '';
  const due = `${behind ? `planned for ${longDate(view.due)}` : dueWords(view, drawing)}${late}`;
  const days = count(daysHeld, 'working day');
  switch (why) {
    case 'unassigned':
      return [
        due,
        isTodo(view) ? nobodysTodo(view) : `nobody of ${team(lifecycle, view.turn.team)} is on the people list`,
      ];
    case 'escalated':
      return [due, `with ${doer(view, lifecycle)} for ${days}`];
    case 'asked':
      return [due, 'you asked to be reminded'];
    case 'sign':
      return [due, 'waiting for you to sign'];
    case 'answer':
      return [due, 'waiting for you'];
    default:
      return [due, daysHeld > (behind ? 0 : daysLate) ? `yours for ${days}` : ''];
  }
}

/** What can be done about an item from a digest. */
function buttons(entry: Entry, { partner, lifecycle }: Drawing): readonly Button[] {
  const { view } = entry;
  const proposal = isAsked(view) && view.id === lookup(lifecycle).gaDate?.id ? partner.gaProposal : undefined;
  if (proposal)
    return [...(isTheirs(entry) ? answerButtons(partner, proposal.date) : []), show(partner.id, { s: 'ga' })];
  const from = placeOf(view);
  const value = { p: partner.id, i: view.id, from };
  const called = view.item.title;
  const yours = isTheirs(entry);
  return [
    ...(yours ? doing(view, value, called) : []),
    isStep(view) || isTodo(view)
      ? show(partner.id, from)
      : view.id === reviewItem(lifecycle)?.id
        ? show(partner.id, { s: 'ux' })
        : button('Open…', 'item-open', value, { label: `Open: ${called}` }),
    button('Snooze…', 'snooze', value, { label: `Snooze: ${called}` }),
    button('Mute…', 'mute', value, { label: `Mute: ${called}` }),
  ];
}

/** Where a duty stands among all others of its kind. */
function placeOf(view: Duty): Surface {
  if (isStep(view)) return { s: 'maintenance' };
  return isTodo(view) ? { s: 'tests' } : { s: 'checklist', phase: view.phase.id, page: 0 };
}

function doing(view: Duty, value: ActionValue<'item-done'>, called: string): Button[] {
  if (isStep(view)) return [stepButton(view, value.p)];
  if (isTodo(view)) return [todoButton(view.todo, value.p, { style: 'primary' })];
  const { item } = view;
  if (item.kind !== 'task')
    return [button('Sign off', 'sign-off', value, { style: 'primary', label: `Sign off: ${called}` })];
  const asksMore = item.evidence !== undefined || item.value !== undefined || milestoneOf(item) !== undefined;
  return asksMore ? [] : [button('Done', 'item-done', value, { style: 'primary', label: `Done: ${called}` })];
}

const spokenPart = ({ partner, entries, bugs, unanswered, claims }: Part, drawing: Drawing): readonly string[] => [
  ...bugs.map((bug) => `${name(partner.name)}: ${bugEntry(bug, drawing.lifecycle)}`),
  ...entries.map((entry) => `${name(partner.name)}: ${entryLine(entry, drawing)}`),
  ...claims.map((claim) => `${name(partner.name)}: ${claimLine(claim, partner, drawing.lifecycle)}`),
  ...unanswered.map((email) => `${name(partner.name)}: ${oneLine(email, 200)} has not answered the invitation`),
];
