import type { Queue } from 'bullmq';
import { noticeMessage } from '../blocks/notice';
import type { Picture } from '../blocks/picture';
import { agenda } from '../src/domain/agenda';
import type { Command, Fact } from '../src/domain/commands';
import { instant, later, type Instant } from '../src/domain/ids';
import { channelOf, type Partners } from './partners';

/**
 * Makes one message due for a partner at an instant, and nothing before: its onboarding is closed and reopened, and
 * the message that says so is put off until then.
 */
async function makeDue(partners: Partners, n: number, at: Instant): Promise<void> {
  await partners.execute(n, { type: 'ClosePartner', reason: 'paused' });
  await settle(partners, n, undefined);
  await partners.execute(n, { type: 'ReopenPartner' });
  await settle(partners, n, at);
}

/** Longer than making the messages takes. */
const aheadMs = 30_000;

/**
 * Makes a message due for each partner, from an instant on and evenly over a while; meanwhile the bot rests. Returns
 * that instant.
 */
export async function makeAllDue(
  partners: Partners,
  queue: Queue,
  { count, spreadMs }: { count: number; spreadMs: number },
): Promise<Instant> {
  await queue.pause();
  const first = later(instant.parse(Date.now()), aheadMs);
  const numbers = Array.from({ length: count }, (_, n) => n).values();
  const some = async () => {
    for (const n of numbers) await makeDue(partners, n, later(first, dueAfter(n, { count, spreadMs })));
  };
  await Promise.all(Array.from({ length: 32 }, some));
  await queue.resume();
  if (Date.now() > first - 3000) throw new Error(`Making ${count} messages took longer than ${aheadMs} ms`);
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

/** Records all that is due as done; messages as put off, when there is an instant for that. */
async function settle(partners: Partners, n: number, until: Instant | undefined): Promise<void> {
  const posted = { channel: channelOf(n), ts: `1700000000.${n}` };
  for (;;) {
    // Edits of the card wait for a moment, for more to come: they are not what is measured.
    const soon = later(instant.parse(Date.now()), 10_000);
    const due = agenda(await partners.load(n), partners.lifecycle, soon).due;
    if (due.length === 0) return;
    const facts = due.map((one): Fact => {
      if (one.kind === 'living') return { type: 'LivingMessageShown', message: one.key, ...posted, shows: one.shows };
      if (one.kind !== 'notice') throw new Error(`${one.kind} ${one.key} is due`);
      if (until === undefined) return { type: 'MessageDelivered', key: one.key, ...posted };
      return { type: 'DeliveryFailed', key: one.key, problem: 'Not yet', retryAt: until };
    });
    await partners.execute(
      n,
      facts.map((fact): Command => ({ type: 'RecordFact', fact })),
    );
  }
}
