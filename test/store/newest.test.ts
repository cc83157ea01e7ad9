import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { evolve } from '../../src/domain/evolve';
import { Newest } from '../../src/store/newest';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';
import { at, create, done, id, note, processOn, ready } from './sample';

const redis = useTestRedis();
const p1 = id('p1');
const unexpected = (error: unknown) => {
  throw error;
};

/** A process of the bot: what it keeps, and the connection on which it reads and hears. */
async function open(options: Parameters<typeof redis.client>[0] = {}) {
  const client = redis.client({ autoResubscribe: false, ...options });
  const { store, onboarding } = processOn(client, tinyLifecycle());
  await client.ping();
  await store.listen(unexpected);
  const notes = async () => (await onboarding.load(p1))?.notes;
  return { client, store, onboarding, notes };
}

/** What is told before an answer is heard before it. */
const heardAll = ({ client }: { client: Redis }) => client.ping();

/** Ends a connection as a network does, and returns when its client has noticed. */
async function lose(client: Redis, by: Redis): Promise<void> {
  const closed = once(client, 'close');
  await by.client('KILL', 'ID', await client.client('ID'));
  await closed;
}

/** Each ping is answered after what this process asked for before it: what the connection speaks, and to listen. */
async function listensAgain(client: Redis, newest: Newest): Promise<void> {
  if (client.status !== 'ready') await once(client, 'ready');
  await client.ping();
  await client.ping();
  await newest.prove();
}

async function reads(work: () => Promise<unknown>): Promise<number> {
  const observer = redis.client();
  await observer.config('RESETSTAT');
  await work();
  const stats = await observer.info('commandstats');
  return Number(/^cmdstat_lrange:calls=(\d+)/m.exec(stats)?.[1] ?? 0);
}

describe('a partner that this process keeps', () => {
  test('is not asked for while nobody else wrote: after a commit, after a read, and by its channel', async () => {
    const [here, there] = [await open(), await open()];
    await done(here.onboarding, 'p1', [create('p1', 'Acme'), ready('C1')]);
    await here.onboarding.inChannel('C1');
    expect(await reads(() => here.notes())).toBe(0);
    expect(await reads(() => here.onboarding.inChannel('C1'))).toBe(0);
    await heardAll(there);
    await there.notes();
    expect(await reads(() => there.notes())).toBe(0);
  });

  test('is asked for before a command is refused, or comes to nothing', async () => {
    const here = await open();
    await done(here.onboarding, 'p1', [create('p1', 'Acme'), note('a')]);
    expect(await reads(() => done(here.onboarding, 'p1', note('a')))).toBe(1);
  });

  test('is read anew once another process wrote to it, and then kept again', async () => {
    const [here, there] = [await open(), await open()];
    await done(here.onboarding, 'p1', [create('p1', 'Acme'), note('a')]);
    await heardAll(there);
    expect(await there.notes()).toBe('a');
    await done(here.onboarding, 'p1', note('b'));
    await heardAll(there);
    expect(await there.notes()).toBe('b');
    expect(await reads(() => there.notes())).toBe(0);
    await done(there.onboarding, 'p1', note('c'));
    await heardAll(here);
    expect(await here.notes()).toBe('c');
  });

  test('is the one that was told of while it was being read', async () => {
    const [here, there] = [await open(), await open()];
    await done(here.onboarding, 'p1', [create('p1', 'Acme'), note('a')]);
    const reading = there.notes();
    await done(here.onboarding, 'p1', note('b'));
    await reading;
    await heardAll(there);
    expect(await there.notes()).toBe('b');
  });

  test('is asked for again after the connection was lost, since what was told meanwhile was not heard', async () => {
    const [here, there] = [await open(), await open()];
    await done(here.onboarding, 'p1', [create('p1', 'Acme'), note('a')]);
    await heardAll(there);
    await there.notes();
    expect(await reads(() => there.notes())).toBe(0);
    await lose(there.client, here.client);
    await done(here.onboarding, 'p1', note('b'));
    await listensAgain(there.client, there.store.logs.newest);
    expect(await there.notes()).toBe('b');
    expect(await reads(() => there.notes())).toBe(0);
    await done(here.onboarding, 'p1', note('c'));
    await heardAll(there);
    expect(await there.notes()).toBe('c');
  });

  test('is asked for each time where a connection that listens could do nothing else', async () => {
    const here = await open({ protocol: 2 });
    await done(here.onboarding, 'p1', [create('p1', 'Acme'), note('a')]);
    expect(await reads(() => here.notes())).toBe(1);
  });

  test('is asked for each time by who may not listen; what they write is written all the same', async () => {
    const admin = redis.client();
    await admin.acl('SETUSER', 'deaf', 'on', '>secret', '~*', 'resetchannels', '+@all');
    const client = redis.client({ username: 'deaf', password: 'secret' });
    const { store, onboarding } = processOn(client, tinyLifecycle());
    const faults: unknown[] = [];
    await client.ping();
    await store.listen((error) => faults.push(error));
    await done(onboarding, 'p1', [create('p1', 'Acme'), note('a')]);
    expect(await reads(() => onboarding.load(p1))).toBe(1);
    expect(faults).toHaveLength(1);
  });
});

describe('what was given', () => {
  const partner = evolve(undefined, {
    at: at(1),
    by: { kind: 'bot' },
    event: { type: 'PartnerCreated', id: p1, name: 'Acme', slug: 'acme', integrationType: 'read', clouds: ['aws'] },
  });
  const fold = { partner, last: 'e' };

  async function listening() {
    let now = 1000;
    const client = redis.client();
    await client.ping();
    const [channel, process] = ['written', 'here'];
    const newest = new Newest({ redis: client, channel, process, known: () => fold, clock: () => now });
    await newest.listen(unexpected);
    return { client, newest, pass: (ms: number) => (now += ms) };
  }

  test('counts as the newest for as long as it is proven that this process hears', async () => {
    const { newest, pass } = await listening();
    newest.add(fold, newest.heard);
    pass(2999);
    expect(newest.has(fold)).toBe(true);
    pass(1);
    expect(newest.has(fold)).toBe(false);
    await newest.prove();
    expect(newest.has(fold)).toBe(true);
  });

  test('is asked for every ten minutes, whatever is heard', async () => {
    const { newest, pass } = await listening();
    newest.add(fold, newest.heard);
    pass(599_999);
    await newest.prove();
    expect(newest.has(fold)).toBe(true);
    pass(1);
    expect(newest.has(fold)).toBe(false);
  });

  test('does not count when others were heard to write since it was asked for, and this process itself may write', async () => {
    const { client, newest } = await listening();
    const { heard } = newest;
    await client.publish('written', 'here p1');
    newest.add(fold, heard);
    expect(newest.has(fold)).toBe(true);
    await client.publish('written', 'there p1');
    expect(newest.has(fold)).toBe(false);
    newest.add(fold, heard);
    expect(newest.has(fold)).toBe(false);
  });

  test('before this process listened does not count, nor what was asked for before it had another connection', async () => {
    const client = redis.client({ autoResubscribe: false });
    await client.ping();
    const newest = new Newest({ redis: client, channel: 'written', process: 'here', known: () => fold });
    const { heard } = newest;
    newest.add(fold, heard);
    await newest.listen(unexpected);
    expect(newest.has(fold)).toBe(false);

    await lose(client, redis.client());
    const lost = newest.heard;
    newest.add(fold, lost);
    await listensAgain(client, newest);
    newest.add(fold, heard);
    newest.add(fold, lost);
    expect(newest.has(fold)).toBe(false);
    newest.add(fold, newest.heard);
    expect(newest.has(fold)).toBe(true);
  });
});
