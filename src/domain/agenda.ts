import type { Lifecycle } from '../lifecycle/schema';
import { countdown } from './countdown';
import { bugEscalations } from './due/bugs';
import { callReminders } from './due/calls';
import { channelDigests, type DigestDue } from './due/digest';
import { stale, type LivingDue, type LookAgain } from './due/living';
import { notices, privateNotices, type NoticeDue } from './due/notices';
import { roadmapReviews } from './due/roadmap';
import { rolloutPrompts } from './due/rollout';
import { stepsLeft, type StepDue } from './due/set-up';
import { earliestOf } from './earliest';
import type { Instant } from './ids';
import { keptForState } from './kept';
import type { Partner } from './partner';
import { deliverable, type Candidate, type Timed } from './timed';

export { isPrivate } from './private-notices';

/** What is due for a partner now. Each entry has a key that stays the same until it is done. */
export type Due = StepDue | LivingDue | NoticeDue | Timed | DigestDue;

export interface Agenda {
  readonly due: readonly Due[];
  /** When to look again if nothing changes before. */
  readonly nextAt?: Instant;
}

/** What does not come with time: the same at every look until something happens. */
const whatHappened = keptForState((partner, lifecycle) => ({
  steps: stepsLeft(partner, lifecycle),
  notices: notices(partner, lifecycle),
}));

/** Returns what is due at an instant, in the order in which to deliver it, and when something is due next. Pure. */
export function agenda(partner: Partner, lifecycle: Lifecycle, now: Instant): Agenda {
  const happened = whatHappened(partner, lifecycle);
  const candidates: readonly (Candidate<Due> | LookAgain)[] = [
    ...happened.steps,
    ...stale(partner, lifecycle, now),
    ...happened.notices,
    ...privateNotices(partner, lifecycle, now),
    ...deliverable(partner, [
      ...bugEscalations(partner, lifecycle, now),
      ...rolloutPrompts(partner, lifecycle, now),
      ...countdown(partner, lifecycle, now),
      ...roadmapReviews(partner, lifecycle, now),
      ...callReminders(partner, lifecycle, now),
    ]),
    ...channelDigests(partner, lifecycle, now),
  ];
  const waiting = candidates.flatMap(({ notBefore }) =>
    notBefore !== undefined && notBefore > now ? [notBefore] : [],
  );
  const nextAt = earliestOf(waiting);
  return {
    due: candidates.flatMap((one) =>
      'due' in one && (one.notBefore === undefined || one.notBefore <= now) ? [one.due] : [],
    ),
    ...(nextAt !== undefined && { nextAt }),
  };
}
