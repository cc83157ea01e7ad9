import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../src/private-redis';
import { projectRoot } from '../../src/project-root';
import { buildPrograms, program } from '../support/programs';
import { startTestRedis } from '../support/redis';
import { eventually, everybody, expectAllWell, newest, newestShows, open } from '../support/story';
import { useWorld } from '../support/world';

/** The bot as a process among others: configured, asked how it is, stopped; over HTTP and over a socket. */

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
  said(): string;
}

const running: ChildProcess[] = [];
beforeAll(buildPrograms);
afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

/** `npm run bot` without npm, with only this environment. */
function runBot(env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [program('app')], {
    cwd: projectRoot(),
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, said }));
  return { child, ended, said: () => said };
}

describe('a configuration with faults', () => {
  test('is refused with every one of them at once', async () => {
    const { code, said } = await runBot({
      SLACK_BOT_TOKEN: 'xoxp-of-a-person',
      SLACK_API_URL: 'nowhere',
      PORT: '99999',
      LOG_LEVEL: 'loud',
      TEAM_GROUPS: 'engineering=everybody,legal=S0123',
    }).ended;
    expect(code).toBe(1);
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL', 'REDIS_URL', 'PORT', 'LOG_LEVEL'])
      expect(said).toContain(`  ${name} `);
    expect(said).toContain('“engineering=everybody” is not of the form team=S0123ABC');
    expect(said).not.toContain('xoxp-of-a-person');
    expect(said).not.toContain(' at ');
  });

  test('with those of the lifecycle file beside them', async () => {
    const { code, said } = await runBot({
      LIFECYCLE_FILE: '/nowhere/to/be.yml',
      PORT: 'x',
      REDIS_URL: 'redis-cluster://',
    }).ended;
    expect(code).toBe(1);
    expect(said).toContain('  SLACK_BOT_TOKEN is missing');
    expect(said).toContain('  PORT is not a port (0 to 65535)');
    expect(said).toContain('  REDIS_URL is not an address of a Redis: redis-cluster://.');
    expect(said).toContain('/nowhere/to/be.yml: cannot be read');
  });

  test('also a user group for a team that can have none', async () => {
    const { code, said } = await runBot({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 's',
      REDIS_URL: 'redis://127.0.0.1:1',
      TEAM_GROUPS: 'nobody=S1,partner-lead=S2,legal=S3',
    }).ended;
    expect(code).toBe(1);
    expect(said).toContain('“nobody”, which is no team of the lifecycle');
    expect(said).toContain('“partner-lead”, which is no team of Databricks');
    expect(said).not.toContain('legal');
  });
});

describe('over HTTP', () => {
  const world = useWorld({ durable: true });
  const ask = async (path: string) => {
    const { status } = await fetch(new URL(path, world.url));
    return status;
  };

  test('says that it lives, and whether it can work', async () => {
    expect([await ask('/healthz'), await ask('/readyz'), await ask('/elsewhere')]).toEqual([200, 200, 404]);
    expect((await fetch(new URL('/healthz', world.url), { method: 'HEAD' })).status).toBe(200);
    await world.redis.kill9();
    expect([await ask('/healthz'), await ask('/readyz')]).toEqual([200, 503]);
    await world.redis.restart();
    await eventually(world, async () => (await ask('/readyz')) === 200 || undefined);
    world.takeFaults();
  });

  test('keeps connections longer than balancers do: otherwise one would use what the other closes', async () => {
    const { headers } = await fetch(new URL('/healthz', world.url));
    const [, seconds] = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThan(60);
  });

  test('a token that Slack refuses, and a Redis that may lose data, end it with a sentence', async () => {
    const { slack, redis } = world;
    const env = { SLACK_SIGNING_SECRET: 's', SLACK_API_URL: slack.url, PORT: '0', LOG_LEVEL: 'silent' };
    const volatile = await startTestRedis();
    const [token, losing] = await Promise.all([
      runBot({ ...env, SLACK_BOT_TOKEN: 'xoxb-wrong', REDIS_URL: redis.url }).ended,
      runBot({ ...env, SLACK_BOT_TOKEN: slack.botToken, REDIS_URL: volatile.url }).ended,
    ]);
    await volatile.stop();
    expect(token.code).toBe(1);
    expect(token.said).toMatch(/SLACK_BOT_TOKEN is refused by Slack/);
    expect(losing.code).toBe(1);
    expect(losing.said).toMatch(/ALLOW_VOLATILE_REDIS/);
  });

  test('on SIGTERM before Slack has ever answered it ends with 0: it has begun nothing', async () => {
    const { slack, redis } = world;
    const bot = runBot({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: 's',
      SLACK_API_URL: 'http://127.0.0.1:9/',
      REDIS_URL: redis.url,
      PORT: '0',
    });
    await eventually(world, () => bot.said().includes('Slack cannot be asked who we are') || undefined);
    bot.child.kill('SIGTERM');
    expect((await bot.ended).code).toBe(0);
  });

  async function readyBot(port: number, more: Readonly<Record<string, string>> = {}): Promise<Running> {
    const { slack, redis } = world;
    const bot = runBot({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.url,
      REDIS_URL: redis.url,
      PORT: `${port}`,
      LOG_LEVEL: 'silent',
      ...more,
    });
    await eventually(world, () => bot.said().includes('The bot is ready') || undefined);
    return bot;
  }

  test('beside the local Slack it is reached from this machine alone', async () => {
    const { slack } = world;
    const port = await freePort();
    const bot = await readyBot(port, { CLOCK_URL: slack.clockUrl });
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).ok).toBe(true);
    await expect(fetch(`http://127.0.0.2:${port}/healthz`)).rejects.toThrow('fetch failed');
    bot.child.kill('SIGTERM');
    expect((await bot.ended).code).toBe(0);
  });

  test('on SIGTERM it finishes what it began, and ends with 0', async () => {
    const { slack, cast } = world;
    const port = await freePort();
    const bot = await readyBot(port);
    slack.connect(`http://127.0.0.1:${port}/slack/events`);
    // Slack lets the bot wait for who Cora is: her command is under way for a while.
    slack.fail('users.info', 'hang');
    const cora = slack.as(cast.colleague).in('general');
    const typing = cora.type('/pc status');
    await eventually(world, () => slack.calls('users.info').some((c) => c.answer.error === 'hang') || undefined);
    bot.child.kill('SIGTERM');
    await typing;
    expect(cora.notices()).toEqual([]);
    expect(newest(cora)).not.toBe('');
    expect((await bot.ended).code).toBe(0);
  });
});

describe('with Redis gone', () => {
  const world = useWorld({ durable: true });

  test('it stops all the same', async () => {
    await world.redis.kill9();
    await world.bot.stop();
    // Nothing was given up after a while: all that needs Redis ended by itself.
    expect(world.warnings.join()).toContain('stopping without it');
    expect(world.warnings.filter((line) => line.includes('takes too long'))).toEqual([]);
    await world.redis.restart();
    await world.restartBot({ stopped: true });
  });
});

describe('over a socket', () => {
  const world = useWorld({ socketMode: true });

  test('everything works as over HTTP: commands, forms, clicks, events', async () => {
    const { slack, cast } = world;
    const channel = await open(world, 'Acme', { ...everybody(cast), 'People of the partner': 'lena@acme.example' });
    slack.accept(cast.lena);
    await world.settled();
    const lena = slack.as(cast.lena).in(channel);
    await lena.type('@bot status');
    await newestShows(world, lena, /^Acme\n/);
    await lena.click('Checklist');
    await newestShows(world, lena, /^Acme · Checklist/);
    const pat = slack.as(cast.pat).in(channel);
    await pat.type('/pc checklist');
    await pat.click({ text: 'Done', near: 'Company is a registered' });
    await newestShows(world, pat, '✅ Company is a registered');
  });

  test('also when Slack asks to connect anew, and it answers health checks', async () => {
    const { slack, cast, bot } = world;
    slack.recycleSockets();
    const pat = slack.as(cast.pat).in('pc-acme');
    await eventually(world, async () => {
      await pat.type('/pc people');
      return newest(pat).includes('People') || undefined;
    });
    expect((await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status).toBe(200);
    expectAllWell(world);
  });
});
