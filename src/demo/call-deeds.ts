import { isOpen } from '../domain/calls/state';
import { latest } from '../domain/earliest';
import { later, type Instant, type ItemId, type PersonKey } from '../domain/ids';
import { milestoneOf } from '../domain/lookup';
import type { Partner } from '../domain/partner';
import type { ItemView } from '../domain/progress';
import { day, minute } from '../domain/time';

/** Meetings are scheduled, held, and told of: the item that is about nothing but the meeting is done by it. */
export type CallDeed =
  | { readonly do: 'schedule-call'; readonly item: ItemId }
  | { readonly do: 'tell-of-call'; readonly item: ItemId; readonly call: string };

/** How long before a meeting it is scheduled. */
export const noticeMs = 3 * day;
/** Somebody writes it down when it is over. */
const noteMs = 10 * minute;

/** Returns what is next of the meeting that an item is about; nothing for an item that needs more than a meeting. */
export function callDeed(
  { id, item }: ItemView,
  { calls }: Partner,
  { by, planned, soonest }: { by: PersonKey; planned: Instant; soonest: Instant },
): (CallDeed & { readonly by: PersonKey; readonly at: Instant }) | undefined {
  if (item.kind !== 'task' || !item.call || item.evidence !== undefined || milestoneOf(item)) return undefined;
  const call = calls.find((one) => one.item === id && isOpen(one));
  const notice = later(planned, -noticeMs);
  if (!call) return { do: 'schedule-call', by, item: id, at: latest(notice, soonest) };
  const over = later(call.starts, call.minutes * minute + noteMs);
  return { do: 'tell-of-call', by, item: id, call: call.id, at: latest(over, soonest) };
}
