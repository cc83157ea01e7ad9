import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { attendee, instant, type Attendee, type Instant, type PersonKey } from '../domain/ids';
import { answer, type Answer, type Asking } from './deliveries';
import type { Keys } from './keys';
import type { RedisConnection } from './scripts';

const instantOf = (score: string | undefined): Instant => instant.parse(Number(score));

/** A partner or a person, and when they next need attention. */
export interface Upcoming {
  readonly id: Attendee;
  readonly at: Instant;
}

const taken = z
  .tuple([z.enum(['taken', 'left']), z.array(z.string()), answer.nullable()])
  .transform(([is, tail, begun]) => (is === 'taken' ? { tail, begun } : undefined));

/** What is read with the taking of a partner, and what is begun with it. */
interface TakeWith {
  /** The index in the log from which to read. */
  readonly from?: number | undefined;
  /** A first call to Slack, foreseen for the state after this last event. */
  readonly first?: { readonly last: string; readonly asking: Asking } | undefined;
}

/** What ends with an attendance. */
export interface Settled {
  /** The version attended to; whatever it is, without. */
  readonly version?: number | undefined;
  /** When to look again; never, without. */
  readonly nextAt?: Instant | undefined;
  /** Deliveries that are recorded by now. */
  readonly delivered?: readonly string[];
}

/**
 * When each partner next needs attention: set by every commit, and by whoever attended to it. And when each person's digest
 * may be due: set by the commit that gives them a role, and by whoever sent it. One process at a time attends to each.
 */
export class Attention {
  /** The name of this process among all that attend. */
  readonly process = randomUUID();

  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
    private readonly presumedDeadMs: number,
  ) {}

  /** Returns those whose time comes until then, and when, the first first. */
  async upcoming(until: Instant, limit: number): Promise<readonly Upcoming[]> {
    const range = [this.keys.attention, '-inf', until, 'WITHSCORES', 'LIMIT', 0, limit] as const;
    const flat = await this.redis.zrangebyscore(...range);
    return flat.flatMap((text, n) => (n % 2 === 0 ? [{ id: attendee.parse(text), at: instantOf(flat[n + 1]) }] : []));
  }

  /**
   * Takes somebody to attend to, and reads the log of a partner. Nothing when nothing is due, or when another process is
   * at it.
   */
  async take(
    id: Attendee,
    now: Instant,
    { from, first }: TakeWith = {},
  ): Promise<{ readonly tail: readonly string[]; readonly begun: Answer | null } | undefined> {
    const { keys, process, presumedDeadMs } = this;
    const { attention, attended, processes } = keys;
    const touched = [attention, attended, processes, keys.log(id), ...(first?.asking.touched ?? [])];
    const who = [id, process, presumedDeadMs, now, from ?? ''] as const;
    const asked = first ? [first.last, ...first.asking.asked] : [];
    return taken.parse(await this.redis.takeAttendee(touched.length, ...touched, ...who, ...asked));
  }

  /** Lets go of somebody, and sets when to look again. Returns false, and keeps them, when something was committed since. */
  async settle(id: Attendee, { version, nextAt, delivered = [] }: Settled): Promise<boolean> {
    const { keys, process } = this;
    const touched = [keys.log(id), keys.attention, keys.attended, keys.deliveries(id)] as const;
    const done = await this.redis.settleAttendee(...touched, id, version ?? '', nextAt ?? '', process, ...delivered);
    return done === 1;
  }

  /** To be told more often than a process that is not heard of is presumed dead. */
  async stayAlive(): Promise<void> {
    await this.redis.stayAlive(this.keys.processes, this.process, this.presumedDeadMs);
  }

  /** The process ends: what it has taken, others may take at once. */
  async leave(): Promise<void> {
    await this.redis.stayAlive(this.keys.processes, this.process, 0);
  }

  /** A person who is on no partner's list any more gets no digests, unless they were put on one just now. */
  async dismiss(person: PersonKey): Promise<void> {
    const { keys, process } = this;
    await this.redis.dismissPerson(keys.list(`person:${person}`), keys.attention, keys.attended, person, process);
  }
}
