import { Queue, Worker, type ConnectionOptions } from 'bullmq';
import type { Logger } from 'pino';
import { later, partnerId, type PartnerId } from '../src/domain/ids';
import { attend } from './attend';
import type { Courier } from './deliver/courier';

/**
 * What happens by itself, and when:
 * - `tick`, every second (one for all processes): finds the partners whose time has come and queues them.
 * - `attend`, for one partner, soon after each change and when its time has come: delivers what is due.
 */
const usualTickMs = 1000;
const mostDuePerTick = 500;
const concurrency = 20;
/** Changes of one partner within so many milliseconds are attended to together. */
const mergeMs = 150;
const afterFaultMs = 30_000;

export interface Jobs {
  /** Asks for attention soon; many asks become one. Losing one loses nothing: the next tick finds the partner. */
  wake(id: PartnerId): void;
  /** Stops taking jobs and waits for those under way. */
  stop(): Promise<void>;
}

export async function startJobs(
  courier: Courier,
  options: {
    readonly connection: ConnectionOptions;
    readonly prefix: string;
    readonly log: Logger;
    readonly tickEveryMs?: number;
  },
): Promise<Jobs> {
  const { connection, prefix, log, tickEveryMs = usualTickMs } = options;
  const queue = new Queue('attention', {
    connection,
    prefix,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: 1000 },
  });
  const report = (error: unknown) => log.error({ err: error }, 'queue');
  queue.on('error', report);

  const enqueue = (ids: readonly PartnerId[], delay?: number) =>
    queue.addBulk(
      ids.map((id) => ({
        name: 'attend',
        data: { id },
        opts: { deduplication: { id, keepLastIfActive: true }, ...(delay && { delay }) },
      })),
    );

  const worker = new Worker(
    'attention',
    async (job) => {
      if (job.name === 'tick') await enqueue(await courier.store.due(courier.clock(), mostDuePerTick));
      else await attendOrDefer(courier, partnerId.parse(job.data.id));
    },
    { connection, prefix, concurrency },
  );
  worker.on('error', report);
  worker.on('failed', (job, error) => log.error({ err: error, job: job?.name, partner: job?.data?.id }, 'job failed'));
  await queue.upsertJobScheduler('tick', { every: tickEveryMs }, { name: 'tick' });

  const waking = new Set<PartnerId>();
  let stopped = false;
  return {
    wake(id) {
      if (waking.has(id)) return;
      waking.add(id);
      setTimeout(() => {
        waking.delete(id);
        if (!stopped) enqueue([id]).catch(report);
      }, mergeMs).unref();
    },
    async stop() {
      stopped = true;
      await worker.close();
      await queue.close();
    },
  };
}

/** A partner that could not be attended to is left alone for a while, or each tick would try it again. */
async function attendOrDefer(courier: Courier, id: PartnerId): Promise<void> {
  try {
    await attend(courier, id);
  } catch (error) {
    await courier.store.defer(id, later(courier.clock(), afterFaultMs));
    throw error;
  }
}
