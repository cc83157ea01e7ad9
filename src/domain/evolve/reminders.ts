import type { Author, PartnerEvent, ReminderEvent } from '../events';
import type { Instant } from '../ids';
import type { Partner, Reminders } from '../partner';
import { without } from './records';

/** Under which a person's wish about an item is kept. */
export const wishKey = (person: string, item: string): string => `${person} ${item}`;

/** Keeps what people asked of their own reminders. */
export function evolveReminders(partner: Partner, event: ReminderEvent): Partner {
  return { ...partner, reminders: change(partner.reminders, event) };
}

function change(reminders: Reminders, event: ReminderEvent): Reminders {
  const { person } = event;
  switch (event.type) {
    case 'ItemSnoozed':
      return { ...reminders, snoozed: { ...reminders.snoozed, [wishKey(person, event.item)]: event.until } };
    case 'ItemMuted':
      return { ...reminders, muted: [...new Set([...reminders.muted, wishKey(person, event.item)])] };
    case 'ItemUnmuted':
      return {
        ...reminders,
        snoozed: without(reminders.snoozed, wishKey(person, event.item)),
        muted: reminders.muted.filter((key) => key !== wishKey(person, event.item)),
      };
    case 'PartnerMuted':
      return { ...reminders, away: { ...reminders.away, [person]: event.until ?? 'always' } };
    case 'PartnerUnmuted':
      return { ...reminders, away: without(reminders.away, person) };
    case 'ReminderSet':
      return { ...reminders, asked: { ...reminders.asked, [wishKey(person, event.item)]: event.on } };
  }
}

/** What a person does about an item is a response to being reminded of it; that they mute it is none. */
const responses: ReadonlySet<PartnerEvent['type']> = new Set<PartnerEvent['type']>([
  'ItemDone',
  'ItemReopened',
  'ItemBlocked',
  'ItemUnblocked',
  'ItemNotNeeded',
  'ItemOwnerSet',
  'ItemDueSet',
  'ItemEvidenceSet',
  'ItemSnoozed',
  'RoundStarted',
  'ResultsRecorded',
  'DesignHandedIn',
  'DesignSentBack',
]);

/** Notes that somebody did something about an item, from which its ladder begins anew. The bot's deeds are none. */
export function noteResponse(reminders: Reminders, event: PartnerEvent, at: Instant, by: Author): Reminders {
  if (by.kind !== 'person') return reminders;
  const { responded } = reminders;
  const answered = 'item' in event && responses.has(event.type) ? { ...responded, [event.item]: at } : responded;
  return { ...reminders, responded: answered, changedAt: at };
}
