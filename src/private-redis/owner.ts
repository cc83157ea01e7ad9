import { realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';

const OWNER = 'npm-start-';

/** A server that answers, and our connection to it. */
export interface Running {
  readonly url: string;
  readonly client: Redis;
  /** Whether it was there before us. */
  readonly reused: boolean;
}

/** The connection that marks us as the owner; it carries no data. */
export function ownerConnection(url: string, options: Omit<RedisOptions, 'replyMapping'> = {}): Redis {
  const client = new Redis(url, {
    connectionName: `${OWNER}${process.pid}`,
    lazyConnect: true,
    disconnectTimeout: 50,
    maxRetriesPerRequest: null,
    ...options,
  });
  client.on('error', () => undefined); // Faults reach us through the calls and through `lost`.
  return client;
}

/** Takes hold of the server that already keeps the folder; undefined when nobody listens there, or a stranger does. */
export async function connectToRunning(url: string, dir: string): Promise<Running | undefined> {
  const client = ownerConnection(url, {
    connectTimeout: 2_000,
    commandTimeout: 5_000,
    maxLoadingRetryTime: 600_000,
    retryStrategy: () => null,
  });
  const fault = new Promise<Error>((resolve) => client.once('error', resolve));
  try {
    await client.connect();
    const keeps = String((await client.config('GET', 'dir'))[1]);
    if (realpathSync(keeps) === realpathSync(dir)) return { url, client, reused: true };
    client.disconnect();
    return undefined;
  } catch (error) {
    client.disconnect();
    const reason = String(await Promise.race([fault, sleep(50, error)]));
    if (!/timed out|ETIMEDOUT/i.test(reason)) return undefined;
    throw new Error(`A redis-server seems to keep ${dir}, but does not answer (${reason}). End it first.`, {
      cause: error,
    });
  }
}

/** Refuses when another process has the server. Of two that come at the same moment, the one that connected first has it. */
export async function claim(client: Redis, dir: string): Promise<void> {
  const owners = String(await client.client('LIST'))
    .split('\n')
    .filter((line) => line.includes(` name=${OWNER}`))
    .map((line) => ({
      id: Number(/\bid=(\d+)/.exec(line)?.[1]),
      pid: new RegExp(` name=${OWNER}(\\d+)`).exec(line)?.[1],
    }))
    .sort((a, b) => a.id - b.id);
  if (owners[0]?.id === (await client.client('ID'))) return;
  throw new Error(`${dir} is in use by another \`npm start\` (process ${owners[0]?.pid}). Stop that one first.`);
}
