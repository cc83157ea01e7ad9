import { attendee, instant, type Attendee, type Instant, type PartnerId, type PersonKey } from '../domain/ids';
import type { Keys } from './keys';
import type { RedisConnection } from './scripts';

const instantOf = (score: string | undefined): Instant => instant.parse(Number(score));

/** A partner or a person, and when they next need attention. */
export interface Upcoming {
  readonly id: Attendee;
  readonly at: Instant;
}

/**
 * When each partner next needs attention: set by every commit, and by whoever attended to it. And when each person's digest
 * may be due: set by the commit that gives them a role, and by whoever sent it.
 */
export class Attention {
  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
  ) {}

  /** Returns those whose time comes until then, and when, the first first. */
  async upcoming(until: Instant, limit: number): Promise<readonly Upcoming[]> {
    const range = [this.keys.attention, '-inf', until, 'WITHSCORES', 'LIMIT', 0, limit] as const;
    const flat = await this.redis.zrangebyscore(...range);
    return flat.flatMap((text, n) => (n % 2 === 0 ? [{ id: attendee.parse(text), at: instantOf(flat[n + 1]) }] : []));
  }

  /** Sets when to look again (never, without an instant), unless something was committed past the version. */
  async settle(id: PartnerId, version: number, nextAt?: Instant): Promise<void> {
    await this.redis.settlePartner(this.keys.log(id), this.keys.attention, id, version, nextAt ?? '');
  }

  /** Puts off whatever a partner or a person needs. */
  async defer(id: Attendee, at: Instant): Promise<void> {
    await this.redis.zadd(this.keys.attention, at, id);
  }

  /** A person who is on no partner's list any more gets no digests, unless they were put on one just now. */
  async dismiss(person: PersonKey): Promise<void> {
    await this.redis.dismissPerson(this.keys.list(`person:${person}`), this.keys.attention, person);
  }
}
