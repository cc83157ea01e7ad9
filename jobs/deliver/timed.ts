import { timedMessage } from '../../blocks/timed';
import { userOf, type ChannelId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import type { Timed } from '../../src/domain/timed';
import { directMessage } from '../../src/slack/post';
import { outcomeOf, postOnce, type Courier, type Outcome } from './courier';

/** Tells what time brought up, once: in the partner's channel, or to one person by direct message. */
export async function tellTimed(courier: Courier, partner: Partner, due: Timed): Promise<Outcome> {
  const { key, topic, marker, since } = due;
  try {
    const channel = await placeOf(courier, partner, due);
    if (channel === undefined) return { overtaken: true };
    const picture = timedMessage(due, partner, courier.lifecycle, courier.clock());
    const { channel: at, ts } = await postOnce(courier, partner, { channel, key, since, picture });
    return { fact: { type: 'Told', topic, marker, channel: at, ts } };
  } catch (error) {
    return outcomeOf(error, courier, partner.undelivered[key]?.attempts ?? 0, (problem, retry) => ({
      type: 'DeliveryFailed',
      key,
      problem,
      ...(retry && { retryAt: retry }),
    }));
  }
}

async function placeOf(
  { client }: Pick<Courier, 'client'>,
  { channel }: Partner,
  { to }: Timed,
): Promise<ChannelId | undefined> {
  if (to.is === 'person') return directMessage(client, userOf(to.person));
  return channel.is === 'ready' ? channel.id : undefined;
}
