import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordedUrl, recordUrl } from './address';
import { claim, connectToRunning, type Running } from './owner';
import { logFileOf, spawnServer } from './server';

export { freePort } from './address';
export { redisServerOnPath } from './server';

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

const ENDS_WITHIN_MS = 10_000;

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

async function handle({ url, client, reused }: Running, dir: string): Promise<PrivateRedis> {
  const pid = Number(/^process_id:(\d+)/m.exec(await client.info('server'))?.[1]);
  let stopping = false;
  client.options.retryStrategy = (times) => (stopping || times > 20 ? null : 50);
  const gone = new Promise<void>((resolve) => client.once('end', resolve));
  const lost = new Promise<string>((resolve) => {
    client.once('end', () => {
      if (!stopping) resolve(`redis-server (process ${pid}) has gone; see ${logFileOf(dir)}`);
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
        await Promise.race([gone, sleep(ENDS_WITHIN_MS, undefined, { ref: false })]);
      }
      client.disconnect();
      if (!(await hasEnded(pid))) throw new Error(`redis-server (process ${pid}) does not end; see ${logFileOf(dir)}`);
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
