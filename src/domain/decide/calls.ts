import { sides } from '../../lifecycle/schema';
import { listed } from '../actor';
import { isoTime } from '../calendar';
import { isOpen, type Call } from '../calls/state';
import { longTime, readStart } from '../calls/times';
import type { CallCommand, CallDetails } from '../commands';
import type { ItemId, Named } from '../ids';
import { applies, isFinished, missingFor, stateOf } from '../item-state';
import { lookup, milestoneOf, type Placed } from '../lookup';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { standingOf } from '../test-cases/standing';
import { sees } from '../visibility';
import { accept, already, anyOf, forItem, readNeeded, readText, whoCan } from './context';
import type { Context, Decision } from './context';
import { readEvidence } from './readings';

type Of<T extends CallCommand['type']> = Extract<CallCommand, { type: T }>;

/** Decides on joint calls: those who do the item that a call is about schedule, move and cancel it, and say how it went. */
export function decideCall(command: CallCommand, context: Context): Decision {
  if (command.type === 'ScheduleCall')
    return onItem(command.about, context, (placed) => schedule(command, placed, context));
  const call = context.partner.calls.find(({ id }) => id === command.call);
  if (!call) return refuse('This call is not there. Open Calls again to see what is.');
  return onItem(call.item, context, (placed) => {
    switch (command.type) {
      case 'ChangeCall':
        return change(command, call, context);
      case 'CancelCall':
        return cancel(command, call);
      case 'RecordOutcome':
        return recordOutcome(command, call, placed, context);
    }
  });
}

function onItem(item: ItemId, context: Context, decide: (placed: Placed) => Decision): Decision {
  const { partner, lifecycle, who } = context;
  const placed = lookup(lifecycle).byId.get(item);
  if (!placed || !applies(placed, partner) || !sees(who.side, partner, placed))
    return refuse('There is no call about this any more. Open Calls again to see what is.');
  if (!may.workOn(who, placed, lifecycle))
    return refuse(
      `This call is for ${anyOf(placed.teams, lifecycle)}: ${whoCan(context, placed.teams)} can arrange it.`,
    );
  return forItem(placed, context, decide(placed));
}

function schedule(command: Of<'ScheduleCall'>, placed: Placed, context: Context): Decision {
  const { partner, lifecycle } = context;
  const { item } = placed;
  if (item.kind !== 'task' || !item.call) return refuse(`“${item.title}” needs no call.`);
  const details = read(command, context);
  if (isRefusal(details)) return details;
  const open = partner.calls.find((call) => call.item === placed.id && isOpen(call));
  if (open && same(open, details)) return already;
  if (open)
    return refuse(
      `A call about this is scheduled already, for ${longTime(open.starts, lifecycle.zone)} (${lifecycle.zone}). Move it, cancel it or say how it went.`,
    );
  if (isFinished(placed, partner)) return refuse(`“${item.title}” is done already. Reopen it first if it is not.`);
  const last = partner.tests.rounds.at(-1);
  const begun = last !== undefined && Object.keys(last.results).length === 0;
  const round = begun ? last.number : (last?.number ?? 0) + 1;
  return accept({
    type: 'CallScheduled',
    call: `c${partner.calls.length + 1}`,
    about: placed.id,
    ...(milestoneOf(item) === 'joint-rounds' && { round }),
    minutes: item.call.minutes,
    ...details,
  });
}

type Details = Pick<Call, 'starts' | 'attendees'> & { readonly agenda?: string; readonly link?: string };

/** Checks what somebody filled in: in time to come, and with people of both sides; what a call has already may stay. */
function read(
  { starts, agenda, link, attendees }: CallDetails,
  { partner, lifecycle, at }: Context,
  before?: Call,
): (Omit<Details, 'attendees'> & { attendees: Named[] }) | Refusal {
  const text = readText(agenda, 'agenda');
  if (isRefusal(text)) return text;
  const place = readEvidence(link === undefined ? {} : { link });
  if (isRefusal(place)) return place;
  const when = starts === before?.starts ? starts : readStart(starts, at);
  if (isRefusal(when)) return when;
  const chosen = [...new Set(attendees)];
  const people = chosen.flatMap((person) => listed(person, partner, lifecycle) ?? []);
  if (people.length < chosen.length)
    return refuse('Somebody is not on the people list (any more). Please choose again.', 'attendees');
  for (const side of sides)
    if (!people.some((p) => p.side === side))
      return refuse(
        `A joint call has people of both sides: nobody of ${lifecycle.sides[side]} is chosen.`,
        'attendees',
      );
  return {
    starts: when,
    ...(text && { agenda: text }),
    ...(place && 'link' in place && { link: place.link }),
    attendees: people.map(({ person, name }) => ({ person, name })),
  };
}

const same = (call: Call, { starts, agenda, link, attendees }: Details): boolean =>
  call.starts === starts &&
  call.agenda === agenda &&
  call.link === link &&
  people(call.attendees) === people(attendees);

const people = (all: Call['attendees']): string =>
  all
    .map((a) => a.person)
    .toSorted()
    .join();

function change(command: Of<'ChangeCall'>, call: Call, context: Context): Decision {
  if (!isOpen(call)) return overWords(call);
  const details = read(merged(command, call, context), context, call);
  if (isRefusal(details)) return details;
  if (same(call, details)) return already;
  const reason = readText(command.reason, 'reason');
  if (isRefusal(reason)) return reason;
  return accept({ type: 'CallChanged', call: call.id, ...details, ...(reason && { reason }) });
}

/** The call with what the command changes about it; without those who are no longer on the people list. */
function merged(
  { starts, agenda, link, attendees }: Of<'ChangeCall'>,
  call: Call,
  { partner, lifecycle }: Context,
): CallDetails {
  const still = call.attendees.map((a) => a.person).filter((person) => listed(person, partner, lifecycle));
  const [text, place] = [agenda ?? call.agenda, link ?? call.link];
  return {
    starts: starts ?? call.starts,
    attendees: attendees ?? still,
    ...(text && { agenda: text }),
    ...(place && { link: place }),
  };
}

function cancel({ reason }: Of<'CancelCall'>, call: Call): Decision {
  if (call.over?.is === 'cancelled') return already;
  if (!isOpen(call)) return overWords(call);
  const why = readNeeded(reason, 'reason', 'Please say why it is cancelled; both sides read it.');
  if (isRefusal(why)) return why;
  return accept({ type: 'CallCancelled', call: call.id, reason: why });
}

const overWords = ({ over }: Call): Refusal =>
  refuse(
    over?.is === 'cancelled'
      ? 'This call was cancelled. Schedule another one.'
      : 'This call is over, and it is told how it went. Schedule another one.',
  );

/** How it went. When the item is done by the call itself, a call that went fine does it. */
function recordOutcome({ outcome, note }: Of<'RecordOutcome'>, call: Call, placed: Placed, context: Context): Decision {
  const { partner, lifecycle, at } = context;
  if (call.over?.is === outcome) return already;
  if (!isOpen(call)) return overWords(call);
  if (at < call.starts)
    return refuse('This call has not begun yet. Move it, or cancel it, when it does not take place.');
  const said = readText(note, 'note');
  if (isRefusal(said)) return said;
  if (outcome === 'problems' && !said) return refuse('Please say what was found, so that it can be mended.', 'note');
  const failed =
    milestoneOf(placed.item) === 'joint-rounds' ? standingOf('joint-rounds', partner, lifecycle).failed : [];
  if (outcome === 'fine' && failed.length > 0)
    return refuse(`${failed.map((c) => c.id).join(', ')} failed: problems were found.`, 'outcome');
  const held = { type: 'CallHeld', call: call.id, outcome, ...(said && { note: said }) } as const;
  return outcome === 'fine' && isDoneByCall(placed, context)
    ? accept(held, { type: 'ItemDone', item: placed.id, value: isoTime(call.starts, lifecycle.zone) })
    : accept(held);
}

/** An item that asks for nothing but the time of its call. */
function isDoneByCall(placed: Placed, { partner, lifecycle }: Context): boolean {
  const { item } = placed;
  return (
    item.kind === 'task' &&
    item.value === 'date-time' &&
    item.evidence === undefined &&
    item.milestone === undefined &&
    stateOf(placed, partner).status.is === 'open' &&
    missingFor(placed, partner, lifecycle).length === 0
  );
}
