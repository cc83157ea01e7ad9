import { partnerId, type PartnerId } from '../../domain/ids';
import { StoreError } from '../errors';
import { versionOf } from '../fold';
import { snapshotFormat, unpack } from '../snapshot';
import { heldAt, type Entry } from './entries';
import { rebuild } from './rebuild';
import { ask, mender, see, type Fault, type Scope, type Seen } from './scope';

/** Returns what is missing or wrong of what a partner's log folds to: in the indexes, and in its snapshot. */
export async function partnerFaults(scope: Scope, id: PartnerId): Promise<readonly Fault[]> {
  try {
    const faults = await ask(scope, id, async (seen) => {
      const found = [...(await snapshotFaults(scope, seen)), ...(await indexFaults(scope, seen))];
      return found.length > 0 ? found : undefined;
    });
    return faults ?? [];
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return [{ workspace: scope.workspace, partner: id, says: error.message }];
  }
}

async function indexFaults(scope: Scope, seen: Seen): Promise<readonly Fault[]> {
  const held = await Promise.all(seen.entries.map((entry) => heldAt(scope.redis, entry)));
  const faults: Fault[] = [];
  for (const [n, entry] of seen.entries.entries()) {
    const found = held[n];
    if (entry.in === 'hash' ? found === entry.holds : found !== undefined) continue;
    const says =
      found === undefined
        ? `${entry.key} lacks ${JSON.stringify(entry.at)}`
        : `${entry.key} has ${JSON.stringify(found)} for ${JSON.stringify(entry.at)}, not ${JSON.stringify(entry.holds)}`;
    const fault = { workspace: scope.workspace, partner: seen.id, says };
    if (await isClaimedBy(scope, entry, found)) faults.push({ ...fault, says: `${says}, and both claim it` });
    else faults.push({ ...fault, mend: mender(scope, seen, entry, { found, wanted: entry.holds }) });
  }
  return faults;
}

/** Whether another partner has a name or a channel by its own log too: which of them keeps it is for people to say. */
async function isClaimedBy(scope: Scope, { key, at }: Entry, holder: string | undefined): Promise<boolean> {
  const other = partnerId.safeParse(holder);
  if (!other.success) return false;
  const { entries } = await see(scope, other.data);
  return entries.some((entry) => entry.key === key && entry.at === at && entry.holds === holder);
}

async function snapshotFaults(scope: Scope, { id, fold }: Seen): Promise<readonly Fault[]> {
  const { workspace, redis, keys } = scope;
  const key = keys.snapshot(id);
  const [format, version, packed] = await redis.hmgetBuffer(key, 'format', 'version', 'packed');
  // Of another format, or ahead of the log: readers pass over it.
  if (!packed || String(format) !== `${snapshotFormat}` || Number(version) > versionOf(fold)) return [];
  const snapshot = unpack(packed);
  const rebuilt = snapshot && (await rebuild(redis, keys, id, { to: versionOf(snapshot) }));
  const isSame =
    rebuilt?.last === snapshot?.last && JSON.stringify(rebuilt?.partner) === JSON.stringify(snapshot?.partner);
  if (snapshot && isSame) return [];
  const what = snapshot ? `of version ${versionOf(snapshot)} differs from the log` : 'is damaged';
  return [{ workspace, partner: id, says: `${key} ${what}`, mend: async () => (await redis.del(key)) > 0 }];
}
