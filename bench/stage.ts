import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort, startPrivateRedis } from '../src/private-redis';
import { keysOf, queuePrefix } from '../src/store/keys';
import { bareKeys } from './bare-state';
import { prints, spawnOurs, stopProcess } from './processes';
import { signingSecret } from './requests';

/** A server under test. */
export interface Server {
  readonly child: ChildProcess;
  readonly port: number;
  /** Waits until its jobs are done. */
  drained(): Promise<void>;
}

const files = { bot: 'src/app.js', unpaced: 'bench/unpaced-bot.js', bare: 'bench/bare-bolt.js' } as const;

type Start = (kind: keyof typeof files, team: string) => Promise<Server>;

/** What a bench plays on: one Redis with the durable settings of `npm start`, one stub Slack, and servers. */
export interface Stage {
  readonly redisUrl: string;
  readonly redis: Redis;
  readonly slackUrl: string;
  /** Starts a server without waiting for it. */
  readonly launch: Start;
  /** Starts a server and waits until it says that it is ready. */
  readonly start: Start;
  /** Is called when the bench is over, while Redis and Slack are still there. */
  readonly atEnd: (end: () => unknown) => void;
}

/** Sets the stage, runs a bench on it, and clears it all away. */
export function onStage(bench: (stage: Stage) => Promise<void>): void {
  const endings: (() => unknown)[] = [];
  void run(bench, endings)
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    })
    .then(async () => {
      for (const end of endings.reverse()) await end();
      process.exit();
    });
}

async function run(bench: (stage: Stage) => Promise<void>, endings: (() => unknown)[]): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'partner-connect-bench-'));
  endings.push(() => rmSync(dir, { recursive: true, force: true }));
  const server = await startPrivateRedis({ dir });
  endings.push(() => server.stop());
  const redisUrl = server.url;
  const redis = new Redis(redisUrl);
  endings.push(() => redis.disconnect());

  const slackPort = await freePort();
  const slackUrl = `http://127.0.0.1:${slackPort}/`;
  const slack = spawnOurs('bench/stub-slack.js', { PORT: `${slackPort}` });
  endings.push(() => stopProcess(slack));
  await prints(slack, 'ready');

  const launch: Start = async (kind, team) => {
    const port = await freePort();
    const child = spawnOurs(files[kind], {
      PORT: `${port}`,
      REDIS_URL: redisUrl,
      SLACK_API_URL: slackUrl,
      SLACK_BOT_TOKEN: `xoxb-${team}`,
      SLACK_SIGNING_SECRET: signingSecret,
    });
    endings.push(() => stopProcess(child));
    const idle = kind === 'bare' ? () => queueIsEmpty(redis, bareQueue) : () => botIsIdle(redis, team);
    return { child, port, drained: () => until(idle) };
  };
  const start: Start = async (kind, team) => {
    const server = await launch(kind, team);
    await prints(server.child, 'ready');
    return server;
  };
  await bench({ redisUrl, redis, slackUrl, launch, start, atEnd: (end) => void endings.push(end) });
}

const bareQueue = `${bareKeys.prefix}:${bareKeys.queue}`;

/** What is put off for a moment, such as a merged refresh, belongs to the requests that asked for it. */
const soonMs = 30_000;

async function botIsIdle(redis: Redis, team: string): Promise<boolean> {
  const waiting = await redis.zcount(keysOf(team).attention, '-inf', Date.now() + soonMs);
  return waiting === 0 && (await queueIsEmpty(redis, `${queuePrefix(team)}:attention`));
}

const queueIsEmpty = async (redis: Redis, queue: string): Promise<boolean> =>
  (await redis.llen(`${queue}:wait`)) + (await redis.llen(`${queue}:active`)) === 0;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}
