import { later, partnerId, personKey, type Attendee, type Instant, type PartnerId } from '../src/domain/ids';
import { Ahead } from './ahead';
import { attend } from './attend';
import { Attendants } from './attendants';
import type { Courier } from './deliver/courier';
import { sendDigest } from './digest';
import type { Hand } from './hands';
import { AttentionQueue, type Cause, type QueueOptions } from './queue';
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
/** Changes of one partner within so many milliseconds are attended to together. */
const mergeMs = 150;
const afterFaultMs = 30_000;

export interface Jobs {
  /** Asks for attention soon; many asks become one. Losing one loses nothing: the next tick finds the partner. */
  wake(id: PartnerId): void;
  /** Looks for whose time has come, without waiting for the next tick. */
  look(): Promise<void>;
  /** Stops taking jobs and waits for those under way; without Redis, for what this process does itself alone. */
  stop(how: { readonly withRedis: boolean }): Promise<void>;
}

export interface JobsOptions extends QueueOptions {
  /** A job of a process that has not been heard of for so long is given to another. */
  readonly presumedDeadMs?: number;
  readonly tickEveryMs?: number;
}

/** Starts what happens by itself. Resolves once this process counts as alive and the tick is scheduled. */
export async function startJobs(courier: Courier, options: JobsOptions): Promise<Jobs> {
  const here = new ThisProcess(courier, options);
  await here.start();
  return here;
}

/** What this process does of it: it attends to those that it hands out to itself, and to those of the jobs that it takes. */
class ThisProcess implements Jobs {
  readonly #courier: Courier;
  readonly #pace: { readonly presumedDeadMs: number; readonly tickEveryMs: number; readonly aheadMs: number };
  readonly #queue: AttentionQueue;
  readonly #attendants: Attendants;
  readonly #timetable: Timetable;
  readonly #ahead: Ahead;
  readonly #waking = new Set<PartnerId>();
  #timers: readonly NodeJS.Timeout[] = [];
  #lookedAt = performance.now();
  #isStopped = false;

  constructor(courier: Courier, options: JobsOptions) {
    const { presumedDeadMs = usualDeadMs, tickEveryMs = usualTickMs } = options;
    this.#courier = courier;
    this.#pace = { presumedDeadMs, tickEveryMs, aheadMs: ticksAhead * tickEveryMs };
    this.#queue = new AttentionQueue(options);
    this.#ahead = new Ahead(courier);
    this.#attendants = new Attendants(concurrency, this.#attend);
    this.#timetable = new Timetable({
      clock: courier.clock,
      aheadMs: this.#pace.aheadMs,
      lostAfterMs: presumedDeadMs,
      handOut: (ids) => void this.#handOut(ids, 'time').catch(this.#report),
    });
  }

  async start(): Promise<void> {
    const { presumedDeadMs, tickEveryMs } = this.#pace;
    this.#queue.work(
      { tick: () => this.#look(), attend: (ids, cause) => this.#serve(ids, cause), failed: this.#failed },
      { concurrency, presumedDeadMs },
    );
    await this.#courier.store.stayAlive();
    await this.#queue.scheduleTick(tickEveryMs);
    this.#timers = [this.#stayingAlive(), this.#mindingTicks()];
  }

  wake(id: PartnerId): void {
    if (this.#waking.has(id)) return;
    this.#waking.add(id);
    setTimeout(() => {
      this.#waking.delete(id);
      this.#handOut([id], 'change').catch(this.#report);
    }, mergeMs).unref();
  }

  look(): Promise<void> {
    return this.#look().catch(this.#report);
  }

  async stop({ withRedis }: { readonly withRedis: boolean }): Promise<void> {
    this.#isStopped = true;
    this.#timetable.stop();
    this.#ahead.stop();
    await Promise.all([this.#queue.rest({ withRedis }), this.#attendants.stop()]);
    for (const timer of this.#timers) clearInterval(timer);
    if (withRedis) await this.#courier.store.leave();
    await this.#queue.close();
  }

  /** Finds those whose time has come, and hands them out; prepares for those whose time is near. */
  async #look(): Promise<void> {
    this.#lookedAt = performance.now();
    const upcoming = await this.#courier.store.upcoming(this.#timetable.horizon(), mostPerTick);
    const late = this.#timetable.tell(upcoming);
    this.#ahead.prepare(upcoming);
    await this.#handOut(late, 'time');
  }

  /** To those who attend here, as many as they can; the others to whichever process is free. */
  async #handOut(ids: readonly Attendee[], cause: Cause): Promise<void> {
    if (this.#isStopped || ids.length === 0) return;
    const here = cause === 'time' ? this.#attendants.soon : this.#attendants.free;
    for (const id of ids.slice(0, here))
      void this.#attendants.serve(id).catch((error: unknown) => this.#failed(error, [id]));
    await this.#queue.add(ids.slice(here), cause);
  }

  /** Serves those of a job. Fails when one of them could not be served, after all the others were. */
  async #serve(ids: readonly Attendee[], cause: Cause): Promise<void> {
    const first = cause === 'change';
    const outcomes = await Promise.allSettled(ids.map((id) => this.#attendants.serve(id, { first })));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  readonly #attend = async (id: Attendee, hand: Hand): Promise<void> => {
    const again = await attendOrDefer(this.#courier, this.#ahead, id, hand);
    if (again !== undefined) this.#timetable.plan(id, again);
  };

  #stayingAlive(): NodeJS.Timeout {
    const stay = () => void this.#courier.store.stayAlive().catch(this.#report);
    return setInterval(stay, this.#pace.presumedDeadMs / 3).unref();
  }

  /**
   * Each tick makes the next one. If one is lost, with Redis or with a process, they come back when it is presumed dead: this
   * process has read ahead for as long as it waits, and then looks for itself.
   */
  #mindingTicks(): NodeJS.Timeout {
    const { aheadMs } = this.#pace;
    const mind = () => {
      if (performance.now() - this.#lookedAt >= aheadMs) void this.look();
    };
    return setInterval(mind, aheadMs).unref();
  }

  readonly #report = (error: unknown): void => this.#courier.log.error({ err: error }, 'queue');

  readonly #failed = (error: unknown, ids: unknown): void =>
    this.#courier.log.error({ err: error, ids }, 'attendance failed');
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
