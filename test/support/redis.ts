import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { freePort, redisServerOnPath } from '../../src/private-redis';

/** A redis-server of the test's own, on a free port, in a temporary folder. It starts in some 30 ms. */
export interface TestRedis {
  readonly url: string;
  /** A connection that stop() closes. */
  client(options?: Omit<RedisOptions, 'replyMapping'>): Redis;
  flush(): Promise<void>;
  /** Ends the server as a power cut would. What it had acknowledged survives only if it is durable. */
  kill9(): Promise<void>;
  /** Starts the server again, on the same port and folder. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestRedisOptions {
  /** Append-only file, synced at every write, as the private server of `npm start` does. */
  durable?: boolean;
}

/** One server for a test file: started before its first test, emptied after each test, gone after the last. */
export function useTestRedis(options: TestRedisOptions = {}): TestRedis {
  let server: TestRedis | undefined;
  const started = (): TestRedis => {
    if (!server) throw new Error('The test Redis runs only inside tests and their hooks');
    return server;
  };
  beforeAll(async () => {
    server = await startTestRedis(options);
  });
  afterEach(() => started().flush());
  afterAll(() => server?.stop());
  return {
    get url() {
      return started().url;
    },
    client: (clientOptions) => started().client(clientOptions),
    flush: () => started().flush(),
    kill9: () => started().kill9(),
    restart: () => started().restart(),
    stop: () => started().stop(),
  };
}

export async function startTestRedis({ durable = false }: TestRedisOptions = {}): Promise<TestRedis> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'partner-connect-redis-')));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const settings = {
    bind: '127.0.0.1',
    port,
    dir,
    logfile: 'redis.log',
    save: '',
    appendonly: durable ? 'yes' : 'no',
    appendfsync: 'always',
    hz: 100,
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const clients: Redis[] = [];
  let kill: (() => Promise<void>) | undefined;
  let pid: number | undefined;
  const start = async (): Promise<Redis> => {
    kill = spawnOnLeash(redisServerOnPath(), args);
    const client = await answering(url);
    pid = Number(/^process_id:(\d+)/m.exec(await client.info('server'))?.[1]);
    return client;
  };
  let control = await start();
  async function kill9(): Promise<void> {
    control.disconnect();
    // At this very moment: the shell takes its time.
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    pid = undefined;
    await kill?.();
    kill = undefined;
  }

  const [, keeps] = await control.config('GET', 'dir');
  if (keeps !== dir) {
    pid = undefined;
    // Somebody else was faster, and has this port.
    await kill9();
    await rm(dir, { recursive: true });
    return startTestRedis({ durable });
  }
  return {
    url,
    client(options = {}) {
      const client = new Redis(url, { maxRetriesPerRequest: null, disconnectTimeout: 50, ...options });
      client.on('error', () => undefined); // A test that kills the server expects these; calls still fail by themselves.
      clients.push(client);
      return client;
    },
    async flush() {
      if (kill) await control.flushall();
    },
    kill9,
    async restart() {
      control = await start();
    },
    async stop() {
      for (const client of clients) client.disconnect();
      await kill9();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/**
 * Runs a server under a shell that waits at the end of a pipe which we hold: when we let go of it, or die of whatever cause, the
 * shell kills the server. So no test run, however it ends, leaves one behind.
 */
function spawnOnLeash(command: string, args: string[]): () => Promise<void> {
  const leash = spawn('sh', ['-c', '"$0" "$@" & cat; kill -9 $! 2>/dev/null; wait', command, ...args], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  return async () => {
    const ended = once(leash, 'exit');
    leash.stdin.end();
    await ended;
  };
}

async function answering(url: string): Promise<Redis> {
  const client = new Redis(url, { retryStrategy: () => 10, maxRetriesPerRequest: null, disconnectTimeout: 50 });
  client.on('error', () => undefined); // Refused until it listens.
  const ready = await Promise.race([client.ping(), sleep(60_000, 'late', { ref: false })]);
  if (ready === 'PONG') return client;
  client.disconnect();
  throw new Error(`The redis-server of the tests does not answer on ${url}`);
}
