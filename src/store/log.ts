import { z } from 'zod';
import type { PartnerId } from '../domain/ids';
import { Cache } from './cache';
import { StoreError } from './errors';
import { catchUp, tailFrom, versionOf, type Fold } from './fold';
import type { Keys } from './keys';
import { Newest } from './newest';
import type { RedisConnection } from './scripts';
import { pack, snapshotFormat, unpack } from './snapshot';

const coldReply = z.tuple([z.instanceof(Buffer).nullable(), z.array(z.instanceof(Buffer))]);

/** The partners' logs, and what was folded from them: a bounded cache here, snapshots in Redis. */
export class Logs {
  readonly newest: Newest;
  readonly #folds: Cache<string, Fold>;

  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
    private readonly options: { readonly cached: number; readonly snapshotAfter: number; readonly process: string },
  ) {
    this.#folds = new Cache(options.cached);
    const { process } = options;
    this.newest = new Newest({ redis, channel: keys.written, process, known: (id) => this.#folds.get(id) });
  }

  /** What this process knows of a partner, without asking Redis: it may be out of date. */
  known(id: PartnerId): Fold | undefined {
    return this.#folds.get(id);
  }

  /** Returns the partner as it is now: one round trip, or none where it is known that nobody has written since. */
  async read(id: PartnerId): Promise<Fold | undefined> {
    const known = this.known(id);
    return known && this.newest.has(known) ? known : this.readAnew(id);
  }

  /** Returns the partner as Redis has it: one round trip. */
  async readAnew(id: PartnerId): Promise<Fold | undefined> {
    const { heard } = this.newest;
    const known = this.known(id);
    if (!known) return this.#readCold(id, heard);
    return this.follow(id, known, await this.tail(id, tailFrom(known)), heard);
  }

  /** The stored events from an index on. */
  tail(id: PartnerId, from: number): Promise<string[]> {
    return this.redis.lrange(this.keys.log(id), from, -1);
  }

  /**
   * Returns the partner after a tail read from Redis that opens with the last event of what was known; `heard` was noted before it
   * was asked for.
   */
  async follow(
    id: PartnerId,
    known: Fold | undefined,
    tail: readonly string[],
    heard: number,
  ): Promise<Fold | undefined> {
    const fold = catchUp(known, tail);
    if (fold) return this.keep(id, fold, heard);
    // The log is not the one we knew: a backup was restored, or a failover lost its end.
    this.#folds.delete(id);
    return this.#readCold(id, heard);
  }

  /** Remembers what Redis gave or took, unless a newer one is known by now; returns the one that is known then. */
  keep(id: PartnerId, fold: Fold, heard: number): Fold {
    const known = this.#folds.get(id);
    if (known && versionOf(known) > versionOf(fold)) return known;
    const kept = known && versionOf(known) === versionOf(fold) && known.last === fold.last ? known : fold;
    if (kept === fold) this.#folds.set(id, fold);
    this.newest.add(kept, heard);
    return kept;
  }

  async #readCold(id: PartnerId, heard: number): Promise<Fold | undefined> {
    const [packed, tail] = await this.#readPacked(id);
    const snapshot = packed ? unpack(packed) : undefined;
    const fitting = snapshot && catchUp(snapshot, tail.map(String));
    const fold = fitting ?? catchUp(undefined, packed ? await this.tail(id, 0) : tail.map(String));
    if (!fold) return undefined;
    const folded = versionOf(fold) - (fitting ? versionOf(snapshot) : 0);
    if (folded > this.options.snapshotAfter) await this.#writeSnapshot(id, fold);
    return this.keep(id, fold, heard);
  }

  async #readPacked(id: PartnerId): Promise<z.infer<typeof coldReply>> {
    const answer = await this.redis.readPartnerBuffer(this.keys.log(id), this.keys.snapshot(id), snapshotFormat);
    const parsed = coldReply.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw new StoreError(`The log of ${id} cannot be read`, { cause: parsed.error });
  }

  async #writeSnapshot(id: PartnerId, fold: Fold): Promise<void> {
    const fields = { format: snapshotFormat, version: versionOf(fold), packed: pack(fold) };
    await this.redis.hset(this.keys.snapshot(id), fields);
  }
}
