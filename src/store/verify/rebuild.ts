import type { PartnerId } from '../../domain/ids';
import { StoreError } from '../errors';
import { catchUp, tailFrom, versionOf, type Fold } from '../fold';
import type { Keys } from '../keys';
import type { RedisConnection } from '../scripts';

/** So many events are read at once: a log of any length takes little memory. */
const pageSize = 500;

/**
 * Returns what a partner's log folds to, from its first event or from a fold of before, up to a version or its end; nothing
 * when there is none, or when it was replaced meanwhile. Throws a StoreError when an event cannot be read or folded.
 */
export async function rebuild(
  redis: RedisConnection,
  keys: Keys,
  id: PartnerId,
  { from, to = Infinity }: { readonly from?: Fold | undefined; readonly to?: number } = {},
): Promise<Fold | undefined> {
  let fold = from;
  for (;;) {
    const start = tailFrom(fold);
    const page = await redis.lrange(keys.log(id), start, Math.min(start + pageSize, to) - 1);
    const next = foldOf(fold, page);
    if (!next || versionOf(next) === versionOf(fold)) return next;
    fold = next;
  }
}

function foldOf(fold: Fold | undefined, page: readonly string[]): Fold | undefined {
  try {
    return catchUp(fold, page);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`An event after version ${versionOf(fold)} cannot be folded: ${String(error)}`, {
      cause: error,
    });
  }
}

/** Whether a log still ends where it was read to. */
export async function endsAt(
  redis: RedisConnection,
  keys: Keys,
  id: PartnerId,
  fold: Fold | undefined,
): Promise<boolean> {
  const log = keys.log(id);
  const [version, last] = await Promise.all([redis.llen(log), redis.lindex(log, -1)]);
  return version === versionOf(fold) && last === (fold?.last ?? null);
}
