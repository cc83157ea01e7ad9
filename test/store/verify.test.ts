import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { systemClock } from '../../src/clock';
import { calendarDate } from '../../src/domain/ids';
import { projectRoot } from '../../src/project-root';
import { Verification, type Fault } from '../../src/store/verify';
import { item, team } from '../support/given';
import { partnerConnect, tinyLifecycle } from '../support/lifecycle';
import { buildPrograms, program } from '../support/programs';
import { useTestRedis } from '../support/redis';
import { ana, at, create, done, faults, gia, id, processOn, ready } from './sample';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();

const open = (by = lifecycle) => processOn(redis.client(), by, { snapshotAfter: 8 });

/** Two partners with all that is kept of them: names, channels, lists, digests, snapshots. */
async function twoPartners(by = lifecycle) {
  const { store, onboarding } = open(by);
  const integrationType = by.integrationTypes[0]?.id ?? '';
  const targetGaDate = calendarDate.parse('2027-09-01');
  for (const [partner, name, channel] of [
    ['p1', 'Acme', 'C1'],
    ['p2', 'Bolt', 'C2'],
  ] as const) {
    await done(onboarding, partner, [create(partner, name, { integrationType, targetGaDate }), ready(channel)]);
    await done(onboarding, partner, { type: 'AssignPerson', picked: gia, team: team('partner-lead') });
    for (let n = 0; n < 10; n += 1) await done(onboarding, partner, { type: 'ChangeDetails', notes: `note ${n}` });
    await open(by).store.read(id(partner));
  }
  return { store, onboarding, keys: store.keys, client: store.redis };
}

async function mendAll(by = lifecycle): Promise<void> {
  for await (const { mend } of new Verification(redis.client(), by, systemClock).faults()) await mend?.();
}

test.each<[string, (kept: Awaited<ReturnType<typeof twoPartners>>) => Promise<unknown>, string[]]>([
  [
    'a summary',
    ({ client, keys }) => client.hset(keys.summaries, 'p1', '{}'),
    ['p1: {pc:T0HOME}:summaries has "{}" for "p1", not "{'],
  ],
  [
    'a name that is gone',
    ({ client, keys }) => client.hdel(keys.names, 'acme'),
    ['p1: {pc:T0HOME}:names lacks "acme"'],
  ],
  [
    'a name that is left',
    ({ client, keys }) => client.hset(keys.names, 'old acme', 'p1'),
    ['p1: {pc:T0HOME}:names still has "old acme"'],
  ],
  [
    'a channel that leads elsewhere',
    ({ client, keys }) => client.hset(keys.channels, 'C1', 'p2'),
    ['p1: {pc:T0HOME}:channels has "p2" for "C1", not "p1"', 'p2: {pc:T0HOME}:channels still has "C1"'],
  ],
  [
    'a list that is gone',
    ({ client, keys }) => client.del(keys.list('open')),
    ['p1: {pc:T0HOME}:list:open lacks "acme\\u0000p1"', 'p2: {pc:T0HOME}:list:open lacks "bolt\\u0000p2"'],
  ],
  [
    'a list that is left',
    ({ client, keys }) => client.zadd(keys.list('closed'), 0, 'bolt\0p2'),
    ['p2: {pc:T0HOME}:list:closed still has "bolt\\u0000p2"'],
  ],
  [
    'a partner whom nobody would attend to',
    ({ client, keys }) => client.zrem(keys.attention, 'p1'),
    ['p1: {pc:T0HOME}:attention lacks "p1"'],
  ],
  [
    'a person who would get no digests',
    ({ client, keys }) => client.zrem(keys.attention, ana.person),
    ['p1: {pc:T0HOME}:attention lacks "T0HOME:U0ANA"', 'p2: {pc:T0HOME}:attention lacks "T0HOME:U0ANA"'],
  ],
  [
    'an entry of a partner that is none',
    ({ client, keys }) => client.hset(keys.summaries, 'p9', '{}'),
    ['p9: {pc:T0HOME}:summaries still has "p9"'],
  ],
  [
    'a damaged snapshot',
    ({ client, keys }) => client.hset(keys.snapshot(id('p1')), 'packed', 'no deflate stream'),
    ['p1: {pc:T0HOME}:snapshot:p1 is damaged'],
  ],
])('%s is told, and mended', async (_, spoil, told) => {
  const kept = await twoPartners();
  expect(await faults(kept.client, lifecycle)).toEqual([]);
  await spoil(kept);
  const lines = (await faults(kept.client, lifecycle)).toSorted();
  expect(lines.map((line, n) => line.slice(0, told[n]?.length))).toEqual(told);
  await mendAll();
  expect(await faults(kept.client, lifecycle)).toEqual([]);
});

test('what the bot has changed since it was looked at is not mended', async () => {
  const { client, keys, store, onboarding } = await twoPartners();
  const mendAfter = async (change: () => Promise<unknown>) => {
    const found: Fault[] = [];
    for await (const fault of new Verification(client, lifecycle, systemClock).faults()) found.push(fault);
    await change();
    for (const { mend } of found) await mend?.();
    return found.length;
  };
  await client.hdel(keys.names, 'acme');
  const renamed = { type: 'ChangeDetails', name: 'Acme Two' } as const;
  expect(await mendAfter(() => done(onboarding, 'p1', renamed))).toBe(1);
  expect(await client.hgetall(keys.names)).toEqual({ 'acme two': 'p1', bolt: 'p2' });
  await client.zrem(keys.attention, 'p1');
  expect(await mendAfter(() => store.defer(id('p1'), at(7)))).toBe(1);
  expect(await client.zscore(keys.attention, 'p1')).toBe('7');
});

test('two partners that have one name by their logs are told, and left to people', async () => {
  const { client, keys } = await twoPartners();
  const [first] = await client.lrange(keys.log(id('p1')), 0, 0);
  await client.lset(keys.log(id('p2')), 0, first?.replace('"p1"', '"p2"') ?? '');
  await client.del(keys.snapshot(id('p2')));
  await mendAll();
  expect(await faults(client, lifecycle)).toEqual([
    'p2: {pc:T0HOME}:names has "p1" for "acme", not "p2", and both claim it',
  ]);
});

test('a log that cannot be read is told, and the others are verified all the same', async () => {
  const { client, keys } = await twoPartners();
  await client.lset(keys.log(id('p1')), 3, '{"at":"noon"}');
  await client.hdel(keys.names, 'bolt');
  expect((await faults(client, lifecycle)).toSorted()).toEqual([
    'p1: An event of the log cannot be read: {"at":"noon"}',
    'p2: {pc:T0HOME}:names lacks "bolt"',
  ]);
});

test('after a changed lifecycle the lists are brought up to it: who launches on which day', async () => {
  const { store, onboarding } = await twoPartners();
  const agreed = { type: 'ItemDone', item: item('ga-date-agreed'), value: '2027-10-01' } as const;
  const event = { at: at(1), by: { kind: 'bot' }, event: agreed } as const;
  await store.commit(id('p1'), store.known(id('p1')), [event], { lifecycle, now: at(1) });
  const launches = async (day: string) =>
    (await onboarding.list(`ga:${calendarDate.parse(day)}`, { limit: 9 })).summaries.map(({ name }) => name);
  expect([await launches('2027-09-01'), await launches('2027-10-01')]).toEqual([['Bolt'], ['Acme']]);

  // Another item holds the date now: what was agreed on the one of before counts no more.
  const phases = lifecycle.phases.map((phase) => ({
    ...phase,
    items: phase.items.map((one) => (one.id === 'ga-date-agreed' ? { ...one, id: 'day-agreed' } : one)),
  }));
  await mendAll(tinyLifecycle({ phases }));
  expect([await launches('2027-09-01'), await launches('2027-10-01')]).toEqual([['Acme', 'Bolt'], []]);
});

test('nothing that a running bot writes meanwhile is taken for a fault', async () => {
  const { onboarding, client } = await twoPartners();
  const over = new AbortController();
  const writing = (async () => {
    for (let n = 0; !over.signal.aborted; n += 1) {
      await done(onboarding, 'p1', { type: 'ChangeDetails', name: n % 2 ? 'Acme' : 'Zeta', notes: `and ${n}` });
      await done(onboarding, 'p2', n % 2 ? { type: 'ReopenPartner' } : { type: 'ClosePartner', reason: 'paused' });
    }
  })();
  for (let n = 0; n < 5; n += 1) expect(await faults(client, lifecycle)).toEqual([]);
  over.abort();
  await writing;
});

describe('npm run verify', () => {
  beforeAll(buildPrograms);
  /** The command, without npm. */
  async function run(args: readonly string[], env: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [program('verify'), ...args], {
      cwd: projectRoot(),
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code: child.exitCode, said, complained };
  }

  test('says what is wrong in a line each and ends with 1; mended, all is well and it ends with 0', async () => {
    const { client, keys } = await twoPartners(partnerConnect);
    const env = { REDIS_URL: redis.url };
    await client.hdel(keys.names, 'acme');
    const line = 'T0HOME p1: {pc:T0HOME}:names lacks "acme"';
    expect(await run([], env)).toMatchObject({ code: 1, said: `${line}\n2 partners, 1 fault\n` });
    expect(await run(['--mend'], env)).toMatchObject({
      code: 0,
      said: `${line} (mended)\n2 partners, 1 fault, 0 left\n`,
    });
    expect(await run([], env)).toEqual({ code: 0, said: '2 partners, 0 faults\n', complained: '' });
  });

  test('ends with 2 when it cannot find out', async () => {
    expect(await run([], {})).toEqual({
      code: 2,
      said: '',
      complained: 'The configuration has faults:\n  REDIS_URL is missing\n',
    });
  });
});
