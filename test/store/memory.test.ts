import { Onboarding } from '../../src/onboarding';
import { Store } from '../../src/store/store';
import { partnerConnect } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';
import { clock, create, done, id, item, ready, workspace } from './sample';

const redis = useTestRedis();

test('a partner with 100 events takes at most 60 KB of Redis, snapshot and indexes included', async () => {
  const client = redis.client();
  const open = () => new Onboarding(new Store(client, { workspace }), { lifecycle: partnerConnect, clock: clock() });
  const onboarding = open();
  const partners = 50;
  const type = partnerConnect.integrationTypes[0]?.id ?? '';
  const used = async (): Promise<number> => Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]);
  await onboarding.load(id('warms-the-scripts'));
  const before = await used();
  const sizes: number[] = [];
  const sentence = 'Agreed with the partner on Tuesday; the details are in the shared folder, see the second page. ';
  for (let n = 0; n < partners; n += 1) {
    const partner = `01J8XK3P0000${n}`;
    await done(onboarding, partner, [
      create(partner, `Partner number ${n}`, { integrationType: type }),
      ready(`C0${n}`),
    ]);
    const all = partnerConnect.phases.flatMap((phase) => phase.items).filter(({ kind }) => kind === 'task');
    let round = 0;
    for (;;) {
      const { partner: now } = await done(onboarding, partner, {
        type: 'BlockItem',
        item: item(all[round % all.length]?.id ?? ''),
        reason: `${sentence}${round}`,
      });
      round += 1;
      if (now.version >= 100) break;
    }
    await open().load(id(partner)); // Writes the snapshot.
    const { keys } = new Store(client, { workspace });
    const of = async (key: string) => (await client.memory('USAGE', key, 'SAMPLES', 0)) ?? 0;
    sizes.push((await of(keys.log(id(partner)))) + (await of(keys.snapshot(id(partner)))));
  }
  const perPartner = ((await used()) - before) / partners / 1024;
  const keysOnly = Math.max(...sizes) / 1024;
  console.info(
    `Redis memory for a partner with 100 events: ${perPartner.toFixed(1)} KB (its log and snapshot: ${keysOnly.toFixed(1)} KB)`,
  );
  expect(perPartner).toBeLessThan(60);
});
