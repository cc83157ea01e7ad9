import { discreet } from '../../blocks/discreet';
import { noticeMessage } from '../../blocks/notice';
import { isPrivate, type Due } from '../../src/domain/agenda';
import { threadOf } from '../../src/domain/bugs/thread';
import type { Instant } from '../../src/domain/ids';
import { leftAlone, reachOf } from '../../src/domain/left-alone';
import type { Partner } from '../../src/domain/partner';
import { coordinators } from '../../src/domain/roles';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { sendCalendarFile } from './calendar-file';
import { deliveryFailed, outcomeOf, type Courier, type Outcome } from './courier';
import type { Letter } from './letter';

type NoticeDue = Extract<Due, { kind: 'notice' }>;

/** What happened: told in the partner's channel, in the thread of a bug there, or to the coordinator alone. */
export function noticeLetter(due: NoticeDue, partner: Partner, lifecycle: Lifecycle, now: Instant): Letter | undefined {
  const { key, pending } = due;
  const { notice, at: since } = pending;
  const to = isPrivate(pending) ? coordinators(partner, lifecycle)[0] : channelOf(partner);
  if (!to) return undefined;
  const bug = notice.kind === 'bug' ? notice.bug : undefined;
  return {
    to,
    bug,
    thread: bug === undefined ? undefined : threadOf(bug, partner)?.ts,
    key: `${key}:${since}`,
    since,
    draw() {
      const spared = leftAlone(reachOf(notice, partner, lifecycle), partner, lifecycle, now);
      return discreet(noticeMessage(pending, partner, lifecycle), spared, partner);
    },
    attempts: attemptsOf(due),
    told: ({ channel, ts }) => [{ type: 'MessageDelivered', key, since, channel, ts }],
    failed: deliveryFailed(key, since),
  };
}

/** Sends the file of a call that was told of. */
export async function tellFile(courier: Courier, partner: Partner, due: NoticeDue): Promise<Outcome> {
  const place = channelOf(partner);
  if (!place) return { overtaken: true };
  try {
    return await sendCalendarFile(courier, partner, { ...due, ...place });
  } catch (error) {
    return outcomeOf(error, courier, attemptsOf(due), deliveryFailed(due.key, due.pending.at));
  }
}

const attemptsOf = ({ pending }: NoticeDue): number => pending.failed?.attempts ?? 0;

const channelOf = ({ channel }: Partner) => (channel.is === 'ready' ? { channel: channel.id } : undefined);
