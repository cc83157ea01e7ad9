import type { RecordedEvent } from '../../src/domain/events';
import type { Store } from '../../src/store/store';
import { channel, team } from '../support/given';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';
import { ana, at, ben, create, done, due, faults, gia, id, processOn, ready } from './sample';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();
const occasion = { lifecycle, now: at(5) };
const p1 = id('p1');

const open = () => processOn(redis.client(), lifecycle);

const created = (partner: string, name: string): RecordedEvent => ({
  at: at(1),
  by: { kind: 'bot' },
  event: { type: 'PartnerCreated', id: id(partner), name, slug: 's', integrationType: 'read', clouds: ['aws'] },
});
const noted = (notes: string): RecordedEvent => ({
  at: at(2),
  by: { kind: 'bot' },
  event: { type: 'NotesChanged', notes },
});
const inChannel = (c: string): RecordedEvent => ({
  at: at(3),
  by: { kind: 'bot' },
  event: { type: 'ChannelReady', channel: channel(c), name: 'n' },
});

async function listed(store: Store, list: 'open' | 'closed' | `person:${string}`): Promise<string[]> {
  return (await store.page(list, { limit: 100 })).summaries.map(({ name }) => name);
}

test('a commit at the version seen appends its events, in order', async () => {
  const { store } = open();
  const first = await store.commit(p1, undefined, [created('p1', 'Acme'), noted('a')], occasion);
  expect(first).toMatchObject({ is: 'committed', fold: { partner: { version: 2, notes: 'a' } } });
  const next = await store.commit(p1, store.known(p1), [noted('b')], occasion);
  expect(next).toMatchObject({ is: 'committed', fold: { partner: { version: 3, notes: 'b' } } });
  expect((await store.history(p1, { limit: 10 })).entries.map(({ recorded }) => recorded)).toEqual([
    noted('b'),
    noted('a'),
    created('p1', 'Acme'),
  ]);
});

test('a commit that lost is handed what it had not seen, and changes nothing', async () => {
  const { store } = open();
  await store.commit(p1, undefined, [created('p1', 'Acme')], occasion);
  const seen = store.known(p1);
  await store.commit(p1, seen, [noted('first')], occasion);
  const lost = await store.commit(p1, seen, [noted('second')], { ...occasion, now: at(9) });
  expect(lost).toMatchObject({ is: 'behind', fold: { partner: { version: 2, notes: 'first' } } });
  expect(await due(store, at(8), 10)).toEqual([p1]);
  expect(await store.commit(p1, undefined, [created('p1', 'Other')], occasion)).toMatchObject({
    is: 'behind',
    fold: { partner: { name: 'Acme', version: 2 } },
  });
});

test('a commit on a state that the log does not have is refused, though the versions agree', async () => {
  const [here, there] = [open().store, open().store];
  await here.commit(p1, undefined, [created('p1', 'Acme'), noted('lost in a failover')], occasion);
  const seen = here.known(p1);
  await here.redis.rpop(here.keys.log(p1));
  await there.read(p1);
  await there.commit(p1, there.known(p1), [noted('written after it')], occasion);
  expect(await here.commit(p1, seen, [noted('on the lost one')], occasion)).toMatchObject({
    is: 'behind',
    fold: { partner: { version: 2, notes: 'written after it' } },
  });
});

test('a name or channel that another partner has stops the whole commit', async () => {
  const { store } = open();
  await store.commit(p1, undefined, [created('p1', 'Acme'), inChannel('C1')], occasion);
  const p2 = id('p2');
  const taken = await store.commit(p2, undefined, [created('p2', 'ACME')], occasion);
  expect(taken).toEqual({ is: 'taken', claim: 'name', holder: 'p1' });
  expect(await store.commit(p2, undefined, [created('p2', 'Bolt'), inChannel('C1')], occasion)).toEqual({
    is: 'taken',
    claim: 'channel',
    holder: 'p1',
  });
  expect(await store.read(p2)).toBeUndefined();
  expect(await store.named('Bolt')).toBeUndefined();
  expect(await listed(store, 'open')).toEqual(['Acme']);
  expect(await due(store, at(99), 10)).toEqual([p1]);
});

test('an event that could not be read back is not written', async () => {
  const { store } = open();
  await store.commit(p1, undefined, [created('p1', 'Acme')], occasion);
  await expect(store.commit(p1, store.known(p1), [noted('x'.repeat(3001))], occasion)).rejects.toMatchObject({
    name: 'StoreError',
  });
  expect((await store.read(p1))?.partner.version).toBe(1);
});

test('indexes follow a rename, a new channel, a hand-over, a close and a reopening', async () => {
  const { store, onboarding } = open();
  const people = (list: Parameters<typeof listed>[1]) => listed(store, list);
  await done(onboarding, 'p1', [create('p1', 'Acme'), ready('C1')]);
  await done(onboarding, 'p2', create('p2', 'Bolt'));

  const details = { integrationType: 'read', clouds: ['aws'], targetGaDate: null, notes: '' };
  await done(onboarding, 'p1', { type: 'ChangeDetails', name: 'Zeta', ...details });
  expect(await people('open')).toEqual(['Bolt', 'Zeta']);
  expect((await onboarding.findByName('Acme')).found).toBeUndefined();
  expect((await onboarding.findByName('zeta')).found).toMatchObject({ id: 'p1' });

  await done(onboarding, 'p1', { type: 'RecordFact', fact: { type: 'ChannelIdChanged', channel: channel('C9') } });
  expect(await onboarding.inChannel('C1')).toBeUndefined();
  expect((await onboarding.inChannel('C9'))?.id).toBe('p1');

  await done(onboarding, 'p1', { type: 'HandOverRole', team: team('pdm'), to: ben });
  expect(await people(`person:${ana.person}`)).toEqual(['Bolt']);
  expect(await people(`person:${ben.person}`)).toEqual(['Bolt', 'Zeta']);
  await done(onboarding, 'p2', { type: 'AssignPerson', picked: gia, team: team('partner-lead') });
  expect(await people(`person:${gia.person}`)).toEqual(['Bolt']);

  await done(onboarding, 'p1', { type: 'ClosePartner', reason: 'paused' }, ben);
  expect([await people('open'), await people('closed')]).toEqual([['Bolt'], ['Zeta']]);
  await done(onboarding, 'p1', { type: 'ReopenPartner' }, ben);
  expect([await people('open'), await people('closed')]).toEqual([['Bolt', 'Zeta'], []]);
  expect(await faults(store.redis, lifecycle)).toEqual([]);
});

test('a channel that moved to another partner is found there, also by a process that remembers the first', async () => {
  const [here, there] = [open(), open()];
  await done(here.onboarding, 'p1', [create('p1', 'Acme'), ready('C1')]);
  expect((await there.onboarding.inChannel('C1'))?.id).toBe('p1');
  const { onboarding } = here;
  await done(onboarding, 'p1', { type: 'RecordFact', fact: { type: 'ChannelIdChanged', channel: channel('C2') } });
  await done(onboarding, 'p2', [create('p2', 'Bolt'), ready('C1')]);
  expect((await there.onboarding.inChannel('C1'))?.id).toBe('p2');
});
