import type { RecordedEvent } from '../../src/domain/events';
import { evolve } from '../../src/domain/evolve';
import { later } from '../../src/domain/ids';
import { day } from '../../src/domain/time';
import { Store } from '../../src/store/store';
import { team } from '../support/given';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';
import { ana, at, due, id, workspace } from './sample';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();
const p1 = id('p1');
const open = () => new Store(redis.client(), { workspace });

const created = (partner: string): RecordedEvent => ({
  at: at(1),
  by: { kind: 'bot' },
  event: {
    type: 'PartnerCreated',
    id: id(partner),
    name: partner,
    slug: 's',
    integrationType: 'read',
    clouds: ['aws'],
  },
});

test('partners are due from the instant on, the longest overdue first, so many at a time', async () => {
  const store = open();
  for (const [partner, now] of [
    ['late', 1],
    ['later', 2],
    ['last', 3],
  ] as const)
    await store.commit(id(partner), undefined, [created(partner)], { lifecycle, now: at(now) });
  expect(await due(store, at(2), 10)).toEqual(['late', 'later']);
  expect(await due(store, at(9), 1)).toEqual(['late']);
});

test('settling sets the next attention, or ends it', async () => {
  const store = open();
  await store.commit(p1, undefined, [created('p1')], { lifecycle, now: at(1) });
  await store.settle(p1, { version: 1, nextAt: at(50) });
  expect([await due(store, at(49), 9), await due(store, at(50), 9)]).toEqual([[], [p1]]);
  await store.settle(p1, { version: 1 });
  expect(await due(store, at(99), 9)).toEqual([]);
});

test('settling does not undo the attention that a later commit asked for', async () => {
  const store = open();
  await store.commit(p1, undefined, [created('p1')], { lifecycle, now: at(1) });
  const noted = { at: at(2), by: { kind: 'bot' }, event: { type: 'NotesChanged', notes: 'n' } } as const;
  await store.commit(p1, store.known(p1), [noted], { lifecycle, now: at(2) });
  await store.settle(p1, { version: 1 });
  expect(await due(store, at(9), 9)).toEqual([p1]);
});

test('a partner that does not exist is settled for good', async () => {
  const store = open();
  await store.defer(p1, at(5));
  expect(await due(store, at(5), 9)).toEqual([p1]);
  await store.settle(p1, { version: 0 });
  expect(await due(store, at(5), 9)).toEqual([]);
});

test('what comes soon is told with its instant, the first first', async () => {
  const store = open();
  await store.defer(p1, at(50));
  await store.defer(id('p2'), at(20));
  await store.defer(id('p3'), at(90));
  expect(await store.upcoming(at(50), 9)).toEqual([
    { id: 'p2', at: 20 },
    { id: 'p1', at: 50 },
  ]);
});

describe('attending', () => {
  const noted: RecordedEvent = { at: at(2), by: { kind: 'bot' }, event: { type: 'NotesChanged', notes: 'n' } };
  const closed: RecordedEvent = { ...noted, event: { type: 'PartnerClosed', reason: 'other' } };
  /** A partner for whom something is due. */
  const make = (store: Store) =>
    store.commit(p1, undefined, [created('p1')], { lifecycle, now: at(1) }).then(() => store.defer(p1, at(5)));
  /** As if nothing had been heard of any process for long. */
  const silence = (store: Store) => redis.client().del(store.keys.processes);
  const isFree = async () => (await redis.client().hlen(open().keys.attended)) === 0;

  test('one process at a time attends to a partner; what is new of it is read with it', async () => {
    const [here, there] = [open(), open()];
    await make(here);
    await there.commit(p1, await there.read(p1), [noted], { lifecycle, now: at(2) });
    await here.defer(p1, at(5));
    expect((await here.take(p1, at(5)))?.partner).toMatchObject({ version: 2, notes: 'n' });
    expect(await there.take(p1, at(5))).toBeUndefined();
    expect(await here.settle(p1, { version: 2, nextAt: at(6) })).toBe(true);
    expect((await there.take(p1, at(6)))?.partner).toMatchObject({ version: 2 });
  });

  describe('with a message foreseen', () => {
    const livesMs = 1000;
    const pace = { calls: 3, inMs: 3000 };
    const call = { now: at(5), method: 'chat.postMessage', pace, delivery: { id: p1, key: 'k', livesMs } };
    const begun = () => redis.client().hkeys(open().keys.deliveries(p1));
    /** Whether a turn in the channel was taken: even what is taken back would cost one. */
    const turnTaken = async () => (await redis.client().keys('*:turns:*')).length > 0;
    const known = (store: Store) => {
      const partner = store.known(p1)?.partner;
      if (!partner) throw new Error('It is known');
      return partner;
    };

    test('it is begun with the taking, as long as the state is the one it was foreseen for', async () => {
      const store = open();
      await make(store);
      const partner = known(store);
      const taken = await store.take(p1, at(5), { partner, call });
      expect(taken).toEqual({ partner, begun: { is: 'go', begunBefore: false } });
      expect(taken?.partner).toBe(partner);
      expect(await begun()).toEqual(['k']);
      expect((await store.take(p1, at(5), { partner, call }))?.begun).toMatchObject({ is: 'busy' });
    });

    test('it is not when somebody else has written since', async () => {
      const [here, there] = [open(), open()];
      await make(here);
      const partner = known(here);
      await there.commit(p1, await there.read(p1), [noted], { lifecycle, now: at(2) });
      const taken = await here.take(p1, at(5), { partner, call });
      expect([taken?.partner?.notes, taken?.begun, await begun()]).toEqual(['n', undefined, []]);
      expect(await turnTaken()).toBe(false);
    });

    test('it is not when the log was replaced, though it is as long', async () => {
      const store = open();
      await make(store);
      const partner = known(store);
      await redis.client().lset(store.keys.log(p1), 0, JSON.stringify({ ...created('p1'), at: 2 }));
      const taken = await store.take(p1, at(5), { partner, call });
      expect([taken?.partner?.createdAt, taken?.begun, await turnTaken()]).toEqual([2, undefined, false]);
    });

    test('it is not when this process has written since', async () => {
      const store = open();
      await make(store);
      const partner = known(store);
      await store.commit(p1, store.known(p1), [noted], { lifecycle, now: at(2) });
      const taken = await store.take(p1, at(5), { partner, call });
      expect([taken?.partner?.notes, taken?.begun, await begun()]).toEqual(['n', undefined, []]);
    });

    test.each([
      ['never was', 'not-done', { is: 'go', begunBefore: false }],
      ['may have been before', 'unanswered', { is: 'go', begunBefore: true }],
    ] as const)(
      'what this process writes while it is taken takes back what was begun: a message that %s sent is as it was',
      async (_, before, then) => {
        const store = open();
        await make(store);
        const partner = known(store);
        await store.endDelivery(p1, 'k', before);
        const taking = store.take(p1, at(5), { partner, call });
        // As a commit does whose answer came in between.
        store.logs.keep(p1, { partner: evolve(partner, noted), last: JSON.stringify(noted) }, store.logs.newest.heard);
        const taken = await taking;
        expect([taken?.partner?.notes, taken?.begun]).toEqual(['n', undefined]);
        expect(await store.beginCall(call)).toEqual(then);
      },
    );

    test('it is not when another process is at it', async () => {
      const [here, there] = [open(), open()];
      await make(here);
      await there.read(p1);
      await here.take(p1, at(5));
      expect(await there.take(p1, at(5), { partner: known(there), call })).toBeUndefined();
      expect(await begun()).toEqual([]);
    });
  });

  test('nobody is taken before something is due', async () => {
    const store = open();
    await make(store);
    expect(await store.take(p1, at(4))).toBeUndefined();
    expect(await store.take(id('p2'), at(4))).toBeUndefined();
    expect(await isFree()).toBe(true);
  });

  test('what happens meanwhile keeps the attendance, which looks again', async () => {
    const [here, there] = [open(), open()];
    await make(here);
    await here.take(p1, at(5));
    await there.commit(p1, await there.read(p1), [noted], { lifecycle, now: at(5) });
    expect(await here.settle(p1, { version: 1, nextAt: at(9) })).toBe(false);
    await here.defer(p1, at(5));
    expect(await isFree()).toBe(true);
  });

  test('a process that is not heard of loses what it has taken, and takes it from nobody when it is back', async () => {
    const [slow, other, third] = [open(), open(), open()];
    await make(slow);
    await slow.take(p1, at(5));
    await silence(slow);
    expect(await other.take(p1, at(5))).toBeDefined();
    await slow.defer(p1, at(5));
    expect(await slow.take(p1, at(5))).toBeUndefined();
    expect(await third.take(p1, at(5))).toBeUndefined();
  });

  test('a process whose time is over is presumed dead, also while nobody else has told of its end', async () => {
    const [slow, other] = [open(), open()];
    await make(slow);
    await slow.take(p1, at(5));
    const [process = ''] = await redis.client().hvals(slow.keys.attended);
    await redis.client().zadd(slow.keys.processes, Date.now() - 1, process);
    expect(await other.take(p1, at(5))).toBeDefined();
    await redis.client().zadd(slow.keys.processes, 1, 'long dead');
    await other.stayAlive();
    expect(await redis.client().zcard(slow.keys.processes)).toBe(1);
  });

  test('a commit frees nobody whom another process has taken meanwhile', async () => {
    const [slow, other] = [open(), open()];
    await make(slow);
    await slow.take(p1, at(5));
    await silence(slow);
    await other.take(p1, at(5));
    await slow.commit(p1, slow.known(p1), [closed], { lifecycle, now: at(5), attending: { mayEnd: true } });
    expect(await isFree()).toBe(false);
  });

  test('a sign of life keeps what was taken; a process that ends leaves it', async () => {
    const [here, there] = [open(), open()];
    await make(here);
    await here.take(p1, at(5));
    await silence(here);
    await here.stayAlive();
    expect(await there.take(p1, at(5))).toBeUndefined();
    await here.leave();
    expect(await there.take(p1, at(5))).toBeDefined();
  });

  test('the commit that leaves nothing due ends the attendance and forgets what it records', async () => {
    const store = open();
    await make(store);
    await store.take(p1, at(5));
    await store.beginCall({ now: at(5), method: 'chat.postMessage', delivery: { id: p1, key: 'k', livesMs: 1000 } });
    await store.endDelivery(p1, 'k', 'done');
    const options = { lifecycle, now: at(5) };
    const begun = () => redis.client().hkeys(store.keys.deliveries(p1));
    await store.commit(p1, store.known(p1), [noted], options);
    expect(await begun()).toEqual(['k']);
    await store.commit(p1, store.known(p1), [noted], { ...options, attending: { mayEnd: false } });
    expect(await begun()).toEqual([]);
    await store.commit(p1, store.known(p1), [noted], { ...options, attending: { mayEnd: true } });
    expect(await isFree()).toBe(false); // Its channel is still to be made.
    await store.commit(p1, store.known(p1), [closed], { ...options, attending: { mayEnd: true } });
    expect(await isFree()).toBe(true);
  });

  test('a person is attended to by one process, and let go when they are on no list', async () => {
    const [here, there] = [open(), open()];
    await here.defer(ana.person, at(5));
    expect([await here.takePerson(ana.person, at(5)), await there.takePerson(ana.person, at(5))]).toEqual([
      true,
      false,
    ]);
    await there.dismiss(ana.person);
    expect(await isFree()).toBe(false);
    await here.defer(ana.person, at(5));
    await here.dismiss(ana.person);
    expect([await isFree(), await due(here, at(9), 9)]).toEqual([true, []]);
  });

  test('a person who is put on a list while they are let go gets their digest', async () => {
    const store = open();
    await make(store);
    await store.defer(ana.person, at(5));
    await store.takePerson(ana.person, at(5));
    await redis.client().zadd(store.keys.list(`person:${ana.person}`), 0, 'acme:p1');
    await store.dismiss(ana.person);
    expect(await due(store, at(9), 9)).toContain(ana.person);
  });
});

describe('the first digest of somebody who was given a role', () => {
  const start = at(Date.UTC(2027, 2, 1, 12));
  const given = async (store: Store, partner: string, now: number) => {
    const assigned: RecordedEvent = {
      at: at(now),
      by: { kind: 'bot' },
      event: { type: 'PersonAssigned', person: ana.person, name: 'Ana', team: team('pdm') },
    };
    await store.commit(id(partner), undefined, [created(partner), assigned], { lifecycle, now: at(now) });
    const all = await store.upcoming(later(start, 30 * day), 9);
    return all.find((one) => one.id === ana.person)?.at;
  };

  test('comes on their next morning, and a role with another partner puts it off for nothing', async () => {
    const store = open();
    const first = await given(store, 'p1', start);
    expect(first).toBe(Date.UTC(2027, 2, 2, 9));
    expect(await given(store, 'p2', later(start, day))).toBe(first);
    // The clock was set back: no later than the next morning by the clock as it is.
    expect(await given(store, 'p3', later(start, -day))).toBe(Date.UTC(2027, 2, 1, 9));
  });
});
