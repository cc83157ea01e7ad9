import { callName } from './domain/calls/name';
import { endOf, type Call } from './domain/calls/state';
import { lookup } from './domain/lookup';
import type { Partner } from './domain/partner';
import type { Lifecycle } from './lifecycle/schema';

/** A joint call as a file that calendars take. */
export interface CalendarFile {
  readonly name: string;
  readonly content: string;
}

/**
 * Returns a call as iCalendar. The entry's id is that of the call for good and its sequence grows with each change, so that calendars
 * change or take away the entry that they have. It is published rather than sent as a request: people add it themselves, there is nobody
 * to answer to, and the bot does not know their addresses. Times are in UTC, which every calendar shows in its own zone.
 */
export async function calendarFile(call: Call, partner: Partner, lifecycle: Lifecycle): Promise<CalendarFile> {
  // Loaded when the first call is told: the bot starts without it.
  const { default: ical, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator');
  const { over, sequence } = call;
  const cancelled = over?.is === 'cancelled';
  const calendar = ical({
    prodId: { company: 'Partner Connect', product: 'Onboarding' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${partner.id}-${call.id}@partner-connect.invalid`,
    sequence,
    stamp: new Date(call.changedAt),
    start: new Date(call.starts),
    end: new Date(endOf(call)),
    summary: `${partner.name}: ${callName(call, lifecycle)}`,
    description: descriptionOf(call, lifecycle),
    organizer: { name: lifecycle.programme.replaceAll('"', ''), email: 'noreply@partner-connect.invalid' },
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(call.link !== undefined && { location: call.link }),
  });
  return { name: `${partner.slug}-${call.id}-${sequence}.ics`, content: calendar.toString() };
}

function descriptionOf({ agenda, attendees, item }: Call, lifecycle: Lifecycle): string {
  const placed = lookup(lifecycle).byId.get(item)?.item;
  const bring = placed?.kind === 'task' ? (placed.call?.bring ?? []) : [];
  return [
    ...(agenda === undefined ? [] : [agenda, '']),
    `With ${attendees.map((a) => a.name).join(', ')}`,
    ...(bring.length > 0 ? ['', 'The partner brings:', ...bring.map((line) => `- ${line}`)] : []),
  ].join('\n');
}
