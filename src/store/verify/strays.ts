import { partnerId, type PartnerId } from '../../domain/ids';
import { StoreError } from '../errors';
import { idOfMember } from '../places';
import type { RedisConnection } from '../scripts';
import { heldAt, nameOf, type Entry } from './entries';
import { ask, mender, type Fault, type Scope } from './scope';

/** So many entries are read at once. */
const pageSize = 500;

/** The indexes that hold nothing but what they are to hold, by kind, and whose an entry is. */
const indexes: Readonly<Record<string, { in: 'hash' | 'set'; holder: (entry: Entry) => string }>> = {
  summaries: { in: 'hash', holder: ({ at }) => at },
  names: { in: 'hash', holder: ({ holds }) => holds },
  channels: { in: 'hash', holder: ({ holds }) => holds },
  list: { in: 'set', holder: ({ at }) => idOfMember(at) },
};

/** Yields what an index holds of partners and, by their logs, is not to hold. */
export async function* strays(scope: Scope, key: string, kind: string): AsyncGenerator<Fault> {
  const index = indexes[kind];
  if (!index) return;
  for await (const [at, holds] of pairsIn(scope.redis, key, index.in)) {
    const entry: Entry = { in: index.in, key, at, holds };
    const holder = partnerId.parse(index.holder(entry));
    if (scope.places.get(holder)?.has(nameOf(entry))) continue;
    const fault = await strayFault(scope, holder, entry);
    if (fault) yield fault;
  }
}

async function strayFault(scope: Scope, holder: PartnerId, entry: Entry): Promise<Fault | undefined> {
  try {
    return await ask(scope, holder, async (seen) => {
      if (seen.entries.some((wanted) => nameOf(wanted) === nameOf(entry))) return undefined;
      if ((await heldAt(scope.redis, entry)) !== entry.holds) return undefined;
      const says = `${entry.key} still has ${JSON.stringify(entry.at)}`;
      return {
        workspace: scope.workspace,
        partner: holder,
        says,
        mend: mender(scope, seen, entry, { found: entry.holds }),
      };
    });
  } catch (error) {
    // Told already, where the log itself was looked at.
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

/** Fields and values of a hash, or members and scores of a sorted set. */
async function* pairsIn(redis: RedisConnection, key: string, kind: 'hash' | 'set'): AsyncGenerator<[string, string]> {
  let cursor = '0';
  do {
    const scan =
      kind === 'hash' ? redis.hscan(key, cursor, 'COUNT', pageSize) : redis.zscan(key, cursor, 'COUNT', pageSize);
    const [next, flat] = await scan;
    for (let n = 0; n < flat.length; n += 2) yield [flat[n] ?? '', flat[n + 1] ?? ''];
    cursor = next;
  } while (cursor !== '0');
}
