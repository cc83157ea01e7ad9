import type { Button, KnownBlock } from '@slack/types';
import type { CalendarDate, Instant } from '../src/domain/ids';
import { lookup, milestoneOf } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import type { ItemView } from '../src/domain/progress';
import type { Entry } from '../src/domain/reminders/digest';
import { isAsked, isStep, isTodo, type Duty } from '../src/domain/reminders/duty';
import { reviewItem } from '../src/domain/ux/review';
import { instantOf } from '../src/domain/working-days';
import type { Lifecycle } from '../src/lifecycle/schema';
import { answerButtons } from './ga';
import type { ActionValue } from './ids';
import { button, row, section } from './kit';
import { stepButton } from './maintenance-words';
import { show } from './navigation';
import type { Surface } from './surface';
import { nobodysTodo, todoButton } from './test-words';
import { count, fitLines, longDate } from './text';
import { doer, dueWords, team, title } from './words';

/** The items of a digest, with the buttons to do them or to put them off. */

/** Items with buttons of their own, and partners or people with a heading of their own: Slack takes 50 blocks. */
const mostRows = 12;
export const mostHeadings = 10;

export interface Drawing {
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly today: CalendarDate;
}

/** About when a digest is read: what was due before is late by then. */
export const morning = ({ lifecycle, today }: Pick<Drawing, 'lifecycle' | 'today'>): Instant =>
  instantOf(today, lifecycle.reminders.digestAt, lifecycle.zone);

/** Returns how many items under each of so many headings have buttons. */
export const rowsEach = (headings: number): number => Math.max(1, Math.floor(mostRows / Math.max(1, headings)));

/** The first entries with buttons, the others a line each. */
export function entryBlocks(entries: readonly Entry[], most: number, drawing: Drawing): KnownBlock[] {
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
function asked(view: ItemView, { partner, lifecycle, today }: Drawing): readonly string[] {
  const { gaProposal, gaDeclined, ux } = partner;
  const design = ux.designs.at(-1);
  if (view.id === lookup(lifecycle).gaDate?.id && gaProposal)
    return [
      `*${longDate(gaProposal.date)} is proposed as the GA date*`,
      ...(view.due !== undefined && view.due < today ? ['too near to be agreed by now: propose another date'] : []),
    ];
  if (view.id === lookup(lifecycle).gaDate?.id && gaDeclined)
    return [`*${longDate(gaDeclined.date)} was declined as the GA date*`, 'propose another one'];
  return [`*${title(view)}*`, ...(design ? [`design ${design.number} waits for an answer`] : [])];
}

function facts({ view, why, daysLate, daysHeld }: Entry, drawing: Drawing): readonly string[] {
  const { lifecycle } = drawing;
  const behind = view.due !== undefined && view.inTimeUntil !== undefined && view.due < view.inTimeUntil;
  const late = daysLate > 1 && !behind ? `, ${count(daysLate, 'working day')}` : '';
  const due = `${dueWords(view, drawing)}${late}`;
  const days = count(daysHeld, 'working day');
  switch (why) {
    case 'unassigned':
      return [
        due,
        isTodo(view) ? nobodysTodo(view) : `nobody of ${team(view.turn.team, lifecycle)} is on the people list`,
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
  if (isAsked(view) && view.id === lookup(lifecycle).gaDate?.id) {
    const date = isTheirs(entry) ? partner.gaProposal?.date : undefined;
    return [...(date ? answerButtons(partner, lifecycle, date) : []), show(partner.id, { s: 'ga' })];
  }
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

/** Whether it is for whoever reads it to do: not what is late with others, nor what they only asked to be reminded of. */
export const isTheirs = ({ why }: Entry): boolean => why !== 'escalated' && why !== 'asked';
