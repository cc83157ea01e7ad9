import { instant, type Instant, type PartnerId } from '../../domain/ids';
import type { Lifecycle } from '../../lifecycle/schema';
import type { Cache } from '../cache';
import { StoreError } from '../errors';
import { readEvent, type Fold } from '../fold';
import type { Keys } from '../keys';
import type { RedisConnection } from '../scripts';
import { entriesOf, nameOf, type Entry, type Place } from './entries';
import { endsAt, rebuild } from './rebuild';

/** Something kept beside a partner's log that is not as the log says. */
export interface Fault {
  readonly workspace: string;
  readonly partner: PartnerId;
  /** Which key, and what is wrong with it. */
  readonly says: string;
  /** Puts it right; resolves to false when something has changed meanwhile. Absent where only a person can help. */
  readonly mend?: () => Promise<boolean>;
}

/** One workspace that is verified. */
export interface Scope {
  readonly workspace: string;
  readonly redis: RedisConnection;
  readonly keys: Keys;
  readonly lifecycle: Lifecycle;
  readonly clock: () => Instant;
  /** Where the indexes are to hold something of a partner, when it was last seen. */
  readonly places: Cache<PartnerId, ReadonlySet<string>>;
}

/** A partner as its log tells it, and what the indexes are to hold of it. */
export interface Seen {
  readonly id: PartnerId;
  readonly fold: Fold | undefined;
  readonly entries: readonly Entry[];
}

const mostTries = 20;

/**
 * Asks what is wrong with a partner. While a bot is running, what was read of a log and of an index may be of two moments: an
 * answer counts once nothing was written meanwhile.
 */
export async function ask<Answer>(
  scope: Scope,
  id: PartnerId,
  question: (seen: Seen) => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const seen = await see(scope, id);
    const answer = await question(seen);
    if (answer === undefined || (await endsAt(scope.redis, scope.keys, id, seen.fold))) return answer;
  }
  throw new StoreError(`${id} was written to each of the ${mostTries} times that it was looked at`);
}

/** Reads a partner's log. */
export async function see({ redis, keys, lifecycle, clock, places }: Scope, id: PartnerId): Promise<Seen> {
  const fold = await rebuild(redis, keys, id);
  const entries = fold ? entriesOf(fold.partner, keys, lifecycle, momentOf(fold, clock)) : [];
  places.set(id, new Set(entries.map(nameOf)));
  return { id, fold, entries };
}

/** Now, by the clock that is ahead: the bot of a local Slack may have gone by another one than this machine's. */
const momentOf = ({ last }: Fold, clock: () => Instant): Instant =>
  instant.parse(Math.max(clock(), readEvent(last).at));

/** Returns what makes an index hold that at a place instead of what was found there; nothing on either side is no entry. */
export function mender(
  { redis, keys }: Scope,
  { id, fold }: Seen,
  place: Place,
  { found = '', wanted = '' }: { readonly found?: string | undefined; readonly wanted?: string },
): () => Promise<boolean> {
  const read = [fold?.partner.version ?? 0, fold?.last ?? ''] as const;
  return async () => {
    const done = await redis.mendIndex(keys.log(id), place.key, ...read, place.in, place.at, found, wanted);
    // Whoever stood in the wrong place may have been overlooked there.
    if (fold) await redis.zadd(keys.attention, 'LT', Date.now(), id);
    return done === 1;
  };
}
