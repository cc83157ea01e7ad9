import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { instant, type Instant } from './domain/ids';

/** The clock of this machine. */
export const systemClock = (): Instant => instant.parse(Date.now());

/** The clock of the local Slack, which people move to see what time brings. */
export interface RemoteClock {
  readonly clock: () => Instant;
  /** Calls back each time it was moved. */
  readonly onMoved: (listener: () => void) => void;
  readonly stop: () => void;
}

const answer = z.object({ ahead: z.number().int() });
/** Longer than the other side takes to answer that nothing has changed. */
const longestWaitMs = 40_000;
const afterFaultMs = 500;

/** Follows a clock that says how far it is ahead of this machine's, and says so again as soon as it is moved. */
export async function remoteClock(url: string): Promise<RemoteClock> {
  const stopping = new AbortController();
  const ask = async (known?: number): Promise<number> => {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(longestWaitMs)]);
    const response = await fetch(known === undefined ? url : `${url}?ahead=${known}`, { signal });
    return answer.parse(await response.json()).ahead;
  };
  let ahead = await ask();
  const listeners: (() => void)[] = [];
  const follow = async () => {
    while (!stopping.signal.aborted) {
      try {
        const now = await ask(ahead);
        if (now === ahead) continue;
        ahead = now;
        for (const listener of listeners) listener();
      } catch {
        // It may be restarting; until it answers, time goes on as it does here.
        await sleep(afterFaultMs, undefined, { ref: false });
      }
    }
  };
  void follow();
  return {
    clock: () => instant.parse(Date.now() + ahead),
    onMoved: (listener) => void listeners.push(listener),
    stop: () => stopping.abort(),
  };
}
