import { later, type Attendee, type Instant } from '../src/domain/ids';
import type { Upcoming } from '../src/store/attention';

/** Node's timers may fire a little early by the clock that counts. */
const earlyMs = 5;

type Handed = Map<Attendee, { readonly at: Instant; readonly on: number }>;

/**
 * Hands partners out at their very instant. Each tick tells those of the next moment, and those that are late; what
 * was planned here and lost with the process is late at the next tick.
 */
export class Timetable {
  /** Partners that wait for their instant. */
  readonly #planned = new Map<Attendee, { readonly at: Instant; readonly timer: NodeJS.Timeout }>();
  /** Those handed out, for which instant and when: their turn may be long in coming, and need not be asked for again. */
  #handedOut: Handed = new Map();
  #now: Attendee[] = [];

  constructor(
    private readonly options: {
      readonly clock: () => Instant;
      readonly aheadMs: number;
      /** Whoever was handed out so long ago may have been lost. */
      readonly lostAfterMs: number;
      readonly handOut: (ids: readonly Attendee[]) => void;
    },
  ) {}

  /** Until when to look ahead. */
  horizon = (): Instant => later(this.options.clock(), this.options.aheadMs);

  /** Takes all that is due until the horizon; returns those whose time has come. */
  tell(upcoming: readonly Upcoming[]): readonly Attendee[] {
    const { clock, lostAfterMs } = this.options;
    const [now, on] = [clock(), performance.now()];
    const kept: Handed = new Map();
    const due = upcoming.filter(({ id, at }) => {
      if (at > now) {
        this.plan(id, at);
        return false;
      }
      const before = this.#handedOut.get(id);
      const waits = before?.at === at && on - before.on < lostAfterMs;
      kept.set(id, waits ? before : { at, on });
      return !waits;
    });
    this.#handedOut = kept;
    return due.map(({ id }) => id);
  }

  /** Hands a partner out at an instant, if that is near. */
  plan(id: Attendee, at: Instant): void {
    const wait = at - this.options.clock();
    const planned = this.#planned.get(id);
    if (wait > this.options.aheadMs || (planned && planned.at <= at)) return;
    clearTimeout(planned?.timer);
    const timer = setTimeout(() => this.#come(id, at), wait).unref();
    this.#planned.set(id, { at, timer });
  }

  stop(): void {
    for (const { timer } of this.#planned.values()) clearTimeout(timer);
    this.#planned.clear();
  }

  #come(id: Attendee, at: Instant): void {
    this.#planned.delete(id);
    const early = at - this.options.clock();
    // The clock was set back, or stands still: a later tick will tell.
    if (early > earlyMs) return;
    if (early > 0) return this.plan(id, at);
    this.#handedOut.set(id, { at, on: performance.now() });
    this.#now.push(id);
    if (this.#now.length > 1) return;
    setImmediate(() => {
      const ids = this.#now;
      this.#now = [];
      this.options.handOut(ids);
    });
  }
}
