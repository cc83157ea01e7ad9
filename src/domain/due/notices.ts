import type { Lifecycle } from '../../lifecycle/schema';
import { threadOf } from '../bugs/thread';
import { latest } from '../earliest';
import type { Instant } from '../ids';
import { lookup, type Placed } from '../lookup';
import type { Notice, Partner, Pending } from '../partner';
import { isPrivate } from '../private-notices';
import { proposerOf } from '../roadmap/state';
import { coordinators, leadsOf } from '../roles';
import { otherSide } from '../sides';
import type { Candidate } from '../timed';
import { sees } from '../visibility';
import { audibleFrom, forSide } from '../working-days';
import { isKnownZone } from '../zones';

export interface NoticeDue {
  readonly kind: 'notice';
  readonly key: string;
  readonly pending: Pending;
}

/** Messages to the channel about what happened that are still to be delivered. */
export const notices = (partner: Partner, lifecycle: Lifecycle): readonly Candidate<NoticeDue>[] =>
  waiting(partner, lifecycle).flatMap(({ key, pending }) =>
    !isPrivate(pending) && hasPlace(pending, partner)
      ? [{ due: { kind: 'notice', key, pending }, notBefore: audibleToAsked(pending, partner, lifecycle) }]
      : [],
  );

/** Those to the coordinator, whom no message of their own wakes, however late it is; whose zone is not known is taken to be up. */
export function privateNotices(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Candidate<NoticeDue>[] {
  const [first] = coordinators(partner, lifecycle);
  if (!first) return [];
  const zone = partner.people.find((a) => a.person === first.person && a.zone !== undefined)?.zone;
  return waiting(partner, lifecycle).flatMap(({ key, pending }) => {
    if (!isPrivate(pending)) return [];
    const from = triedFrom(pending);
    const notBefore = audible(zone, latest(from, now), forSide(lifecycle, 'databricks')) ?? pending.failed?.retryAt;
    return [{ due: { kind: 'notice', key, pending }, notBefore }];
  });
}

/** What is told now or later: not what Slack refused for good. */
const waiting = (partner: Partner, lifecycle: Lifecycle) =>
  Object.entries(partner.outbox).flatMap(([key, pending]) =>
    isForNow(pending, partner, lifecycle) && !(pending.failed && pending.failed.retryAt === undefined)
      ? [{ key, pending }]
      : [],
  );

/** Since it came up, or from when it is to be tried again. */
const triedFrom = ({ at, failed }: Pending): Instant =>
  failed?.retryAt !== undefined && failed.retryAt > at ? failed.retryAt : at;

/** No digest tells of a proposal for the roadmap: it is told when the lead who is asked is up, and can be mentioned. */
function audibleToAsked(pending: Pending, partner: Partner, lifecycle: Lifecycle): Instant | undefined {
  const { notice, failed } = pending;
  const entry = notice.kind === 'roadmap' ? partner.roadmap.entries.find(({ id }) => id === notice.entry) : undefined;
  if (entry?.status.is !== 'proposed') return failed?.retryAt;
  const side = otherSide(proposerOf(entry));
  return (
    audible(leadsOf(side, partner, lifecycle)[0]?.zone, triedFrom(pending), forSide(lifecycle, side)) ?? failed?.retryAt
  );
}

const audible = (zone: string | undefined, from: Instant, { reminders, calendar }: Lifecycle): Instant | undefined =>
  zone !== undefined && isKnownZone(zone) ? audibleFrom(from, zone, reminders, calendar) : undefined;

/** The channel; for a line of a bug, the thread of the message that shows the bug there. */
function hasPlace({ notice }: Pending, partner: Partner): boolean {
  if (notice.kind === 'bug') return threadOf(notice.bug, partner) !== undefined;
  return partner.channel.is === 'ready';
}

/** While a partner is closed, only the closing is told; of what is internal, nothing is. */
function isForNow({ notice }: Pending, partner: Partner, lifecycle: Lifecycle): boolean {
  if (partner.closed) return notice.kind === 'closed';
  const about = itemOf(notice, partner, lifecycle);
  return about === 'none' || (about !== undefined && sees('partner', partner, about));
}

/** The item that a notice is about, which may be internal; nothing when the lifecycle no longer has it. */
function itemOf(notice: Notice, { calls }: Partner, lifecycle: Lifecycle): Placed | 'none' | undefined {
  const { byId, gaDate, rollout, launch } = lookup(lifecycle);
  switch (notice.kind) {
    case 'sign-off-given':
    case 'sign-off-undone':
      return byId.get(notice.signOff);
    case 'ga-proposed':
    case 'ga-agreed':
    case 'ga-declined':
    case 'ga-withdrawn':
    case 'ga-moved':
      return gaDate;
    case 'rollout-halted':
    case 'rollout-resumed':
    case 'wave-rolled-back':
      return rollout;
    case 'launched':
      return launch;
    case 'design':
      return byId.get(notice.item);
    case 'call':
    case 'call-file':
    case 'call-over':
      return byId.get(calls.find(({ id }) => id === notice.call)?.item ?? '');
    default:
      return 'none';
  }
}
