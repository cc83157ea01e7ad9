import { Cluster, Redis } from 'ioredis';
import type { RedisConnection } from './scripts';

/** Where Redis is: one server, a Sentinel group, or a Cluster. */
export type RedisAddress =
  | { readonly kind: 'single'; readonly url: string }
  | (Group & { readonly kind: 'sentinel'; readonly master: string })
  | (Group & { readonly kind: 'cluster' });

interface Group {
  readonly hosts: readonly { readonly host: string; readonly port: number }[];
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
}

/**
 * Somebody waits for the answer. Reconnects for ever; a command waits for four tries, so a failover of a second passes
 * unnoticed. Five tries take less than the time-out, so a command that failed is not sent later on after all.
 */
const failFast = {
  retryStrategy: (times: number): number => Math.min(100 * times, 350),
  maxRetriesPerRequest: 4,
  connectTimeout: 1500,
  commandTimeout: 2000,
  // Where a new server speaks the older protocol, a connection that listens could do nothing else.
  autoResubscribe: false,
};

/** BullMQ's workers wait in Redis for as long as it takes. */
const waitForEver = {
  retryStrategy: (times: number): number => Math.min(100 * times, 1000),
  maxRetriesPerRequest: null,
  connectTimeout: 5000,
};

/** A connection for the store. Faults of the connection itself go to `onFault`; each command also fails by itself. */
export const connectStore = (
  url: string,
  onFault: (error: Error) => void,
  { answerWithinMs = failFast.commandTimeout }: { readonly answerWithinMs?: number } = {},
): RedisConnection => connect(url, { ...failFast, commandTimeout: answerWithinMs }, onFault);

/** A connection with the settings that BullMQ asks for. */
export const connectQueues = (url: string, onFault: (error: Error) => void): RedisConnection =>
  connect(url, waitForEver, onFault);

/** A connection that does nothing but listen to what other processes tell. */
export const connectListener = connectQueues;

type Settings = typeof failFast | typeof waitForEver;

function connect(url: string, options: Settings, onFault: (error: Error) => void): RedisConnection {
  const redis = open(parseRedisUrl(url), options);
  const told = new Set<string>();
  redis.on('ready', () => told.clear());
  redis.on('error', (error: Error) => {
    // An outage of an hour is told once, not at each of its ten thousand tries.
    if (!told.has(error.message)) onFault(error);
    told.add(error.message);
  });
  return redis;
}

/** Returns the servers that hold the data, each with a part of it. */
export async function serversOf(redis: RedisConnection): Promise<readonly Redis[]> {
  if (!(redis instanceof Cluster)) return [redis];
  await redis.ping(); // Its nodes are known once it answers.
  return redis.nodes('master');
}

function open(address: RedisAddress, options: Settings): RedisConnection {
  if (address.kind === 'single') return new Redis(address.url, options);
  const { tls, username, password } = address;
  const hosts = address.hosts.map((host) => ({ ...host }));
  const login = { ...(username && { username }), ...(password && { password }), ...(tls && { tls: {} }) };
  if (address.kind === 'cluster') return openCluster(hosts, { ...options, ...login });
  const { master: name } = address;
  return new Redis({ ...options, ...login, sentinels: hosts, name, enableTLSForSentinelMode: tls });
}

function openCluster(hosts: { host: string; port: number }[], options: Settings): Cluster {
  const { retryStrategy, ...redisOptions } = options;
  const waits = options.maxRetriesPerRequest === null;
  let wasReady = false;
  const cluster = new Cluster(hosts, {
    redisOptions,
    clusterRetryStrategy: (times) => (waits || wasReady || times < 5 ? retryStrategy(times) : null),
  });
  cluster.once('ready', () => {
    wasReady = true;
    // What waits for a Cluster waits for ever, whatever the time-outs of its nodes say.
    cluster.options.enableOfflineQueue = waits;
  });
  return cluster;
}

/**
 * Reads a Redis address: `redis://host:6379/0` or `rediss://` (TLS) for one server,
 * `redis-sentinel://host1:26379,host2:26379/mymaster`, `redis-cluster://host1:6379,host2:6379`; the last two with
 * `rediss-` for TLS. A `user:password@` before the hosts is for the servers that keep the data.
 */
export function parseRedisUrl(url: string): RedisAddress {
  if (!isEncoded(url))
    throw new Error(`not an address of a Redis: a % in a name or password is written %25 there. ${shapes}`);
  if (/^rediss?:\/\/[^/]/.test(url) && URL.canParse(url)) return { kind: 'single', url };
  const match = /^redis(s?)-(sentinel|cluster):\/\/(?:([^@/]*)@)?([^@/?]+)(?:\/([^/?]*))?$/.exec(url);
  const [, tls, kind, login = '', list = '', master = ''] = match ?? [];
  if (!kind || (kind === 'sentinel' && !master))
    throw new Error(`not an address of a Redis: ${withoutPassword(url)}. ${shapes}`);
  const [, username = '', password = ''] = /^(?:([^:]*):)?(.*)$/.exec(login) ?? [];
  const group: Group = {
    hosts: list.split(',').map((host) => hostAndPort(host, kind === 'sentinel' ? 26379 : 6379)),
    tls: tls === 's',
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
  };
  return kind === 'sentinel' ? { ...group, kind: 'sentinel', master } : { ...group, kind: 'cluster' };
}

/** Whether each % stands for a character, as it does in an address. */
function isEncoded(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

const shapes =
  'It looks like redis://host:6379, redis-sentinel://host1:26379,host2:26379/mymaster or redis-cluster://host1:6379,host2:6379.';

function hostAndPort(text: string, usual: number): { host: string; port: number } {
  const [, host = '', port = ''] = /^(\[[^\]]+\]|[^:]*)(?::(\d+))?$/.exec(text.trim()) ?? [];
  if (!host) throw new Error(`not the address of a Redis: “${text}” is no host. ${shapes}`);
  return { host: host.replace(/^\[|\]$/g, ''), port: port ? Number(port) : usual };
}

const withoutPassword = (url: string): string => url.replace(/\/\/[^@]*@/, '//…@');
