import { Onboarding } from '../../src/onboarding';
import { Store } from '../../src/store/store';
import { ana, ben, bot, clock, create, done, faults, id, ready, workspace, due } from '../store/sample';
import { item } from '../support/given';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();

function open() {
  const store = new Store(redis.client(), { workspace });
  const changes: string[] = [];
  const onboarding = new Onboarding(store, { lifecycle, clock: clock(), onDue: (id) => changes.push(id) });
  return { store, onboarding, changes };
}

test('what is executed is there for every process, and asks for attention', async () => {
  const [here, there] = [open(), open()];
  const { partner, events } = await done(here.onboarding, 'p1', [create('p1', 'Acme'), ready('C1')]);
  expect(partner).toMatchObject({ id: 'p1', name: 'Acme', version: events.length });
  expect(await there.onboarding.load(id('p1'))).toEqual(partner);
  expect(await there.onboarding.inChannel('C1')).toEqual(partner);
  expect(await there.onboarding.inChannel('C2')).toBeUndefined();
  expect(await due(here.store, clock()(), 10)).toEqual(['p1']);
  expect(here.changes).toEqual(['p1']);
  expect(await faults(here.store.redis, lifecycle)).toEqual([]);
});

test('what is so already writes nothing, and wakes nobody', async () => {
  const { onboarding, changes } = open();
  await done(onboarding, 'p1', create('p1', 'Acme'));
  const again = await done(onboarding, 'p1', create('p1', 'Acme'));
  expect(again.events).toEqual([]);
  expect(changes).toEqual(['p1']);
});

test('a refusal of one command commits none of them', async () => {
  const { onboarding } = open();
  await done(onboarding, 'p1', create('p1', 'Acme'));
  const before = await onboarding.load(id('p1'));
  const refused = await onboarding.execute(
    id('p1'),
    [
      { type: 'CompleteItem', item: item('plan') },
      { type: 'CompleteItem', item: item('signoff-psa') },
    ],
    ana,
  );
  expect(refused).toMatchObject({ refused: true });
  expect(await onboarding.load(id('p1'))).toEqual(before);
});

test('an answer that writes nothing rests on the newest state, not on what this process remembers', async () => {
  const [here, there] = [open(), open()];
  await done(here.onboarding, 'p1', create('p1', 'Acme'));
  await there.onboarding.load(id('p1'));
  await done(here.onboarding, 'p1', { type: 'CompleteItem', item: item('plan') });
  // Refused on what `there` remembers, and possible by now.
  const { partner } = await done(
    there.onboarding,
    'p1',
    { type: 'BlockItem', item: item('built'), reason: 'No staff' },
    ben,
  );
  expect(partner.items['plan']?.status.is).toBe('done');
  const again = await done(here.onboarding, 'p1', { type: 'UnblockItem', item: item('built') });
  expect(again.events).toHaveLength(1);
});

test('a name or channel that another partner has is refused, with a word on where', async () => {
  const { onboarding } = open();
  await done(onboarding, 'p1', [create('p1', 'Acme'), ready('C1')]);
  expect(await onboarding.execute(id('p2'), create('p2', ' ACME '), ana)).toEqual({
    refused: true,
    message: '“Acme” is being onboarded already in #pc-c1.',
    field: 'name',
  });
  await done(onboarding, 'p2', create('p2', 'Bolt'));
  expect(await onboarding.execute(id('p2'), ready('C1'), bot)).toMatchObject({ field: 'channel' });
  await done(onboarding, 'p1', { type: 'ClosePartner', reason: 'paused' });
  expect(await onboarding.execute(id('p3'), create('p3', 'Acme'), ana)).toMatchObject({
    message: expect.stringContaining('is closed'),
  });
});
