import { item } from '../support/given';
import { partnerConnect } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';
import { create, done, id, processOn, ready } from './sample';

const redis = useTestRedis();
const partners = 20;
const sentence = 'Agreed with the partner on Tuesday; the details are in the shared folder, see the second page. ';

test('a partner with 100 events takes at most 60 KB of Redis, snapshot and indexes included', async () => {
  const client = redis.client();
  const open = () => processOn(client, partnerConnect).onboarding;
  const used = async (): Promise<number> => Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]);
  const integrationType = partnerConnect.integrationTypes[0]?.id ?? '';
  const tasks = partnerConnect.phases.flatMap((phase) => phase.items).filter(({ kind }) => kind === 'task');
  const blocked = (n: number) =>
    ({ type: 'BlockItem', item: item(tasks[n % tasks.length]?.id ?? ''), reason: `${sentence}${n}` }) as const;

  const onboarding = open();
  await done(onboarding, 'first', create('first', 'Brings in the scripts', { integrationType }));
  const before = await used();
  for (let n = 0; n < partners; n += 1) {
    const partner = `01J8XK3P0000${n}`;
    const opened = [create(partner, `Partner number ${n}`, { integrationType }), ready(`C0${n}`)];
    const { events } = await done(onboarding, partner, opened);
    await done(
      onboarding,
      partner,
      Array.from({ length: 100 - events.length }, (_, nth) => blocked(nth)),
    );
    expect((await open().load(id(partner)))?.version).toBe(100); // A cold read, which writes the snapshot.
  }
  const perPartner = ((await used()) - before) / partners;
  console.info(`Redis memory for a partner with 100 events: ${(perPartner / 1024).toFixed(1)} KB`);
  expect(perPartner).toBeLessThan(60 * 1024);
});
