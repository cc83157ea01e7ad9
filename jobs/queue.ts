import { Queue, Worker, type ConnectionOptions } from 'bullmq';
import type { Logger } from 'pino';
import { z } from 'zod';
import { attendee, type Attendee } from '../src/domain/ids';

/** A job is for so many of those whose time has come. */
const perJob = 10;
/** Jobs are added so many at once, so that those who click need not wait for all. */
const atOnce = 100;

/** Somebody who has just changed something is served before what comes with time; so is the tick. */
export type Cause = 'change' | 'time';
const job = z.object({ ids: z.array(attendee), cause: z.enum(['change', 'time']) });

export interface QueueOptions {
  readonly connection: ConnectionOptions;
  readonly prefix: string;
  readonly log: Logger;
}

/** The one queue of all processes: who is to be attended to by whichever is free, and the tick. */
export class AttentionQueue {
  readonly #queue: Queue;
  #worker: Worker | undefined;

  constructor(private readonly options: QueueOptions) {
    const { connection, prefix } = options;
    const defaultJobOptions = { removeOnComplete: true, removeOnFail: 1000 };
    this.#queue = new Queue('attention', { connection, prefix, defaultJobOptions });
    this.#queue.on('error', this.#report);
  }

  /** Asks for these to be attended to. */
  async add(ids: readonly Attendee[], cause: Cause): Promise<void> {
    const jobs = cause === 'time' ? jobsFor(ids) : ids.map(jobAfterChange);
    for (let n = 0; n < jobs.length; n += atOnce) await this.#queue.addBulk(jobs.slice(n, n + atOnce));
  }

  /** Schedules the tick: one for all processes, which whichever is free takes. */
  async scheduleTick(everyMs: number): Promise<void> {
    await this.#queue.upsertJobScheduler('tick', { every: everyMs }, { name: 'tick' });
  }

  /** Begins to take jobs, so many at once. Those of a process that is presumed dead are given to another. */
  work(
    by: {
      readonly tick: () => Promise<void>;
      readonly attend: (ids: readonly Attendee[], cause: Cause) => Promise<void>;
      readonly failed: (error: unknown, ids: unknown) => void;
    },
    { concurrency, presumedDeadMs }: { readonly concurrency: number; readonly presumedDeadMs: number },
  ): void {
    const { connection, prefix } = this.options;
    this.#worker = new Worker(
      'attention',
      async ({ name, data }) => {
        if (name === 'tick') return by.tick();
        const { ids, cause } = job.parse(data);
        return by.attend(ids, cause);
      },
      { connection, prefix, concurrency, lockDuration: presumedDeadMs, stalledInterval: presumedDeadMs },
    );
    this.#worker.on('error', this.#report);
    this.#worker.on('failed', (of, error) => by.failed(error, of?.data?.ids));
  }

  /**
   * Takes no more jobs and, with Redis, waits for those under way. A worker that is not forced waits for Redis to end its
   * connection properly, and keeps its timers for as long.
   */
  async rest({ withRedis }: { readonly withRedis: boolean }): Promise<void> {
    await this.#worker?.close(!withRedis);
  }

  async close(): Promise<void> {
    await this.#queue.close();
  }

  readonly #report = (error: unknown): void => this.options.log.error({ err: error }, 'queue');
}

/** Many clicks on one partner are one job, wherever they were made. */
const jobAfterChange = (id: Attendee) => ({
  name: 'attend',
  data: { ids: [id], cause: 'change' },
  opts: { deduplication: { id, keepLastIfActive: true } },
});

/** Jobs for those whose time has come, a few in each: a job costs more than attending to a partner. */
function jobsFor(ids: readonly Attendee[]) {
  return Array.from({ length: Math.ceil(ids.length / perJob) }, (_, n) => ({
    name: 'attend',
    data: { ids: ids.slice(n * perJob, (n + 1) * perJob), cause: 'time' },
    opts: { priority: 1 },
  }));
}
