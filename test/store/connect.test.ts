import { connectQueues, parseRedisUrl } from '../../src/store/connect';
import { assertDurable, durabilityFaults } from '../../src/store/durability';
import { keysOf, queuePrefix } from '../../src/store/keys';
import { startTestRedis } from '../support/redis';
import { id } from './sample';

test.each([
  ['redis://localhost:6379/0', { kind: 'single' }],
  ['rediss://user:secret@host', { kind: 'single' }],
  [
    'redis-sentinel://s1:26379,s2/mymaster',
    {
      kind: 'sentinel',
      master: 'mymaster',
      tls: false,
      hosts: [
        { host: 's1', port: 26379 },
        { host: 's2', port: 26379 },
      ],
    },
  ],
  [
    'rediss-cluster://user:p%40ss@h1,[::1]:7000',
    {
      kind: 'cluster',
      tls: true,
      username: 'user',
      password: 'p@ss',
      hosts: [
        { host: 'h1', port: 6379 },
        { host: '::1', port: 7000 },
      ],
    },
  ],
  ['redis-sentinel://user:pa:ss@s1/m', { username: 'user', password: 'pa:ss' }],
  ['redis-cluster://:pa:ss@h1', { password: 'pa:ss' }],
  ['redis-cluster://secret@h1', { password: 'secret' }],
])('%s is an address of a Redis', (url, address) => {
  expect(parseRedisUrl(url)).toMatchObject(address);
});

test.each([
  '',
  'localhost:6379',
  'http://host',
  'redis://',
  'redis-sentinel://host',
  'redis-cluster://',
  'redis-cluster://a,,b',
  'redis-cluster://user:100%@a',
  'redis://user:100%@a',
])('“%s” is none, and what it should look like is said', (url) => {
  expect(() => parseRedisUrl(url)).toThrow(/redis:\/\/host:6379/);
});

test('a password is not repeated in the refusal', () => {
  expect(() => parseRedisUrl('redis-sentinel://user:secret@host')).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('secret') }),
  );
});

test('a server without an append-only file is refused unless that is allowed', async () => {
  const redis = await startTestRedis();
  const client = redis.client();
  await expect(assertDurable(client)).rejects.toThrow(/appendonly yes.*ALLOW_VOLATILE_REDIS=true/);
  await assertDurable(client, { allowVolatile: true });
  await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await expect(assertDurable(client)).rejects.toThrow(/allkeys-lru/);
  await redis.stop();
});

test('a durable server is accepted, also when it forbids CONFIG', async () => {
  const redis = await startTestRedis({ durable: true });
  await redis.client().call('ACL', 'SETUSER', 'bot', 'on', '>pw', '~*', '+@all', '-config');
  const address = new URL(redis.url);
  address.username = 'bot';
  address.password = 'pw';
  const connection = connectQueues(address.href, () => undefined);
  await assertDurable(connection);
  connection.disconnect();
  await redis.stop();
});

test('what a server does not say is not taken for durable', () => {
  expect(durabilityFaults('aof_enabled:1\r\nmaxmemory_policy:noeviction\r\n')).toEqual([]);
  expect(durabilityFaults('')).toHaveLength(2);
});

test('all keys of a workspace share its hash tag, those of BullMQ too', () => {
  const keys = keysOf('T0HOME');
  const some = [
    keys.attention,
    keys.log(id('p1')),
    keys.list('open'),
    keys.deliveries(id('p1')),
    keys.turns('chat.update'),
    keys.hold('chat.update'),
    keys.heldChannels,
    queuePrefix('T0HOME'),
  ];
  for (const key of some) expect(key).toMatch(/^\{pc:T0HOME\}:/);
  expect(() => keysOf('{}')).toThrow(/workspace/);
});
