import type { Store } from '../../src/store/store';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';
import { create, done, faults, id, note, processOn, ready } from './sample';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();
const p1 = id('p1');

const open = () => processOn(redis.client(), lifecycle);

const snapshots = ({ redis: client, keys }: Store) => client.exists(keys.snapshot(p1));

async function withSnapshot() {
  const writer = open();
  await done(writer.onboarding, 'p1', [create('p1', 'Acme'), ready('C1')]);
  for (let n = 0; n < 70; n += 1) await done(writer.onboarding, 'p1', note(`note ${n}`));
  await open().store.read(p1);
  expect(await snapshots(writer.store)).toBe(1);
  return writer;
}

test('a snapshot is written after a cold read that folded much, and is what the log folds to', async () => {
  const { store, onboarding } = open();
  await done(onboarding, 'p1', create('p1', 'Acme'));
  await open().store.read(p1);
  expect(await snapshots(store)).toBe(0);

  const writer = await withSnapshot();
  await done(writer.onboarding, 'p1', note('after it'));
  const reader = open();
  expect(await reader.onboarding.load(p1)).toEqual(await writer.onboarding.load(p1));
  expect(await faults(store.redis, lifecycle)).toEqual([]);
});

test.each([
  ['damaged', { packed: 'no deflate stream' }],
  ['of another format', { format: 999 }],
  ['newer than the log', { version: 999 }],
])('a snapshot that is %s is passed over', async (_, fields) => {
  const writer = await withSnapshot();
  await writer.store.redis.hset(writer.store.keys.snapshot(p1), fields);
  expect(await open().onboarding.load(p1)).toEqual(await writer.onboarding.load(p1));
});

test('snapshots and caches of a log that was replaced are passed over', async () => {
  const writer = await withSnapshot();
  const { store, onboarding } = writer;
  // A backup from before, and life going on from there.
  await store.redis.ltrim(store.keys.log(p1), 0, 9);
  expect((await onboarding.load(p1))?.version).toBe(10);
  for (let n = 0; n < 80; n += 1) await done(open().onboarding, 'p1', note(`another life ${n}`));
  expect((await onboarding.load(p1))?.notes).toBe('another life 79');
  expect((await open().onboarding.load(p1))?.notes).toBe('another life 79');
});
