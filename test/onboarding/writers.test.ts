import { ana, bot, create, done, faults, id, processOn, ready } from '../store/sample';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();
const p1 = id('p1');

const open = () => processOn(redis.client(), lifecycle);

const invite = (n: number) => ({ type: 'InvitePartnerPerson', email: `guest${n}@example.com` }) as const;

test('forty writers in two processes lose nothing and repeat nothing', async () => {
  const processes = [open(), open()];
  const [here, there] = processes.map(({ onboarding }) => onboarding);
  if (!here || !there) throw new Error('two processes');
  await done(here, 'p1', create('p1', 'Acme'));
  await there.load(p1);

  // Each invitation is asked for in both processes at once.
  const guests = Array.from({ length: 20 }, (_, n) => n);
  const results = await Promise.all(guests.flatMap((n) => [done(here, 'p1', invite(n)), done(there, 'p1', invite(n))]));

  const { entries } = await here.history(p1, { limit: 1000 });
  const planned = entries.flatMap(({ recorded: { event } }) =>
    event.type === 'InvitationPlanned' ? [event.email] : [],
  );
  expect(planned.toSorted()).toEqual(guests.map((n) => invite(n).email).toSorted());
  expect(results.filter(({ events }) => events.length > 0)).toHaveLength(20);
  expect(new Set(results.map(({ partner }) => partner.version)).size).toBeGreaterThanOrEqual(20);
  expect(await there.load(p1)).toEqual(await here.load(p1));
  expect(await faults(redis.client(), lifecycle)).toEqual([]);
});

test('two people who open the same partner at once: one does, the other is told', async () => {
  const [here, there] = [open().onboarding, open().onboarding];
  const results = await Promise.all([
    here.execute(id('p1'), create('p1', 'Acme'), ana),
    there.execute(id('p2'), create('p2', 'acme'), ana),
  ]);
  expect(results.filter((result) => 'refused' in result)).toHaveLength(1);
  const opened = await here.list('open', { limit: 10 });
  expect(opened.summaries).toHaveLength(1);
});

test('the same channel made ready twice is one event', async () => {
  const [here, there] = [open().onboarding, open().onboarding];
  await done(here, 'p1', create('p1', 'Acme'));
  const both = await Promise.all([done(here, 'p1', ready('C1'), bot), done(there, 'p1', ready('C1'), bot)]);
  expect(both.map(({ events }) => events.length).toSorted((a, b) => a - b)).toEqual([0, 1]);
});
