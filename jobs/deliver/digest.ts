import { channelDigestMessage } from '../../blocks/channel-digest';
import { dateOf } from '../../src/domain/calendar';
import type { DigestDue } from '../../src/domain/due/digest';
import type { Instant } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { channelDigest, channelTopic } from '../../src/domain/reminders/channel-digest';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { deliveryFailed } from './courier';
import { toldFacts, type Letter } from './letter';

/** What is theirs: told to the people of a partner once a working day, in their channel. */
export function digestLetter(
  { key, zone, date }: DigestDue,
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): Letter | undefined {
  const digest = channelDigest(partner, lifecycle, now, zone);
  if (!digest || partner.channel.is !== 'ready') return undefined;
  return {
    to: { channel: partner.channel.id },
    key,
    since: now,
    draw: () => channelDigestMessage(partner, digest, lifecycle, dateOf(now, zone)),
    attempts: partner.undelivered[key]?.attempts ?? 0,
    told: (posted) => toldFacts({ topic: channelTopic(zone, partner, lifecycle), marker: date }, digest.marks, posted),
    failed: deliveryFailed(key),
  };
}
