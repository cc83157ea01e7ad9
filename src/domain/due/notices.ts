import type { Lifecycle } from '../../lifecycle/schema';
import { threadOf } from '../bugs/thread';
import type { Instant } from '../ids';
import { lookup, type Placed } from '../lookup';
import type { Notice, Partner, Pending } from '../partner';
import { isPrivate } from '../private-notices';
import { leadsOf } from '../reminders/court';
import { proposerOf } from '../roadmap/state';
import { coordinators } from '../set-up';
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

/** Messages about what happened that are still to be delivered. */
export function notices(partner: Partner, lifecycle: Lifecycle): readonly Candidate<NoticeDue>[] {
  return Object.entries(partner.outbox).flatMap(([key, pending]): readonly Candidate<NoticeDue>[] => {
    const reachable = isPrivate(pending) ? coordinators(partner, lifecycle).length > 0 : hasPlace(pending, partner);
    if (!reachable || !isForNow(pending, partner, lifecycle)) return [];
    if (pending.failed && pending.failed.retryAt === undefined) return [];
    const retryAt = pending.failed?.retryAt;
    const since = retryAt !== undefined && retryAt > pending.at ? retryAt : pending.at;
    const notBefore = isPrivate(pending)
      ? audibleToCoordinator(since, partner, lifecycle)
      : audibleToAsked(pending, since, partner, lifecycle);
    return [{ due: { kind: 'notice', key, pending }, notBefore: notBefore ?? retryAt }];
  });
}

/** Nobody is woken by a message of their own; whose zone is not known is taken to be up. */
function audibleToCoordinator(from: Instant, partner: Partner, lifecycle: Lifecycle): Instant | undefined {
  const [first] = coordinators(partner, lifecycle);
  const known = partner.people.find(({ person, zone }) => person === first?.person && zone !== undefined);
  return audible(known?.zone, from, forSide(lifecycle, 'databricks'));
}

/** No digest tells of a proposal for the roadmap: it is told when the lead who is asked is up, and can be mentioned. */
function audibleToAsked(
  { notice }: Pending,
  from: Instant,
  partner: Partner,
  lifecycle: Lifecycle,
): Instant | undefined {
  const entry = notice.kind === 'roadmap' ? partner.roadmap.entries.find(({ id }) => id === notice.entry) : undefined;
  if (entry?.standing !== 'proposed') return undefined;
  const side = otherSide(proposerOf(entry));
  return audible(leadsOf(side, partner, lifecycle)[0]?.zone, from, forSide(lifecycle, side));
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
