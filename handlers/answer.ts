import { randomUUID } from 'node:crypto';
import { errorMessage } from '../blocks/message';
import type { Picture } from '../blocks/picture';
import { post } from '../src/slack/http';
import { isOfSlack, isRefusedWith, problemOf } from '../src/slack/problems';
import { StoreError } from '../src/store/errors';
import type { Services } from './services';

/** How an interaction is answered after Slack has been told that it arrived. */

const answerWithinMs = 5000;
const headers = { 'content-type': 'application/json; charset=utf-8' };

/** The click is too long ago (30 minutes), or was answered too often (5 times): it cannot be answered any more. */
export class AddressGone extends Error {
  override readonly name = 'AddressGone';
}

/**
 * Sends a message to the response address of a click: in place of the private message that was clicked, or as a new
 * private one. Throws AddressGone when it is too late for an answer, another error when Slack does not take it.
 */
export async function respond(url: string, picture: Picture, replace: boolean): Promise<void> {
  const message = { ...picture, response_type: 'ephemeral', replace_original: replace };
  const { status, body } = await post(url, JSON.stringify(message), { headers, timeoutMs: answerWithinMs });
  if (status === 404) throw new AddressGone(`It is too late to answer: ${body.slice(0, 200)}`);
  if (status < 200 || status > 299)
    throw new Error(`Slack did not take the answer: HTTP ${status} ${body.slice(0, 200)}`);
}

/** The one error path: logs the cause under a reference and returns the apology that names it. */
export function apologise({ log }: Pick<Services, 'log'>, error: unknown, during: string): Picture {
  const reference = randomUUID().slice(0, 8);
  log.error({ err: error, reference, during }, 'fault');
  return errorMessage(reference, whatBroke(error));
}

/** What of others does not work just now, in words for the person; nothing when the fault is ours. */
function whatBroke(error: unknown): string | undefined {
  if (error instanceof StoreError) return 'I cannot reach what I keep just now';
  if (!isOfSlack(error)) return undefined;
  if (isRefusedWith(error, 'expired_trigger_id', 'trigger_expired'))
    return 'Slack opens a form within three seconds only, and this took longer';
  switch (problemOf(error).kind) {
    case 'rate-limited':
      return 'Slack asks me to wait a moment';
    case 'failed':
    case 'unknown':
      return 'Slack does not answer me just now';
    case 'refused':
      return undefined;
  }
}
