import type { Clock } from './clock';

/** Trouble on purpose: rate limits and failures, per method. */

/**
 * `retryAfter`: one call too many, so many seconds to wait. `says`: this with status 200, in place of an answer. `hang`: no answer
 * until the bot gives up. `drop`: the connection ends, and nothing was done; or else it was.
 */
export type Fault =
  | { error: string }
  | { status: number }
  | { retryAfter: number }
  | { says: string }
  | 'hang'
  | 'drop'
  | 'drop-after-doing';

const minute = 60_000;

export class Faults {
  readonly #limits = new Map<string, number>();
  readonly #recent = new Map<string, number[]>();
  readonly #planned = new Map<string, { fault: Fault; times: number }[]>();

  constructor(readonly clock: Clock) {}

  /** At most `perMinute` calls of the method in any minute; without a number the limit is lifted. */
  limit(method: string, perMinute?: number): void {
    if (perMinute === undefined) this.#limits.delete(method);
    else this.#limits.set(method, perMinute);
  }

  /** The next `times` calls of the method go wrong like this. */
  plan(method: string, fault: Fault, times: number): void {
    const planned = this.#planned.get(method) ?? [];
    planned.push({ fault, times });
    this.#planned.set(method, planned);
  }

  clear(): void {
    this.#limits.clear();
    this.#planned.clear();
  }

  /** Whole seconds to wait, when this call is over the limit. */
  retryAfter(method: string): number | undefined {
    const limit = this.#limits.get(method);
    if (limit === undefined) return undefined;
    const now = this.clock.now();
    const recent = (this.#recent.get(method) ?? []).filter((at) => now - at < minute);
    this.#recent.set(method, recent);
    if (recent.length < limit) {
      recent.push(now);
      return undefined;
    }
    const freed = recent[recent.length - limit];
    return freed === undefined ? minute / 1000 : Math.max(1, Math.ceil((freed + minute - now) / 1000));
  }

  next(method: string): Fault | undefined {
    const planned = this.#planned.get(method);
    const first = planned?.[0];
    if (!planned || !first) return undefined;
    first.times -= 1;
    if (first.times <= 0) planned.shift();
    return first.fault;
  }
}
