import { z } from 'zod';
import { instant, partnerId, type Instant, type PartnerId } from '../domain/ids';
import type { Keys } from './keys';
import type { RedisConnection } from './scripts';

const ids = z.array(partnerId);
const instantOf = (score: string | undefined): Instant => instant.parse(Number(score));

/** A partner, and when it next needs attention. */
export interface Upcoming {
  readonly id: PartnerId;
  readonly at: Instant;
}

/** When each partner next needs attention: set by every commit, and by whoever attended to it. */
export class Attention {
  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
  ) {}

  /** Returns partners whose time has come, longest overdue first. */
  async due(now: Instant, limit: number): Promise<readonly PartnerId[]> {
    return ids.parse(await this.redis.zrangebyscore(this.keys.attention, '-inf', now, 'LIMIT', 0, limit));
  }

  /** Returns partners whose time comes until then, and when, the first first. */
  async upcoming(until: Instant, limit: number): Promise<readonly Upcoming[]> {
    const range = [this.keys.attention, '-inf', until, 'WITHSCORES', 'LIMIT', 0, limit] as const;
    const flat = await this.redis.zrangebyscore(...range);
    return flat.flatMap((text, n) => (n % 2 === 0 ? [{ id: partnerId.parse(text), at: instantOf(flat[n + 1]) }] : []));
  }

  /** Sets when to look again (never, without an instant), unless something was committed past the version. */
  async settle(id: PartnerId, version: number, nextAt?: Instant): Promise<void> {
    await this.redis.settlePartner(this.keys.log(id), this.keys.attention, id, version, nextAt ?? '');
  }

  /** Puts a partner off, whatever it needs. */
  async defer(id: PartnerId, at: Instant): Promise<void> {
    await this.redis.zadd(this.keys.attention, at, id);
  }
}
