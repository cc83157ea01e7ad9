import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Picture } from '../../blocks/picture';
import type { Fact } from '../../src/domain/commands';
import { later, type ChannelId, type Instant } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import type { Lifecycle } from '../../src/lifecycle/schema';
import type { Onboarding } from '../../src/onboarding';
import type { BotIdentity } from '../../src/slack/clients';
import { findPosted, post, type Posted } from '../../src/slack/post';
import { problemOf } from '../../src/slack/problems';
import type { Store } from '../../src/store/store';

/** What every delivery needs. */
export interface Courier {
  /** Retries nothing by itself. */
  readonly client: WebClient;
  readonly onboarding: Onboarding;
  readonly store: Store;
  readonly lifecycle: Lifecycle;
  readonly identity: BotIdentity;
  readonly clock: () => Instant;
  readonly log: Logger;
}

/** What a delivery came to: a fact for the log; or Slack asks us to wait; or it was overtaken and nothing is to say. */
export type Outcome = { readonly fact: Fact } | { readonly waitMs: number } | { readonly overtaken: true };

const second = 1000;
const backoff = [5, 30, 120, 600, 1800, 3600].map((seconds) => seconds * second);

/** When to try again after so many failed attempts. */
export function retryAt(now: Instant, attempts: number): Instant {
  const wait = backoff[Math.min(attempts, backoff.length - 1)] ?? 3600 * second;
  return later(now, wait);
}

/**
 * Posts a message at most once as far as people can see. An attempt is claimed before it is made; when an earlier
 * one left without an answer, the message is looked for before it is posted again. `earlier` tells that it was found:
 * it shows the state of that attempt.
 */
export async function postOnce(
  courier: Courier,
  partner: Partner,
  message: { readonly channel: ChannelId; readonly key: string; readonly since: Instant; readonly picture: Picture },
): Promise<Posted & { readonly earlier?: true }> {
  const { client, store } = courier;
  const { channel, picture, since } = message;
  const key = `${partner.id}:${message.key}`;
  if ((await store.claimDelivery(partner.id, key)) === 'begun-before') {
    const found = await findPosted(client, channel, key, since);
    if (found) return { ...found, earlier: true };
  }
  try {
    return await post(client, channel, picture, key);
  } catch (error) {
    // Slack said no: nothing was posted, so the next attempt need not look for it.
    if (problemOf(error).kind !== 'unknown') await store.releaseDelivery(partner.id, key);
    throw error;
  }
}

/** Turns an error of a Slack call into what is recorded, given how a failure of this kind is written down. */
export function outcomeOf(
  error: unknown,
  { clock }: Pick<Courier, 'clock'>,
  attempts: number,
  failed: (problem: string, retry?: Instant) => Fact,
): Outcome {
  const problem = problemOf(error);
  switch (problem.kind) {
    case 'rate-limited':
      return { waitMs: problem.retryAfterMs };
    case 'refused':
      return { fact: failed(problem.sentence) };
    case 'failed':
    case 'unknown':
      return { fact: failed(problem.sentence, retryAt(clock(), attempts)) };
  }
}
