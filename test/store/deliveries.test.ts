import type { Call } from '../../src/store/deliveries';
import { Store } from '../../src/store/store';
import { useTestRedis } from '../support/redis';
import { at, id, workspace } from './sample';

const redis = useTestRedis();
const open = () => new Store(redis.client(), { workspace });
const p1 = id('p1');
const nine = Date.UTC(2027, 2, 1, 9);
const delivery = { id: p1, key: 'k', livesMs: 30_000 };
const post: Call = { now: at(nine), method: 'chat.postMessage', channel: 'C1', pace: { calls: 3, inMs: 3000 } };
const asking = (who: string, ms = 0, more: Partial<Call> = {}): Call => ({ ...post, who, now: at(nine + ms), ...more });
const go = { is: 'go', begunBefore: false };

/** How long somebody has to wait: 0 when they may go. */
async function wait(store: Store, call: Call): Promise<number> {
  const answer = await store.beginCall(call);
  return answer.is === 'go' ? 0 : answer.ms;
}

test('a delivery is begun by one; another waits while that attempt may be alive', async () => {
  const [here, there] = [open(), open()];
  expect(await here.beginCall({ ...post, delivery })).toEqual(go);
  expect(await there.beginCall({ ...post, delivery })).toMatchObject({ is: 'busy' });
  expect(await there.beginCall({ ...post, delivery: { ...delivery, key: 'other' } })).toEqual(go);
});

test('an attempt that cannot be alive any more must be looked for, and then the new one is under way', async () => {
  const [here, there] = [open(), open()];
  await here.beginCall({ ...post, delivery });
  const { deliveries } = here.keys;
  await redis.client().hset(deliveries(p1), 'k', Date.now() - 31_000);
  expect(await there.beginCall({ ...post, delivery })).toEqual({ is: 'go', begunBefore: true });
  expect(await here.beginCall({ ...post, delivery })).toMatchObject({ is: 'busy' });
});

test('an attempt that seems to be begun in the future, since the clock was set back, keeps nobody waiting', async () => {
  const store = open();
  await redis.client().hset(store.keys.deliveries(p1), 'k', Date.now() + 60_000);
  expect(await store.beginCall({ ...post, delivery })).toEqual({ is: 'go', begunBefore: true });
});

test('what was not answered is looked for at once; what was certainly not done is forgotten', async () => {
  const store = open();
  await store.beginCall({ ...post, delivery });
  await store.endDelivery(p1, 'k', 'unanswered');
  expect(await store.beginCall({ ...post, delivery })).toEqual({ is: 'go', begunBefore: true });
  await store.endDelivery(p1, 'k', 'not-done');
  expect(await store.beginCall({ ...post, delivery })).toEqual(go);
});

test('what was begun is remembered however long it takes, and forgotten once it is recorded', async () => {
  const [store, client] = [open(), redis.client()];
  await store.beginCall({ ...post, delivery });
  expect(await client.ttl(store.keys.deliveries(p1))).toBe(-1);
  await store.settle(p1, {});
  expect(await client.hlen(store.keys.deliveries(p1))).toBe(1);
  await store.endDelivery(p1, 'k', 'done');
  await store.settle(p1, {});
  expect(await client.exists(store.keys.deliveries(p1))).toBe(0);
});

test('a few messages go out at once, then each at its turn, which is kept for it', async () => {
  const store = open();
  for (const who of ['a', 'b', 'c']) expect(await wait(store, asking(who))).toBe(0);
  expect(await wait(store, asking('d', 100))).toBe(2900);
  expect(await wait(store, asking('e', 1000))).toBe(2000);
  expect(await wait(store, asking('d', 2000))).toBe(1000);
  expect(await wait(store, asking('f', 2999))).toBe(1);
  expect(await wait(store, asking('g', 2999))).toBe(3001);
  for (const who of ['d', 'e', 'f']) expect(await wait(store, asking(who, 3000))).toBe(0);
  expect(await wait(store, asking('d', 3000))).toBeGreaterThan(0);
});

test('a channel waits for no other: each has turns of its own', async () => {
  const store = open();
  for (let n = 0; n < 50; n += 1) expect(await wait(store, asking('a', 0, { channel: `C${n}` }))).toBe(0);
});

test('in any minute fewer than 50 calls go out, whoever asks', async () => {
  const stores = [open(), open()];
  const edit: Call = { now: at(nine), method: 'chat.update', pace: { calls: 10, inMs: 12_000 } };
  const [went, waiting]: [number[], Map<string, number>] = [[], new Map()];
  for (let ms = 0; ms < 240_000; ms += 500) {
    for (const who of [`new-${ms}`, ...waiting.keys()]) {
      if ((waiting.get(who) ?? 0) > ms) continue;
      const again = await wait(stores[ms % 2] ?? open(), { ...edit, who, now: at(nine + ms) });
      if (again === 0) {
        waiting.delete(who);
        went.push(ms);
      } else waiting.set(who, ms + again);
    }
  }
  for (const start of went)
    expect(went.filter((ms) => ms >= start && ms < start + 60_000).length).toBeLessThanOrEqual(50);
  expect(went.length).toBeGreaterThan(190);
});

test('a clock that was set back keeps nobody waiting for the old time', async () => {
  const store = open();
  for (const who of ['a', 'b', 'c', 'd']) await wait(store, asking(who));
  await store.callLimited(at(nine), 60_000, 'chat.postMessage', 'C2');
  expect(await wait(store, asking('e', -3_600_000))).toBe(0);
  expect(await wait(store, asking('a', -3_600_000, { channel: 'C2' }))).toBe(0);
});

test('whom a hold of before the clock was set back made wait, nobody comes after', async () => {
  const store = open();
  await store.callLimited(at(nine), 60_000, 'chat.postMessage', 'C1');
  expect(await wait(store, asking('a'))).toBe(60_000);
  const back = -2 * 3_600_000;
  await store.callLimited(at(nine + back), 10_000, 'chat.postMessage', 'C1');
  expect(await wait(store, asking('b', back))).toBe(10_000);
});

test('a channel that Slack asks us to wait with is held alone, and those who wait come back one by one', async () => {
  const [here, there] = [open(), open()];
  await here.callLimited(at(nine), 10_000, 'chat.postMessage', 'C1');
  expect(await wait(there, asking('a', 4000))).toBe(6000);
  expect(await wait(there, asking('b', 4000))).toBe(6003);
  expect(await wait(there, asking('a', 4000, { channel: 'C2' }))).toBe(0);
  expect(await wait(there, asking('a', 10_000))).toBe(0);
});

test('several channels held at once mean the workspace: no message goes out until the last wait is over', async () => {
  const store = open();
  for (const channel of ['C1', 'C2', 'C3']) await store.callLimited(at(nine), 30_000, 'chat.postMessage', channel);
  expect(await wait(store, asking('a', 0, { channel: 'C9' }))).toBe(30_000);
  expect(await wait(store, { now: at(nine), method: 'chat.update' })).toBe(0);
  expect(await wait(store, asking('a', 30_000, { channel: 'C9' }))).toBe(0);
});

test('channels held one after another are no sign that the workspace has sent too many', async () => {
  const store = open();
  for (const [n, channel] of ['C1', 'C2', 'C3'].entries())
    await store.callLimited(at(nine + n * 10_000), 10_000, 'chat.postMessage', channel);
  expect(await wait(store, asking('a', 20_000, { channel: 'C9' }))).toBe(0);
});

test('for a while after the workspace was held, one channel that is held again holds it again', async () => {
  const store = open();
  for (const channel of ['C1', 'C2', 'C3']) await store.callLimited(at(nine), 10_000, 'chat.postMessage', channel);
  await store.callLimited(at(nine + 20_000), 10_000, 'chat.postMessage', 'C1');
  expect(await wait(store, asking('a', 20_000, { channel: 'C9' }))).toBe(10_000);
});

test('a method that Slack asks us to wait with is held alone', async () => {
  const store = open();
  await store.callLimited(at(nine), 10_000, 'conversations.create');
  expect(await wait(store, { now: at(nine + 1000), method: 'conversations.create' })).toBe(9000);
  expect(await wait(store, { now: at(nine + 1000), method: 'conversations.invite' })).toBe(0);
  expect(await wait(store, asking('a'))).toBe(0);
});

test('turns of long ago are not kept, however busy a channel is', async () => {
  const [store, client] = [open(), redis.client()];
  for (const hours of [0, 1, 2, 3]) await wait(store, asking(`at ${hours}`, hours * 3_600_000 + hours));
  const [turns = ''] = await client.keys('*turns*');
  // The last one, and the instant seen last.
  expect(await client.zcard(turns)).toBe(2);
});

test('what is kept of turns and waits goes away by itself', async () => {
  const [store, client] = [open(), redis.client()];
  await wait(store, asking('a'));
  await store.callLimited(at(nine), 10_000, 'chat.postMessage', 'C1');
  for (const key of await client.keys('*')) expect(await client.pttl(key)).toBeGreaterThan(0);
});
