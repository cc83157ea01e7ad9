/** Why it is time to end: a signal, `quit` at the prompt, something that has gone wrong, or to start anew. */
export interface End {
  readonly fault?: string;
  readonly anew?: true;
}

/** All that was started together, and ends together. */
export class Life {
  /** Resolves when it is time to end. */
  readonly ended: Promise<End>;
  /** Says that it is time to end; only the first who says so is heard. */
  readonly end: (how?: End) => void;
  /** How to end what has been started, in the order of starting. */
  readonly #endings: (() => Promise<void>)[] = [];
  #isOver = false;

  constructor(private readonly complain: (error: unknown) => void) {
    let resolve: (how: End) => void = () => undefined;
    this.ended = new Promise((settle) => (resolve = settle));
    this.end = (how = {}) => resolve(how);
  }

  /** Remembers how to end what was just started; ends it at once when all the rest has ended already. */
  add(ending: () => Promise<void>): void {
    if (this.#isOver) void ending().catch(this.complain);
    else this.#endings.push(ending);
  }

  /** Last comes first: the bot finishes what it began while its Slack and its Redis are still there. */
  async endAll(): Promise<void> {
    this.#isOver = true;
    for (const ending of this.#endings.toReversed()) await ending().catch(this.complain);
  }
}
