import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';
import { create, done, id, note, processOn, ready } from './sample';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();

const open = () => processOn(redis.client(), lifecycle);

/** The commands that clients sent while the work went on. */
async function sent(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const observer = redis.client();
  await observer.config('RESETSTAT');
  await work();
  const stats = await observer.info('commandstats');
  const counts = [...stats.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)].map(([, name, calls]) => [name, Number(calls)]);
  return Object.fromEntries(counts.filter(([name]) => !/^(config|info|hello|client)/.test(String(name))));
}

test('a read of a warm partner, also by its channel, is one command', async () => {
  const { onboarding } = open();
  await done(onboarding, 'p1', [create('p1', 'Acme'), ready('C1')]);
  await onboarding.inChannel('C1');
  expect(await sent(() => onboarding.load(id('p1')))).toEqual({ lrange: 1 });
  expect(await sent(() => onboarding.inChannel('C1'))).toEqual({ lrange: 1 });
});

test('a click on a warm partner is one script, also when somebody else was faster', async () => {
  const [here, there] = [open().onboarding, open().onboarding];
  await done(here, 'p1', [create('p1', 'Acme'), ready('C1')]);
  await there.load(id('p1'));
  const click = await sent(() => done(here, 'p1', note('a')));
  expect(click['evalsha']).toBe(1);
  expect(Object.keys(click).toSorted()).toEqual(['evalsha', 'hget', 'lindex', 'llen', 'publish', 'rpush', 'zadd']);

  await done(there, 'p1', note('b')); // Sends the script for the first time on this connection.
  await done(here, 'p1', note('c'));
  expect((await sent(() => done(there, 'p1', note('d'))))['evalsha']).toBe(2);
});

test('a cold read is one script, however long the log', async () => {
  const { onboarding } = open();
  await done(onboarding, 'p1', create('p1', 'Acme'));
  for (let n = 0; n < 100; n += 1) await done(onboarding, 'p1', note(`note ${n}`));
  await open().onboarding.load(id('p1')); // Writes the snapshot.
  const { store, onboarding: cold } = open();
  await store.read(id('other')); // Sends the script.
  const read = await sent(() => cold.load(id('p1')));
  expect(read).toEqual({ evalsha: 1, hmget: 1, llen: 1, lrange: 1 });
});
