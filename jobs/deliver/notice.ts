import { discreet } from '../../blocks/discreet';
import { noticeMessage } from '../../blocks/notice';
import { isPrivate, type Due } from '../../src/domain/agenda';
import { threadOf } from '../../src/domain/bugs/thread';
import { leftAlone, reachOf } from '../../src/domain/left-alone';
import type { Partner, Pending } from '../../src/domain/partner';
import { outcomeOf, postOnce, type Courier, type Outcome } from './courier';
import { sendCalendarFile } from './calendar-file';
import { coordinatorChannel, threadAnew } from './living';

type NoticeDue = Extract<Due, { kind: 'notice' }>;

/** Tells what happened, once: in the partner's channel, in the thread of a bug there, or to the coordinator alone. */
export async function tell(courier: Courier, partner: Partner, { key, pending }: NoticeDue): Promise<Outcome> {
  try {
    const channel = isPrivate(pending) ? await coordinatorChannel(courier, partner) : channelOf(partner);
    if (channel === undefined) return { overtaken: true };
    if (pending.notice.kind === 'call-file') return await sendCalendarFile(courier, partner, { key, pending, channel });
    const thread = threadFor(pending, partner);
    const { lifecycle, clock } = courier;
    const spared = leftAlone(reachOf(pending.notice, partner, lifecycle), partner, lifecycle, clock());
    const picture = discreet(noticeMessage(pending, partner, lifecycle), spared, partner);
    const { channel: at, ts } = await postOnce(courier, partner, {
      channel,
      thread,
      key: `${key}:${pending.at}`,
      since: pending.at,
      picture,
    });
    return { fact: { type: 'MessageDelivered', key, since: pending.at, channel: at, ts } };
  } catch (error) {
    const { notice } = pending;
    const anew = await threadAnew(error, courier, partner, notice.kind === 'bug' ? notice.bug : undefined);
    if (anew) return anew;
    return outcomeOf(error, courier, pending.failed?.attempts ?? 0, (problem, retry) => ({
      type: 'DeliveryFailed',
      key,
      since: pending.at,
      problem,
      ...(retry && { retryAt: retry }),
    }));
  }
}

const threadFor = ({ notice }: Pending, partner: Partner): string | undefined =>
  notice.kind === 'bug' ? threadOf(notice.bug, partner)?.ts : undefined;

const channelOf = (partner: Partner) => (partner.channel.is === 'ready' ? partner.channel.id : undefined);
