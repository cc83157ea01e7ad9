import { discreet } from '../../blocks/discreet';
import { timedMessage } from '../../blocks/timed';
import { threadOf } from '../../src/domain/bugs/thread';
import { leftAlone, reachOfTimed } from '../../src/domain/left-alone';
import { userOf, type ChannelId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import type { Timed } from '../../src/domain/timed';
import { directMessage } from '../../src/slack/post';
import { toldFacts } from './digest';
import { threadAnew } from './living';
import { outcomeOf, postOnce, type Courier, type Outcome } from './courier';

/** Tells what time brought up, once: in the partner's channel, in a thread there, or to one person by direct message. */
export async function tellTimed(courier: Courier, partner: Partner, due: Timed): Promise<Outcome> {
  const { key, topic, marker, also = [], since } = due;
  try {
    const channel = await placeOf(courier, partner, due);
    if (channel === undefined) return { overtaken: true };
    const { lifecycle, clock } = courier;
    const spared = leftAlone(
      due.to.is === 'channel' ? reachOfTimed(due.what) : 'everybody',
      partner,
      lifecycle,
      clock(),
    );
    const picture = discreet(timedMessage(due, partner, lifecycle, clock()), spared, partner);
    const thread = due.to.is === 'thread' ? threadOf(due.to.bug, partner)?.ts : undefined;
    const { channel: at, ts } = await postOnce(courier, partner, { channel, thread, key, since, picture });
    return { fact: { type: 'Told', topic, marker, channel: at, ts }, more: toldFacts(also, { channel: at, ts }) };
  } catch (error) {
    const anew = await threadAnew(error, courier, partner, due.to.is === 'thread' ? due.to.bug : undefined);
    if (anew) return anew;
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
