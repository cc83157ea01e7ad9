import type { Author, GaEvent } from '../events';
import type { CalendarDate, Instant } from '../ids';
import { calendarDate } from '../ids';
import type { Partner } from '../partner';
import { sideOfProposal } from '../rollout/state';
import { revise } from './items';
import { notify, retract, withoutNotice } from './outbox';

const proposed = { kind: 'ga-proposed' } as const;

/** Keeps the proposal and its answer. Whatever settles a proposal takes back what would have told of it. */
export function evolveGa(partner: Partner, event: GaEvent, at: Instant, by: Author): Partner {
  const { gaProposal: open, gaDeclined: _, ...settled } = partner;
  switch (event.type) {
    case 'GaDateProposed': {
      const { date, reason } = event;
      const told = withoutNotice(settled, { kind: 'ga-withdrawn', date });
      return notify({ ...told, gaProposal: { date, at, by, ...(reason && { reason }) } }, proposed, at);
    }
    case 'GaDateAccepted': {
      const { item, date } = event;
      const agreed = revise(settled, item, { status: { is: 'done', at, by, value: date } });
      return tellAgreed(withoutNotice(agreed, proposed), date, agreedBefore(partner, item), at);
    }
    case 'GaDateDeclined': {
      const { date, reason } = event;
      const declined = { ...settled, ...(open && { gaDeclined: { date, side: sideOfProposal(open), at } }) };
      return notify(withoutNotice(declined, proposed), { kind: 'ga-declined', date, by, reason }, at);
    }
    case 'GaDateWithdrawn':
      return retract(settled, proposed, { kind: 'ga-withdrawn', date: event.date }, at);
    case 'Launched': {
      const launched = revise(settled, event.item, { status: { is: 'done', at, by } });
      return notify(withoutNotice(launched, proposed), { kind: 'launched' }, at);
    }
  }
}

function agreedBefore(partner: Partner, item: string): CalendarDate | undefined {
  const status = partner.items[item]?.status;
  return status?.is === 'done' ? calendarDate.safeParse(status.value).data : undefined;
}

/** A date that moved before people heard of it is told as they will first hear of it. */
function tellAgreed(partner: Partner, date: CalendarDate, before: CalendarDate | undefined, at: Instant): Partner {
  const { 'ga-agreed': agreed, 'ga-moved': moved } = partner.outbox;
  if (before === undefined || agreed) return notify(partner, { kind: 'ga-agreed', date }, at);
  const from = moved?.notice.kind === 'ga-moved' ? moved.notice.from : before;
  const notice = { kind: 'ga-moved', from, date } as const;
  return from === date ? withoutNotice(partner, notice) : notify(partner, notice, at);
}
