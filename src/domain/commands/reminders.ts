import type { CalendarDate, ItemId } from '../ids';

export type ReminderCommand =
  | { readonly type: 'SnoozeItem'; readonly item: ItemId; readonly until: CalendarDate }
  | { readonly type: 'MuteItem' | 'UnmuteItem'; readonly item: ItemId }
  | { readonly type: 'MutePartner'; readonly until?: CalendarDate }
  | { readonly type: 'UnmutePartner' }
  | { readonly type: 'SetReminder'; readonly item: ItemId; readonly on: CalendarDate };
