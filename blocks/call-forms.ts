import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { isOpen, type Call } from '../src/domain/calls/state';
import type { ItemId } from '../src/domain/ids';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { itemsFor } from '../src/domain/progress';
import type { Lifecycle } from '../src/lifecycle/schema';
import { callTitle, settingOf, toTryLine, whenLines } from './call-words';
import { closed, peopleOf, reasonInput, seen, emptyForm, type Form } from './form-parts';
import { context, input, modal, option, paragraph, plain, radios, section } from './kit';
import type { Viewer } from './picture';
import { fitLines } from './text';
import { title } from './words';

/** The forms of joint calls. */

const gone = 'This call is not there (any more). Open Calls again to see what is.';

export function scheduleCallModal({ partner, lifecycle, viewer, memory }: Form<'call-schedule'>): ModalView {
  const view = itemsFor(viewer.who.side, partner, lifecycle).find(({ id }) => id === idOf(memory.i, lifecycle));
  const people = peopleOf(partner);
  if (!view || view.item.kind !== 'task' || !view.item.call || partner.closed || people.length === 0)
    return emptyForm('call-schedule', memory, 'Schedule a call', partner.closed ? closed : gone);
  const blocks: KnownBlock[] = [
    section(`*${title(view)}* · ${view.item.call.minutes} minutes`),
    ...detailInputs(partner, view.teams, { agenda: view.item.call.agenda.map((line) => `• ${line}`).join('\n') }),
  ];
  return modal('call-schedule', memory, 'Schedule a call', blocks, 'Schedule');
}

export function changeCallModal({ partner, lifecycle, viewer, memory }: Form<'call-change'>): ModalView {
  const call = seenCall(memory.call, partner, lifecycle, viewer);
  if (!call || partner.closed || !isOpen(call))
    return emptyForm('call-change', memory, 'Change a call', partner.closed ? closed : gone);
  const blocks: KnownBlock[] = [
    section(`*${callTitle(call, lifecycle)}*`),
    ...detailInputs(partner, [], call),
    input('reason', 'Why', paragraph(), { hint: seen }),
  ];
  return modal('call-change', memory, 'Change a call', blocks, 'Save');
}

export function cancelCallModal({ partner, lifecycle, viewer, memory }: Form<'call-cancel'>): ModalView {
  const call = seenCall(memory.call, partner, lifecycle, viewer);
  if (!call || partner.closed || !isOpen(call))
    return emptyForm('call-cancel', memory, 'Cancel a call', partner.closed ? closed : gone);
  const blocks = [
    section(fitLines([`*${callTitle(call, lifecycle)}*`, ...whenLines(call, partner, lifecycle)])),
    reasonInput('Why is it cancelled?'),
  ];
  return modal('call-cancel', memory, 'Cancel a call', blocks, 'Cancel the call');
}

export function callOutcomeModal({ partner, lifecycle, viewer, memory }: Form<'call-outcome'>): ModalView {
  const call = seenCall(memory.call, partner, lifecycle, viewer);
  if (!call || partner.closed || !isOpen(call))
    return emptyForm('call-outcome', memory, 'How it went', partner.closed ? closed : gone);
  const left = toTryLine(call, partner, lifecycle);
  const blocks: KnownBlock[] = [
    section(`*${callTitle(call, lifecycle)}*`),
    ...(call.round === undefined
      ? []
      : [
          context('Record the results of the cases with *Tests*: validation is read from them.'),
          ...left.map((line) => context(line)),
        ]),
    input(
      'outcome',
      'How it went',
      radios([option('Fine', 'fine'), option('Problems were found', 'problems', 'The next one is proposed')]),
      { optional: false },
    ),
    input('note', 'What was found, what was agreed', paragraph(), { hint: seen }),
  ];
  return modal('call-outcome', memory, 'How it went', blocks, 'Save');
}

const idOf = (id: ItemId, lifecycle: Lifecycle): ItemId => lookup(lifecycle).byId.get(id)?.id ?? id;

/** A call about an item that this viewer may know of. */
function seenCall(id: string, partner: Partner, lifecycle: Lifecycle, { who }: Viewer): Call | undefined {
  const call = partner.calls.find((c) => c.id === id);
  const items = call && settingOf(call, lifecycle) ? itemsFor(who.side, partner, lifecycle) : [];
  return call && items.some((item) => item.id === idOf(call.item, lifecycle)) ? call : undefined;
}

function detailInputs(
  partner: Partner,
  teams: readonly string[],
  { starts, link, agenda, attendees }: Partial<Call>,
): readonly InputBlock[] {
  const people = peopleOf(partner);
  const options = people.map((a) => option(a.name, a.person));
  const initial = options.filter((_, n) =>
    attendees
      ? attendees.some(({ person }) => person === people[n]?.person)
      : people[n]?.teams.some((team) => teams.includes(team)),
  );
  const seconds = starts === undefined ? undefined : Math.floor(starts / 1000);
  return [
    input(
      'starts',
      'Date and time',
      { type: 'datetimepicker', ...(seconds !== undefined && { initial_date_time: seconds }) },
      { optional: false, hint: 'In your own time zone; everybody is shown it in theirs.' },
    ),
    input(
      'attendees',
      'Who takes part',
      {
        type: 'multi_static_select',
        placeholder: plain('Choose people'),
        options,
        ...(initial.length > 0 && { initial_options: initial }),
      },
      { optional: false, hint: 'People of both sides, from the people list.' },
    ),
    input('link', 'Where', {
      type: 'url_text_input',
      placeholder: plain('https://example.com/call'),
      ...(link !== undefined && { initial_value: link }),
    }),
    input('agenda', 'Agenda', paragraph(agenda)),
  ];
}
