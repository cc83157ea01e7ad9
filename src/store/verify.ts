import type { PartnerId } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { summaryOf } from '../domain/summary';
import type { Lifecycle } from '../lifecycle/schema';
import { storing } from './errors';
import { catchUp, versionOf, type Fold } from './fold';
import { movesBetween, placesOf, type Places } from './places';
import type { Store } from './store';

/**
 * Proves that what is kept beside a partner's log can be thrown away: returns how snapshot, cache and indexes differ
 * from what the log says; nothing when all is well. Meant for a quiet moment: a commit in between looks like a fault.
 */
export function verify(store: Store, id: PartnerId, lifecycle: Lifecycle): Promise<readonly string[]> {
  return storing('verify the partner', async () => {
    const log = await store.logs.tail(id, 0);
    const partner = catchUp(undefined, log)?.partner;
    const faults = [
      ...compareFold('snapshot', await store.logs.snapshot(id), log),
      ...compareFold('cache', store.known(id), log),
      ...(await summaryFaults(store, id, partner, lifecycle)),
      ...(await claimFaults(store, id, log, lifecycle)),
      ...(await listFaults(store, log, lifecycle)),
    ];
    return faults;
  });
}

function compareFold(what: string, fold: Fold | undefined, log: readonly string[]): readonly string[] {
  if (!fold) return [];
  const version = versionOf(fold);
  const rebuilt = catchUp(undefined, log.slice(0, version));
  const same = rebuilt?.last === fold.last && JSON.stringify(rebuilt.partner) === JSON.stringify(fold.partner);
  return same ? [] : [`The ${what} of version ${version} differs from the log`];
}

async function summaryFaults(store: Store, id: PartnerId, partner: Partner | undefined, lifecycle: Lifecycle) {
  const kept = await store.redis.hget(store.keys.summaries, id);
  const wanted = partner ? JSON.stringify(summaryOf(partner, lifecycle)) : null;
  return kept === wanted ? [] : [`The summary is ${kept}, not ${wanted}`];
}

/** Every name and channel that the partner ever had is its own now exactly if it still has it. */
async function claimFaults(
  store: Store,
  id: PartnerId,
  log: readonly string[],
  lifecycle: Lifecycle,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const states = placesThrough(log, lifecycle);
  for (const [field, hash] of [
    ['name', store.keys.names],
    ['channel', store.keys.channels],
  ] as const) {
    for (const claim of new Set(states.map((places) => places[field]).filter(Boolean))) {
      const has = (await store.redis.hget(hash, claim)) === id;
      const should = states.at(-1)?.[field] === claim;
      if (has !== should) faults.push(`The ${field} ${claim} is ${has ? 'still' : 'not'} kept as claimed`);
    }
  }
  return faults;
}

/** The partner stands in a list, in its place, exactly if its state says so; it can only stand where it once did. */
async function listFaults(store: Store, log: readonly string[], lifecycle: Lifecycle): Promise<readonly string[]> {
  const states = placesThrough(log, lifecycle);
  const now = states.at(-1);
  const ever = new Map(
    states.flatMap(({ lists, member }) => lists.map((list) => [`${list}\0${member}`, { list, member }] as const)),
  );
  const faults: string[] = [];
  for (const { list, member } of ever.values()) {
    const stands = (await store.redis.zscore(store.keys.list(list), member)) !== null;
    const should = now?.member === member && now.lists.includes(list);
    if (stands !== should)
      faults.push(`The list ${list} ${stands ? 'still holds' : 'lacks'} ${JSON.stringify(member)}`);
  }
  return faults;
}

/** The places of each state that the log went through, without repetitions. */
function placesThrough(log: readonly string[], lifecycle: Lifecycle): readonly Places[] {
  const through: Places[] = [];
  let fold: Fold | undefined;
  for (const text of log) {
    fold = catchUp(fold, fold ? [fold.last, text] : [text]);
    const places = placesOf(fold?.partner, lifecycle);
    const before = through.at(-1);
    if (
      !before ||
      before.name !== places.name ||
      before.channel !== places.channel ||
      movesBetween(before, places).length > 0
    )
      through.push(places);
  }
  return through;
}
