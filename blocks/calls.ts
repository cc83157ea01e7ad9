import type { Button, KnownBlock } from '@slack/types';
import { isOpen, type Call, type Over } from '../src/domain/calls/state';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { itemsFor, type ItemView } from '../src/domain/progress';
import type { Lifecycle } from '../src/lifecycle/schema';
import { agendaLine, bringLines, callTitle, linkLine, toTryLine, whenLines, withLine } from './call-words';
import { heading } from './heading';
import { button, context, row, section } from './kit';
import { surfaces, validation } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import type { Surface } from './surface';
import { fitLines, moment, name, oneLine } from './text';
import { author, marks, title, whoCan } from './words';

const from: Surface = { s: 'calls' };

/** As many items with calls, and as many past calls, as are drawn. */
const mostItems = 8;
const mostPast = 6;

/** The joint calls: what is scheduled, what can be, and how those before went. */
export function callsMessage(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): Picture {
  const items = itemsFor(viewer.who.side, partner, lifecycle).filter(hasCall).slice(0, mostItems);
  const past = partner.calls.filter((call) => !isOpen(call) && items.some(({ id }) => id === call.item));
  const open = partner.calls.filter((call) => isOpen(call) && items.some(({ id }) => id === call.item));
  const blocks: KnownBlock[] = [
    ...heading(partner, 'Calls'),
    ...(items.length === 0 ? [section('No calls belong to this onboarding.')] : []),
    ...items.flatMap((item) => itemBlocks(item, partner, lifecycle, viewer)),
    ...past
      .slice(-mostPast)
      .reverse()
      .map((call) => context(pastLine(call, lifecycle))),
    ...row(...validation(partner.id, 'calls'), ...surfaces(partner.id, lifecycle, 'calls')),
  ];
  const said = open.map((call) => `${callTitle(call, lifecycle)}: ${whenLines(call, partner, lifecycle).join(', ')}`);
  return picture([`Calls of ${name(partner.name)}: ${said.length === 0 ? 'none is scheduled.' : ''}`, ...said], blocks);
}

const hasCall = ({ item }: ItemView): boolean => item.kind === 'task' && item.call !== undefined;

function itemBlocks(view: ItemView, partner: Partner, lifecycle: Lifecycle, viewer: Viewer): KnownBlock[] {
  const call = partner.calls.find((c) => c.item === view.id && isOpen(c));
  const works = !partner.closed && may.workOn(viewer.who, view, lifecycle);
  const heading = `${marks[view.standing]} *${call ? callTitle(call, lifecycle) : title(view)}*`;
  if (!call) {
    const done = view.standing === 'done' || view.standing === 'not-needed';
    const can = done ? 'Done' : `Not scheduled · ${whoCan(partner, lifecycle, view.teams)}`;
    const schedule =
      works && !done
        ? button(
            'Schedule…',
            'call-schedule',
            { p: partner.id, i: view.id, from },
            { label: `Schedule: ${view.item.title}` },
          )
        : undefined;
    return [section(`${heading}\n${can}`, schedule)];
  }
  const lines = [
    heading,
    ...whenLines(call, partner, lifecycle),
    withLine(call),
    ...linkLine(call),
    ...agendaLine(call),
    ...toTryLine(call, partner, lifecycle),
    ...bringLines(call, lifecycle),
  ];
  return [section(fitLines(lines)), ...row(...(works ? callButtons(call, partner, viewer) : []))];
}

/** What may be done about a call; how it went is told once it has begun. */
function callButtons(call: Call, { id: p }: Partner, { now }: Pick<Viewer, 'now'>): readonly (Button | undefined)[] {
  const value = { p, call: call.id, from };
  const at = { suffix: call.id };
  return [
    now >= call.starts ? button('How it went…', 'call-outcome', value, { ...at, style: 'primary' }) : undefined,
    button('Change…', 'call-change', value, at),
    button('Cancel the call…', 'call-cancel', value, at),
  ];
}

function pastLine(call: Call, lifecycle: Lifecycle): string {
  return [moment(call.starts), callTitle(call, lifecycle), ...(call.over ? [howItEnded(call.over)] : [])].join(' · ');
}

function howItEnded(over: Over): string {
  switch (over.is) {
    case 'cancelled':
      return `cancelled by ${author(over.by)}: ${oneLine(over.reason, 200)}`;
    case 'fine':
      return 'went fine';
    case 'problems':
      return `problems were found${over.note ? `: ${oneLine(over.note, 200)}` : ''}`;
  }
}
