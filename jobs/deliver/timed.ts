import { discreet } from '../../blocks/discreet';
import { timedMessage } from '../../blocks/timed';
import { threadOf } from '../../src/domain/bugs/thread';
import type { Instant } from '../../src/domain/ids';
import { leftAlone, reachOfTimed } from '../../src/domain/left-alone';
import type { Partner } from '../../src/domain/partner';
import type { Timed } from '../../src/domain/timed';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { deliveryFailed } from './courier';
import { toldFacts, type Letter } from './letter';

/** What time brought up: told in the partner's channel, in a thread there, or to one person by direct message. */
export function timedLetter(due: Timed, partner: Partner, lifecycle: Lifecycle, now: Instant): Letter | undefined {
  const { key, topic, marker, also = [], since } = due;
  const to = placeOf(due, partner);
  if (!to) return undefined;
  const bug = due.to.is === 'thread' ? due.to.bug : undefined;
  return {
    to,
    bug,
    thread: bug === undefined ? undefined : threadOf(bug, partner)?.ts,
    key,
    since,
    draw() {
      const spared = leftAlone(reachOfTimed(due.what), partner, lifecycle, now);
      return discreet(timedMessage(due, partner, lifecycle, now), spared, partner);
    },
    attempts: partner.undelivered[key]?.attempts ?? 0,
    told: (posted) => toldFacts({ topic, marker }, also, posted),
    failed: deliveryFailed(key),
  };
}

function placeOf({ to }: Timed, { channel }: Partner): Letter['to'] | undefined {
  if (to.is === 'person') return { person: to.person };
  return channel.is === 'ready' ? { channel: channel.id } : undefined;
}
