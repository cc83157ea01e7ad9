import type { Attendee } from '../src/domain/ids';

/** So many for each of those who attend may wait in line before others are asked to help. */
const inLine = 10;

/** Those of this process who attend: so many at once, and one to each partner or person; the others wait in line. */
export class Attendants {
  #free: number;
  #isStopped = false;
  readonly #most: number;
  readonly #line: (() => void)[] = [];
  /** Who is waited for or attended to, and whether they were asked for once more meanwhile. */
  readonly #asked = new Map<Attendee, boolean>();
  #idle: (() => void) | undefined;

  constructor(
    most: number,
    private readonly attendTo: (id: Attendee) => Promise<void>,
  ) {
    this.#free = most;
    this.#most = most;
  }

  /** How many could begin at once. */
  get free(): number {
    return this.#isStopped ? 0 : this.#free;
  }

  /** How many will have their turn soon: those who could begin at once, and the places in line that nobody has. */
  get soon(): number {
    return this.#isStopped ? 0 : this.#free + Math.max(this.#most * inLine - this.#line.length, 0);
  }

  /** Attends to somebody, `first` before those who wait. Resolves when it is done, or when somebody is at it already. */
  async serve(id: Attendee, { first = false } = {}): Promise<void> {
    if (this.#asked.has(id)) {
      this.#asked.set(id, true);
      return;
    }
    this.#asked.set(id, false);
    await this.#turn(first);
    try {
      do {
        if (this.#isStopped) return;
        this.#asked.set(id, false);
        await this.attendTo(id);
      } while (this.#asked.get(id));
    } finally {
      this.#asked.delete(id);
      this.#next();
    }
  }

  /** Begins nothing more; resolves when what was begun is done. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#asked.size > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
  }

  async #turn(first: boolean): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((begin) => void (first ? this.#line.unshift(begin) : this.#line.push(begin)));
  }

  #next(): void {
    const begin = this.#line.shift();
    if (begin) begin();
    else this.#free += 1;
    if (this.#asked.size === 0) this.#idle?.();
  }
}
