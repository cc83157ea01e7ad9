import { join } from 'node:path';
import { pino } from 'pino';
import { LocalSlack, type Person } from '../../local-slack';
import { startBot, type Bot } from '../../src/bot';
import { instant, later, type Instant } from '../../src/domain/ids';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { projectRoot } from '../../src/project-root';
import { partnerConnect } from './lifecycle';
import { startTestRedis, type TestRedis } from './redis';

/** The real bot, over signed HTTP, with a local Slack and a Redis of its own, at a time that the test sets. */
export interface World {
  readonly slack: LocalSlack;
  readonly redis: TestRedis;
  readonly bot: Bot;
  readonly cast: Cast;
  /** Lines of the bot's log at level error. */
  readonly faults: readonly string[];
  now(): Instant;
  advance(ms: number): void;
  /** Stops the bot and starts it anew, as after a deployment. */
  restartBot(): Promise<void>;
  stop(): Promise<void>;
}

export type Cast = Readonly<
  Record<
    'pat' | 'eng' | 'psa' | 'product' | 'legal' | 'marketing' | 'colleague' | 'lena' | 'paul' | 'mia' | 'rival',
    Person
  >
>;

export interface WorldOptions {
  readonly lifecycle?: Lifecycle;
  readonly durable?: boolean;
  readonly teamGroups?: (slack: LocalSlack, cast: Cast) => ReadonlyMap<string, string>;
}

const start = instant.parse(Date.parse('2026-11-23T17:00:00Z'));

export async function startWorld({ lifecycle = partnerConnect, durable = false }: WorldOptions = {}): Promise<World> {
  const [redis, slack] = await Promise.all([
    startTestRedis({ durable }),
    LocalSlack.start({ manifest: join(projectRoot(), 'manifest.yml'), quiet: true }),
  ]);
  slack.advance(start - Date.now());
  const cast = castOf(slack);
  const faults: string[] = [];
  let now = start;
  const open = async (): Promise<Bot> => {
    const log = pino({ level: 'error' }, { write: (line: string) => void faults.push(line) });
    const config = {
      botToken: slack.botToken,
      slackApiUrl: slack.url,
      inbound: { mode: 'http', signingSecret: slack.signingSecret, port: 0 },
      redisUrl: redis.url,
      logLevel: 'error',
      teamGroups: new Map(),
      allowVolatileRedis: !durable,
    } as const;
    const bot = await startBot({ config, lifecycle, log, clock: () => now });
    slack.connect(`http://127.0.0.1:${bot.port}/slack/events`);
    return bot;
  };
  let bot = await open();
  return {
    slack,
    redis,
    get bot() {
      return bot;
    },
    cast,
    faults,
    now: () => now,
    advance(ms) {
      now = later(now, ms);
      slack.advance(ms);
    },
    async restartBot() {
      await bot.stop();
      bot = await open();
    },
    async stop() {
      await bot.stop();
      await slack.stop();
      await redis.stop();
    },
  };
}

function castOf(slack: LocalSlack): Cast {
  const acme = { name: 'Acme' };
  return {
    pat: slack.person({ name: 'Pat Doe', email: 'pat@databricks.example' }),
    eng: slack.person({ name: 'Enzo Gray', email: 'enzo@databricks.example' }),
    psa: slack.person({ name: 'Sara Quinn', email: 'sara@databricks.example' }),
    product: slack.person({ name: 'Petra Lowe', email: 'petra@databricks.example' }),
    legal: slack.person({ name: 'Leo Marsh', email: 'leo@databricks.example' }),
    marketing: slack.person({ name: 'Max Hart', email: 'max@databricks.example' }),
    colleague: slack.person({ name: 'Cora Hill', email: 'cora@databricks.example' }),
    lena: slack.person({ name: 'Lena Fox', email: 'lena@acme.example', team: acme }),
    paul: slack.person({ name: 'Paul Reed', email: 'paul@acme.example', team: acme }),
    mia: slack.person({ name: 'Mia Stone', email: 'mia@acme.example', team: acme }),
    rival: slack.person({ name: 'Rita Vale', email: 'rita@globex.example', team: { name: 'Globex' } }),
  };
}
