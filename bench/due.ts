import { noticeMessage } from '../blocks/notice';
import type { Picture } from '../blocks/picture';
import type { Command, Fact } from '../src/domain/commands';
import type { Instant } from '../src/domain/ids';
import { channelOf, type Partners } from './partners';

/**
 * Makes one message due for a partner at an instant, and nothing before: its onboarding is closed and reopened, and
 * the message that says so is put off until then.
 */
export async function makeDue(partners: Partners, n: number, at: Instant): Promise<void> {
  await partners.execute(n, { type: 'ClosePartner', reason: 'other' });
  await settle(partners, n, undefined);
  await partners.execute(n, { type: 'ReopenPartner' });
  await settle(partners, n, at);
}

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
    const due = partners.due(await partners.load(n));
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
