import type { Lifecycle } from '../../lifecycle/schema';
import { bugCardOf } from '../bugs/card';
import { isOpen } from '../bugs/numbers';
import type { Bug } from '../bugs/state';
import { messageOf, type BugMessage } from '../bugs/thread';
import { cardOf } from '../card';
import { fingerprint } from '../fingerprint';
import { later, type Instant } from '../ids';
import { keptBy, keptThroughDeliveries } from '../kept';
import { mergeEditsMs, type Partner } from '../partner';
import { coordinators } from '../roles';
import { setUpSteps } from '../set-up';
import { setUpReportOf } from '../set-up-report';
import type { Candidate } from '../timed';

export interface LivingDue {
  readonly kind: 'living';
  readonly key: 'card' | 'set-up' | BugMessage;
  readonly shows: string;
}

/** Drawn from nothing but what both sides may see of the partner, so no delivery changes it. */
const cardShows = keptThroughDeliveries((partner, lifecycle) => fingerprint(cardOf(partner, lifecycle)));

const reportShows = keptBy(
  (partner, lifecycle) => ({ report: setUpReportOf(partner, lifecycle) }),
  ({ report }) => fingerprint(report),
);

/** A message may show something else by then. */
export interface LookAgain {
  readonly notBefore: Instant;
}

/**
 * Living messages that no longer show what is so. While changes are merged, none is drawn: whether there is something to edit is
 * found out when it may be edited.
 */
export function stale(
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): readonly (Candidate<LivingDue> | LookAgain)[] {
  const wanted = [
    { key: 'card', drawn: () => cardShows(partner, lifecycle), possible: partner.channel.is === 'ready' },
    {
      key: 'set-up',
      drawn: () => reportShows(partner, lifecycle),
      possible: !partner.closed && coordinators(partner, lifecycle).length > 0 && isSettled(partner, lifecycle),
    },
    ...Object.values(partner.bugs).map((bug) => ({
      key: messageOf(bug.number),
      drawn: () => bugShows(bug, partner, lifecycle),
      // In a new channel, what is closed is not shown again.
      possible:
        !partner.closed &&
        partner.channel.is === 'ready' &&
        (isOpen(bug) || partner.living[messageOf(bug.number)] !== undefined),
    })),
  ] as const;
  return wanted.flatMap(({ key, drawn, possible }): readonly (Candidate<LivingDue> | LookAgain)[] => {
    const failed = partner.steps[key];
    const living = partner.living[key];
    if (!possible || (failed?.is === 'failed' && failed.retryAt === undefined)) return [];
    const merged = living?.staleSince && later(living.staleSince, mergeEditsMs);
    const notBefore = failed?.is === 'failed' ? failed.retryAt : merged;
    if (notBefore !== undefined && notBefore > now) return [{ notBefore }];
    const shows = drawn();
    return living?.shows === shows ? [] : [{ due: { kind: 'living', key, shows }, notBefore }];
  });
}

/** Whether an edit of a living message has waited for just this instant, to show all changes since the first of them. */
export const isEditedAt = ({ living }: Partner, at: Instant): boolean =>
  Object.values(living).some(({ staleSince }) => staleSince !== undefined && staleSince + mergeEditsMs === at);

/** The set-up report waits until each step was tried once, so that it is not edited at every step. */
function isSettled(partner: Partner, lifecycle: Lifecycle): boolean {
  if (partner.living['set-up']) return true;
  const steps = setUpSteps(partner, lifecycle);
  return (
    steps.every(({ state }) => state.is !== 'pending') ||
    steps.some(({ step, state }) => step.kind === 'channel' && state.is === 'failed')
  );
}

const drawn = new WeakMap<Bug, Pick<Partner, 'people' | 'name'> & { lifecycle: Lifecycle; shows: string }>();

/** Kept, for it is asked for at every look at a partner, and bugs are never removed. It hangs on nothing else. */
function bugShows(bug: Bug, partner: Partner, lifecycle: Lifecycle): string {
  const { people, name } = partner;
  const known = drawn.get(bug);
  if (known?.people === people && known.name === name && known.lifecycle === lifecycle) return known.shows;
  const shows = fingerprint(bugCardOf(bug, partner, lifecycle));
  drawn.set(bug, { people, name, lifecycle, shows });
  return shows;
}
