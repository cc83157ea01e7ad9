import { timedMessage } from '../../blocks/timed';
import { userOf } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import type { Timed } from '../../src/domain/timed';
import { directMessage } from '../../src/slack/post';
import { outcomeOf, postOnce, type Courier, type Outcome } from './courier';

/** Tells what time brought up, once: in the partner's channel, or to one person. */
export async function tellTimed(courier: Courier, partner: Partner, due: Timed): Promise<Outcome> {
  const { key, topic, marker, since, to } = due;
  try {
    const channel = to.is === 'person' ? await directMessage(courier.client, userOf(to.person)) : channelOf(partner);
    if (channel === undefined) return { overtaken: true };
    const picture = timedMessage(due, partner, courier.lifecycle);
    const posted = await postOnce(courier, partner, { channel, key, since, picture });
    return { fact: { type: 'Told', topic, marker, channel: posted.channel, ts: posted.ts } };
  } catch (error) {
    return outcomeOf(error, courier, partner.undelivered[key]?.attempts ?? 0, (problem, retry) => ({
      type: 'DeliveryFailed',
      key,
      problem,
      ...(retry && { retryAt: retry }),
    }));
  }
}

const channelOf = (partner: Partner) => (partner.channel.is === 'ready' ? partner.channel.id : undefined);
