import type { Lifecycle } from '../../lifecycle/schema';
import { endOf, isOpen, type Call } from '../calls/state';
import { instant, later, type Instant } from '../ids';
import { lookup } from '../lookup';
import type { Partner } from '../partner';
import { day, hour } from '../time';
import { timed, type Candidate } from '../timed';
import { sees } from '../visibility';
import { audibleFrom } from '../working-days';

/** Reminders of calls in the channel: a day and an hour before, with what to bring; and afterwards, to say how it went. */

/** Reminders of open calls, each once; none of a call whose item is internal. */
export function callReminders(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Candidate[] {
  if (partner.closed) return [];
  return partner.calls.filter(isOpen).flatMap((call) => {
    const placed = lookup(lifecycle).byId.get(call.item);
    if (!placed || !sees('partner', partner, placed)) return [];
    return [
      ...before(call, 'day', day, instant.parse(call.starts - hour), partner, now),
      ...before(call, 'hour', hour, call.starts, partner, now),
      ...over(call, partner),
    ].map(({ due, at }) => ({ due, notBefore: whenHeard(at, lifecycle, now) }));
  });
}

interface Reminder {
  readonly due: Candidate['due'];
  readonly at: Instant;
}

/** At its time, when people think of the call anyway; what was missed for long waits for the morning, should it be night. */
function whenHeard(at: Instant, { zone, reminders, calendar }: Lifecycle, now: Instant): Instant {
  return now - at < hour ? at : audibleFrom(now, zone, reminders, calendar);
}

/** Told from so long before the call until it is too late; not when the call was announced after that. */
function before(
  call: Call,
  when: 'day' | 'hour',
  ms: number,
  until: Instant,
  partner: Partner,
  now: Instant,
): readonly Reminder[] {
  const from = instant.parse(call.starts - ms);
  const topic = `call-${when}:${call.id}`;
  const marker = String(call.starts);
  if (now >= until || call.changedAt >= from || partner.told[topic] === marker) return [];
  const what = { about: 'call-soon', call: call.id, when } as const;
  return [{ due: timed(topic, marker, { to: { is: 'channel' }, what, since: from }), at: from }];
}

/** Once it must be over and nobody said how it went. */
function over(call: Call, partner: Partner): readonly Reminder[] {
  const topic = `call-over:${call.id}`;
  const marker = String(call.starts);
  if (partner.told[topic] === marker) return [];
  const end = later(call.starts, endOf(call) - call.starts);
  // Its time came while the onboarding was closed: nobody was there.
  if (partner.reopenedAt !== undefined && end <= partner.reopenedAt) return [];
  const what = { about: 'call-over', call: call.id } as const;
  return [{ due: timed(topic, marker, { to: { is: 'channel' }, what, since: end }), at: end }];
}
