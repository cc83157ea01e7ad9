import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { later } from '../../src/domain/ids';
import { freePort } from '../../src/private-redis';
import { keysOf } from '../../src/store/keys';
import { buildPrograms, program } from '../support/programs';
import { quiet } from '../support/settled';
import { eventually, everybody, expectAllWell, submitNew } from '../support/story';
import { hour, minute, useWorld } from '../support/world';
import { closeAll, openMany, secondBot, stopOthers, toldClosed, type Opened } from './support';

/** Processes and servers that die or go away in the middle of deliveries: nothing is lost, nothing is told twice. */

beforeAll(buildPrograms);
afterEach(stopOthers);
const world = useWorld({ durable: true });
const known = ['conversations.invite already_in_channel'] as const;

/** Whatever delivery was begun is presumed to have come to its end: a process that begins one has a minute and a half for it. */
async function longAgo(partners: readonly Opened[]): Promise<void> {
  const redis = world.redis.client();
  for (const { id } of partners) {
    const deliveries = keysOf(world.slack.team.id).deliveries(id);
    for (const [key, begun] of Object.entries(await redis.hgetall(deliveries)))
      if (begun !== 'unanswered') await redis.hset(deliveries, key, 1);
  }
  redis.disconnect();
}

/** The bot as a process of its own, which can be killed. */
async function spawnBot(): Promise<ChildProcess> {
  const { slack, redis } = world;
  const port = await freePort();
  const child = spawn(process.execPath, [program('app')], {
    env: {
      PATH: process.env['PATH'],
      PORT: `${port}`,
      REDIS_URL: redis.url,
      SLACK_API_URL: slack.url,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      CLOCK_URL: slack.clockUrl,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout ?? child, 'data'); // "The bot is ready".
  return child;
}

test('the bot is killed while it attends to many, and before what Slack has of them is written down', async () => {
  const partners = await openMany(world, 'killed', 40);
  await closeAll(world, partners, later(world.now(), hour));
  await quiet(world);
  await world.bot.stop();
  const child = await spawnBot();
  const ended = once(child, 'exit');
  const told = () => partners.map((p) => toldClosed(world, p));
  const stop = world.slack.subscribe((change) => {
    // Told while Slack still makes its answer.
    if (change.kind === 'message' && told().filter((n) => n > 0).length === 8) child.kill('SIGKILL');
  });
  world.advance(hour);
  await ended;
  stop();
  expect(told().filter((n) => n > 0).length).toBeLessThan(40);

  const other = await secondBot(world);
  const redis = world.redis.client();
  const { attended, processes } = keysOf(world.slack.team.id);
  const left = await redis.hkeys(attended);
  expect(left.length).toBeGreaterThan(0);
  // It may be alive and only slow: what it has taken is left to it.
  await other.look();
  expect(await redis.hkeys(attended)).toEqual(expect.arrayContaining(left));
  // A process that is not heard of is presumed dead after half a minute: as if that were over.
  for (const key of await redis.keys('*:queue:attention:*:lock')) await redis.del(key);
  for (const id of left) await redis.zrem(processes, (await redis.hget(attended, id)) ?? '');
  await longAgo(partners);
  const { slack } = world;
  const alive = {
    slack,
    redis: world.redis,
    bot: other,
    now: () => world.now(),
    advance: (ms: number) => world.advance(ms),
  };
  for (let n = 0; n < 3; n += 1) {
    world.advance(minute);
    await quiet(alive);
  }
  const recorded = await Promise.all(partners.map(({ id }) => other.onboarding.load(id)));
  expect(recorded.filter((partner) => partner?.outbox['closed'])).toEqual([]);
  await other.stop();
  await world.restartBot({ stopped: true });
  await quiet(world);
  expect(told()).toEqual(partners.map(() => 1));
  expect(other.faults.filter((line) => !line.includes('lock'))).toEqual([]);
  expectAllWell(world, ...known);
});

test('redis-server is killed while messages to a hundred are due', async () => {
  const partners = await openMany(world, 'redis', 100);
  const other = await secondBot(world);
  await closeAll(world, partners, later(world.now(), hour));
  await quiet(world);
  const told = () => partners.map((p) => toldClosed(world, p));
  let killed: Promise<void> | undefined;
  const stop = world.slack.subscribe(({ kind }) => {
    if (kind === 'message' && told().filter((n) => n > 0).length === 20) killed ??= world.redis.kill9();
  });
  world.advance(hour);
  await eventually(world, () => killed && true);
  await killed;
  stop();
  expect(told().filter((n) => n > 0).length).toBeLessThan(100);
  await world.redis.restart();
  for (let n = 0; n < 3; n += 1) {
    await world.settled();
    await longAgo(partners);
    world.advance(2 * minute);
  }
  await quiet(world);
  await other.stop();
  expect(told()).toEqual(partners.map(() => 1));
  world.takeFaults();
});

test('Slack is away for an hour over what is due', async () => {
  const partners = await openMany(world, 'away', 20);
  await closeAll(world, partners, later(world.now(), hour));
  await quiet(world);
  const down = ['chat.postMessage', 'chat.update', 'conversations.history', 'conversations.open'];
  for (const method of down) world.slack.fail(method, { status: 503 }, { times: 1_000_000 });
  for (let n = 0; n < 24; n += 1) {
    world.advance(5 * minute);
    await world.settled();
  }
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 0));
  const [waiting] = await Promise.all(partners.map(({ id }) => world.bot.onboarding.load(id)));
  expect(waiting?.outbox['closed']?.failed?.problem).toBe('Slack has a fault just now (HTTP 503).');
  world.slack.heal();
  for (let n = 0; n < 4; n += 1) {
    world.advance(5 * minute);
    await quiet(world);
  }
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 1));
  expectAllWell(world, ...known);
});

test('it stops while Slack says nothing: what is under way ends, nothing more is begun, the rest comes after the start', async () => {
  const { slack, cast } = world;
  await world.restartBot({ pace: { slackTimeoutMs: 1500 } });
  const partners = await openMany(world, 'hangs', 30);
  await closeAll(world, partners, later(world.now(), hour));
  await quiet(world);
  for (const method of ['chat.postMessage', 'conversations.invite']) slack.fail(method, 'hang', { times: 1_000_000 });
  world.advance(hour);
  const pat = await submitNew(world, 'Hanging', everybody(cast));
  await pat.close();
  const hangs = (method: string) => slack.calls(method).some((call) => call.answer.error === 'hang');
  await eventually(world, () => (hangs('chat.postMessage') && hangs('conversations.invite')) || undefined);
  await world.bot.stop();
  // Five people are still to be invited, each of which would take as long as Slack is waited for.
  expect(world.warnings.filter((line) => line.includes('takes too long'))).toEqual([]);
  slack.heal();
  await world.restartBot({ stopped: true });
  for (let n = 0; n < 3; n += 1) {
    world.advance(minute);
    await quiet(world);
  }
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 1));
  expect(slack.channel('pc-hanging').members).toEqual(expect.arrayContaining([cast.eng.id, cast.marketing.id]));
  expectAllWell(world, ...known);
});

test('answers of Slack that got lost on the way are found, not said again', async () => {
  const partners = await openMany(world, 'lost', 10);
  await closeAll(world, partners, later(world.now(), hour));
  await quiet(world);
  world.slack.fail('chat.postMessage', 'drop-after-doing', { times: 10 });
  world.advance(hour);
  await quiet(world);
  world.advance(minute);
  await quiet(world);
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 1));
  const after = await Promise.all(partners.map(({ id }) => world.bot.onboarding.load(id)));
  expect(after.map((partner) => partner?.outbox)).toEqual(partners.map(() => ({})));
  expectAllWell(world, ...known);
});

test('a tick that is lost, with Redis or with its process, holds nothing up', async () => {
  const partners = await openMany(world, 'tickless', 2);
  await closeAll(world, partners, later(world.now(), hour));
  await quiet(world);
  const redis = world.redis.client();
  // At once, as Redis loses things: a queue whose jobs go before its lists hands out jobs without content.
  const lose = "for _, key in ipairs(redis.call('keys', ARGV[1])) do redis.call('del', key) end";
  await redis.eval(lose, 0, '*:queue:attention:*');
  world.advance(hour);
  await quiet(world);
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 1));
  // A tick that was under way then finds itself gone.
  expect(world.takeFaults().filter((line) => !line.includes('Missing'))).toEqual([]);
  await world.restartBot();
});
