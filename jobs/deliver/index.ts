import type { Due } from '../../src/domain/agenda';
import type { Partner } from '../../src/domain/partner';
import type { Courier, Outcome } from './courier';
import { tellDigest } from './digest';
import { showLiving } from './living';
import { tell } from './notice';
import { takeStep } from './step';
import { tellTimed } from './timed';

/** Delivers one entry of the agenda, drawn from the state as it is now. */
export function deliver(courier: Courier, partner: Partner, due: Due): Promise<Outcome> {
  switch (due.kind) {
    case 'step':
      return takeStep(courier, partner, due.step);
    case 'living':
      return showLiving(courier, partner, due);
    case 'notice':
      return tell(courier, partner, due);
    case 'digest':
      return tellDigest(courier, partner, due);
    case 'timed':
      return tellTimed(courier, partner, due);
  }
}
