import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { startPrivateRedis, type PrivateRedis } from '../../src/private-redis';

let dir: string;
const running: PrivateRedis[] = [];

async function start(): Promise<PrivateRedis> {
  const server = await startPrivateRedis({ dir });
  running.push(server);
  return server;
}

async function withClient<T>(server: { url: string }, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(server.url);
  client.on('error', () => undefined);
  try {
    return await use(client);
  } finally {
    client.disconnect();
  }
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'private redis '));
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  await rm(dir, { recursive: true });
});

test('what was written before a stop is there after the next start', async () => {
  const first = await start();
  await withClient(first, (client) => client.set('partner', 'Tideline'));
  await first.stop();

  const second = await start();
  expect(await withClient(second, (client) => client.get('partner'))).toBe('Tideline');
  expect(second.reused).toBe(false);
});

test('what was acknowledged survives a killed server', async () => {
  const first = await start();
  await withClient(first, async (client) => {
    await client.set('partner', 'Tideline');
    process.kill(first.pid, 'SIGKILL');
  });
  expect(await first.lost).toContain('has gone');

  const second = await start();
  expect(await withClient(second, (client) => client.get('partner'))).toBe('Tideline');
});

test('keeps everything on disk, evicts nothing, wakes waiting workers on time, and lets in nobody without the password', async () => {
  const server = await start();
  const settings = await withClient(server, (client) =>
    Promise.all(
      ['appendonly', 'appendfsync', 'save', 'maxmemory-policy', 'hz', 'bind'].map((name) => client.config('GET', name)),
    ),
  );
  expect(settings).toEqual([
    ['appendonly', 'yes'],
    ['appendfsync', 'always'],
    ['save', ''],
    ['maxmemory-policy', 'noeviction'],
    ['hz', '100'],
    ['bind', '127.0.0.1'],
  ]);
  await expect(
    withClient({ url: `redis://127.0.0.1:${new URL(server.url).port}` }, (client) => client.get('x')),
  ).rejects.toThrow('NOAUTH');
  expect((await stat(join(dir, 'server-url'))).mode & 0o077).toBe(0);
});

test('a second start on the same folder is refused and told who has it', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(`in use by another \`npm start\` (process ${process.pid})`);
  expect(await withClient(first, (client) => client.ping())).toBe('PONG');
});

test('the server of an owner that was killed is taken over with its data', async () => {
  const owner = spawn(process.execPath, ['--import', 'tsx', '-e', OWNER_SCRIPT, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = Number(String(await once(owner.stdout, 'data')));
  owner.kill('SIGKILL');
  await once(owner, 'exit');

  const next = await start();
  expect(next).toMatchObject({ reused: true, pid });
  expect(await withClient(next, (client) => client.get('partner'))).toBe('Tideline');
});

const OWNER_SCRIPT = `
  const { startPrivateRedis } = require('./src/private-redis');
  const { Redis } = require('ioredis');
  startPrivateRedis({ dir: process.argv[1] }).then(async (server) => {
    await new Redis(server.url).set('partner', 'Tideline');
    console.log(server.pid);
  });
`;

test('starts at the same moment meet at one server: one has it, the others are told so', async () => {
  const all = await Promise.allSettled(Array.from({ length: 5 }, start));
  const refused = all.filter((one) => one.status === 'rejected').map(({ reason }) => String(reason));
  expect(refused).toEqual(Array.from({ length: 4 }, () => expect.stringContaining('in use by another')));
});

test('a record that a crash tore does not stop a start', async () => {
  await writeFile(join(dir, 'server-url'), 'redis://:');
  expect((await start()).reused).toBe(false);
});

test('a port that a stranger has taken is left to the stranger', async () => {
  await (await start()).stop();
  const url = await readFile(join(dir, 'server-url'), 'utf8');
  const stranger = createServer((socket) => socket.end('-ERR unknown\r\n')).listen(
    Number(new URL(url).port),
    '127.0.0.1',
  );
  await once(stranger, 'listening');
  expect((await start()).url).not.toBe(url);
  stranger.close();
});

test('a server that cannot start says why', async () => {
  await writeFile(join(dir, 'appendonlydir'), 'in the way');
  await expect(start()).rejects.toThrow(/redis-server could not start: it ended with code 1[\s\S]*appendonlydir/);
});

test('stop waits for the process to end and may be called twice', async () => {
  const server = await start();
  await server.stop();
  await server.stop();
  expect(() => process.kill(server.pid, 0)).toThrow('ESRCH');
});
