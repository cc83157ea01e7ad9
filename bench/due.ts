import { noticeMessage } from '../blocks/notice';
import type { Picture } from '../blocks/picture';
import type { Command, Fact } from '../src/domain/commands';
import { instant, later, type Instant } from '../src/domain/ids';
import { channelOf, type Partners } from './partners';

/**
 * Makes one message due for a partner at an instant, and nothing else: its onboarding is closed and reopened, and the
 * message that says so is put off until then.
 */
async function makeDue(partners: Partners, n: number, at: Instant): Promise<void> {
  const record = (fact: Fact): Command => ({ type: 'RecordFact', fact });
  await partners.execute(n, [
    { type: 'ClosePartner', reason: 'paused' },
    record({ type: 'MessageDelivered', key: 'closed', channel: channelOf(n), ts: `1700000000.${n}` }),
    { type: 'ReopenPartner' },
    record({ type: 'DeliveryFailed', key: 'reopened', problem: 'Not yet', retryAt: at }),
  ]);
}

/** Between the making and the first instant, so that the bot has rested, and has seen what comes. */
const restMs = 6000;
/** How long making the messages took the last time; much longer than that it takes never. */
let tookMs = 5000;

/** Makes a message due for each partner, from an instant on and evenly over a while. Returns that instant. */
export async function makeAllDue(
  partners: Partners,
  { count, spreadMs }: { count: number; spreadMs: number },
): Promise<Instant> {
  const begun = instant.parse(Date.now());
  const first = later(begun, 3 * tookMs + restMs);
  const numbers = Array.from({ length: count }, (_, n) => n).values();
  const some = async () => {
    for (const n of numbers) await makeDue(partners, n, later(first, dueAfter(n, { count, spreadMs })));
  };
  await Promise.all(Array.from({ length: 32 }, some));
  tookMs = Date.now() - begun;
  if (Date.now() > first - restMs) throw new Error(`Making ${count} messages took ${tookMs} ms, which is too long`);
  return first;
}

/** How long after the first the message of a partner is due. */
export const dueAfter = (n: number, { count, spreadMs }: { count: number; spreadMs: number }): number =>
  Math.floor((n * spreadMs) / count);

/** The message that is due for a partner. */
export async function dueMessage(partners: Partners, n: number): Promise<Picture> {
  const partner = await partners.load(n);
  const pending = Object.values(partner.outbox)[0];
  if (!pending) throw new Error('Nothing is due');
  return noticeMessage(pending, partner, partners.lifecycle);
}
