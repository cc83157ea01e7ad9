import type { Redis } from 'ioredis';
import { partnerId, type Instant } from '../../domain/ids';
import type { Lifecycle } from '../../lifecycle/schema';
import { Cache } from '../cache';
import { serversOf } from '../connect';
import { keysOf, parseKey } from '../keys';
import { defineScripts, type RedisConnection } from '../scripts';
import { partnerFaults } from './partner';
import type { Fault, Scope } from './scope';
import { strays } from './strays';

export type { Fault } from './scope';

/** So many keys are asked for at once. */
const pageSize = 500;
/** The places of so many partners are remembered, some 1 KB of each. */
const mostRemembered = 10_000;

/**
 * Proves that what is kept beside the logs can be thrown away: goes through the keys of all workspaces, and tells how snapshots
 * and indexes differ from what the logs fold to. It only reads, a page at a time, and takes no commit of a running bot for a
 * fault. A key that Redis lists twice, as it may, is looked at twice.
 */
export class Verification {
  /** How many logs were read so far. */
  logs = 0;
  readonly #scopes = new Map<string, Scope>();

  constructor(
    private readonly redis: RedisConnection,
    private readonly lifecycle: Lifecycle,
    private readonly clock: () => Instant,
  ) {
    defineScripts(redis);
  }

  async *faults(): AsyncGenerator<Fault> {
    for (const server of await serversOf(this.redis))
      for await (const key of keysOn(server)) {
        const { workspace, kind, rest } = parseKey(key) ?? {};
        if (workspace === undefined || kind === undefined) continue;
        if (kind === 'log') {
          this.logs += 1;
          yield* await partnerFaults(this.#scope(workspace), partnerId.parse(rest));
        } else yield* strays(this.#scope(workspace), key, kind);
      }
  }

  #scope(workspace: string): Scope {
    const known = this.#scopes.get(workspace);
    if (known) return known;
    const { redis, lifecycle, clock } = this;
    const places: Scope['places'] = new Cache(mostRemembered);
    const scope = { workspace, redis, keys: keysOf(workspace), lifecycle, clock, places };
    this.#scopes.set(workspace, scope);
    return scope;
  }
}

async function* keysOn(server: Redis): AsyncGenerator<string> {
  let cursor = '0';
  do {
    const [next, keys] = await server.scan(cursor, 'MATCH', '{pc:*}:*', 'COUNT', pageSize);
    yield* keys;
    cursor = next;
  } while (cursor !== '0');
}
