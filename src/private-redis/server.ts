import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onPath } from '../on-path';
import { ownerConnection, type Running } from './owner';

const READY_WITHIN_MS = 10_000;

/** redis-server or valkey-server, whichever is found first on the PATH. */
export function redisServerOnPath(): string {
  const found = onPath('redis-server', 'valkey-server');
  if (found === undefined)
    throw new Error('Neither redis-server nor valkey-server is on the PATH. Install one, or give REDIS_URL.');
  return found;
}

/** Starts a server for the folder, and waits until it answers. Undefined when the port is taken. */
export async function spawnServer(url: string, dir: string): Promise<Running | undefined> {
  const logFile = logFileOf(dir);
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
  const words = wordsOf(child.pid, logFile, said);
  if (words.some((line) => line.includes('already in use'))) return undefined;
  const last = words.slice(-5).join('\n');
  throw new Error(`redis-server could not start: ${fault}. Its last words (${logFile}):\n${last}`);
}

/**
 * The lines that a server has written to its log, behind the first `said` bytes. Other starts at this moment write there as well, each
 * with its number before.
 */
function wordsOf(pid: number | undefined, logFile: string, said: number): readonly string[] {
  const lines = readFileSync(logFile).subarray(said).toString().trimEnd().split('\n');
  return lines.filter((line) => line.startsWith(`${pid}:`) || !/^\d+:/.test(line));
}

/** Where the server of a folder says what goes wrong. */
export const logFileOf = (dir: string): string => join(dir, 'redis.log');

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
