import { Server } from 'node:http';
import type { Logger } from 'pino';
import { registerHandlers } from '../handlers';
import type { Services } from '../handlers/services';
import { startJobs, type Jobs } from '../jobs';
import type { Courier } from '../jobs/deliver/courier';
import { ReadingRoom } from './artifacts/reading-room';
import type { Config } from './config';
import type { Instant } from './domain/ids';
import { withUserGroups } from './domain/user-groups';
import { Drain } from './drain';
import type { Lifecycle } from './lifecycle/schema';
import { Onboarding } from './onboarding';
import { shutDown } from './shut-down';
import { Access } from './slack/access';
import { boltApp } from './slack/bolt-app';
import { slackClients, usualSlackTimeoutMs } from './slack/clients';
import { Files } from './slack/files';
import { identify } from './slack/identity';
import { PacedClient, pacing } from './slack/pacing';
import { People, peopleNews, type PeopleNews } from './slack/people';
import { connectListener, connectQueues, connectStore } from './store/connect';
import { assertDurable } from './store/durability';
import { queuePrefix } from './store/keys';
import { News } from './store/news';
import type { RedisConnection } from './store/scripts';
import { Store } from './store/store';

/** A running bot. */
export interface Bot {
  readonly onboarding: Onboarding;
  /** Where it listens: Slack's requests in HTTP mode, health checks in both. */
  readonly port: number;
  /** Looks at once for what is due: the clock was moved. */
  look(): Promise<void>;
  /** Whether no request is under way, nor what is done after its answer. What is due is not among them: it stands in Redis. */
  readonly isIdle: boolean;
  /** Finishes what it began, then closes every connection. */
  stop(): Promise<void>;
}

export interface BotOptions {
  readonly config: Config;
  readonly lifecycle: Lifecycle;
  readonly clock: () => Instant;
  readonly log: Logger;
  /** Tests look more often and wait less long. */
  readonly pace?: Pace;
}

export interface Pace {
  /** How often partners whose time has come are looked for. */
  readonly tickEveryMs?: number;
  /** After how long a process that is not heard of is presumed dead. */
  readonly presumedDeadMs?: number;
  /** How long a delivery waits for Slack's answer. */
  readonly slackTimeoutMs?: number;
  /** How long a request may take, and all that it asks of Slack and of Redis: Slack itself waits for 3 s. */
  readonly answerWithinMs?: number;
  /** False where the clock stands still: nobody's turn would come. */
  readonly turns?: boolean;
}

const redisGraceMs = 2000;

/**
 * Wires the bot together and starts it. Throws, with a sentence for the operator, when Slack refuses the token or
 * Redis may lose data.
 */
export async function startBot({ config, clock, log, pace = {}, ...options }: BotOptions): Promise<Bot> {
  const lifecycle = withUserGroups(options.lifecycle, config.teamGroups);
  const clients = slackClients(config, { ...pace, access: new Access({ clock, log }) });
  const onRedisFault = (error: unknown) => log.warn({ err: error }, 'Redis connection');
  const redis = connectStore(config.redisUrl, onRedisFault, pace);
  const queues = connectQueues(config.redisUrl, onRedisFault);
  const [identity] = await Promise.all([
    identify(clients.forRequests, log),
    assertDurable(redis, { allowVolatile: config.allowVolatileRedis }),
  ]);

  const store = new Store(redis, {
    workspace: identity.teamId,
    ...(pace.presumedDeadMs !== undefined && { presumedDeadMs: pace.presumedDeadMs }),
  });
  await store.listen(onRedisFault);
  let jobs: Jobs | undefined;
  const onboarding = new Onboarding(store, { lifecycle, clock, onDue: (id) => jobs?.wake(id) });
  const stopping = new AbortController();
  const shared = { onboarding, lifecycle, identity, clock, log, stopping: stopping.signal };

  const client = clients.forRequests;
  const listener = connectListener(config.redisUrl, onRedisFault);
  const news = new News(redis, store.keys, peopleNews);
  const people = peopleIn(shared, { client, config, news, listener, onRedisFault });
  const reading = new ReadingRoom();
  const services = { ...shared, people, client, files: new Files(client, config, log), reading };
  const app = boltApp(config, identity, log, { ...pace, ready: async () => (await redis.ping()) === 'PONG' });
  const drain = new Drain();
  registerHandlers(app, services, (work) => drain.track(work));

  const courier = courierFor(shared, { store, config, client: clients.deliveries, pace });
  jobs = await startJobs(courier, { connection: queues, prefix: queuePrefix(identity.teamId), log, ...pace });
  const started = await app.start(listenOn(config));
  if (started instanceof Server) keepConnections(started);

  const stop = () => {
    stopping.abort();
    // Longer than a delivery takes. What was due is in the log, and is delivered after the next start.
    const patienceMs = (pace.slackTimeoutMs ?? usualSlackTimeoutMs) + redisGraceMs;
    return shutDown({ app, started, drain, listener, reading, jobs, redis, queues, log, patienceMs });
  };
  let stopped: Promise<void> | undefined;
  return {
    onboarding,
    port: portOf(started) ?? config.inbound.port,
    look: async () => jobs?.look(),
    get isIdle() {
      return drain.isIdle;
    },
    stop: () => (stopped ??= stop()),
  };
}

/** What listeners and deliveries work with alike. */
type Shared = Pick<Services & Courier, 'onboarding' | 'lifecycle' | 'identity' | 'clock' | 'log' | 'stopping'>;

/** Who people are: what one process learns of them, all others hear of. */
function peopleIn(
  { identity, clock, log }: Shared,
  by: {
    readonly client: Services['client'];
    readonly config: Config;
    readonly news: News<PeopleNews>;
    readonly listener: RedisConnection;
    readonly onRedisFault: (error: unknown) => void;
  },
): People {
  const { client, config, news, listener, onRedisFault } = by;
  const people = new People(client, {
    homeTeam: identity.teamId,
    enterprise: identity.enterpriseId,
    teamGroups: config.teamGroups,
    clock,
    log,
    tell: (value) => news.tell(value),
  });
  news.hear(listener, { news: (value) => people.hear(value), gap: () => people.forget() }, onRedisFault);
  return people;
}

/** What delivers: with a client that waits for its turn before each call. */
function courierFor(
  shared: Shared,
  by: {
    readonly store: Store;
    readonly config: Config;
    readonly client: ReturnType<typeof slackClients>['deliveries'];
    readonly pace: Pace;
  },
): Courier {
  const { clock, log } = shared;
  const { store, config, client, pace } = by;
  // An attempt ends with Slack's time-out; whoever has been at one for much longer is not alive any more.
  const turns = pacing(store, { clock, log, attemptLivesMs: 3 * client.timeoutMs, ...pace });
  return { ...shared, store, pacing: turns, client: new PacedClient(config.botToken, { ...client, pacing: turns }) };
}

function portOf(started: unknown): number | undefined {
  const address = started instanceof Server ? started.address() : null;
  return typeof address === 'object' ? address?.port : undefined;
}

/** Longer than balancers keep idle connections (60 s, most of them): otherwise one of us closes what the other uses. */
function keepConnections(server: Server): void {
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;
}

/** Beside the local Slack it is there for this machine alone, as all of `npm start` is. */
const listenOn = ({ inbound: { port }, clockUrl }: Config): { readonly port: number; readonly host?: string } =>
  clockUrl === undefined ? { port } : { port, host: '127.0.0.1' };
