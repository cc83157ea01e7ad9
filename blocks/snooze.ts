import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { addDays } from '../src/domain/calendar';
import type { CalendarDate } from '../src/domain/ids';
import { taskName } from '../src/domain/maintenance/steps';
import type { Partner } from '../src/domain/partner';
import { holderOf } from '../src/domain/reminders/court';
import { dutiesFor, dutyFor, type Duty } from '../src/domain/reminders/duty';
import { hasMuted, isAway, nextGate, snoozedUntil, type NextGate } from '../src/domain/reminders/wishes';
import { sees } from '../src/domain/visibility';
import { nextWorkingDay } from '../src/domain/working-days';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { emptyForm, type Form } from './form-parts';
import { input, menu, modal, option, section } from './kit';
import { everything } from './options';
import type { Viewer } from './picture';
import { longDate, name, oneLine } from './text';
import { title } from './words';

/** Small forms with which people say when they want to hear of what. They concern nobody but themselves. */

/** Puts an item off until a day, at most until the next gate. */
export function snoozeModal({ partner, lifecycle, viewer, memory }: Form<'snooze'>): ModalView {
  const titled = 'Snooze';
  const items = openItems(partner, lifecycle, viewer);
  const problem = whyNot(partner, viewer, items);
  if (problem) return emptyForm('snooze', memory, titled, problem);
  const chosen = items.find((i) => i.id === dutyFor(viewer.who.side, memory.i ?? '', partner, lifecycle)?.id);
  const gate = chosen && nextGate(chosen, partner, lifecycle);
  const hint = gate
    ? `At most until ${longDate(gate.date)}, ${whenDue(gate, partner, lifecycle, viewer.who.side)}.`
    : 'At most until the next gate that needs it.';
  const soon = nextWorkingDay(addDays(viewer.today, 3), lifecycle.calendar);
  const day = gate && gate.date < soon && gate.date > viewer.today ? gate.date : soon;
  return modal(
    'snooze',
    memory,
    titled,
    [itemInput('Item', items, chosen), dayInput('until', 'Until', day, hint)],
    'Snooze',
  );
}

/** Asks for a reminder of an item on a day. */
export function remindModal({ partner, lifecycle, viewer, memory }: Form<'remind'>): ModalView {
  const items = openItems(partner, lifecycle, viewer);
  const problem = whyNot(partner, viewer, items);
  if (problem) return emptyForm('remind', memory, 'Remind me', problem);
  const chosen = items.find((i) => i.id === dutyFor(viewer.who.side, memory.i ?? '', partner, lifecycle)?.id);
  const day = nextWorkingDay(addDays(viewer.today, 1), lifecycle.calendar);
  const hint = 'It comes with that morning’s other reminders, whosever turn it is.';
  return modal(
    'remind',
    memory,
    'Remind me',
    [itemInput('Of', items, chosen), dayInput('on', 'On', day, hint)],
    'Remind me',
  );
}

/** Mutes an item, or everything about the partner. */
export function muteModal({ partner, lifecycle, viewer, memory }: Form<'mute'>): ModalView {
  const items = openItems(partner, lifecycle, viewer);
  const problem = whyNot(partner, viewer, items, 'everything');
  if (problem) return emptyForm('mute', memory, 'Mute', problem);
  const all = option(`Everything about ${partner.name}`, everything);
  const chosen = items.find((i) => i.id === dutyFor(viewer.who.side, memory.i ?? '', partner, lifecycle)?.id);
  const options = [all, ...optionsOf(items, chosen).slice(0, 99)];
  return modal(
    'mute',
    memory,
    'Mute',
    [
      input('item', 'What', menu(options, chosen?.id ?? all.value, 'Choose an item'), { optional: false }),
      input(
        'until',
        'Until',
        { type: 'datepicker' },
        { hint: 'For everything only. Left empty, it is muted for good.' },
      ),
      section('You alone hear no more of it. What gets late is brought up with others all the same.'),
    ],
    'Mute',
  );
}

/** Ends what the viewer muted or put off. */
export function unmuteModal({ partner, lifecycle, viewer, memory }: Form<'unmute'>): ModalView {
  const { person } = viewer.who;
  const silent = openItems(partner, lifecycle, viewer).filter((i) => {
    const until = snoozedUntil(partner, person, i, lifecycle);
    return hasMuted(partner, person, i) || (until !== undefined && until > viewer.today);
  });
  const options = [
    ...(isAway(partner, person, viewer.today) ? [option(`Everything about ${partner.name}`, everything)] : []),
    ...silent.slice(0, 99).map((i) => option(i.item.title, i.id)),
  ];
  if (partner.closed || options.length === 0) {
    const words = partner.closed ? closed : `You have muted nothing of *${name(partner.name)}*, and put nothing off.`;
    return emptyForm('unmute', memory, 'Unmute', words);
  }
  return modal(
    'unmute',
    memory,
    'Unmute',
    [input('item', 'What', menu(options, options[0]?.value, 'Choose an item'), { optional: false })],
    'Unmute',
  );
}

/** Says what came of a snooze that was cut short at the next gate. */
export function snoozedModal(
  { partner, lifecycle, viewer, memory }: Form<'snooze'>,
  item: string,
  until: CalendarDate,
): ModalView {
  const { side } = viewer.who;
  const duty = dutyFor(side, item, partner, lifecycle);
  const gate = duty && nextGate(duty, partner, lifecycle);
  const named = gate && gateName(gate, partner, lifecycle, side);
  const why = named === undefined ? 'that is the GA date' : `${oneLine(named)} is due then and waits for it`;
  return modal('snooze', memory, 'Snooze', [
    section(`You hear of *${duty ? title(duty) : oneLine(item)}* again on ${longDate(until)}: ${why}.`),
  ]);
}

/** What waits for it, if not the GA date itself; what the viewer may not know of has no name. */
function gateName({ gate, task }: NextGate, partner: Partner, lifecycle: Lifecycle, side: Side): string | undefined {
  if (task) return `“${taskName(task, lifecycle)}”`;
  return gate && (sees(side, partner, gate) ? `“${gate.item.title}”` : 'the next gate');
}

function whenDue(gate: NextGate, partner: Partner, lifecycle: Lifecycle, side: Side): string {
  const named = gateName(gate, partner, lifecycle, side);
  return named === undefined ? 'the GA date' : `when ${named} is due`;
}

const closed = 'This onboarding is closed: nobody is reminded of anything.';

function whyNot(partner: Partner, { who }: Viewer, items: readonly Duty[], about?: 'everything') {
  if (partner.closed) return closed;
  if (!partner.people.some((a) => a.person === who.person && a.active))
    return 'You are not on the people list, so nothing reminds you. Is a role yours? Claim it under *People*.';
  return items.length === 0 && !about ? 'Nothing is open: there is nothing to be reminded of.' : undefined;
}

/** What is open and may be seen: first one's own, then what can be done now. */
function openItems(partner: Partner, lifecycle: Lifecycle, { who }: Viewer): readonly Duty[] {
  const open = dutiesFor(who.side, partner, lifecycle).filter(
    (i) => i.standing !== 'done' && i.standing !== 'not-needed',
  );
  const rank = (i: Duty) => (holderOf(i) === who.person ? 0 : 2) + (i.standing === 'ready' ? 0 : 1);
  return open.toSorted((a, b) => rank(a) - rank(b));
}

const itemInput = (label: string, items: readonly Duty[], chosen: Duty | undefined): InputBlock => {
  const options = optionsOf(items, chosen);
  return input('item', label, menu(options, chosen?.id, 'Choose an item'), { optional: false });
};

/** As many as a menu takes; the chosen one is among them. */
const optionsOf = (items: readonly Duty[], chosen: Duty | undefined) =>
  [...(chosen ? [chosen] : []), ...items.filter((i) => i !== chosen)]
    .slice(0, 100)
    .map((i) => option(i.item.title, i.id));

const dayInput = (field: string, label: string, day: CalendarDate, hint: string): KnownBlock =>
  input(field, label, { type: 'datepicker', initial_date: day }, { hint, optional: false });
