import { channelDigestMessage } from '../../blocks/digest';
import { dateOf } from '../../src/domain/calendar';
import type { Fact } from '../../src/domain/commands';
import type { DigestDue } from '../../src/domain/due/digest';
import type { Partner } from '../../src/domain/partner';
import { channelDigest, channelTopic } from '../../src/domain/reminders/channel-digest';
import type { Mark } from '../../src/domain/reminders/ladder';
import type { Posted } from '../../src/slack/post';
import { outcomeOf, postOnce, type Courier, type Outcome } from './courier';

/** Tells the people of a partner what is theirs, once a working day, in their channel. */
export async function tellDigest(courier: Courier, partner: Partner, { key, zone, date }: DigestDue): Promise<Outcome> {
  const { lifecycle, clock } = courier;
  const now = clock();
  const digest = channelDigest(partner, lifecycle, now, zone);
  if (!digest || partner.channel.is !== 'ready') return { overtaken: true };
  try {
    const picture = channelDigestMessage(partner, digest, lifecycle, dateOf(now, zone));
    const channel = partner.channel.id;
    const posted = await postOnce(courier, partner, { channel, key, since: now, picture });
    const topic = channelTopic(zone, partner, lifecycle);
    const [fact, ...more] = toldFacts([{ topic, marker: date }, ...digest.marks], posted);
    return fact ? { fact, more } : { overtaken: true };
  } catch (error) {
    return outcomeOf(error, courier, partner.undelivered[key]?.attempts ?? 0, (problem, retry) => ({
      type: 'DeliveryFailed',
      key,
      problem,
      ...(retry && { retryAt: retry }),
    }));
  }
}

/** What a digest told, as facts for the log. */
export const toldFacts = (marks: readonly Mark[], { channel, ts }: Posted): readonly Fact[] =>
  marks.map(({ topic, marker }) => ({ type: 'Told', topic, marker, channel, ts }));
