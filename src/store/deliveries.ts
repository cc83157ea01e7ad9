import { z } from 'zod';
import type { Attendee, Instant } from '../domain/ids';
import type { Keys } from './keys';
import type { RedisConnection } from './scripts';

/** A call to Slack that somebody wants to make now. */
export interface Call {
  readonly now: Instant;
  /** A bucket is a method of Slack's, or a channel's share of one. */
  readonly method: string;
  readonly channel?: string;
  /** So many calls in so long: in the channel when there is one, of the method otherwise. */
  readonly pace?: { readonly calls: number; readonly inMs: number };
  /** Who asks: a turn that was promised is kept for them. */
  readonly who?: string;
  /** A delivery that people must see once. */
  readonly delivery?: { readonly id: Attendee; readonly key: string; readonly livesMs: number };
}

/** A call as begin.lua is asked about it: its keys, its arguments. */
export interface Asking {
  readonly touched: readonly string[];
  readonly asked: readonly (string | number)[];
}

/** `busy`: another attempt may still be under way. `wait`: it is not our turn. Both for so many milliseconds. */
export type Answer =
  | { readonly is: 'go'; readonly begunBefore: boolean }
  | { readonly is: 'busy' | 'wait'; readonly ms: number };

export const answer = z.union([
  z.tuple([z.literal('go'), z.number()]).transform(([is, begun]) => ({ is, begunBefore: begun === 1 })),
  z.tuple([z.enum(['busy', 'wait']), z.number()]).transform(([is, ms]) => ({ is, ms })),
]);

/**
 * Who may call Slack when, and which deliveries were begun: whoever finds one begun before must look in the channel
 * for the message first, since the process that began it may have died between posting and recording.
 */
export class Deliveries {
  /** Deliveries that this process began and that have had their answer since: to be forgotten once recorded. */
  readonly #answered = new Map<Attendee, readonly string[]>();

  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
  ) {}

  /** Runs begin.lua, whose head says what it does. */
  async begin(call: Call): Promise<Answer> {
    const { touched, asked } = this.asking(call);
    return answer.parse(await this.redis.beginCall(...touched, ...asked));
  }

  /** The keys and the arguments of begin.lua. */
  asking({ now, method, channel, pace, who = '', delivery }: Call): Asking {
    const { keys } = this;
    const bucket = channel === undefined ? method : bucketOf(method, channel);
    // Without a delivery the first key is not touched.
    const begun = delivery ? keys.deliveries(delivery.id) : keys.attention;
    return {
      touched: [begun, keys.hold(method), keys.hold(bucket), keys.turns(bucket)],
      asked: [delivery?.key ?? '', delivery?.livesMs ?? 0, now, pace?.calls ?? 0, pace?.inMs ?? 0, who],
    };
  }

  /** Slack asked to wait for so long with calls of this method, or with messages to this channel. */
  async limited(now: Instant, ms: number, method: string, channel?: string): Promise<void> {
    const { keys } = this;
    const bucket = channel === undefined ? method : bucketOf(method, channel);
    await this.redis.callLimited(keys.hold(method), keys.hold(bucket), keys.heldChannels, now, ms, channel ?? '');
  }

  /** Slack has answered: it was done, and is forgotten once it is recorded. */
  answered(id: Attendee, key: string): void {
    this.#answered.set(id, [...this.done(id), key]);
  }

  /** No answer came, and none will: the next attempt need not wait for it, but must look. */
  async unanswered(id: Attendee, key: string): Promise<void> {
    await this.redis.hset(this.keys.deliveries(id), key, 'unanswered');
  }

  /** It was certainly not done. */
  async release(id: Attendee, key: string): Promise<void> {
    await this.redis.hdel(this.keys.deliveries(id), key);
  }

  /** Undoes the beginning of a delivery for which Slack was not called after all. */
  async takeBack(delivery: Call['delivery'], begun: Answer): Promise<void> {
    if (!delivery || begun.is !== 'go') return;
    // What became of an attempt before it is as little known as it was.
    await (begun.begunBefore ? this.unanswered(delivery.id, delivery.key) : this.release(delivery.id, delivery.key));
  }

  /** What this process has done for somebody and not forgotten yet. */
  done(id: Attendee): readonly string[] {
    return this.#answered.get(id) ?? [];
  }

  /** All of that is recorded, and Redis has forgotten it. */
  forgotten(id: Attendee): void {
    this.#answered.delete(id);
  }
}

const bucketOf = (method: string, channel: string): string => `${method}:${channel}`;
