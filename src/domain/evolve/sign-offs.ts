import type { Author, SignOffEvent } from '../events';
import type { Instant } from '../ids';
import type { Partner, SignOffState } from '../partner';
import { announce, retract } from './outbox';

/** Keeps what became of a sign-off; one that is undone before people heard of it is not told. */
export function evolveSignOff(partner: Partner, event: SignOffEvent, at: Instant, by: Author): Partner {
  const { signOff } = event;
  const set = (state: SignOffState): Partner => ({ ...partner, signOffs: { ...partner.signOffs, [signOff]: state } });
  const given = { kind: 'sign-off-given', signOff } as const;
  const undone = { kind: 'sign-off-undone', signOff } as const;
  switch (event.type) {
    case 'SignOffGiven': {
      const { team, comment, criteria, basis } = event;
      const state = { is: 'given', at, by, team, criteria, basis, ...(comment && { comment }) } as const;
      return announce(set(state), given, undone, at);
    }
    case 'SignOffTakenBack':
      return retract(set({ is: 'taken-back', at, by, reason: event.reason }), given, undone, at);
    case 'SignOffReopened':
      return retract(set({ is: 'reopened', at, because: event.because }), given, undone, at);
  }
}
