import { z } from 'zod';
import { calendarDate } from '../ids';
import { item, named } from './shared';

export const reminderChanges = [
  z.strictObject({ type: z.literal('ItemSnoozed'), ...item, ...named, until: calendarDate }),
  z.strictObject({ type: z.literal('ItemMuted'), ...item, ...named }),
  z.strictObject({ type: z.literal('ItemUnmuted'), ...item, ...named }),
  /** No reminders of this partner for this person, until a date or until they say otherwise. */
  z.strictObject({ type: z.literal('PartnerMuted'), ...named, until: calendarDate.optional() }),
  z.strictObject({ type: z.literal('PartnerUnmuted'), ...named }),
  z.strictObject({ type: z.literal('ReminderSet'), ...item, ...named, on: calendarDate }),
] as const;

export type ReminderEvent = z.infer<(typeof reminderChanges)[number]>;
