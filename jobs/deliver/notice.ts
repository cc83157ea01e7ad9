import { noticeMessage } from '../../blocks/notice';
import { isPrivate, type Due } from '../../src/domain/agenda';
import type { Partner } from '../../src/domain/partner';
import { outcomeOf, postOnce, type Courier, type Outcome } from './courier';
import { coordinatorChannel } from './living';

type NoticeDue = Extract<Due, { kind: 'notice' }>;

/** Tells what happened, once: in the partner's channel, or to the coordinator alone. */
export async function tell(courier: Courier, partner: Partner, { key, pending }: NoticeDue): Promise<Outcome> {
  try {
    const channel = isPrivate(pending) ? await coordinatorChannel(courier, partner) : channelOf(partner);
    if (channel === undefined) return { overtaken: true };
    const picture = noticeMessage(pending, partner, courier.lifecycle);
    const { channel: at, ts } = await postOnce(courier, partner, {
      channel,
      key: `${key}:${pending.at}`,
      since: pending.at,
      picture,
    });
    return { fact: { type: 'MessageDelivered', key, channel: at, ts } };
  } catch (error) {
    return outcomeOf(error, courier, pending.failed?.attempts ?? 0, (problem, retry) => ({
      type: 'DeliveryFailed',
      key,
      problem,
      ...(retry && { retryAt: retry }),
    }));
  }
}

const channelOf = (partner: Partner) => (partner.channel.is === 'ready' ? partner.channel.id : undefined);
