import { agenda } from '../../domain/agenda';
import type { Instant } from '../../domain/ids';
import type { Partner } from '../../domain/partner';
import { digestReaders } from '../../domain/reminders/mornings';
import { summaryOf } from '../../domain/summary';
import type { Lifecycle } from '../../lifecycle/schema';
import type { Keys } from '../keys';
import { placesOf } from '../places';
import type { RedisConnection } from '../scripts';

/** Where an index holds something: a field of a hash, or a member of a sorted set. */
export interface Place {
  readonly in: 'hash' | 'set';
  readonly key: string;
  readonly at: string;
}

/** What an index holds there: a value, or a score. */
export interface Entry extends Place {
  readonly holds: string;
}

/**
 * Returns all that the indexes are to hold of a partner. Of a sorted set it is the member that counts: where the score is an
 * instant of attention, here it is `now`, and whoever attends sets it anew.
 */
export function entriesOf(partner: Partner, keys: Keys, lifecycle: Lifecycle, now: Instant): readonly Entry[] {
  const { name, channel, member, lists } = placesOf(partner, lifecycle);
  const { due, nextAt } = agenda(partner, lifecycle, now);
  const isAwaited = due.length > 0 || nextAt !== undefined;
  const awaited = [...(isAwaited ? [partner.id] : []), ...digestReaders(partner, lifecycle)];
  const inHash = (key: string, at: string, holds: string): Entry => ({ in: 'hash', key, at, holds });
  const inSet = (key: string, at: string, holds: number): Entry => ({ in: 'set', key, at, holds: `${holds}` });
  return [
    inHash(keys.summaries, partner.id, JSON.stringify(summaryOf(partner, lifecycle))),
    inHash(keys.names, name, partner.id),
    ...(channel === '' ? [] : [inHash(keys.channels, channel, partner.id)]),
    ...lists.map((list) => inSet(keys.list(list), member, 0)),
    ...awaited.map((id) => inSet(keys.attention, id, now)),
  ];
}

/** Returns what an index holds at a place now, or nothing. */
export async function heldAt(redis: RedisConnection, place: Place): Promise<string | undefined> {
  const { key, at } = place;
  return (await (place.in === 'hash' ? redis.hget(key, at) : redis.zscore(key, at))) ?? undefined;
}

/** Tells places apart. */
export const nameOf = ({ key, at }: Place): string => `${key} ${at}`;
