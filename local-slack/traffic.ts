/** A log of everything that went over the wire, and who is still waiting for an answer. */

export interface ApiCall {
  method: string;
  args: Record<string, unknown>;
  at: number;
  ms: number;
  status: number;
  answer: { ok: boolean; error?: string; [key: string]: unknown };
  /** An injected fault or limit, not a judgement on what the bot sent. */
  injected: boolean;
}

export interface BotRequest {
  type: string;
  body: unknown;
  retry: number;
  at: number;
  ms: number;
  status: number | 'timeout' | 'unreachable';
  answer: string;
}

const kept = 20_000;

export class Traffic {
  readonly calls: ApiCall[] = [];
  readonly requests: BotRequest[] = [];
  #open = 0;
  #seen = 0;
  #waiting: (() => void)[] = [];

  constructor(readonly changed: () => void) {}

  called(call: ApiCall): void {
    this.calls.push(call);
    if (this.calls.length > kept) this.calls.splice(0, kept / 2);
    this.changed();
  }
  requested(request: BotRequest): void {
    this.requests.push(request);
    if (this.requests.length > kept) this.requests.splice(0, kept / 2);
    this.changed();
  }

  /** Counts `work` as in flight until it ends. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#open += 1;
    this.#seen += 1;
    try {
      return await work();
    } finally {
      this.#open -= 1;
      if (this.#open === 0) for (const wake of this.#waiting.splice(0)) wake();
    }
  }

  /** Nothing in flight, and nothing new begun for `quietMs`. */
  async settled(quietMs: number): Promise<void> {
    for (;;) {
      while (this.#open > 0) await new Promise<void>((wake) => this.#waiting.push(wake));
      const before = this.#seen;
      await new Promise((resolve) => setTimeout(resolve, quietMs));
      if (this.#open === 0 && before === this.#seen) return;
    }
  }
}
