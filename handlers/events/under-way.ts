import { setTimeout as sleep } from 'node:timers/promises';
import { NotTaken } from './again';

const mostKept = 10_000;
/** Slack waits for three seconds. */
const heldMs = 2500;

/**
 * The events that came in, by their ids: one that Slack sends again is not handled again, but waits for the same end.
 * Only within this process: a fact that is known already is not recorded twice in any case.
 */
export class UnderWay {
  readonly #events = new Map<string, Promise<void>>();

  /** Returns when the event is handled. Throws NotTaken when Slack would wait no longer: it goes on all the same. */
  async take(id: string | undefined, handle: () => Promise<void>): Promise<void> {
    const running = id === undefined ? handle() : (this.#events.get(id) ?? this.#begin(id, handle));
    const timer = new AbortController();
    const late = sleep(heldMs, undefined, timer).then(() => {
      throw new NotTaken(`Event ${id} takes longer than Slack waits`);
    });
    try {
      await Promise.race([running, late]);
    } finally {
      late.catch(() => undefined);
      timer.abort();
    }
  }

  #begin(id: string, handle: () => Promise<void>): Promise<void> {
    const running = handle();
    this.#events.set(id, running);
    running.catch(() => this.#events.delete(id));
    const oldest = this.#events.size > mostKept ? this.#events.keys().next().value : undefined;
    if (oldest !== undefined) this.#events.delete(oldest);
    return running;
  }
}
