import type { KnownBlock, ModalView } from '@slack/types';
import { lookup, milestoneOf, type Milestone } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { itemsFor, type ItemView } from '../src/domain/progress';
import type { Lifecycle } from '../src/lifecycle/schema';
import { closed, type Form } from './form-parts';
import { itemInputs } from './item-inputs';
import { context, header, modal, section, typedSection } from './kit';
import type { Viewer } from './picture';
import { link, moment, namedLink, oneLine, typed } from './text';
import {
  anyTeam,
  author,
  doer,
  dueFor,
  held,
  labelledValue,
  marks,
  missing,
  sinceWhen,
  standingWords,
  whoCan,
} from './words';

/** Everything about one item, and a form for what this viewer may change. */
export function itemModal({ partner, lifecycle, viewer, memory }: Form<'item'>): ModalView {
  const id = lookup(lifecycle).byId.get(memory.i)?.id ?? memory.i;
  const view = itemsFor(viewer.who.side, partner, lifecycle).find((i) => i.id === id);
  if (!view) {
    const gone = 'This item is no longer on the checklist. Open the checklist again to see what is.';
    return modal('item', memory, 'Checklist item', [section(gone)]);
  }
  const inputs = partner.closed ? [] : itemInputs(view, partner, lifecycle, viewer);
  const blocks: KnownBlock[] = [
    header(`${marks[view.standing]} ${view.item.title}`),
    ...help(view),
    ...state(view, lifecycle, viewer),
    ...needs(view, lifecycle),
    context(who(view, partner, lifecycle, viewer)),
    ...inputs,
    ...pointers(view, partner, lifecycle, viewer, inputs.length > 0),
  ];
  return modal('item', memory, 'Checklist item', blocks, inputs.length > 0 ? 'Save' : undefined);
}

function help({ item }: ItemView): KnownBlock[] {
  const more = item.link ? namedLink(item.link, 'Read more') : '';
  const text = [item.help ? typed(item.help, 1500) : '', more].filter(Boolean).join(' ');
  return text ? [section(text)] : [];
}

/** Where it stands: since when, by whom, and what they gave with it. */
function state(view: ItemView, lifecycle: Lifecycle, viewer: Viewer): KnownBlock[] {
  const { status } = view.state;
  const signed = view.signOff?.is === 'given' ? view.signOff : undefined;
  const shown = view.evidence;
  return [
    section(stateLine(view, lifecycle, viewer)),
    ...(status.is === 'blocked' || status.is === 'not-needed' ? [typedSection(status.reason)] : []),
    ...(signed?.comment ? [typedSection(signed.comment)] : []),
    ...(shown && 'link' in shown ? [section(`Link: ${link(shown.link)}`)] : []),
    ...(shown?.note ? [context('Note'), typedSection(shown.note)] : []),
  ];
}

function stateLine(view: ItemView, lifecycle: Lifecycle, viewer: Viewer): string {
  const { status } = view.state;
  const when = sinceWhen(view.since, viewer, lifecycle);
  if (view.signOff?.is === 'given') return `*Given* by ${author(view.signOff.by)}, ${moment(view.signOff.at)}`;
  switch (status.is) {
    case 'done': {
      const value = status.value === undefined ? '' : `\n${labelledValue(view, status.value, lifecycle.zone)}`;
      return `*Done* by ${author(status.by)}, ${moment(status.at)}${value}`;
    }
    case 'blocked':
      return `*Blocked* by ${author(status.by)}, ${when}:`;
    case 'not-needed':
      return `*Not needed*, says ${author(status.by)}, ${moment(status.at)}:`;
    case 'open':
      return view.standing === 'ready'
        ? `*Ready* to be done, ${held(view, viewer, lifecycle)}`
        : `*${upper(standingWords[view.standing])} possible*`;
  }
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function needs(view: ItemView, lifecycle: Lifecycle): KnownBlock[] {
  const first = missing(view, lifecycle);
  if (!first) return [];
  return [section(view.standing === 'done' ? `⚠️ At risk, it needs: ${first}` : `First: ${first}`)];
}

function who(view: ItemView, partner: Partner, lifecycle: Lifecycle, viewer: Viewer): string {
  const finished = view.standing === 'done' || view.standing === 'not-needed';
  const due = finished ? '' : dueFor(view, viewer);
  return [
    oneLine(view.phase.title, 350),
    anyTeam(view.teams, lifecycle),
    ...(view.turn.person ? [doer(view, lifecycle)] : []),
    ...(due ? [due] : []),
    ...(view.optional ? ['optional'] : []),
    ...(view.internal ? [`_internal: hidden from ${oneLine(partner.name, 200)}_`] : []),
  ].join(' · ');
}

const doneWith: Readonly<Record<Milestone, string>> = {
  'ga-date': 'It is not ticked here: one side proposes a date with *GA date*, and the other one accepts it.',
  rollout: 'It is not ticked here: it is done when every wave of *Rollout* is live.',
  'partner-run': 'It is not ticked here: it is done when the partner has tried every case of *Tests* that applies.',
  'joint-rounds': 'It is not ticked here: it is done when no case of *Tests* fails in the last joint round.',
  launch: 'It is not ticked here: on the day, press *Launched* on the launch card, or with *GA date*.',
};

/** What cannot be done here, and where or by whom it can. */
function pointers(
  view: ItemView,
  partner: Partner,
  lifecycle: Lifecycle,
  { who }: Viewer,
  editable: boolean,
): KnownBlock[] {
  if (partner.closed) return [context(closed)];
  const can = whoCan(partner, lifecycle, view.teams);
  if (view.item.kind !== 'task') {
    const by = may.sign(who, view) ? 'you can give it' : `it can be given by ${can}`;
    return [context(`This is given with *Sign-offs*, not ticked here; ${by}.`)];
  }
  const milestone = milestoneOf(view.item);
  if (milestone) return [context(doneWith[milestone])];
  if (may.workOn(who, view, lifecycle)) return [];
  const claim = editable || who.teams.size > 0 ? '' : ' Is that you? Claim your role under *People*.';
  const what = view.standing === 'done' || view.standing === 'not-needed' ? 'changed' : 'done';
  return [context(`It can be ${what} by ${can}.${claim}`)];
}
