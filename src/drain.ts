/** Counts work under way, so that a stop can wait for its end. */
export class Drain {
  #underWay = 0;
  #waiting: (() => void)[] = [];

  async track<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#waiting.splice(0).forEach((resolve) => resolve());
    }
  }

  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.isIdle ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }
}
