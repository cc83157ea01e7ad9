import { randomUUID } from 'node:crypto';
import type { PartnerId } from '../domain/ids';
import type { Keys } from './keys';
import type { RedisConnection } from './scripts';

const aDay = 24 * 60 * 60;

/** Tells, for an inquiry, which process began a delivery. */
const thisProcess = randomUUID();

/**
 * Marks that a delivery is begun. Whoever finds it begun before must look in the channel for the message first: the
 * process that began it may have died between posting and recording.
 */
export class Deliveries {
  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
  ) {}

  async claim(id: PartnerId, key: string): Promise<'mine' | 'begun-before'> {
    const set = await this.redis.set(
      this.keys.delivery(id, key),
      `${thisProcess} ${new Date().toISOString()}`,
      'EX',
      aDay,
      'NX',
    );
    return set === 'OK' ? 'mine' : 'begun-before';
  }

  /** The delivery was recorded, or certainly not made. */
  async release(id: PartnerId, key: string): Promise<void> {
    await this.redis.del(this.keys.delivery(id, key));
  }
}
