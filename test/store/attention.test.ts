import { Store } from '../../src/store/store';
import { useTestRedis } from '../support/redis';
import { tinyLifecycle } from '../support/lifecycle';
import { at, due, id, workspace } from './sample';
import type { RecordedEvent } from '../../src/domain/events';

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
