import { z } from 'zod';
import type { RecordedEvent } from '../domain/events';
import type { PartnerId } from '../domain/ids';
import { readEvent } from './fold';
import type { Keys } from './keys';
import type { RedisConnection } from './scripts';

/** A page of a partner's log, newest first; `n` is an event's place in it, counted from 1. */
export interface History {
  readonly entries: readonly { readonly n: number; readonly recorded: RecordedEvent }[];
  readonly older: boolean;
}

/** Returns the events before a place in the log, or the newest. */
export async function readHistory(
  redis: RedisConnection,
  keys: Keys,
  id: PartnerId,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<History> {
  const end = before === undefined ? await redis.llen(keys.log(id)) : before - 1;
  const start = Math.max(end - limit, 0);
  const texts = end <= start ? [] : z.array(z.string()).parse(await redis.lrange(keys.log(id), start, end - 1));
  return {
    entries: texts.map((text, at) => ({ n: start + at + 1, recorded: readEvent(text) })).toReversed(),
    older: start > 0,
  };
}
