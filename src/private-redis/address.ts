import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The address that this folder's server has had since its first start. */
export async function recordedUrl(dir: string): Promise<string> {
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

/** Gives the server of a folder an address, with a password and a port of its own; `wx` only when it has none. */
export async function recordUrl(dir: string, flag: 'w' | 'wx'): Promise<string> {
  const url = `redis://:${randomBytes(18).toString('hex')}@127.0.0.1:${await freePort()}`;
  writeFileSync(recordFile(dir), url, { flag, mode: 0o600 });
  return url;
}

const recordFile = (dir: string): string => join(dir, 'server-url');

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
