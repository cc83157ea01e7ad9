import type { Lifecycle, Side } from '../lifecycle/schema';
import type { Instant } from './ids';
import { lookup, type Placed } from './lookup';
import type { Partner } from './partner';
import { sideOfProposal } from './rollout/state';

/** Items that go back and forth between the sides: a GA date is proposed and answered, a design handed in and reviewed. */

export interface Court {
  /** The side whose turn it is. */
  readonly side: Side;
  /** Since when it is so; nothing when it was so from the beginning. */
  readonly since?: Instant;
  /** The other side did its part, and waits for an answer. */
  readonly awaitsAnswer: boolean;
}

/** Returns on which side an item is now; nothing for one that stays where it is. */
export function backAndForth({ id }: Placed, partner: Partner, lifecycle: Lifecycle): Court | undefined {
  const { gaDate, review } = lookup(lifecycle);
  if (id === gaDate?.id) return answerTo(partner);
  return id === review?.id ? reviewOf(partner) : undefined;
}

function answerTo({ gaProposal: proposal, gaDeclined: declined }: Partner): Court | undefined {
  if (!proposal) return declined && { side: declined.side, since: declined.at, awaitsAnswer: true };
  return {
    side: sideOfProposal(proposal) === 'databricks' ? 'partner' : 'databricks',
    since: proposal.at,
    awaitsAnswer: true,
  };
}

/** Nobody reviews a design that is still to come. */
function reviewOf({ ux }: Partner): Court {
  const last = ux.designs.at(-1);
  if (!last) return { side: 'partner', awaitsAnswer: false };
  if (last.sentBack) return { side: 'partner', since: last.sentBack.at, awaitsAnswer: false };
  return { side: 'databricks', since: last.at, awaitsAnswer: true };
}
