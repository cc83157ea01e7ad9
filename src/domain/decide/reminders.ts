import { longDate } from '../calendar';
import type { ReminderCommand } from '../commands';
import { wishKey } from '../evolve/reminders';
import { itemId, type CalendarDate, type ItemId } from '../ids';
import { applies, isFinished } from '../item-state';
import { lookup } from '../lookup';
import { seesStep, taskName } from '../maintenance/steps';
import { openSteps } from '../maintenance/views';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { hasMuted, isAway, nextGate, snoozedUntil, wished, type Matter, type NextGate } from '../reminders/wishes';
import { todosFor } from '../test-cases/todos';
import { sees } from '../visibility';
import { accept, already } from './context';
import type { Context, Decision } from './context';

/** Decides what somebody asks of their own reminders. It concerns nobody else's, so everybody on the people list may. */
export function decideReminders(command: ReminderCommand, context: Context): Decision {
  const { partner, who, today } = context;
  const { person, name } = who;
  if (!partner.people.some((a) => a.person === person && a.active))
    return refuse(`You are not on the people list of ${partner.name}, so nothing reminds you of it.`);
  const me = { person, name };
  switch (command.type) {
    case 'MutePartner':
      return mutePartner(command, context);
    case 'UnmutePartner':
      return isAway(partner, person, today) ? accept({ type: 'PartnerUnmuted', ...me }) : already;
    case 'UnmuteItem':
      return unmute(command.item, context);
    default: {
      const placed = findOpen(command.item, context);
      if (isRefusal(placed)) return placed;
      if (command.type === 'SnoozeItem') return snooze(command, placed, context);
      if (command.type === 'SetReminder') return remind(command, placed, context);
      return hasMuted(partner, person, placed) ? already : accept({ type: 'ItemMuted', item: placed.id, ...me });
    }
  }
}

type Of<T extends ReminderCommand['type']> = Extract<ReminderCommand, { type: T }>;

/** An item, a step or a to-do that this person may see, and that can still be done. */
function findOpen(id: ItemId, { partner, lifecycle, who }: Context): Matter | Refusal {
  const step = openSteps(partner, lifecycle).find((s) => s.id === id && seesStep(who.side, s.step));
  if (step?.standing === 'done') return refuse(`“${step.item.title}” is done: nothing reminds of it.`, 'item');
  if (step) return step;
  const todo = todosFor(who.side, partner, lifecycle).find((t) => t.id === id);
  if (todo) return todo;
  const placed = lookup(lifecycle).byId.get(id);
  if (!placed || !sees(who.side, partner, placed) || !applies(placed, partner))
    return refuse('This item is no longer on the checklist. Open the checklist again to see what is.', 'item');
  if (isFinished(placed, partner)) return refuse(`“${placed.item.title}” is finished: nothing reminds of it.`, 'item');
  return placed;
}

/** Puts an item off: never past the next gate, which waits for it. */
function snooze({ until }: Of<'SnoozeItem'>, placed: Matter, context: Context): Decision {
  const { partner, lifecycle, who, today } = context;
  if (until <= today) return refuse('Please choose a day after today.', 'until');
  const gate = nextGate(placed, partner, lifecycle);
  if (gate && gate.date <= today)
    return refuse(
      `This cannot be put off: ${because(gate, context)} ${longDate(gate.date)}, and waits for it.`,
      'until',
    );
  const capped = gate && gate.date < until ? gate.date : until;
  if (wished(partner.reminders.snoozed, who.person, placed) === capped) return already;
  return accept({ type: 'ItemSnoozed', item: placed.id, person: who.person, name: who.name, until: capped });
}

function because({ gate, task }: NextGate, { partner, lifecycle, who }: Context): string {
  if (task) return `“${taskName(task, lifecycle)}” is due on`;
  if (!gate) return 'the GA date is';
  return `${sees(who.side, partner, gate) ? `“${gate.item.title}”` : 'the next gate'} is due on`;
}

function remind({ on }: Of<'SetReminder'>, placed: Matter, context: Context): Decision {
  const { partner, who, today } = context;
  if (on <= today) return refuse('Please choose a day after today.', 'on');
  const silent = silenceOn(on, placed, context);
  if (silent) return silent;
  if (wished(partner.reminders.asked, who.person, placed) === on) return already;
  return accept({ type: 'ReminderSet', item: placed.id, person: who.person, name: who.name, on });
}

/** What somebody muted or put off holds on every path: it is for them to end it before they are reminded. */
function silenceOn(on: CalendarDate, placed: Matter, { partner, lifecycle, who }: Context): Refusal | undefined {
  if (isAway(partner, who.person, on))
    return refuse(`You have muted ${partner.name} on that day. Unmute it first.`, 'on');
  if (hasMuted(partner, who.person, placed))
    return refuse(`You have muted “${placed.item.title}”. Unmute it first.`, 'item');
  const until = snoozedUntil(partner, who.person, placed, lifecycle);
  return until !== undefined && on < until
    ? refuse(`You put this off until ${longDate(until)}. Choose that day or a later one, or unmute it first.`, 'on')
    : undefined;
}

function mutePartner({ until }: Of<'MutePartner'>, { partner, who, today }: Context): Decision {
  if (until !== undefined && until <= today) return refuse('Please choose a day after today.', 'until');
  if (partner.reminders.away[who.person] === (until ?? 'always')) return already;
  return accept({ type: 'PartnerMuted', person: who.person, name: who.name, ...(until && { until }) });
}

/** Also what is finished can be unmuted; a snooze ends with it. It may be kept under one of the item's former ids. */
function unmute(id: ItemId, { partner, lifecycle, who, today }: Context): Decision {
  const { snoozed, muted } = partner.reminders;
  const { item } = lookup(lifecycle).byId.get(id) ?? {};
  const kept = [id, ...(item ? [item.id, ...item.formerly] : [])].find((known) => {
    const key = wishKey(who.person, known);
    return muted.includes(key) || (snoozed[key] ?? today) > today;
  });
  if (kept === undefined) return already;
  return accept({ type: 'ItemUnmuted', item: itemId.parse(kept), person: who.person, name: who.name });
}
