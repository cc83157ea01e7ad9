import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { dateOf } from '../src/domain/calendar';
import type { Desk, DeskPartner } from '../src/domain/desk/desk';
import type { Waiting } from '../src/domain/desk/waiting';
import type { CalendarDate, Instant } from '../src/domain/ids';
import { lookup } from '../src/domain/lookup';
import { isAsked, isStep, isTodo } from '../src/domain/reminders/duty';
import { summaryOf } from '../src/domain/summary';
import type { Lifecycle } from '../src/lifecycle/schema';
import { bugEntry } from './bug-words';
import { callTitle } from './call-words';
import { claimLine } from './claims';
import { entryLine } from './digest-entries';
import { button, context, divider, header, moreContext, plain, row, section } from './kit';
import { show } from './navigation';
import { partnerLines } from './partners';
import type { Picture } from './picture';
import type { Surface } from './surface';
import { count, moment, name, oneLine, timeOfDay } from './text';
import { moveWords } from './wave-words';
import { doer, held } from './words';

/** The Home tab: the desk of a person of the workspace, and what stands there for everybody else. */

export interface DeskPage {
  readonly now: Instant;
  /** The zone of its reader, whose calendar counts. */
  readonly zone: string;
  readonly page: number;
  /** There are more partners than a desk is made of. */
  readonly more: boolean;
}

/** A Home tab takes 100 blocks: a block for each thing and each partner, and a few around them. */
const mostWaiting = 25;
const perPage = 20;
const mostLeavers = 5;

/** What waits for its reader with all their partners, and these partners. */
export function deskPicture(desk: Desk, lifecycle: Lifecycle, { now, zone, page: wanted, more }: DeskPage): Picture {
  if (desk.partners.length === 0) return welcomePicture(lifecycle);
  const pages = Math.ceil(desk.partners.length / perPage);
  const page = Math.min(wanted, pages - 1);
  const at = { now, zone, today: dateOf(now, zone) };
  const from: Surface = { s: 'home', page };
  const shown = desk.waiting.slice(0, mostWaiting);
  const left = desk.waiting.length - shown.length;
  const partners = desk.partners.slice(page * perPage, (page + 1) * perPage);
  const turnTo = (n: number, text: string) => button(text, 'home', { page: n }, { suffix: text });
  const opening = openingLine(desk);
  const blocks: KnownBlock[] = [
    header('Yours today'),
    section(opening),
    ...row(
      button('New partner…', 'new-partner', {}, { style: 'primary' }),
      button('All my partners', 'partners', { all: false }),
      button('Hand over…', 'hand-over-many', {}),
      button('Refresh', 'home', { page }),
      button('Help', 'help', {}),
    ),
    ...(page === 0 ? desk.leavers.slice(0, mostLeavers).map(leaverBlock) : []),
    ...(page === 0 && shown.length > 0 ? [divider, section('*Waits for you*')] : []),
    ...(page === 0 ? shown.map((waiting) => waitingBlock(waiting, from, lifecycle, at)) : []),
    ...moreContext(page === 0 ? left : 0, `${left} more, with the partners below.`),
    divider,
    section(
      `*Your partners*${pages > 1 ? ` · ${page * perPage + 1} to ${page * perPage + partners.length} of ${desk.partners.length}` : ''}`,
    ),
    ...partners.map((one) => partnerBlock(one, lifecycle, at)),
    ...row(
      page > 0 ? turnTo(page - 1, 'Previous') : undefined,
      page < pages - 1 ? turnTo(page + 1, 'Next') : undefined,
    ),
    context(footer(desk, more, now)),
  ];
  return { text: opening, blocks };
}

function openingLine({ waiting, partners }: Desk): string {
  const among = new Set(waiting.map(({ partner }) => partner.id)).size;
  if (waiting.length === 0)
    return partners.length === 1
      ? 'Nothing waits for you with your partner.'
      : `Nothing waits for you with your ${partners.length} partners.`;
  const where = partners.length === 1 ? 'your partner' : `${among} of your ${partners.length} partners`;
  return `*${count(waiting.length, 'thing')}* ${waiting.length === 1 ? 'waits' : 'wait'} for you, with ${where}.`;
}

const footer = ({ putOff }: Desk, more: boolean, now: Instant): string =>
  [
    `As of ${timeOfDay(now)}, your time. *Refresh* brings it up to date.`,
    ...(putOff > 0
      ? [`${count(putOff, 'thing')} that you put off or muted ${putOff === 1 ? 'is' : 'are'} not shown.`]
      : []),
    ...(more ? ['You work with more partners than fit here: *All my partners* has the others.'] : []),
  ].join(' ');

/** Somebody left, and nobody has what they had. */
const leaverBlock = ({ person, name: called, roles }: Desk['leavers'][number]): KnownBlock =>
  section(
    `⚠️ *${name(called)}* is deactivated, and has ${count(roles, 'role')} with your partners.`,
    button('Hand over…', 'hand-over-many', { person }, { suffix: 'left', label: `Hand over the roles of ${called}` }),
  );

type Now = Pick<DeskPage, 'now' | 'zone'> & { readonly today: CalendarDate };

/** What it is, with which partner and until when; and the button that opens it. */
function waitingBlock(waiting: Waiting, from: Surface, lifecycle: Lifecycle, now: Now): KnownBlock {
  const { partner } = waiting;
  const place = partner.channel.is === 'ready' ? ` · <#${partner.channel.id}>` : '';
  return section(
    `${waitingLine(waiting, lifecycle, now)}\n${name(partner.name)}${place}`,
    opens(waiting, from, lifecycle),
  );
}

function waitingLine(waiting: Waiting, lifecycle: Lifecycle, { now, today }: Now): string {
  const { partner } = waiting;
  switch (waiting.is) {
    case 'duty':
      return entryLine(waiting.entry, { partner, lifecycle, today });
    case 'bug':
      return bugEntry(waiting.bug, lifecycle, now);
    case 'rollout':
      return `🚦 *Rollout* · ${moveWords(waiting.move)}`;
    case 'call':
      return `📞 *${callTitle(waiting.call, lifecycle)}* · ${moment(waiting.call.starts)}`;
    case 'claim':
      return claimLine(waiting.claim, partner, lifecycle);
    case 'set-up':
      return `⚠️ *Set-up* · ${count(waiting.problems, 'thing')} that only a person can help with`;
  }
}

function opens(waiting: Waiting, from: Surface, lifecycle: Lifecycle) {
  const { partner } = waiting;
  const { id: p } = partner;
  const label = (what: string) => ({ label: `Open: ${what}, ${partner.name}` });
  switch (waiting.is) {
    case 'duty': {
      const { view } = waiting.entry;
      if (isStep(view)) return show(p, { s: 'maintenance' }, 'Open', label('Maintenance'));
      if (isTodo(view)) return show(p, { s: 'tests' }, 'Open', label('Tests'));
      const answer = isAsked(view) ? (view.id === lookup(lifecycle).gaDate?.id ? 'ga' : 'ux') : undefined;
      if (answer) return show(p, { s: answer }, 'Open', label('Answer'));
      const value = { p, i: view.id, from };
      return view.item.kind === 'task'
        ? button('Open…', 'item-open', value, { label: `Open: ${view.item.title}, ${partner.name}` })
        : button('Sign off…', 'sign-off', value, { label: `Sign off: ${view.item.title}, ${partner.name}` });
    }
    case 'bug':
      return show(p, { s: 'bug', bug: waiting.bug.number }, 'Open', label(`Bug ${waiting.bug.number}`));
    case 'rollout':
      return show(p, { s: 'rollout' }, 'Open', label('Rollout'));
    case 'call':
      return show(p, { s: 'calls' }, 'Open', label('Calls'));
    case 'claim':
      return show(p, { s: 'people' }, 'Open', label('People'));
    case 'set-up':
      return show(p, { s: 'set-up' }, 'Open', label('Set-up'));
  }
}

function partnerBlock(one: DeskPartner, lifecycle: Lifecycle, now: Now): KnownBlock {
  const { partner, next } = one;
  const { next: told, ...summary } = summaryOf(partner, lifecycle);
  const turn =
    next && told
      ? [`Next: ${oneLine(told.title, 350)} · with ${doer(next, lifecycle)} ${held(next, now, lifecycle)}`]
      : [];
  const lines = [partnerLines(summary, now.today), ...turn, ...markLine(one)];
  return section(lines.join('\n'), show(partner.id, { s: 'status' }, 'Status', { label: `Status of ${partner.name}` }));
}

function markLine({ waiting, overdue, blocked, unsolvedBugs, halted, risks }: DeskPartner): readonly string[] {
  const marks = [
    ...(halted ? ['⏸️ rollout halted'] : []),
    ...(risks.length > 0 ? ['⚠️ GA date at risk'] : []),
    ...(overdue > 0 ? [`🔴 ${overdue} overdue`] : []),
    ...(blocked > 0 ? [`⛔ ${blocked} blocked`] : []),
    ...(unsolvedBugs > 0 ? [`🐞 ${count(unsolvedBugs, 'bug')}`] : []),
    ...(waiting.length > 0 ? [`👉 ${waiting.length} for you`] : []),
  ];
  return marks.length === 0 ? [] : [marks.join(' · ')];
}

/** For somebody of the workspace who is on no partner's list. */
function welcomePicture({ programme }: Lifecycle): Picture {
  const opening = `I take technology partners to their launch in ${oneLine(programme, 150)}.`;
  return {
    text: opening,
    blocks: [
      header('Welcome'),
      section(
        `${opening} Each partner has a channel of its own, shared with its people, and a pinned card there that says what is next and whose turn it is. I remind people, plan the rollout and keep the log.`,
      ),
      section(
        '*You are on no partner’s list yet.* Open a partner yourself, or ask the partner development manager of yours to put you on the list: then this tab shows what waits for you.',
      ),
      ...row(
        button('New partner…', 'new-partner', {}, { style: 'primary' }),
        button('All partners', 'partners', { all: true }),
        button('Help', 'help', {}),
      ),
    ],
  };
}

/** For guests: nothing of any partner. */
export const guestPicture = (): Picture => ({
  text: 'Everything about your onboarding is in its channel.',
  blocks: [
    header('Welcome'),
    section(
      'Everything about your onboarding is in its channel: the pinned card there says what is next and has a button for all that you can do.',
    ),
  ],
});

/** What is only told, to somebody who clicked on their Home tab. */
export const toldModal = ({ blocks }: Picture): ModalView => ({
  type: 'modal',
  title: plain('Partner Connect', 24),
  close: plain('Close', 24),
  blocks,
});

/** The Home tab with a screen on it: a partner's, under a way back to the desk, or the desk itself. */
export const homeView = ({ blocks }: Picture, { back }: { readonly back: boolean }): HomeView => ({
  type: 'home',
  blocks: [...(back ? row(button('← Yours today', 'home', { page: 0 }, { suffix: 'back' })) : []), ...blocks].slice(
    0,
    100,
  ),
});
