import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { errorMessage, notOpenedMessage } from '../blocks/message';
import type { Picture } from '../blocks/picture';
import { post } from '../src/slack/http';
import { isOfSlack, isRefusedWith, problemOf, type Problem } from '../src/slack/problems';
import { StoreError } from '../src/store/errors';
import type { ActionPayload } from './payloads';
import type { Services } from './services';
import { tellDirectly } from './whisper';

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
  const message = { response_type: 'ephemeral', replace_original: replace, ...picture };
  const { status, body } = await post(url, JSON.stringify(message), { headers, timeoutMs: answerWithinMs });
  if (status === 404) throw new AddressGone(`It is too late to answer: ${body.slice(0, 200)}`);
  if (status < 200 || status > 299)
    throw new Error(`Slack did not take the answer: HTTP ${status} ${body.slice(0, 200)}`);
}

/** Slack did not open a form. */
class NotOpened extends Error {
  override readonly name = 'NotOpened';
}

/** Opens a form for whoever clicked or typed. Throws NotOpened, with Slack's error as its cause. */
export async function openForm({ client }: Pick<Services, 'client'>, trigger: string, view: ModalView): Promise<void> {
  try {
    await client.views.open({ trigger_id: trigger, view });
  } catch (error) {
    if (!isOfSlack(error)) throw error;
    throw new NotOpened('A form did not open', { cause: error });
  }
}

/** The one error path: logs the cause under a reference and returns the apology that names it. `saves` unless it only showed something. */
export function apologise(
  { log }: Pick<Services, 'log'>,
  error: unknown,
  during: string,
  { saves = true }: { readonly saves?: boolean } = {},
): Picture {
  const reference = randomUUID().slice(0, 8);
  log.error({ err: error, reference, during }, 'fault');
  return error instanceof NotOpened
    ? notOpenedMessage(reference, whyNotOpened(error.cause))
    : errorMessage(reference, { what: whatBroke(error), saves });
}

/** What of others does not work just now, in words for the person; nothing when the fault is ours. */
function whatBroke(error: unknown): string | undefined {
  if (error instanceof StoreError) return 'I cannot reach what I keep just now';
  return isOfSlack(error) ? whatOfSlack(problemOf(error).kind) : undefined;
}

function whatOfSlack(kind: Problem['kind']): string | undefined {
  switch (kind) {
    case 'rate-limited':
      return 'Slack asks me to wait a moment';
    case 'failed':
    case 'unknown':
      return 'Slack does not answer me just now';
    case 'app-refused':
      return 'Slack does not let me do this until my access is mended';
    case 'refused':
      return undefined;
  }
}

const tooLate = ['expired_trigger_id', 'trigger_expired', 'invalid_trigger_id', 'invalid_trigger'];
const usedUp = ['exchanged_trigger_id', 'trigger_exchanged'];

function whyNotOpened(error: unknown): { readonly why: string; readonly next: string } {
  if (isRefusedWith(error, ...tooLate))
    return { why: 'Slack opens one within three seconds only, and this took longer', next: 'Please press it again.' };
  if (isRefusedWith(error, ...usedUp))
    return { why: 'Slack opens one form a click', next: 'Close what is open, and press it again.' };
  const problem = problemOf(error);
  const why = whatOfSlack(problem.kind) ?? 'there is a fault in it on my side';
  if (problem.kind === 'rate-limited')
    return { why, next: `Please press it again in ${Math.ceil(problem.retryAfterMs / 1000)} seconds.` };
  if (problem.kind === 'unknown') return { why, next: 'If it does not come up by itself, press it again in a minute.' };
  return {
    why,
    next: problem.kind === 'failed' ? 'Please press it again in a minute.' : 'Pressing it again will not help.',
  };
}

/** Runs what happens after the ack; when it fails, the person is told where they clicked, or else directly, if they can be. */
export async function orApologise(
  services: Services,
  {
    url,
    user,
  }: {
    readonly url?: string | undefined;
    readonly user?: ActionPayload['user'];
  },
  during: string,
  run: () => Promise<unknown>,
): Promise<void> {
  const { log, identity } = services;
  try {
    await run();
  } catch (error) {
    // Somebody left a form open over lunch, say. What they asked for is done; only the old message stays as it was.
    if (error instanceof AddressGone) {
      log.info({ err: error, during }, 'nowhere to answer any more');
      return;
    }
    const apology = apologise(services, error, during);
    const tell = async () => {
      if (url !== undefined) await respond(url, apology, false);
      else if (user?.team_id === identity.teamId) await tellDirectly(services, user.id, apology);
    };
    await tell().catch((failed: unknown) => log.error({ err: failed }, 'the apology did not get through'));
  }
}
