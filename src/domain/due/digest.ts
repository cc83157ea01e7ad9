import type { Lifecycle } from '../../lifecycle/schema';
import { dateOf } from '../calendar';
import type { CalendarDate, Instant } from '../ids';
import type { Partner } from '../partner';
import { channelDigestAt } from '../reminders/channel-digest';
import { digestTopic } from '../reminders/digest';
import { channelZone, nextMorning } from '../reminders/mornings';
import type { Candidate } from '../timed';
import { forSide } from '../working-days';

/** The digest of the partner's people is due in their channel. */
export interface DigestDue {
  readonly kind: 'digest';
  readonly key: string;
  readonly date: CalendarDate;
}

/** The channel's digest, now or on a morning to come. One that failed is tried again, or left for the next morning. */
export function channelDigests(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Candidate<DigestDue>[] {
  const at = channelDigestAt(partner, lifecycle, now);
  if (at === undefined) return [];
  const zone = channelZone(partner, lifecycle);
  const date = dateOf(at, zone);
  const key = `${digestTopic('channel')}=${date}`;
  const failed = partner.undelivered[key];
  const retryAt = failed && (failed.retryAt ?? nextMorning(now, zone, forSide(lifecycle, 'partner')));
  return [{ due: { kind: 'digest', key, date }, notBefore: retryAt && retryAt > at ? retryAt : at }];
}
