import type { Redis } from 'ioredis';
import { serversOf } from './connect';
import { StoreError, storing } from './errors';
import type { RedisConnection } from './scripts';

/**
 * Refuses a Redis that may lose what it acknowledged: one that writes nothing to disk, or that throws keys away when
 * memory runs out. Reads INFO, which managed services permit where they forbid CONFIG.
 */
export async function assertDurable(
  redis: RedisConnection,
  { allowVolatile = false }: { allowVolatile?: boolean } = {},
): Promise<void> {
  if (allowVolatile) return;
  for (const server of await storing('reach Redis', () => serversOf(redis))) {
    const info = await infoOf(server);
    const faults = durabilityFaults(info);
    if (faults.length > 0) {
      const ways = 'Put it right, or set ALLOW_VOLATILE_REDIS=true to accept that data may be lost.';
      throw new StoreError(`This Redis is not safe for data that must last. ${faults.join(' ')} ${ways}`);
    }
  }
}

/** At start Redis may be busy reading its own file: it is asked a few times. */
async function infoOf(server: Redis, tries = 5): Promise<string> {
  try {
    return await storing('ask Redis how durable it is', () => server.info());
  } catch (error) {
    if (tries <= 1) throw error;
    return infoOf(server, tries - 1);
  }
}

/** Returns what is wrong with a server that says this of itself, and what to do about each. */
export function durabilityFaults(info: string): readonly string[] {
  const field = (name: string): string | undefined => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];
  const policy = field('maxmemory_policy');
  const faults: string[] = [];
  if (field('aof_enabled') !== '1')
    faults.push(
      'It keeps no append-only file: set `appendonly yes` (and `appendfsync always`, or at least `everysec`).',
    );
  if (policy !== 'noeviction')
    faults.push(`It drops keys when memory is full (maxmemory-policy ${policy ?? 'unknown'}): set \`noeviction\`.`);
  return faults;
}
