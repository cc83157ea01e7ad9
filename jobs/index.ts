import { Queue, Worker, type ConnectionOptions } from 'bullmq';
import type { Logger } from 'pino';
import { z } from 'zod';
import { attendee, later, partnerId, personKey, type Attendee, type Instant, type PartnerId } from '../src/domain/ids';
import { Ahead } from './ahead';
import { attend } from './attend';
import { Attendants } from './attendants';
import type { Courier } from './deliver/courier';
import { sendDigest } from './digest';
import type { Hand } from './hands';
import { Timetable } from './timetable';

/**
 * What happens by itself, and when:
 * - `tick`, every second (one for all processes): finds the partners whose time has come or is about to.
 * - `attend`, for some partners, soon after each change and at the instant when their time comes: delivers what is due.
 *   For a person, on their working mornings: sends the digest of all their partners.
 * A process attends to as many as it can by itself; for the rest it makes jobs, which any process takes.
 */
const usualTickMs = 1000;
const usualDeadMs = 30_000;
const mostPerTick = 10_000;
/** So many ticks ahead a process reads who comes, and prepares. */
const ticksAhead = 5;
/** So many partners are attended to at once, by each process. */
const concurrency = 20;
/** A job is for so many of those whose time has come. */
const perJob = 10;
/** Jobs are added so many at once, so that those who click need not wait for all. */
const atOnce = 100;
/** Changes of one partner within so many milliseconds are attended to together. */
const mergeMs = 150;
const afterFaultMs = 30_000;

/** Somebody who has just changed something is served before what comes with time; so is the tick. */
type Cause = 'change' | 'time';
const job = z.object({ ids: z.array(attendee), cause: z.enum(['change', 'time']) });

export interface Jobs {
  /** Asks for attention soon; many asks become one. Losing one loses nothing: the next tick finds the partner. */
  wake(id: PartnerId): void;
  /** Looks for whose time has come, without waiting for the next tick. */
  look(): Promise<void>;
  /** Stops taking jobs and waits for those under way; without Redis, for what this process does itself alone. */
  stop(how: { readonly withRedis: boolean }): Promise<void>;
}

/** Starts what happens by itself. Resolves once this process counts as alive and the tick is scheduled. */
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

  const attendants = new Attendants(concurrency, async (id, hand) => {
    const again = await attendOrDefer(courier, ahead, id, hand);
    if (again !== undefined) timetable.plan(id, again);
  });
  const ahead = new Ahead(courier);

  let stopped = false;
  const handOut = async (ids: readonly Attendee[], cause: Cause): Promise<void> => {
    if (stopped || ids.length === 0) return;
    const here = cause === 'time' ? attendants.soon : attendants.free;
    for (const id of ids.slice(0, here)) void attendants.serve(id).catch((error: unknown) => failed(error, [id]));
    const jobs = cause === 'time' ? jobsFor(ids.slice(here)) : ids.slice(here).map(jobAfterChange);
    for (let n = 0; n < jobs.length; n += atOnce) await queue.addBulk(jobs.slice(n, n + atOnce));
  };
  const failed = (error: unknown, ids: readonly Attendee[]) => log.error({ err: error, ids }, 'attendance failed');
  const aheadMs = ticksAhead * tickEveryMs;
  const timetable = new Timetable({
    clock,
    aheadMs,
    lostAfterMs: presumedDeadMs,
    handOut: (ids) => void handOut(ids, 'time').catch(report),
  });

  let lookedAt = performance.now();
  const look = async (): Promise<void> => {
    lookedAt = performance.now();
    const upcoming = await store.upcoming(timetable.horizon(), mostPerTick);
    const late = timetable.tell(upcoming);
    ahead.prepare(upcoming);
    await handOut(late, 'time');
  };

  const worker = new Worker(
    'attention',
    async ({ name, data }) => {
      if (name === 'tick') return look();
      const { ids, cause } = job.parse(data);
      const serve = (id: Attendee) => attendants.serve(id, { first: cause === 'change' });
      const outcomes = await Promise.allSettled(ids.map(serve));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    },
    { connection, prefix, concurrency, lockDuration: presumedDeadMs, stalledInterval: presumedDeadMs },
  );
  worker.on('error', report);
  worker.on('failed', (of, error) => failed(error, of?.data?.ids));
  await store.stayAlive();
  const living = setInterval(() => void store.stayAlive().catch(report), presumedDeadMs / 3).unref();
  await queue.upsertJobScheduler('tick', { every: tickEveryMs }, { name: 'tick' });
  // Each tick makes the next one. If one is lost, with Redis or with a process, they come back when it is presumed dead: this
  // process has read ahead for as long as it waits, and then looks for itself.
  const minding = setInterval(() => {
    if (performance.now() - lookedAt >= aheadMs) look().catch(report);
  }, aheadMs).unref();

  const waking = new Set<PartnerId>();
  return {
    look: () => look().catch(report),
    wake(id) {
      if (waking.has(id)) return;
      waking.add(id);
      setTimeout(() => {
        waking.delete(id);
        handOut([id], 'change').catch(report);
      }, mergeMs).unref();
    },
    async stop({ withRedis }) {
      stopped = true;
      timetable.stop();
      ahead.stop();
      // A worker that is not forced waits for Redis to end its connection properly, and keeps its timers for as long.
      await Promise.all([worker.close(!withRedis), attendants.stop()]);
      clearInterval(living);
      clearInterval(minding);
      if (withRedis) await store.leave();
      await queue.close();
    },
  };
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

/** Who could not be attended to is left alone for a while, or each tick would try it again. */
async function attendOrDefer(courier: Courier, ahead: Ahead, id: Attendee, hand: Hand): Promise<Instant | undefined> {
  try {
    const person = personKey.safeParse(id);
    if (person.success) return await sendDigest(courier, person.data);
    return await attend(courier, ahead, partnerId.parse(id), hand);
  } catch (error) {
    await courier.store.defer(id, later(courier.clock(), afterFaultMs));
    throw error;
  }
}
