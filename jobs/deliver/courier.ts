import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Picture } from '../../blocks/picture';
import type { Fact } from '../../src/domain/commands';
import { later, type Attendee, type ChannelId, type Instant } from '../../src/domain/ids';
import type { StepState } from '../../src/domain/partner';
import type { Lifecycle } from '../../src/lifecycle/schema';
import type { Onboarding } from '../../src/onboarding';
import type { BotIdentity } from '../../src/slack/clients';
import type { Begun, Pacing } from '../../src/slack/pacing';
import { findPosted, post, type Posted } from '../../src/slack/post';
import { problemOf } from '../../src/slack/problems';
import type { Store } from '../../src/store/store';

/** What every delivery needs. */
export interface Courier {
  /** Retries nothing by itself, and calls nothing before its turn. */
  readonly client: WebClient;
  readonly pacing: Pacing;
  readonly onboarding: Onboarding;
  readonly store: Store;
  readonly lifecycle: Lifecycle;
  readonly identity: BotIdentity;
  readonly clock: () => Instant;
  readonly log: Logger;
  /** Aborted when the bot stops: what is under way is finished, and nothing more is begun. */
  readonly stopping: AbortSignal;
}

/** What a delivery came to: a fact for the log, what else was told by it, and with which code Slack refused it; or Slack asks us to wait; or it was overtaken and nothing is to say. */
export type Outcome =
  | { readonly fact: Fact; readonly more?: readonly Fact[]; readonly refused?: string }
  | { readonly waitMs: number }
  | { readonly overtaken: true };

const second = 1000;
const backoff = [5, 30, 120, 300, 600].map((seconds) => seconds * second);

/** When to try again after so many failed attempts. */
export function nextAttempt(now: Instant, attempts: number, waits: readonly number[] = backoff): Instant {
  return later(now, waits[Math.min(attempts, waits.length - 1)] ?? 600 * second);
}

/** The app lacks a permission: it is reinstalled by a person, who is told in the set-up report and in the log. */
const untilReinstalled = [60, 600, 1800].map((seconds) => seconds * second);

/** Clocks were set, or differ from Slack's: a message is looked for from so long before it was due. */
const lookBackMs = 24 * 3600 * second;

/**
 * Posts a message at most once as far as people can see. A delivery is written down as begun before it is made; while
 * another attempt may be under way we wait for it, and when one left without an answer, the message is looked for
 * before it is posted again. `earlier` tells that it was found: it shows the state of that attempt. Whoever has asked to
 * begin it already passes on what came of that.
 */
export async function postOnce(
  courier: Courier,
  { id }: { readonly id: Attendee },
  message: {
    readonly channel: ChannelId;
    /** The message under which it is posted. */
    readonly thread?: string | undefined;
    readonly key: string;
    readonly since: Instant;
    readonly picture: Picture;
  },
  begun?: () => Begun,
): Promise<Posted & { readonly earlier?: true }> {
  const { client, store, pacing, clock } = courier;
  const { channel, thread, picture } = message;
  const key = `${id}:${message.key}`;
  const { begunBefore } = begun ? begun() : await pacing.message({ id, key: message.key }, channel);
  const end = (outcome: 'done' | 'not-done' | 'unanswered') => store.endDelivery(id, message.key, outcome);
  if (begunBefore) {
    const since = Math.min(message.since, clock()) - lookBackMs;
    const found = await findPosted(client, { channel, thread }, key, since).catch(async (error: unknown) => {
      await end('unanswered');
      throw error;
    });
    if (found) {
      await end('done');
      return { ...found, earlier: true };
    }
  }
  try {
    const posted = await post(client, { channel, thread }, picture, key);
    await end('done');
    return posted;
  } catch (error) {
    // When Slack said no, nothing was posted, and the next attempt need not look for it.
    await end(problemOf(error).kind === 'unknown' ? 'unanswered' : 'not-done');
    throw error;
  }
}

/** How a failure is written down: what is wrong, and when it is tried again; never, when only a person can mend it. */
export type Failed = (problem: string, retryAt?: Instant) => Fact;

/** Of a message that is told once. */
export const deliveryFailed =
  (key: string, since?: Instant): Failed =>
  (problem, retryAt) => ({
    type: 'DeliveryFailed',
    key,
    ...(since !== undefined && { since }),
    problem,
    ...(retryAt !== undefined && { retryAt }),
  });

/** Of a step of the set-up, or of a living message. */
export const stepFailed =
  (step: string): Failed =>
  (problem, retryAt) => ({ type: 'StepFailed', step, problem, ...(retryAt !== undefined && { retryAt }) });

/** How often a step was tried in vain. */
export const attemptsAt = (step: StepState | undefined): number => (step?.is === 'failed' ? step.attempts : 0);

/** Turns an error of a Slack call into what is recorded, given how a failure of this kind is written down. */
export function outcomeOf(
  error: unknown,
  { clock }: Pick<Courier, 'clock'>,
  attempts: number,
  failed: Failed,
): Outcome {
  const problem = problemOf(error);
  switch (problem.kind) {
    case 'rate-limited':
      return { waitMs: problem.retryAfterMs };
    case 'refused':
      return { fact: failed(problem.sentence), refused: problem.code };
    case 'app-refused':
      return { fact: failed(problem.sentence, nextAttempt(clock(), attempts, untilReinstalled)) };
    case 'failed':
    case 'unknown':
      return { fact: failed(problem.sentence, nextAttempt(clock(), attempts)) };
  }
}
