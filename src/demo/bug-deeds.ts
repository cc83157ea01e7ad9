import { holderOf } from '../domain/bugs/court';
import { openBugs } from '../domain/bugs/order';
import type { Bug } from '../domain/bugs/state';
import { later, type Instant, type PersonKey } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { hour } from '../domain/time';
import type { Lifecycle } from '../lifecycle/schema';
import { working } from './working';

/** Bugs are acknowledged soon, solved in a few days, and looked at once more by the other side. */
export type BugDeed = { readonly do: 'acknowledge' | 'resolve' | 'verify' | 'close'; readonly bug: string };

/** Returns what is next of each open bug, by the one whose turn it is; nothing where that is nobody. */
export function bugDeeds(
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): readonly (BugDeed & { readonly by: PersonKey; readonly at: Instant })[] {
  return openBugs(partner, lifecycle).flatMap((bug) => {
    const holder = holderOf(bug, partner, lifecycle);
    if (!holder) return [];
    const { is, from, after } = next(bug, lifecycle);
    const wanted = later(from, after * hour);
    const at = working(wanted > now ? wanted : later(now, hour / 6), holder.person, partner, lifecycle);
    return [{ do: is, bug: bug.number, by: holder.person, at }];
  });
}

/** What comes next, and so many hours after what. */
function next(
  { status, severity, openedAt, acknowledgedAt, updatedAt }: Bug,
  { sop }: Lifecycle,
): { readonly is: BugDeed['do']; readonly from: Instant; readonly after: number } {
  // The two gravest are mended by the next day, what can be lived with in a week.
  const grave = (sop?.severities ?? []).slice(0, 2).some(({ id }) => id === severity);
  switch (status.is) {
    case 'reported':
      return { is: 'acknowledge', from: openedAt, after: 1 };
    case 'acknowledged':
    case 'in-progress':
    case 'mitigated':
      return { is: 'resolve', from: acknowledgedAt ?? openedAt, after: grave ? 20 : 7 * 24 };
    case 'resolved':
      return { is: 'verify', from: status.resolution.at, after: 4 };
    case 'verified':
    case 'closed':
      return { is: 'close', from: updatedAt, after: 1 };
  }
}
