import type { Author, GaEvent } from '../events';
import type { Instant } from '../ids';
import type { Partner } from '../partner';
import { revise } from './items';

export function evolveGa(partner: Partner, event: GaEvent, at: Instant, by: Author): Partner {
  const { gaProposal: _, ...settled } = partner;
  switch (event.type) {
    case 'GaDateProposed': {
      const { date, reason } = event;
      return { ...partner, gaProposal: { date, at, by, ...(reason && { reason }) } };
    }
    case 'GaDateAccepted':
      return revise(settled, event.item, { status: { is: 'done', at, by, value: event.date } });
    case 'GaDateDeclined':
    case 'GaDateWithdrawn':
      return settled;
    case 'Launched':
      return revise(partner, event.item, { status: { is: 'done', at, by } });
  }
}
