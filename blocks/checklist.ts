import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { milestoneOf, type Milestone } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { currentPhasesFor, itemsFor, nextSteps, phaseProgress, type ItemView } from '../src/domain/progress';
import type { Lifecycle, Phase } from '../src/lifecycle/schema';
import { heading } from './heading';
import { encodeMenu } from './ids';
import { button, divider, option, plain, row, section } from './kit';
import { show, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import type { Surface } from './surface';
import { bar, day, name, oneLine } from './text';
import { author, doer, dueFor, labelledValue, marks, missing, shownEvidence, standingWords, title } from './words';

/** Rows of the unfolded phase that are shown at once. */
const pageSize = 15;

type ChecklistSurface = Extract<Surface, { s: 'checklist' }>;

/** One phase unfolded, a page of it at a time: the wanted one, else where the viewer is next; of the other phases a line each. */
export function checklistMessage(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  wanted: { readonly phase?: string | undefined; readonly only?: boolean | undefined; readonly page: number },
): Picture {
  const items = itemsFor(viewer.who.side, partner, lifecycle);
  const phases = lifecycle.phases.filter((phase) => items.some((i) => i.phase.id === phase.id));
  const open =
    phases.find((phase) => phase.id === wanted.phase) ??
    nextSteps(items).find((i) => i.turn.person?.person === viewer.who.person)?.phase ??
    phases.find((phase) => currentPhasesFor(viewer.who.side, partner, lifecycle).includes(phase)) ??
    phases.at(-1);
  const rows = items.filter((i) => i.phase.id === open?.id);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(Math.max(0, wanted.page), pages - 1);
  const shown = rows.slice(page * pageSize, (page + 1) * pageSize);
  const only = wanted.only === true && open?.id === wanted.phase;
  const here: ChecklistSurface = { s: 'checklist', ...(open && { phase: open.id }), ...(only && { only }), page };
  const drawing: Drawing = { partner, lifecycle, viewer, here };

  const progress = phaseProgress(items, lifecycle);
  const lines = new Map(progress.map(({ phase, done, total }) => [phase.id, `${bar(done, total)} ${done}/${total}`]));
  const blocks: KnownBlock[] = [
    ...heading(partner, only && open ? open.title : 'Checklist'),
    ...(items.length === 0 ? [section('There is nothing on the checklist yet.')] : []),
    ...(only ? phases.filter((phase) => phase === open) : phases).flatMap((phase): readonly KnownBlock[] =>
      phase === open
        ? [unfolded(phase, lines), ...shown.map((i) => itemRow(i, drawing)), ...tail(shown, pages, drawing), divider]
        : [folded(phase, lines, drawing)],
    ),
    ...row(
      only ? show(partner.id, { s: 'checklist', page: 0 }, 'All phases', { suffix: 'all' }) : undefined,
      ...surfaces(partner.id, lifecycle, 'checklist'),
      show(partner.id, { s: 'reminders', page: 0 }),
    ),
  ];
  const said = progress.map(({ phase, done, total }) => `${oneLine(phase.title)} ${done} of ${total}`).join(', ');
  return picture(
    [`Checklist of ${name(partner.name)}: ${said || 'nothing yet'}`, ...shown.map((i) => spoken(i, lifecycle))],
    blocks,
  );
}

interface Drawing {
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly viewer: Viewer;
  readonly here: ChecklistSurface;
}

const unfolded = (phase: Phase, lines: ReadonlyMap<string, string>): KnownBlock =>
  section(`*${oneLine(phase.title)}* ${lines.get(phase.id) ?? ''}`);

const folded = (phase: Phase, lines: ReadonlyMap<string, string>, { partner }: Drawing): KnownBlock =>
  section(
    `${oneLine(phase.title)} ${lines.get(phase.id) ?? ''}`,
    show(partner.id, { s: 'checklist', phase: phase.id, page: 0 }, 'Show', { label: `Show ${phase.title}` }),
  );

function itemRow(i: ItemView, drawing: Drawing): KnownBlock {
  const second = detail(i, drawing);
  return section(second ? `${firstLine(i, drawing)}\n${second}` : firstLine(i, drawing), rowButton(i, drawing));
}

function firstLine(i: ItemView, { lifecycle, viewer }: Drawing): string {
  const { status } = i.state;
  const signed = i.signOff?.is === 'given' ? i.signOff : undefined;
  const facts =
    status.is === 'not-needed'
      ? ['not needed']
      : status.is === 'done'
        ? [`done ${day(status.at)} by ${author(status.by)}`]
        : signed
          ? [`given ${day(signed.at)} by ${author(signed.by)}`]
          : [doer(i, lifecycle), ...(i.due ? [dueFor(i, viewer)] : [])];
  const words = [
    ...facts,
    ...(i.optional && i.standing !== 'done' && i.standing !== 'not-needed' ? ['optional'] : []),
    ...(i.internal ? ['_internal_'] : []),
  ];
  return [`${marks[i.standing]} *${title(i)}*`, ...words].join(' · ');
}

/** The second line, when there is something to say. */
function detail(i: ItemView, { lifecycle }: Drawing): string {
  const { status } = i.state;
  const first = missing(i, lifecycle);
  const said = [
    ...(status.is === 'blocked' ? [`Blocked: ${oneLine(status.reason)}`] : []),
    ...(status.is === 'not-needed' ? [oneLine(status.reason)] : []),
    ...(first && i.standing === 'done' ? [`⚠️ At risk, it needs: ${first}`] : []),
    ...(first && i.standing === 'waiting' ? [`First: ${first}`] : []),
    ...(status.is === 'done' && status.value !== undefined ? [labelledValue(i, status.value, lifecycle.zone)] : []),
    ...(i.evidence ? [shownEvidence(i.evidence, 100)] : []),
    ...(i.signOff?.is === 'reopened' || i.signOff?.is === 'taken-back' ? ['To be given again'] : []),
  ];
  return said.join(' · ');
}

type RowAction = 'done' | 'sign' | 'open' | 'ga' | 'rollout' | 'tests';

/** Where what leads to a milestone is done. The launch has its button where the date stands. */
const placeOf: Readonly<Record<Milestone, RowAction>> = {
  'ga-date': 'ga',
  rollout: 'rollout',
  launch: 'ga',
  'partner-run': 'tests',
  'joint-rounds': 'tests',
};

/** What the row's own button does: the item at once where that needs no form. */
function rowAction(i: ItemView, { partner, lifecycle, viewer: { who } }: Drawing): RowAction {
  if (partner.closed || i.standing !== 'ready') return 'open';
  const milestone = milestoneOf(i.item);
  if (milestone) return placeOf[milestone];
  if (i.item.kind !== 'task') return may.sign(who, i) ? 'sign' : 'open';
  const needsForm = i.item.evidence !== undefined || i.item.value !== undefined;
  return !needsForm && may.workOn(who, i, lifecycle) ? 'done' : 'open';
}

function rowButton(i: ItemView, drawing: Drawing): Button {
  const value = { p: drawing.partner.id, i: i.id, from: drawing.here };
  const action = rowAction(i, drawing);
  switch (action) {
    case 'done':
      return button('Done', 'item-done', value, { label: `Done: ${i.item.title}` });
    case 'sign':
      return button('Sign off', 'sign-off', value, { style: 'primary', label: `Sign off: ${i.item.title}` });
    case 'ga':
    case 'rollout':
    case 'tests':
      return show(drawing.partner.id, { s: action });
    case 'open':
      return button('Open', 'item-open', value, { label: `Open: ${i.item.title}` });
  }
}

/** A menu to the forms of the rows whose button does something else, and the pages. */
function tail(shown: readonly ItemView[], pages: number, drawing: Drawing): ActionsBlock[] {
  const { partner, here } = drawing;
  const others = shown.filter((i) => rowAction(i, drawing) !== 'open');
  const to = (page: number): ChecklistSurface => ({ ...here, page });
  const previous = here.page > 0 ? show(partner.id, to(here.page - 1), 'Previous', { suffix: 'previous' }) : undefined;
  const next = here.page < pages - 1 ? show(partner.id, to(here.page + 1), 'Next', { suffix: 'next' }) : undefined;
  const menu: ActionsBlock[] =
    others.length === 0
      ? []
      : [
          {
            type: 'actions',
            block_id: encodeMenu({ p: partner.id, from: here }),
            elements: [
              {
                type: 'static_select',
                action_id: 'item-open',
                placeholder: plain('Open an item…', 150),
                options: others.map((i) => option(i.item.title, i.id)),
              },
            ],
          },
        ];
  return [...menu, ...row(previous, next)];
}

const spoken = (i: ItemView, lifecycle: Lifecycle): string =>
  `${title(i)}: ${standingWords[i.standing]}${i.standing === 'done' ? '' : `, ${doer(i, lifecycle)}`}`;
