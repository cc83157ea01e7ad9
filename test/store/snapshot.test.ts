import { Onboarding } from '../../src/onboarding';
import { Store } from '../../src/store/store';
import { verify } from '../../src/store/verify';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';
import { clock, create, done, id, note, ready, workspace } from './sample';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();
const p1 = id('p1');

function open() {
  const store = new Store(redis.client(), { workspace });
  return { store, onboarding: new Onboarding(store, { lifecycle, clock: clock() }) };
}

async function withSnapshot() {
  const writer = open();
  await done(writer.onboarding, 'p1', [create('p1', 'Acme'), ready('C1')]);
  for (let n = 0; n < 70; n += 1) await done(writer.onboarding, 'p1', note(`note ${n}`));
  await open().store.read(p1);
  expect(await writer.store.logs.snapshot(p1)).toBeDefined();
  return writer;
}

test('a snapshot is written after a cold read that folded much, and is what the log folds to', async () => {
  const { store, onboarding } = open();
  await done(onboarding, 'p1', create('p1', 'Acme'));
  await open().store.read(p1);
  expect(await store.logs.snapshot(p1)).toBeUndefined();

  const writer = await withSnapshot();
  await done(writer.onboarding, 'p1', note('after it'));
  const reader = open();
  expect(await reader.onboarding.load(p1)).toEqual(await writer.onboarding.load(p1));
  for (const { store } of [writer, reader]) expect(await verify(store, p1, lifecycle)).toEqual([]);
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

test('verify tells of each thing that differs from the log', async () => {
  const { store, onboarding } = await withSnapshot();
  const { keys, redis: client } = store;
  expect(await verify(store, p1, lifecycle)).toEqual([]);
  const spoilt: readonly [RegExp, () => Promise<unknown>][] = [
    [/summary/, () => client.hset(keys.summaries, p1, '{}')],
    [/name acme/, () => client.hdel(keys.names, 'acme')],
    [/channel C1/, () => client.hset(keys.channels, 'C1', 'p2')],
    [/list open/, () => client.del(keys.list('open'))],
    [
      /list closed/,
      async () =>
        done(onboarding, 'p1', { type: 'ClosePartner', reason: 'paused' }).then(() => client.del(keys.list('closed'))),
    ],
    [
      /cache/,
      () =>
        client.lset(
          keys.log(p1),
          30,
          JSON.stringify({ at: 1, by: { kind: 'bot' }, event: { type: 'PartnerReopened' } }),
        ),
    ],
  ];
  for (const [fault, spoil] of spoilt) {
    await spoil();
    expect((await verify(store, p1, lifecycle)).join('\n')).toMatch(fault);
  }
  expect((await verify(store, p1, lifecycle)).join('\n')).toMatch(/snapshot/);
});
