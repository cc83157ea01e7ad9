import { Redis } from 'ioredis';
import { z } from 'zod';
import type { Fold } from './fold';
import type { RedisConnection } from './scripts';

/** How often it is proven that this process still hears, and for how long a proof holds. */
const provenEveryMs = 1000;
const provenForMs = 3000;
/** Whatever was done to a log by hand, past the commit script, is seen after so long. */
const longestMs = 10 * 60_000;

/** What a commit tells all processes: who wrote, and to which partner's log. */
export const writtenBy = (process: string, partner: string): string => `${process} ${partner}`;

/** Of what a server says of a connection, in pairs. */
const hello = z.array(z.unknown()).transform((pairs) => pairs[pairs.indexOf('proto') + 1]);

/**
 * Which of the partners that this process keeps are the newest there are, so that Redis need not be asked. Every commit tells all
 * processes to whose log it wrote, and each hears it on the very connection on which it reads: what was told before an answer is
 * heard before it. While that connection is down, or not proven to be alive, nothing counts as the newest.
 */
export class Newest {
  #givenAt = new WeakMap<Fold, number>();
  #heard = 0;
  #isListening = false;
  #provenUntil = -Infinity;
  readonly #now: () => number;

  constructor(
    private readonly options: {
      readonly redis: RedisConnection;
      /** The channel on which commits tell. */
      readonly channel: string;
      /** The name under which this process commits. */
      readonly process: string;
      readonly known: (partner: string) => Fold | undefined;
      /** Milliseconds that go on whatever becomes of the time of day. */
      readonly clock?: () => number;
    },
  ) {
    this.#now = options.clock ?? (() => performance.now());
  }

  /** How often others were heard to write. To be noted before Redis is asked, for `add`. */
  get heard(): number {
    return this.#heard;
  }

  /** Redis gave this fold, or took it, and so much had been heard when it was asked. */
  add(fold: Fold, heard: number): void {
    if (this.#isListening && heard === this.#heard) this.#givenAt.set(fold, this.#now());
  }

  has(fold: Fold): boolean {
    const givenAt = this.#givenAt.get(fold);
    const now = this.#now();
    return givenAt !== undefined && now < this.#provenUntil && now < givenAt + longestMs;
  }

  /**
   * Listens from now on, whenever the connection is there. Where it cannot be used so (a Cluster, no RESP3), Redis is asked each
   * time. Resolves when that is settled; at once, while there is no connection.
   */
  async listen(onFault: (error: unknown) => void): Promise<void> {
    const { redis } = this.options;
    if (!(redis instanceof Redis)) return;
    const begin = () => this.#begin(redis).catch(onFault);
    redis.on('ready', () => void begin());
    redis.on('message', (_: string, text: string) => this.#hear(text));
    redis.on('close', () => this.#end());
    // What fails is told by the connection; nothing is proven then.
    const proving = setInterval(() => void this.prove().catch(() => undefined), provenEveryMs).unref();
    redis.on('end', () => clearInterval(proving));
    if (redis.status === 'ready') await begin();
  }

  async #begin(redis: Redis): Promise<void> {
    // With the older protocol, a connection that listens can do nothing else.
    if (hello.parse(await redis.call('HELLO')) !== 3) return;
    await redis.subscribe(this.options.channel);
    this.#isListening = true;
    // Who asked before is answered from a time at which nobody was heard.
    this.#heard += 1;
    await this.prove();
  }

  /** An answer on the connection proves that all that was told before it was heard. Rejects when there is none. */
  async prove(): Promise<void> {
    if (!this.#isListening) return;
    const now = this.#now();
    await this.options.redis.ping();
    this.#provenUntil = now + provenForMs;
  }

  #hear(text: string): void {
    const [process, partner = ''] = text.split(' ');
    if (process === this.options.process) return;
    this.#heard += 1;
    const fold = this.options.known(partner);
    if (fold) this.#givenAt.delete(fold);
  }

  /** What is told until the next connection listens is not heard. */
  #end(): void {
    this.#isListening = false;
    this.#heard += 1;
    this.#givenAt = new WeakMap();
  }
}
