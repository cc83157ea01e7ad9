import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/private-redis';
import { connectStore } from '../../src/store/connect';
import type { RedisConnection } from '../../src/store/scripts';
import { tinyLifecycle } from '../support/lifecycle';
import { startTestRedis, type TestRedis } from '../support/redis';
import { create, done, faults, id, note, processOn, ready } from './sample';

const lifecycle = tinyLifecycle();
const p1 = id('p1');
let redis: TestRedis;
const connections: RedisConnection[] = [];

function open(url = redis.url) {
  // How long an answer of the server takes is not what is tried here.
  const connection = connectStore(url, () => undefined, { answerWithinMs: 60_000 });
  connections.push(connection);
  return processOn(connection, lifecycle);
}

const reconnected = (connection: RedisConnection) =>
  new Promise<void>((resolve) => void connection.once('ready', () => resolve()));

beforeEach(async () => {
  redis = await startTestRedis({ durable: true });
});
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.disconnect();
  await redis.stop();
});

test('what was acknowledged is there after the server was killed in the middle of work', async () => {
  const { onboarding } = open();
  await done(onboarding, 'p1', [create('p1', 'Acme'), ready('C1')]);
  const acknowledged: string[] = [];
  const work = (async () => {
    for (let n = 0; n < 1000; n += 1) {
      await done(onboarding, 'p1', note(`note ${n}`));
      acknowledged.push(`note ${n}`);
    }
  })();
  const interrupted = expect(work).rejects.toMatchObject({ name: 'StoreError' });
  while (acknowledged.length < 50) await sleep(1);
  await redis.kill9();
  await interrupted;
  await redis.restart();

  const after = open();
  const { entries } = await after.onboarding.history(p1, { limit: 2000 });
  const notes = entries
    .flatMap(({ recorded: { event } }) => (event.type === 'NotesChanged' ? [event.notes] : []))
    .toReversed();
  expect(notes.slice(0, acknowledged.length)).toEqual(acknowledged);
  // The one that was under way may have been written without our hearing of it.
  expect(notes.length - acknowledged.length).toBeLessThanOrEqual(1);
  expect((await after.onboarding.inChannel('C1'))?.notes).toBe(notes.at(-1));
  expect(await faults(after.store.redis, lifecycle)).toEqual([]);
});

test('while Redis is gone commands fail, and they work again when it is back', async () => {
  const { onboarding } = open();
  await done(onboarding, 'p1', create('p1', 'Acme'));
  await redis.kill9();
  for (const call of [
    () => done(onboarding, 'p1', note('lost')),
    () => onboarding.load(p1),
    () => onboarding.inChannel('C1'),
  ]) {
    await expect(call()).rejects.toMatchObject({ name: 'StoreError', cause: expect.any(Error) });
  }
  await redis.restart();
  for (const connection of connections) if (connection.status !== 'ready') await reconnected(connection);
  const { partner } = await done(onboarding, 'p1', note('kept'));
  expect(partner.notes).toBe('kept');
});

/** A way to the server that can be cut off. */
async function wayToRedis() {
  const open = new Set<Socket>();
  const way = createServer((socket) => {
    const there = connect(Number(new URL(redis.url).port), '127.0.0.1');
    for (const one of [socket, there]) open.add(one.on('error', () => undefined));
    socket.pipe(there).pipe(socket);
  });
  const port = await freePort();
  const close = () => {
    way.close();
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const reopen = async () => void (await once(way.listen(port, '127.0.0.1'), 'listening'));
  await reopen();
  return { url: `redis://127.0.0.1:${port}`, close, reopen };
}

test.each([
  [4, 'a short restart passes unnoticed', 'in between'],
  [6, 'then a command fails', 'before'],
])('there are four tries to connect anew: at try %i, %s', async (tries, _, notes) => {
  const way = await wayToRedis();
  const { onboarding, store } = open(way.url);
  await done(onboarding, 'p1', [create('p1', 'Acme'), note('before')]);
  let tried = 0;
  store.redis.on('reconnecting', () => void ((tried += 1) === tries && way.reopen()));
  way.close();
  const pending = done(onboarding, 'p1', note('in between')).catch(() => undefined);
  await reconnected(store.redis);
  await pending;
  expect((await onboarding.load(p1))?.notes).toBe(notes);
  way.close();
});
