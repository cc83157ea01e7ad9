import { setTimeout as sleep } from 'node:timers/promises';
import { Onboarding } from '../../src/onboarding';
import { connectStore } from '../../src/store/connect';
import type { RedisConnection } from '../../src/store/scripts';
import { Store } from '../../src/store/store';
import { tinyLifecycle } from '../support/lifecycle';
import { startTestRedis, type TestRedis } from '../support/redis';
import { clock, create, done, faults, id, note, ready, workspace } from './sample';

const lifecycle = tinyLifecycle();
const p1 = id('p1');
let redis: TestRedis;
const connections: RedisConnection[] = [];

function open() {
  const connection = connectStore(redis.url, () => undefined);
  connections.push(connection);
  const store = new Store(connection, { workspace });
  return { store, onboarding: new Onboarding(store, { lifecycle, clock: clock() }) };
}

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

test('while Redis is gone commands fail soon, and they work again when it is back', async () => {
  const { onboarding } = open();
  await done(onboarding, 'p1', create('p1', 'Acme'));
  await redis.kill9();
  for (const call of [
    () => done(onboarding, 'p1', note('lost')),
    () => onboarding.load(p1),
    () => onboarding.inChannel('C1'),
  ]) {
    const began = Date.now();
    await expect(call()).rejects.toMatchObject({ name: 'StoreError', cause: expect.any(Error) });
    expect(Date.now() - began).toBeLessThan(2500);
  }
  await redis.restart();
  await sleep(1000);
  const { partner } = await done(onboarding, 'p1', note('kept'));
  expect(partner.notes).toBe('kept');
});

test('a short restart passes unnoticed', async () => {
  const { onboarding } = open();
  await done(onboarding, 'p1', create('p1', 'Acme'));
  await redis.kill9();
  const pending = done(onboarding, 'p1', note('in between'));
  await redis.restart();
  expect((await pending).partner.notes).toBe('in between');
});
