import { setImmediate as breath } from 'node:timers/promises';
import { pino } from 'pino';
import { Ahead, type Foreseen } from '../../jobs/ahead';
import { later, type Instant } from '../../src/domain/ids';
import { second } from '../../src/domain/time';
import { Onboarding } from '../../src/onboarding';
import { Store } from '../../src/store/store';
import { workspace } from '../store/sample';
import { acme, bot, channelReady, given, pat, type Story } from '../support/given';
import { deliver } from '../support/launching';
import { partnerConnect as lifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';

/** What is prepared before its time is used at its time, and only as long as nothing else can be due. */

const redis = useTestRedis();

/** A partner that has just been closed: its channel is to be told at once, and the card to be drawn anew a little later. */
const closed = deliver(given(acme, channelReady)).and(pat.does({ type: 'ClosePartner', reason: 'paused' }));

/** Returns what is foreseen of the partner for an instant, as seen at any other. */
async function foreseen({ partner, log, now }: Story, at: Instant): Promise<(now: Instant) => Foreseen | undefined> {
  const store = new Store(redis.client(), { workspace });
  await store.commit(partner.id, undefined, log, { lifecycle, now });
  const clock = () => later(at, -second);
  const onboarding = new Onboarding(store, { lifecycle, clock });
  const ahead = new Ahead({ onboarding, lifecycle, clock, log: pino({ level: 'silent' }) });
  ahead.prepare([{ id: partner.id, at }]);
  const seen = (when: Instant) => ahead.of(onboarding.known(partner.id), when);
  while (!seen(at)) await breath();
  return seen;
}

test('it holds from its instant on, for ten seconds', async () => {
  const soon = later(closed.now, 60 * second);
  const retried = bot.does({ type: 'DeliveryFailed', key: 'closed', problem: 'Slack has a fault.', retryAt: soon });
  const at = await foreseen(deliver(closed.and(retried).after([], later(closed.now, 10 * second))), soon);
  expect(at(soon)?.agenda.due).toMatchObject([{ kind: 'notice', key: 'closed' }]);
  expect(at(later(soon, -1))).toBeUndefined();
  expect(at(later(soon, 10 * second - 1))).toBeDefined();
  expect(at(later(soon, 10 * second))).toBeUndefined();
});

test('it holds no longer once something else is due', async () => {
  const at = await foreseen(closed, closed.now);
  const { nextAt } = at(closed.now)?.agenda ?? {};
  if (nextAt === undefined) throw new Error('The card is to be drawn anew');
  expect(nextAt).toBeLessThan(closed.now + 10 * second);
  expect(at(later(nextAt, -1))).toBeDefined();
  expect(at(nextAt)).toBeUndefined();
});
