import { calendarFile } from '../../src/calendar-file';
import type { ChannelId } from '../../src/domain/ids';
import type { Partner, Pending } from '../../src/domain/partner';
import { problemOf } from '../../src/slack/problems';
import { hasFile, upload, UploadFailed } from '../../src/slack/upload';
import { deliveryFailed, nextAttempt, type Courier, type Outcome } from './courier';

/**
 * Sends the calendar file of a call into the thread of the message that told of it, once: a file carries no key of ours, so
 * after an attempt that got no answer it is looked for by its name.
 */
export async function sendCalendarFile(
  courier: Courier,
  partner: Partner,
  { key, pending, channel }: { readonly key: string; readonly pending: Pending; readonly channel: ChannelId },
): Promise<Outcome> {
  const { client, store, pacing, lifecycle, clock } = courier;
  const { notice } = pending;
  const call = notice.kind === 'call-file' ? partner.calls.find(({ id }) => id === notice.call) : undefined;
  if (notice.kind !== 'call-file' || !call) return { overtaken: true };
  const file = await calendarFile(call, partner, lifecycle);
  const thread = { channel, ts: notice.thread };
  const name = `${key}:${pending.at}`;
  const end = (outcome: 'done' | 'not-done' | 'unanswered') => store.endDelivery(partner.id, name, outcome);
  const { begunBefore } = await pacing.begin({ id: partner.id, key: name });
  try {
    if (!(begunBefore && (await hasFile(client, thread, file.name)))) await upload(client, thread, file);
  } catch (error) {
    if (error instanceof UploadFailed) {
      await end('not-done');
      const retryAt = nextAttempt(clock(), pending.failed?.attempts ?? 0);
      return { fact: deliveryFailed(key, pending.at)(error.message, retryAt) };
    }
    await end(problemOf(error).kind === 'unknown' ? 'unanswered' : 'not-done');
    throw error;
  }
  await end('done');
  return { fact: { type: 'MessageDelivered', key, since: pending.at, channel, ts: notice.thread } };
}
