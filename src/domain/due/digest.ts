import type { Lifecycle } from '../../lifecycle/schema';
import { dateOf } from '../calendar';
import { latest } from '../earliest';
import type { CalendarDate, Instant } from '../ids';
import type { Partner } from '../partner';
import { channelDigestAt, channelTopic } from '../reminders/channel-digest';
import { channelZones, nextMorning } from '../reminders/mornings';
import type { Candidate } from '../timed';
import { forSide } from '../working-days';

/** The digest of the partner's people is due in their channel, in the morning of a zone. */
export interface DigestDue {
  readonly kind: 'digest';
  readonly key: string;
  readonly zone: string;
  readonly date: CalendarDate;
}

/** The channel's digests, now or on a morning to come. One that failed is tried again, or left for the next morning. */
export function channelDigests(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Candidate<DigestDue>[] {
  return channelZones(partner, lifecycle).flatMap((zone): readonly Candidate<DigestDue>[] => {
    const at = channelDigestAt(partner, lifecycle, now, zone);
    if (at === undefined) return [];
    const date = dateOf(at, zone);
    const key = `${channelTopic(zone, partner, lifecycle)}=${date}`;
    const failed = partner.undelivered[key];
    const retryAt = failed && (failed.retryAt ?? nextMorning(now, zone, forSide(lifecycle, 'partner')));
    return [{ due: { kind: 'digest', key, zone, date }, notBefore: latest(at, retryAt) }];
  });
}
