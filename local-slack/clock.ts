import type { IncomingMessage, ServerResponse } from 'node:http';

const longestWaitMs = 20_000;
/** A follower that has not asked again by then may be gone. */
const longestLagMs = 2000;

/** The workspace's clock: real time, which a test or a person may put forward. */
export class Clock {
  #ahead: number;
  #waiting: (() => void)[] = [];
  /** When somebody asked last, in real time, and what they knew. */
  #asked: { readonly at: number; readonly known: number } | undefined;
  #told: (() => void)[] = [];

  constructor(
    ahead = 0,
    readonly real: () => number = Date.now,
  ) {
    this.#ahead = ahead;
  }

  /** How far it is ahead of real time. */
  get ahead(): number {
    return this.#ahead;
  }
  now(): number {
    return this.real() + this.#ahead;
  }
  /** Puts it forward; back, when negative. */
  advance(ms: number): void {
    this.#ahead += ms;
    for (const wake of this.#waiting.splice(0)) wake();
  }
  /** Somebody asks for the time, and says what they know. */
  asks(known: number): void {
    this.#asked = { at: this.real(), known };
    if (known === this.#ahead) for (const wake of this.#told.splice(0)) wake();
  }
  /** Resolves when whoever follows the clock knows what time it is; at once when nobody does. */
  async followed(): Promise<void> {
    const asked = this.#asked;
    if (!asked || asked.known === this.#ahead || this.real() - asked.at > 2 * longestWaitMs) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longestLagMs).unref();
      this.#told.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  /** Resolves when it is moved, at the latest after so long. */
  async moved(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/**
 * `/clock` tells how far the clock is ahead of real time. Whoever says what they know (`?ahead=0`) is answered when that
 * is no longer so, or after a while.
 */
export async function serveClock(clock: Clock, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const known = new URL(req.url ?? '', 'http://local').searchParams.get('ahead');
  if (known !== null) clock.asks(Number(known));
  if (known === String(clock.ahead)) await clock.moved(longestWaitMs);
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ ahead: clock.ahead }));
}
