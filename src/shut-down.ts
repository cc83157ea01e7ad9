import { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Jobs } from '../jobs';
import type { ReadingRoom } from './artifacts/reading-room';
import type { Drain } from './drain';
import type { RedisConnection } from './store/scripts';

/** What a bot that runs holds. */
interface Held {
  readonly app: App;
  /** What Bolt has started: a server in HTTP mode. */
  readonly started: unknown;
  readonly drain: Drain;
  readonly listener: RedisConnection;
  readonly reading: ReadingRoom;
  readonly jobs: Jobs | undefined;
  readonly redis: RedisConnection;
  readonly queues: RedisConnection;
  readonly log: Logger;
  /** How long deliveries that are under way are waited for. */
  readonly patienceMs: number;
}

/** Finishes what was begun, whoever is to answer it, and lets go of everything: first of those who ask, last of Redis. */
export async function shutDown({
  app,
  started,
  drain,
  listener,
  reading,
  jobs,
  redis,
  queues,
  log,
  patienceMs,
}: Held): Promise<void> {
  const closed = app.stop();
  await drain.idle();
  // Everything is answered: a balancer that keeps its connections open does not hold up the end.
  if (started instanceof Server) started.closeAllConnections();
  await closed;
  listener.disconnect();
  await reading.close();
  const withRedis = await redis.ping().then(
    () => true,
    () => false,
  );
  if (!withRedis) log.warn('Redis does not answer; stopping without it');
  const closing = Promise.resolve(jobs?.stop({ withRedis }));
  const isClosed = await Promise.race([closing.then(() => true), wait(patienceMs, false, { ref: false })]);
  if (!isClosed) log.warn('What is under way takes too long; stopping without it');
  if (isClosed && withRedis) return void (await Promise.all([redis.quit(), queues.quit()]));
  closing.catch((error: unknown) => log.warn({ err: error }, 'stopping'));
  redis.disconnect();
  queues.disconnect();
}
