import type { Call } from '../calls/state';
import type { Author, CallEvent } from '../events';
import type { Instant } from '../ids';
import type { Partner } from '../partner';
import { notify, withoutNotice } from './outbox';

/** Keeps what is so of a call, and tells it once: several changes before people heard of it are one. */
export function evolveCalls(partner: Partner, event: CallEvent, at: Instant, by: Author): Partner {
  const { call: id } = event;
  const about = { kind: 'call', call: id } as const;
  const change = (alter: (call: Call) => Call): Partner => ({
    // The file of what was is not sent any more; that of what is follows its message.
    ...withoutNotice(partner, { kind: 'call-file', call: id, thread: '' }),
    calls: partner.calls.map((call) => (call.id === id ? alter(call) : call)),
  });
  switch (event.type) {
    case 'CallScheduled': {
      const { about: item, round, starts, minutes, agenda, link, attendees } = event;
      const details = { ...(agenda && { agenda }), ...(link && { link }), attendees };
      const call = { id, item, ...(round && { round }), starts, minutes, ...details, sequence: 0, changedAt: at, by };
      return notify({ ...partner, calls: [...partner.calls, call] }, about, at);
    }
    case 'CallChanged': {
      const { starts, agenda, link, attendees } = event;
      const waits = partner.outbox[`call:${id}`] !== undefined;
      const changed = change(({ agenda: _agenda, link: _link, movedFrom: before, ...call }) => {
        // Several moves before people heard of them are one, from the time that they know.
        const from = waits ? before : call.starts;
        return {
          ...call,
          starts,
          ...(agenda && { agenda }),
          ...(link && { link }),
          attendees,
          sequence: call.sequence + 1,
          changedAt: at,
          ...(from !== undefined && from !== starts && { movedFrom: from }),
        };
      });
      return notify(changed, about, at, isTold(partner, id));
    }
    case 'CallCancelled': {
      const cancelled = change((call) => ({
        ...call,
        sequence: call.sequence + 1,
        changedAt: at,
        over: { is: 'cancelled', at, by, reason: event.reason },
      }));
      // Of what nobody was told, nobody needs to hear that it is off.
      return isTold(partner, id) ? notify(cancelled, about, at, true) : withoutNotice(cancelled, about);
    }
    case 'CallHeld': {
      const { outcome: is, note } = event;
      const held = change((call) => ({ ...call, over: { is, at, by, ...(note && { note }) } }));
      return notify(withoutNotice(held, about), { kind: 'call-over', call: id }, at);
    }
  }
}

/** Whether people were told of a call, as it stood at some time. */
function isTold({ outbox }: Partner, id: string): boolean {
  const pending = outbox[`call:${id}`];
  return pending === undefined || pending.again === true;
}
