import type { Button, KnownBlock } from '@slack/types';
import { haltingBugs } from '../src/domain/bugs/severity';
import { dateOf } from '../src/domain/calendar';
import { criteriaOf, unmetGuidelines } from '../src/domain/criteria';
import { few } from '../src/domain/few';
import { isLaunched } from '../src/domain/item-state';
import { stateOf } from '../src/domain/item-state';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { itemsFor, type ItemView } from '../src/domain/progress';
import { sees } from '../src/domain/visibility';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { bugMark, bugTitle } from './bug-words';
import { heading } from './heading';
import { button, context, moreContext, row, section } from './kit';
import { surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import { andMore, count, day, fitLines, longDate, moment, name, oneLine } from './text';
import { author, marks, missing, role, sinceWhen, standingWords, title, whoCan } from './words';

/** As many gates as are drawn; of a longer list the checklist shows the rest, page by page. */
const mostGates = 20;

/** The gates before the launch: who may give each, what it needs, who gave it and on what basis. */
export function signOffsMessage(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): Picture {
  const gates = itemsFor(viewer.who.side, partner, lifecycle).filter((i) => i.item.kind !== 'task');
  const given = gates.filter((i) => i.standing === 'done').length;
  const counted =
    gates.length === 0 ? 'This lifecycle has no sign-offs.' : `${given} of ${gates.length} gates are given.`;
  const left = gates.length - mostGates;
  const blocks: KnownBlock[] = [
    ...heading(partner, 'Sign-offs'),
    context(counted),
    ...gates.slice(0, mostGates).map((i) => gate(i, partner, lifecycle, viewer)),
    ...moreContext(left, `${left} more: the Checklist shows them all.`),
    ...row(...surfaces(partner.id, lifecycle, 'sign-offs')),
  ];
  const said = gates.map((i) => `${title(i)}: ${i.standing === 'done' ? 'given' : standingWords[i.standing]}`);
  return picture([`Sign-offs of ${name(partner.name)}: ${counted}`, ...said], blocks);
}

function gate(i: ItemView, partner: Partner, lifecycle: Lifecycle, viewer: Viewer): KnownBlock {
  const internal = i.internal ? ' · _internal_' : '';
  const heading = `${marks[i.standing]} *${title(i)}* · ${i.standing === 'done' ? 'given' : standingWords[i.standing]}`;
  const lines =
    i.signOff?.is === 'given' ? givenLines(i, partner, lifecycle, viewer) : openLines(i, partner, lifecycle, viewer);
  return section(fitLines([`${heading}${internal}`, ...lines]), gateButton(i, partner, lifecycle, viewer));
}

function givenLines(i: ItemView, partner: Partner, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const { signOff, item } = i;
  if (signOff?.is !== 'given') return [];
  const criteria = item.kind === 'task' ? [] : item.criteria.filter((c) => signOff.criteria.includes(c.id));
  const basis = basisLine(i, partner, lifecycle, viewer.who.side);
  return [
    `By ${author(signOff.by)} (${role(signOff.team, lifecycle)}), ${moment(signOff.at)}`,
    ...(signOff.comment ? [`“${oneLine(signOff.comment, 200)}”`] : []),
    ...criteria.map((c) => `✓ ${oneLine(c.text, 160)}`),
    ...(basis ? [`Rests on: ${basis}`] : []),
    ...touchingBugs(i, partner, lifecycle),
  ];
}

function openLines(i: ItemView, partner: Partner, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const { signOff, state } = i;
  const reader = viewer.who.side;
  const first = missing(i, lifecycle);
  const undone =
    signOff?.is === 'taken-back'
      ? [`Taken back by ${author(signOff.by)}, ${day(signOff.at)}: “${oneLine(signOff.reason, 200)}”`]
      : signOff?.is === 'reopened'
        ? [
            `To be given again, ${sinceWhen(signOff.at, viewer, lifecycle)}: ${changed(signOff.because, partner, lifecycle, reader)} changed`,
          ]
        : [];
  return [
    ...undone,
    ...(state.status.is === 'blocked' ? [`Blocked: ${oneLine(state.status.reason, 200)}`] : []),
    ...(first ? [`First: ${first}`] : []),
    ...unmetLine(i, partner, lifecycle),
    ...touchingBugs(i, partner, lifecycle),
    `Who may give it: ${whoCan(partner, lifecycle, i.teams)}`,
  ];
}

/** Criteria cannot be ticked against the guidelines that they are about. */
function unmetLine(i: ItemView, partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const unmet = unmetGuidelines(criteriaOf(i, partner, lifecycle)).length;
  return unmet > 0
    ? [`Before it: ${count(unmet, 'UX guideline')} not met or not reviewed yet (UX review, under Tests)`]
    : [];
}

const mostBugs = 3;

/** Grave bugs that are open, beside the sign-offs that they touch. */
export function touchingBugs({ id, item }: Pick<ItemView, 'id' | 'item'>, partner: Partner, lifecycle: Lifecycle) {
  const touched = lifecycle.sop?.signOffs ?? [];
  if (![id, ...item.formerly].some((known) => touched.includes(known))) return [];
  const grave = haltingBugs(partner, lifecycle);
  const left = grave.length - mostBugs;
  const shown = grave.slice(0, mostBugs).map((bug) => `${bugMark(bug, lifecycle)} Open: ${bugTitle(bug)}`);
  return [...shown, ...andMore(left, `${left} more open`)];
}

/** What a change is about, in words a side may read. */
export function changed(because: string, partner: Partner, lifecycle: Lifecycle, reader: Side): string {
  if (because === 'ux-review') return 'the review of the UX guidelines';
  if (because === 'configuration') return 'the integration type or the clouds';
  if (lifecycle.testCases.some(({ id }) => id === because)) return `the result of ${because}`;
  const placed = lookup(lifecycle).byId.get(because);
  if (!placed || !sees(reader, partner, placed)) return 'something it rested on';
  return `“${title(placed)}”`;
}

/** What a sign-off rests on, as in "Joint validation call is passed (done 3 Mar 2027)". */
export function basisLine({ item }: ItemView, partner: Partner, lifecycle: Lifecycle, reader: Side): string {
  if (item.kind === 'task') return '';
  const items = item.basis.items.flatMap((id) => {
    const placed = lookup(lifecycle).byId.get(id);
    if (!placed || !sees(reader, partner, placed)) return [];
    const { status } = stateOf(placed, partner);
    const done = status.is === 'done' ? ` (done ${longDate(dateOf(status.at, lifecycle.zone))})` : '';
    return [`${title(placed)}${done}`];
  });
  return [
    ...few(items, 3),
    ...(item.basis.configuration ? ['integration type, clouds and configuration file'] : []),
  ].join(', ');
}

function gateButton(i: ItemView, partner: Partner, lifecycle: Lifecycle, { who }: Viewer): Button | undefined {
  if (partner.closed || !may.sign(who, i)) return undefined;
  const value = { p: partner.id, i: i.id, from: { s: 'sign-offs' as const } };
  // After the launch a sign-off is history.
  if (i.standing === 'done' && isLaunched(partner, lifecycle)) return undefined;
  if (i.standing === 'done') return button('Take back…', 'take-back', value, { label: `Take back: ${i.item.title}` });
  if (i.standing !== 'ready') return undefined;
  return button('Sign off', 'sign-off', value, { style: 'primary', label: `Sign off: ${i.item.title}` });
}
