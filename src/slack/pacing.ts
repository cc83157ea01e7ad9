import { WebAPIRateLimitedError, type WebAPICallResult } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Attendee, ChannelId, Instant } from '../domain/ids';
import { SlackClient, type ClientOptions } from './client';
import type { Call } from '../store/deliveries';
import type { Store } from '../store/store';

/** Slack is called no faster than it allows, over all processes: what is known of its limits is kept in Redis. */

const second = 1000;

/** About a message a second in a channel; a few at once are tolerated. */
const messages = { calls: 5, inMs: 5 * second };

/** Below 50 edits a minute in the whole workspace, whichever minute is looked at. */
const edits = { calls: 10, inMs: 12 * second };

const postMessage = 'chat.postMessage';

/** It is not our turn: thrown instead of calling Slack, and handled as when Slack itself asks to wait. */
class PutOff extends WebAPIRateLimitedError {
  constructor(ms: number) {
    super(ms / second);
  }
}

export interface Pacing {
  /** Throws PutOff when a method must not be called now. */
  call(method: string, who: string): Promise<void>;
  /**
   * The same for a message that people must see once: begins its delivery, and tells whether one was begun before of
   * which nobody knows what became.
   */
  message(delivery: { id: Attendee; key: string }, channel: ChannelId): Promise<{ readonly begunBefore: boolean }>;
  /** Begins a delivery that is no message. */
  begin(delivery: { id: Attendee; key: string }): Promise<{ readonly begunBefore: boolean }>;
  /** Slack asked to wait with a method, or with messages to a channel. */
  limited(ms: number, method: string, channel: string | undefined): Promise<void>;
}

/** Returns what asks Redis for a turn before each call to Slack. Its methods throw PutOff when it is not ours yet. */
export function pacing(
  store: Store,
  options: { clock: () => Instant; log: Logger; attemptLivesMs: number; turns?: boolean },
): Pacing {
  const { clock, log, attemptLivesMs, turns = true } = options;
  const ask = async (call: Omit<Call, 'now'>): Promise<{ readonly begunBefore: boolean }> => {
    const asked = Date.now();
    const answer = await store.beginCall({ ...call, now: clock() });
    if (answer.is !== 'go') throw new PutOff(answer.ms);
    // A process that slept meanwhile, or its machine, may have been given up for dead: others may be at it.
    if (call.delivery && Date.now() - asked > attemptLivesMs / 2) throw new PutOff(attemptLivesMs);
    return answer;
  };
  return {
    async call(method, who) {
      await ask({ method, who, ...(turns && method === 'chat.update' && { pace: edits }) });
    },
    message: (delivery, channel) =>
      ask({
        method: postMessage,
        channel,
        ...(turns && { pace: messages }),
        who: `${delivery.id}:${delivery.key}`,
        delivery: { ...delivery, livesMs: attemptLivesMs },
      }),
    begin: (delivery) => ask({ method: 'delivery', delivery: { ...delivery, livesMs: attemptLivesMs } }),
    async limited(ms, method, channel) {
      log.warn({ method, channel, ms }, 'Slack asks us to wait');
      await store.callLimited(clock(), ms, method, method === postMessage ? channel : undefined);
    },
  };
}

/** A client of Slack's that asks for its turn before each call; messages have asked for theirs when they come here. */
export class PacedClient extends SlackClient {
  readonly #pacing: Pacing;

  constructor(token: string, { pacing: by, ...options }: ClientOptions & { readonly pacing: Pacing }) {
    super(token, options);
    this.#pacing = by;
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const { channel, ts } = options;
    const where = typeof channel === 'string' ? channel : undefined;
    if (method !== postMessage) await this.#pacing.call(method, `${where}:${typeof ts === 'string' ? ts : ''}`);
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError) await this.#pacing.limited(error.retryAfter * second, method, where);
      throw error;
    }
  }
}
