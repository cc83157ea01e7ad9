import { startTestRedis, useTestRedis } from '../support/redis';

describe('the Redis of a test file', () => {
  const redis = useTestRedis();

  test.each(['first', 'second'])('is empty at the %s test', async (name) => {
    const client = redis.client();
    expect(await client.dbsize()).toBe(0);
    await client.set('left by', name);
  });
});

test('a durable one keeps what it acknowledged through a kill; its clients reconnect by themselves', async () => {
  const redis = await startTestRedis({ durable: true });
  const client = redis.client({ retryStrategy: () => 10 });
  await client.set('partner', 'Tideline');
  await redis.kill9();
  const asked = client.get('partner');
  await redis.restart();
  expect(await asked).toBe('Tideline');
  await redis.stop();
});
