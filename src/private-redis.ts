import { spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';

/** A redis-server of our own, kept in one folder, whose every acknowledged write is on disk. */
export interface PrivateRedis {
  readonly url: string;
  readonly pid: number;
  /** True when a server that an earlier, killed run left behind was taken over. */
  readonly reused: boolean;
  /** Settles, with a reason, if the server goes away without stop(). */
  readonly lost: Promise<string>;
  /** Asks the server to write everything and end, and waits until it has. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 10_000;
const OWNER = 'npm-start-';

/**
 * Starts the server that keeps `dir`, or takes over the one that is still running there after its owner was killed. Refuses when
 * another process uses it: the server itself knows who is connected, so no lock can go stale. A folder keeps its port and password,
 * so two starts at the same moment meet at one server.
 */
export async function startPrivateRedis({ dir }: { dir: string }): Promise<PrivateRedis> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const url = await recordedUrl(dir);
  const running =
    (await connectToRunning(url, dir)) ??
    (await spawnServer(url, dir)) ??
    (await connectToRunning(url, dir)) ?? // Another start was a moment faster; or else a stranger has our port.
    (await spawnServer(await recordUrl(dir, 'w'), dir));
  if (!running) throw new Error(`No free port for the redis-server of ${dir}`);
  try {
    await claim(running.client, dir);
    return await handle(running, dir);
  } catch (error) {
    running.client.disconnect();
    throw error;
  }
}

/** redis-server or valkey-server, whichever is found first on the PATH. */
export function redisServerOnPath(): string {
  for (const name of ['redis-server', 'valkey-server']) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const file = join(folder, name);
      if (folder !== '' && isExecutable(file)) return file;
    }
  }
  throw new Error('Neither redis-server nor valkey-server is on the PATH. Install one, or give REDIS_URL.');
}

/**
 * Returns a port of this machine that nobody listens on just now. It is not one of those that Linux and macOS hand out, to whoever
 * connects to something too: such a one may be gone before it is used.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error('There is no free port');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const listens = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (!listens) return false;
  server.close();
  await once(server, 'close');
  return true;
}

interface Running {
  url: string;
  client: Redis;
  reused: boolean;
}

/** The connection that marks us as the owner; it carries no data. */
function ownerConnection(url: string, options: Omit<RedisOptions, 'replyMapping'> = {}): Redis {
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

async function connectToRunning(url: string, dir: string): Promise<Running | undefined> {
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
    if (!/timed out|ETIMEDOUT/i.test(reason)) return undefined; // Nobody listens there, or a stranger does.
    throw new Error(`A redis-server seems to keep ${dir}, but does not answer (${reason}). End it first.`, {
      cause: error,
    });
  }
}

/** Undefined when the port is taken. */
async function spawnServer(url: string, dir: string): Promise<Running | undefined> {
  const logFile = join(dir, 'redis.log');
  const log = openSync(logFile, 'a', 0o600);
  const said = fstatSync(log).size;
  // Its own process group: Ctrl-C at the terminal must reach the bot first, which still has things to write.
  const child = spawn(redisServerOnPath(), ['-'], { detached: true, stdio: ['pipe', log, log], cwd: dir });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}`));
  });
  child.stdin?.on('error', () => undefined); // A server that could not even start says why in its log.
  child.stdin?.end(configuration(new URL(url), dir)); // Not as arguments: those are for everyone to see.
  child.unref();

  const client = ownerConnection(url, { retryStrategy: () => 10, maxLoadingRetryTime: READY_WITHIN_MS });
  const late = sleep(READY_WITHIN_MS, `it did not answer within ${READY_WITHIN_MS / 1000} s`, { ref: false });
  const fault = await Promise.race([client.ping().then(() => undefined, String), ended, late]);
  if (fault === undefined) return { url, client, reused: false };
  client.disconnect();
  child.kill();
  const lines = readFileSync(logFile).subarray(said).toString().trimEnd().split('\n');
  // Other starts at this moment write there as well, each with its number before.
  const words = lines.filter((line) => line.startsWith(`${child.pid}:`) || !/^\d+:/.test(line));
  if (words.some((line) => line.includes('already in use'))) return undefined;
  const last = words.slice(-5).join('\n');
  throw new Error(`redis-server could not start: ${fault}. Its last words (${logFile}):\n${last}`);
}

function configuration({ port, password }: URL, dir: string): string {
  return `bind 127.0.0.1
port ${port}
requirepass ${password}
dir ${JSON.stringify(dir)}
appendonly yes
appendfsync always
save ""
hz 100
maxmemory-policy noeviction
`;
}

/** Of two that come at the same moment, the one that connected first has it. */
async function claim(client: Redis, dir: string): Promise<void> {
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

async function handle({ url, client, reused }: Running, dir: string): Promise<PrivateRedis> {
  const pid = Number(/^process_id:(\d+)/m.exec(await client.info('server'))?.[1]);
  let stopping = false;
  client.options.retryStrategy = (times) => (stopping || times > 20 ? null : 50);
  const gone = new Promise<void>((resolve) => client.once('end', resolve));
  const lost = new Promise<string>((resolve) => {
    client.once('end', () => {
      if (!stopping) resolve(`redis-server (process ${pid}) has gone; see ${join(dir, 'redis.log')}`);
    });
  });
  return {
    url,
    pid,
    reused,
    lost,
    async stop() {
      if (stopping) return;
      stopping = true;
      if (client.status !== 'end') {
        client.call('SHUTDOWN').catch(() => undefined); // Its answer is the closed connection.
        await Promise.race([gone, sleep(READY_WITHIN_MS, undefined, { ref: false })]);
      }
      client.disconnect();
      if (!(await hasEnded(pid)))
        throw new Error(`redis-server (process ${pid}) does not end; see ${join(dir, 'redis.log')}`);
    },
  };
}

async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 500; tries++) {
    if (!isAlive(pid)) return true;
    await sleep(20);
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The address that this folder's server has had since its first start. */
async function recordedUrl(dir: string): Promise<string> {
  const file = recordFile(dir);
  if (!existsSync(file))
    return recordUrl(dir, 'wx').catch((error: unknown) => {
      // Another start was faster; what it has written is read.
      if (existsSync(file)) return recordedUrl(dir);
      throw error;
    });
  const url = readFileSync(file, 'utf8');
  return URL.canParse(url) ? url : recordUrl(dir, 'w');
}

async function recordUrl(dir: string, flag: 'w' | 'wx'): Promise<string> {
  const url = `redis://:${randomBytes(18).toString('hex')}@127.0.0.1:${await freePort()}`;
  writeFileSync(recordFile(dir), url, { flag, mode: 0o600 });
  return url;
}

const recordFile = (dir: string): string => join(dir, 'server-url');

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
