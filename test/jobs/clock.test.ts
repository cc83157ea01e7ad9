import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { LocalSlack } from '../../local-slack';
import { runPrompt } from '../../local-slack/prompt';
import { startBot } from '../../src/bot';
import { remoteClock } from '../../src/clock';
import { readConfig } from '../../src/config';
import { later } from '../../src/domain/ids';
import { projectRoot } from '../../src/project-root';
import { watchUpcoming } from '../../src/upcoming';
import { partnerConnect } from '../support/lifecycle';
import { startTestRedis } from '../support/redis';
import { quiet } from '../support/settled';
import { eventually } from '../support/story';
import { day, hour, minute, useWorld } from '../support/world';
import { closeAll, openMany, toldClosed, type Stage } from './support';

/** The clock of the local Slack: a person moves it, the bot follows, and what comes with time comes in order. */

const world = useWorld();

test('a bot that follows the workspace’s clock is told at once when it is moved', async () => {
  const { slack } = world;
  const { clock, stop } = await remoteClock(slack.clockUrl);
  expect(Math.abs(clock() - slack.now())).toBeLessThan(minute);
  slack.advance(3 * day);
  await eventually(world, () => Math.abs(clock() - slack.now()) < minute || undefined);
  slack.advance(-3 * day);
  await eventually(world, () => Math.abs(clock() - slack.now()) < minute || undefined);
  stop();
});

test('while the clock cannot be asked, time goes on from what is known', async () => {
  let ahead = hour;
  let up = true;
  const server = createServer((req, res) => {
    if (up && !req.url?.includes(`ahead=${ahead}`)) res.end(JSON.stringify({ ahead }));
    else res.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has a port');
  const { clock, stop } = await remoteClock(`http://127.0.0.1:${address.port}/clock`);
  const isAhead = (ms: number) => Math.abs(clock() - Date.now() - ms) < minute;
  up = false;
  ahead = day;
  expect(isAhead(hour)).toBe(true);
  up = true;
  await eventually(world, () => isAhead(day) || undefined);
  stop();
  server.close();
});

test('a clock that can be moved is refused with a Slack that is not on this machine', () => {
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 's',
    REDIS_URL: 'redis://localhost',
    CLOCK_URL: 'http://127.0.0.1:1/clock',
  };
  const fault = 'CLOCK_URL is for the local Slack alone: with a Slack that is not on this machine, time is what it is';
  expect(readConfig(env)).toEqual({ faults: [fault] });
  expect(readConfig({ ...env, SLACK_API_URL: 'https://slack.example/api/', PORT: 'x' })).toEqual({
    faults: [expect.stringContaining('PORT'), fault],
  });
  expect(readConfig({ ...env, SLACK_API_URL: 'http://127.0.0.1:9/api/' })).toMatchObject({
    config: { clockUrl: 'http://127.0.0.1:1/clock' },
  });
});

describe('at the prompt', () => {
  let stage: Stage;
  let terminal: { type(line: string): void; shown(): string; end(): Promise<void> };
  const endings: (() => unknown)[] = [];

  beforeAll(async () => {
    const [redis, slack] = await Promise.all([
      startTestRedis(),
      LocalSlack.start({ manifest: join(projectRoot(), 'manifest.yml') }),
    ]);
    // At ten on a Monday: no morning, with whatever that brings, comes between.
    slack.advance(Date.parse('2026-11-23T18:00:00Z') - slack.now());
    const { clock, stop } = await remoteClock(slack.clockUrl);
    const pat = slack.person({ name: 'Pat Doe', email: 'pat@databricks.example' });
    const config = {
      botToken: slack.botToken,
      slackApiUrl: slack.url,
      inbound: { mode: 'http', signingSecret: slack.signingSecret, port: 0 },
      redisUrl: redis.url,
      logLevel: 'silent',
      teamGroups: new Map(),
      allowVolatileRedis: true,
    } as const;
    const pace = { tickEveryMs: 100 };
    const bot = await startBot({ config, lifecycle: partnerConnect, clock, log: pino({ level: 'silent' }), pace });
    const upcoming = watchUpcoming(redis.url, slack.team.id, () => slack.now());
    stage = { slack, redis, bot, cast: { pat }, now: clock, advance: (ms) => slack.advance(ms) };
    const [input, output] = [new PassThrough(), new PassThrough()];
    let shown = '';
    output.on('data', (part: Buffer) => (shown += part.toString()));
    const running = runPrompt(slack, { input, output, upcoming });
    terminal = {
      type: (line) => {
        shown = '';
        input.write(`${line}\n`);
      },
      shown: () => shown,
      end: () => (input.write('quit\n'), running),
    };
    endings.push(
      () => terminal.end(),
      () => bot.stop(),
      stop,
      () => upcoming.stop(),
      () => slack.stop(),
      () => redis.stop(),
    );
  });
  afterAll(async () => {
    for (const end of endings) await end();
  });

  /** Types a line and waits for the words. */
  const type = async (line: string, wanted: RegExp): Promise<string> => {
    terminal.type(line);
    await eventually(stage, () => terminal.shown().search(wanted) >= 0 || undefined);
    return terminal.shown();
  };

  test('a person lets time pass, and sees what it brings, in order and with the time', async () => {
    const partners = await openMany(stage, 'time', 3);
    const start = stage.now();
    for (const [n, partner] of partners.entries()) await closeAll(stage, [partner], later(start, (n + 1) * hour));
    await quiet(stage);
    await type('clock', /It is \w+, \d+ \w+ \d+, \d\d:\d\d/);
    await type('clock sideways', /clock \+30m, \+1h, \+1d or \+1w moves it/);

    const next = await type('clock next', /It is [^]*#time-0: /);
    expect(next).not.toContain('#time-1:');
    expect(partners.map((p) => toldClosed(stage, p))).toEqual([1, 0, 0]);

    const day = await type('clock +1d', /#time-1: [^]*#time-2: [^]*It is/);
    const times = [...day.matchAll(/It is \w+, \d+ \w+ \d+, (\d\d:\d\d)/g)].map(([, time]) => time);
    expect(times.length).toBeGreaterThanOrEqual(3);
    expect(new Set(times).size).toBe(times.length);
    expect(stage.now() - start).toBeGreaterThan(24 * hour);
    const posted = partners.map(({ channel }) => Number(stage.slack.messagesIn(channel).at(-1)?.ts) * 1000);
    for (const [n, at] of posted.entries()) expect(Math.abs(at - start - (n + 1) * hour)).toBeLessThan(10 * minute);
  });
});
