import { Queue, Worker, type ConnectionOptions } from 'bullmq';
import type { Logger } from 'pino';
import { attendee, later, partnerId, personKey, type Attendee, type Instant, type PartnerId } from '../src/domain/ids';
import { attend } from './attend';
import type { Courier } from './deliver/courier';
import { sendDigest } from './digest';
import { Timetable } from './timetable';

/**
 * What happens by itself, and when:
 * - `tick`, every second (one for all processes): finds the partners whose time has come or is about to.
 * - `attend`, for one partner, soon after each change and at the instant when its time comes: delivers what is due.
 *   For one person, on their working mornings: sends the digest of all their partners.
 */
const usualTickMs = 1000;
const usualDeadMs = 30_000;
const mostPerTick = 10_000;
/** Jobs are added so many at once, so that those who click need not wait for all. */
const atOnce = 100;
const concurrency = 20;
/** Changes of one partner within so many milliseconds are attended to together. */
const mergeMs = 150;
const afterFaultMs = 30_000;
/** Somebody who has just changed something is served before what comes with time; so is the tick. */
const withTime = { priority: 1 };

export interface Jobs {
  /** Asks for attention soon; many asks become one. Losing one loses nothing: the next tick finds the partner. */
  wake(id: PartnerId): void;
  /** Looks for whose time has come, without waiting for the next tick. */
  look(): Promise<void>;
  /** Stops taking jobs and waits for those under way. */
  stop(): Promise<void>;
}

export async function startJobs(
  courier: Courier,
  options: {
    readonly connection: ConnectionOptions;
    readonly prefix: string;
    readonly log: Logger;
    /** A job of a process that has not been heard of for so long is given to another. */
    readonly presumedDeadMs?: number;
    readonly tickEveryMs?: number;
  },
): Promise<Jobs> {
  const { connection, prefix, log, presumedDeadMs = usualDeadMs, tickEveryMs = usualTickMs } = options;
  const { store, clock } = courier;
  const queue = new Queue('attention', {
    connection,
    prefix,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: 1000 },
  });
  const report = (error: unknown) => log.error({ err: error }, 'queue');
  queue.on('error', report);

  let stopped = false;
  const enqueue = async (ids: readonly Attendee[], urgency: { readonly priority?: number } = {}) => {
    if (stopped || ids.length === 0) return;
    const jobOf = (id: Attendee) => ({
      name: 'attend',
      data: { id },
      opts: { deduplication: { id, keepLastIfActive: true }, ...urgency },
    });
    await queue.addBulk(ids.map(jobOf));
  };
  const timetable = new Timetable({
    clock,
    aheadMs: 1.5 * tickEveryMs,
    lostAfterMs: presumedDeadMs,
    handOut: (ids) => void enqueue(ids, withTime).catch(report),
  });

  const look = async (): Promise<void> => {
    const late = timetable.tell(await store.upcoming(timetable.horizon(), mostPerTick));
    for (let n = 0; n < late.length; n += atOnce) await enqueue(late.slice(n, n + atOnce), withTime);
  };

  const worker = new Worker(
    'attention',
    async (job) => {
      if (job.name === 'tick') return look();
      const id = attendee.parse(job.data.id);
      const again = await attendOrDefer(courier, id);
      if (again !== undefined) timetable.plan(id, again);
    },
    { connection, prefix, concurrency, lockDuration: presumedDeadMs, stalledInterval: presumedDeadMs },
  );
  worker.on('error', report);
  worker.on('failed', (job, error) => log.error({ err: error, job: job?.name, partner: job?.data?.id }, 'job failed'));
  await queue.upsertJobScheduler('tick', { every: tickEveryMs }, { name: 'tick' });

  const waking = new Set<PartnerId>();
  return {
    look: () => look().catch(report),
    wake(id) {
      if (waking.has(id)) return;
      waking.add(id);
      setTimeout(() => {
        waking.delete(id);
        enqueue([id]).catch(report);
      }, mergeMs).unref();
    },
    async stop() {
      stopped = true;
      timetable.stop();
      await worker.close();
      await queue.close();
    },
  };
}

/** Who could not be attended to is left alone for a while, or each tick would try it again. */
async function attendOrDefer(courier: Courier, id: Attendee): Promise<Instant | undefined> {
  try {
    const person = personKey.safeParse(id);
    return person.success ? await sendDigest(courier, person.data) : await attend(courier, partnerId.parse(id));
  } catch (error) {
    await courier.store.defer(id, later(courier.clock(), afterFaultMs));
    throw error;
  }
}
