import type { Attendee } from '../src/domain/ids';
import { Hand, Hands } from './hands';

/** Those of this process who attend: so many at once, and one to each partner or person; the others wait in line. */
export class Attendants {
  #isStopped = false;
  readonly #hands: Hands;
  /** Who is waited for or attended to, and whether they were asked for once more meanwhile. */
  readonly #asked = new Map<Attendee, boolean>();
  #idle: (() => void) | undefined;

  constructor(
    most: number,
    private readonly attendTo: (id: Attendee, hand: Hand) => Promise<void>,
  ) {
    this.#hands = new Hands(most);
  }

  /** How many could begin at once. */
  get free(): number {
    return this.#isStopped ? 0 : this.#hands.free;
  }

  /** How many will have their turn soon. */
  get soon(): number {
    return this.#isStopped ? 0 : this.#hands.soon;
  }

  /** Attends to somebody, `first` before those who wait. Resolves when it is done, or when somebody is at it already. */
  async serve(id: Attendee, { first = false } = {}): Promise<void> {
    if (this.#asked.has(id)) {
      this.#asked.set(id, true);
      return;
    }
    this.#asked.set(id, false);
    const hand = new Hand(this.#hands);
    await hand.take({ first });
    try {
      do {
        await hand.take({ first: true });
        if (this.#isStopped) return;
        this.#asked.set(id, false);
        await this.attendTo(id, hand);
      } while (this.#asked.get(id));
    } finally {
      hand.give();
      this.#asked.delete(id);
      if (this.#asked.size === 0) this.#idle?.();
    }
  }

  /** Begins nothing more; resolves when what was begun is done. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#asked.size > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
  }
}
