import { WebAPIPlatformError, WebAPIRateLimitedError, type WebAPICallResult } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Attendee, ChannelId, Instant, PartnerId } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { second } from '../domain/time';
import type { Answer, Call } from '../store/deliveries';
import type { Store } from '../store/store';
import { PutOff, whyShutOut, type Access } from './access';
import { SlackClient, type ClientOptions } from './client';
import type { Posted } from './post';

/** Slack is called no faster than it allows, over all processes: what is known of its limits is kept in Redis. */

/** About a message a second in a channel; a few at once are tolerated. */
const messages = { calls: 5, inMs: 5 * second };

/** Below 50 edits a minute in the whole workspace, whichever minute is looked at. */
const edits = { calls: 10, inMs: 12 * second };

const postMessage = 'chat.postMessage';
const update = 'chat.update';

/** A delivery of a message that people must see once. */
interface Message {
  readonly id: Attendee;
  readonly key: string;
}

/** The first call that a partner needs: a message that people must see once, or an edit of one. */
export type FirstCall = { readonly key: string; readonly channel: ChannelId } | { readonly edits: Posted };

/** Whether a delivery was begun before of which nobody knows what became. */
export interface Begun {
  readonly begunBefore: boolean;
}

export interface Pacing {
  /** Throws PutOff when a method must not be called now. */
  call(method: string, who: string): Promise<void>;
  /**
   * The same for a message that people must see once: begins its delivery, and tells whether one was begun before of
   * which nobody knows what became.
   */
  message(delivery: Message, channel: ChannelId): Promise<Begun>;
  /** The same for an edit of a message. */
  edit(of: Posted): Promise<Begun>;
  /**
   * Takes a partner to attend to, as the store does, and asks for the call that was foreseen as the first, if the partner
   * still is as it was then: `begun` says then what message() or edit() says, or throws it.
   */
  take(
    id: PartnerId,
    foreseen?: { readonly partner: Partner; readonly first?: FirstCall | undefined },
  ): Promise<{ readonly partner: Partner | undefined; readonly begun?: () => Begun } | undefined>;
  /** Begins a delivery that is no message. */
  begin(delivery: Message): Promise<Begun>;
  /** Slack asked to wait with a method, or with messages to a channel. */
  limited(ms: number, method: string, channel: string | undefined): Promise<void>;
}

/** Returns what asks Redis for a turn before each call to Slack. Its methods throw PutOff when it is not ours yet. */
export function pacing(
  store: Store,
  options: { clock: () => Instant; log: Logger; attemptLivesMs: number; turns?: boolean },
): Pacing {
  const { clock, log, attemptLivesMs, turns = true } = options;
  /** What an answer says of a call that was asked for at a time of the machine's. */
  const heed = (answer: Answer, { delivery }: Pick<Call, 'delivery'>, asked: number): Begun => {
    if (answer.is !== 'go') throw new PutOff(answer.ms);
    // A process that slept meanwhile, or its machine, may have been given up for dead: others may be at it.
    if (delivery && Date.now() - asked > attemptLivesMs / 2) throw new PutOff(attemptLivesMs);
    return answer;
  };
  const ask = async (call: Omit<Call, 'now'>): Promise<Begun> => {
    const asked = Date.now();
    return heed(await store.beginCall({ now: clock(), ...call }), call, asked);
  };
  const posting = (delivery: Message, channel: ChannelId): Omit<Call, 'now'> => ({
    method: postMessage,
    channel,
    ...(turns && { pace: messages }),
    who: `${delivery.id}:${delivery.key}`,
    delivery: { livesMs: attemptLivesMs, ...delivery },
  });
  const editing = ({ channel, ts }: Posted): Omit<Call, 'now'> => ({
    method: update,
    ...(turns && { pace: edits }),
    who: `${channel}:${ts}`,
  });
  return {
    call: async (method, who) => void (await ask({ method, who })),
    message: (delivery, channel) => ask(posting(delivery, channel)),
    edit: (of) => ask(editing(of)),
    async take(id, foreseen) {
      const [asked, now] = [Date.now(), clock()];
      const first = foreseen?.first;
      const asking =
        first && ('edits' in first ? editing(first.edits) : posting({ id, key: first.key }, first.channel));
      const call = asking && { now, ...asking };
      const taken = await store.take(id, now, foreseen && call && { partner: foreseen.partner, call });
      if (!taken) return undefined;
      const { partner, begun } = taken;
      return { partner, ...(begun && call && { begun: () => heed(begun, call, asked) }) };
    },
    begin: (delivery) => ask({ method: 'delivery', delivery: { livesMs: attemptLivesMs, ...delivery } }),
    async limited(ms, method, channel) {
      log.warn({ method, channel, ms }, 'Slack asks us to wait');
      await store.callLimited(clock(), ms, method, method === postMessage ? channel : undefined);
    },
  };
}

/**
 * A client of Slack's that asks for its turn before each call; messages and edits have asked for theirs when they come
 * here. While the app is shut out, it throws PutOff.
 */
export class PacedClient extends SlackClient {
  readonly #pacing: Pacing;
  readonly #access: Access;

  constructor(
    token: string,
    { pacing: by, ...options }: ClientOptions & { readonly pacing: Pacing; readonly access: Access },
  ) {
    super(token, options);
    this.#pacing = by;
    this.#access = options.access;
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const { channel, ts } = options;
    const where = typeof channel === 'string' ? channel : undefined;
    this.#access.ask();
    if (method !== postMessage && method !== update)
      await this.#pacing.call(method, `${where}:${typeof ts === 'string' ? ts : ''}`);
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError) await this.#pacing.limited(error.retryAfter * second, method, where);
      // Nothing was done, and nothing is wrong with what was asked for: it waits with all the others.
      if (error instanceof WebAPIPlatformError && whyShutOut(error.data.error) !== undefined) this.#access.ask();
      throw error;
    }
  }
}
