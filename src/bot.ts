import { Server } from 'node:http';
import type { Logger } from 'pino';
import { registerHandlers } from '../handlers';
import { startJobs, type Jobs } from '../jobs';
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
import { People } from './slack/people';
import { connectListener, connectQueues, connectStore } from './store/connect';
import { assertDurable } from './store/durability';
import { queuePrefix } from './store/keys';
import { News } from './store/news';
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
  const access = new Access({ clock, log });
  const clients = slackClients(config, { ...pace, access });
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
  // An attempt ends with Slack's time-out; whoever has been at one for much longer is not alive any more.
  const attemptLivesMs = 3 * clients.deliveries.timeoutMs;
  const turns = pacing(store, { clock, log, attemptLivesMs, ...pace });
  const client = new PacedClient(config.botToken, { ...clients.deliveries, pacing: turns });
  const stopping = new AbortController();
  const courier = {
    client,
    pacing: turns,
    onboarding,
    store,
    lifecycle,
    identity,
    clock,
    log,
    stopping: stopping.signal,
  };
  const news = new News(redis, store.keys);
  const people = new People(clients.forRequests, {
    homeTeam: identity.teamId,
    enterprise: identity.enterpriseId,
    teamGroups: config.teamGroups,
    clock,
    log,
    tell: (value) => news.tell(value),
  });
  const listener = connectListener(config.redisUrl, onRedisFault);
  news.hear(listener, { news: (value) => people.hear(value), gap: () => people.forget() }, onRedisFault);
  const reading = new ReadingRoom();
  const drain = new Drain();
  const app = boltApp(config, identity, log, { ...pace, ready: async () => (await redis.ping()) === 'PONG' });
  const services = {
    onboarding,
    people,
    lifecycle,
    client: clients.forRequests,
    files: new Files(clients.forRequests, config, log),
    reading,
    identity,
    clock,
    log,
    stopping: stopping.signal,
  };
  registerHandlers(app, services, (work) => drain.track(work));

  const prefix = queuePrefix(identity.teamId);
  jobs = await startJobs(courier, { connection: queues, prefix, log, ...pace });
  const started = await app.start(listenOn(config));
  if (started instanceof Server) keepConnections(started);
  const address = started instanceof Server ? started.address() : null;
  const stop = () => {
    stopping.abort();
    // Longer than a delivery takes. What was due is in the log, and is delivered after the next start.
    const patienceMs = (pace.slackTimeoutMs ?? usualSlackTimeoutMs) + redisGraceMs;
    return shutDown({ app, started, drain, listener, reading, jobs, redis, queues, log, patienceMs });
  };
  let stopped: Promise<void> | undefined;
  return {
    onboarding,
    port: typeof address === 'object' && address !== null ? address.port : config.inbound.port,
    look: async () => jobs?.look(),
    get isIdle() {
      return drain.isIdle;
    },
    stop: () => (stopped ??= stop()),
  };
}

/** Longer than balancers keep idle connections (60 s, most of them): otherwise one of us closes what the other uses. */
function keepConnections(server: Server): void {
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;
}

/** Beside the local Slack it is there for this machine alone, as all of `npm start` is. */
const listenOn = ({ inbound: { port }, clockUrl }: Config): { readonly port: number; readonly host?: string } =>
  clockUrl === undefined ? { port } : { port, host: '127.0.0.1' };
