/** The workspace's clock: real time, which a test may put forward. */
export class Clock {
  #ahead = 0;
  constructor(readonly real: () => number = Date.now) {}
  now(): number {
    return this.real() + this.#ahead;
  }
  advance(ms: number): void {
    this.#ahead += ms;
  }
}
