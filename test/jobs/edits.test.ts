import { pino } from 'pino';
import { Ahead } from '../../jobs/ahead';
import { later } from '../../src/domain/ids';
import { mergeEditsMs } from '../../src/domain/partner';
import { Onboarding } from '../../src/onboarding';
import { Store } from '../../src/store/store';
import { bot, clock, create, done, id, note, ready, workspace } from '../store/sample';
import { channel } from '../support/given';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();

test('who comes is prepared for, but not for an edit, before which more may happen', async () => {
  const now = clock();
  const onboarding = new Onboarding(new Store(redis.client(), { workspace }), { lifecycle, clock: now });
  await done(onboarding, 'p1', [create('p1', 'Acme'), ready('C1')]);
  const shown = { type: 'LivingMessageShown', message: 'card', channel: channel('C1'), ts: '1.1', shows: 'x' } as const;
  await done(onboarding, 'p1', { type: 'RecordFact', fact: shown }, bot);
  const { partner } = await done(onboarding, 'p1', note('a change'));
  const staleSince = partner.living['card']?.staleSince;
  if (staleSince === undefined) throw new Error('The card is stale');
  const edit = later(staleSince, mergeEditsMs);
  const { partner: other } = await done(onboarding, 'p2', create('p2', 'Globex'));

  const ahead = new Ahead({ onboarding, lifecycle, clock: () => staleSince, log: pino({ level: 'silent' }) });
  ahead.prepare([
    { id: id('p1'), at: edit },
    { id: id('p2'), at: edit },
  ]);
  while (!ahead.of(other, edit)) await new Promise(setImmediate);
  expect(ahead.of(partner, edit)).toBeUndefined();
});
