import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../../src/store/errors';
import type { Services } from '../services';

/** What an event is about is not known here yet: events arrive in no order, so what explains it may be on its way. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** Five minutes in all: an outage of Redis is outlived. */
const outageWaitsMs = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000, 60_000];
const orderWaitsMs = [250, 500, 1000, 2000];

/**
 * Runs the handler of an event until it is done. Slack was told that the event arrived before we begin, and never
 * sends it again: so what Redis could not take at once is tried again here, until the bot stops.
 */
export async function untilDone(
  { log, stopping }: Pick<Services, 'log' | 'stopping'>,
  name: string,
  handle: () => Promise<void>,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await handle();
    } catch (error) {
      const waits = error instanceof NotYet ? orderWaitsMs : error instanceof StoreError ? outageWaitsMs : [];
      const waitMs = waits[tries];
      if (error instanceof NotYet && (waitMs === undefined || stopping.aborted)) {
        log.info({ event: name, reason: error.message }, 'an event that concerns nobody here');
        return;
      }
      if (waitMs === undefined || stopping.aborted) throw error;
      log.warn({ err: error, event: name, waitMs }, 'an event could not be handled yet');
      await sleep(waitMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
}
