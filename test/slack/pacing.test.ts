import { pino } from 'pino';
import { Onboarding } from '../../src/onboarding';
import { pacing } from '../../src/slack/pacing';
import { Store } from '../../src/store/store';
import { at, create, done, id, workspace } from '../store/sample';
import { channel } from '../support/given';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();
const log = pino({ level: 'silent' });
const card = { channel: channel('C1'), ts: '1.1' };

/** A partner for whom something is due, and what asks for turns at an instant. */
async function open() {
  const store = new Store(redis.client(), { workspace });
  const onboarding = new Onboarding(store, { lifecycle, clock: () => at(1) });
  const { partner } = await done(onboarding, 'p1', create('p1', 'Acme'));
  const turns = pacing(store, { clock: () => at(5), log, attemptLivesMs: 1000 });
  return { store, turns, partner };
}

test('an edit that was foreseen has its turn with the taking of its partner', async () => {
  const { turns, partner } = await open();
  const taken = await turns.take(id('p1'), { partner, first: { edits: card } });
  expect(taken?.partner).toBe(partner);
  expect(taken?.begun?.()).toEqual({ is: 'go', begunBefore: false });
});

test('it waits like every other edit when there were too many', async () => {
  const { turns, partner } = await open();
  for (let n = 0; n < 10; n += 1) await turns.edit({ ...card, ts: `2.${n}` });
  const taken = await turns.take(id('p1'), { partner, first: { edits: card } });
  expect(taken?.begun).toThrow();
  await expect(turns.edit({ ...card, ts: '3.1' })).rejects.toThrow();
});
