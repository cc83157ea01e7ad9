import { join } from 'node:path';
import { pino } from 'pino';
import { LocalSlack, type Person, type StartOptions } from '../../local-slack';
import { startBot, type Bot, type Pace } from '../../src/bot';
import type { Config } from '../../src/config';
import { instant, later, teamId, type Instant, type TeamId } from '../../src/domain/ids';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { freePort } from '../../src/private-redis';
import { projectRoot } from '../../src/project-root';
import { partnerConnect } from './lifecycle';
import { startTestRedis, type TestRedis } from './redis';
import { settled } from './settled';

/** The real bot, over signed HTTP, with a local Slack and a Redis of its own, at a time that the test sets. */
export interface World {
  readonly slack: LocalSlack;
  readonly redis: TestRedis;
  readonly bot: Bot;
  readonly cast: Cast;
  /** Where the bot takes Slack's requests. */
  readonly url: string;
  /** Lines of the bot's log at level error: none, unless a test breaks something on purpose. */
  readonly faults: readonly string[];
  /** Lines at level warn: what the bot takes in its stride. */
  readonly warnings: readonly string[];
  /** Returns the faults so far, which the test expected, and forgets them. */
  takeFaults(): readonly string[];
  now(): Instant;
  /** Puts the bot's clock and Slack's forward. */
  advance(ms: number): void;
  /**
   * Resolves when nothing goes on: nothing is on its way between Slack and the bot, and the bot has attended to all that is due
   * by now. Throws when that does not come about.
   */
  settled(): Promise<void>;
  /** Lets so much time pass: what is due before is attended to before, and what it brings is when this resolves. */
  pass(ms: number): Promise<void>;
  /** Stops the bot, unless the test did, and starts it anew, as a deployment does; at another pace for a test that needs it. */
  restartBot(how?: { readonly stopped?: boolean; readonly pace?: Pace }): Promise<void>;
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
  /** Redis keeps what it acknowledged when it is killed. */
  readonly durable?: boolean;
  /** Slack user groups to make, by the team whose members they hold. */
  readonly groups?: Readonly<Record<string, keyof Cast>>;
  readonly pace?: Pace;
  readonly slack?: Partial<StartOptions>;
  /** Slack reaches the bot over a socket that the bot opens, instead of over HTTP. */
  readonly socketMode?: boolean;
  /** The bot's clock is that of the workspace, which goes on by itself, and is looked at when it is moved. */
  readonly followsSlack?: boolean;
}

export { day, hour, minute } from '../../src/domain/time';

const start = instant.parse(Date.parse('2026-11-23T17:00:00Z'));

/** What nobody waits for unless something is broken: a machine that is busy is only slow. */
export const patienceMs = 30_000;

/** Tests put the clock forward instead of waiting; the bot then finds what is due at its next look. */
export const testPace: Pace = {
  tickEveryMs: 100,
  slackTimeoutMs: patienceMs,
  answerWithinMs: patienceMs,
  turns: false,
};

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const {
    lifecycle = partnerConnect,
    durable = false,
    groups = {},
    pace = {},
    socketMode = false,
    followsSlack = false,
  } = options;
  const [redis, slack] = await Promise.all([
    startTestRedis({ durable }),
    LocalSlack.start({
      manifest: join(projectRoot(), 'manifest.yml'),
      quiet: true,
      ackTimeoutMs: patienceMs,
      ...options.slack,
    }),
  ]);
  if (!followsSlack) slack.advance(start - Date.now());
  const cast = castOf(slack);
  const teamGroups = new Map<TeamId, string>();
  for (const [team, who] of Object.entries(groups)) {
    const group = slack.userGroup({ handle: `group-${team}`, people: [cast[who]] });
    teamGroups.set(teamId.parse(team), group.id);
  }
  const faults: string[] = [];
  const warnings: string[] = [];
  const write = (line: string): void => void (line.includes('"level":40') ? warnings : faults).push(line);
  let now = start;
  const clock = followsSlack ? () => instant.parse(Math.floor(slack.now())) : () => now;
  const open = async (otherPace: Pace = {}): Promise<Bot> => {
    const log = pino({ level: 'warn' }, { write });
    const config: Config = {
      botToken: slack.botToken,
      slackApiUrl: slack.url,
      inbound: socketMode
        ? { mode: 'socket', appToken: slack.appToken, port: await freePort() }
        : { mode: 'http', signingSecret: slack.signingSecret, port: 0 },
      redisUrl: redis.url,
      logLevel: 'error',
      teamGroups,
      allowVolatileRedis: !durable,
    };
    const bot = await startBot({ config, lifecycle, log, clock, pace: { ...testPace, ...pace, ...otherPace } });
    if (!socketMode) slack.connect(urlOf(bot));
    return bot;
  };
  let bot = await open();
  if (followsSlack) slack.subscribe(({ kind }) => void (kind === 'clock' && bot.look()));
  const world: World = {
    slack,
    redis,
    get bot() {
      return bot;
    },
    get url() {
      return urlOf(bot);
    },
    cast,
    faults,
    warnings,
    takeFaults: () => faults.splice(0),
    now: clock,
    advance(ms) {
      now = later(now, ms);
      slack.advance(ms);
    },
    settled: () => settled(world),
    async pass(ms) {
      await settled(world);
      world.advance(ms);
      await settled(world);
    },
    async restartBot({ stopped = false, pace: otherPace } = {}) {
      if (!stopped) await bot.stop();
      bot = await open(otherPace);
    },
    async stop() {
      await bot.stop();
      await slack.stop();
      await redis.stop();
    },
  };
  return world;
}

/** One world for a test file: started before its first test, gone after the last. */
export function useWorld(options: WorldOptions = {}): World {
  let world: World | undefined;
  const started = (): World => {
    if (!world) throw new Error('The world is there only inside tests and their hooks');
    return world;
  };
  beforeAll(async () => {
    world = await startWorld(options);
  });
  afterAll(() => world?.stop());
  return {
    get slack() {
      return started().slack;
    },
    get redis() {
      return started().redis;
    },
    get bot() {
      return started().bot;
    },
    get cast() {
      return started().cast;
    },
    get url() {
      return started().url;
    },
    get faults() {
      return started().faults;
    },
    get warnings() {
      return started().warnings;
    },
    takeFaults: () => started().takeFaults(),
    now: () => started().now(),
    advance: (ms) => started().advance(ms),
    settled: () => started().settled(),
    pass: (ms) => started().pass(ms),
    restartBot: (how) => started().restartBot(how),
    stop: () => started().stop(),
  };
}

const urlOf = (bot: Bot): string => `http://127.0.0.1:${bot.port}/slack/events`;

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
