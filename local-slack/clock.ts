import type { IncomingMessage, ServerResponse } from 'node:http';

/** The workspace's clock: real time, which a test or a person may put forward. */
export class Clock {
  #ahead: number;
  #waiting: (() => void)[] = [];

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
  advance(ms: number): void {
    this.#ahead += ms;
    for (const wake of this.#waiting.splice(0)) wake();
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

const longestWaitMs = 20_000;

/**
 * `/clock` tells how far the clock is ahead of real time. Whoever says what they know (`?ahead=0`) is answered when that
 * is no longer so, or after a while.
 */
export async function serveClock(clock: Clock, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const known = new URL(req.url ?? '', 'http://local').searchParams.get('ahead');
  if (known === String(clock.ahead)) await clock.moved(longestWaitMs);
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ ahead: clock.ahead }));
}
