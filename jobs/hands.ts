/** So many for each hand may wait in line before others are asked to help. */
const inLine = 10;

/**
 * So many deliveries for each hand may wait to be written down. After a crash each of them is looked for in its channel, and Slack
 * lets us look some fifty times a minute.
 */
const unwritten = 25;

/** With so many that wait for spare time a second one has its turn with the first, and so on: even long turns are enough then. */
const forEachTurn = 100;

/** The hands of a process: with each, one partner or person is served at a time. Who finds none free waits in line. */
export class Hands {
  #free: number;
  #unwritten = 0;
  readonly #line: (() => void)[] = [];
  readonly #spare = new SpareTime();

  constructor(private readonly most: number) {
    this.#free = most;
  }

  get free(): number {
    return this.#free;
  }

  /** How many will have one soon: those that are free, and the places in line that nobody has. */
  get soon(): number {
    return this.#free + Math.max(this.most * inLine - this.#line.length, 0);
  }

  async take(first: boolean): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((begin) => void (first ? this.#line.unshift(begin) : this.#line.push(begin)));
  }

  give(): void {
    const begin = this.#line.shift();
    if (begin) begin();
    else this.#free += 1;
  }

  get mayLeaveUnwritten(): boolean {
    return this.#unwritten < this.most * unwritten;
  }

  async writeDown<T>(write: () => Promise<T>): Promise<T> {
    this.#unwritten += 1;
    try {
      await this.#spare.turn();
      return await write();
    } finally {
      this.#unwritten -= 1;
    }
  }
}

/** A hand as it is held, or not, by somebody who serves. */
export class Hand {
  #isHeld = false;

  constructor(private readonly hands: Hands) {}

  /** Waits for a hand, unless one is held; `first` before those in line. */
  async take({ first }: { readonly first: boolean }): Promise<void> {
    if (this.#isHeld) return;
    await this.hands.take(first);
    this.#isHeld = true;
  }

  give(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.hands.give();
  }

  /**
   * Writes down what was done for somebody, when there is time: people wait for messages, nobody for the record of one. So the
   * hand is given to the next in line before.
   */
  writeDown<T>(write: () => Promise<T>): Promise<T> {
    if (this.hands.mayLeaveUnwritten) this.give();
    return this.hands.writeDown(write);
  }
}

/** For what nobody waits for: a little at each turn of the event loop, so that whatever else has come in goes between. */
class SpareTime {
  readonly #line: (() => void)[] = [];

  turn(): Promise<void> {
    return new Promise((begin) => {
      this.#line.push(begin);
      if (this.#line.length === 1) setImmediate(this.#next);
    });
  }

  readonly #next = (): void => {
    for (const begin of this.#line.splice(0, Math.ceil(this.#line.length / forEachTurn))) begin();
    if (this.#line.length > 0) setImmediate(this.#next);
  };
}
