import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../../src/store/errors';
import type { Services } from '../services';

/** What an event is about is not known here yet: events arrive in no order, so what explains it may be on its way. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  constructor(
    message: string,
    /** Whether Slack is asked to send it again: not for what concerns nobody here most of the time. */
    readonly sendAgain = false,
  ) {
    super(message);
  }
}

/** The event is not on disk: Slack is not told that it arrived, and sends it again. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
  /** Bolt hands on errors that have a code as they are. */
  readonly code = 'event_not_taken';
}

/** Five minutes in all: an outage of Redis is outlived, also by an event that Slack sent for the last time. */
const outageWaitsMs = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000, 60_000];
/** Within the time that Slack waits for an answer. */
const orderWaitsMs = [250, 500, 1000];
const lastRetry = 3;

export interface Arrival {
  readonly name: string;
  /** How often Slack has sent it before. */
  readonly retry: number;
}

/**
 * Runs the handler of an event until it is done, and tells it whether the event is late, so that newer ones may have
 * overtaken it. Throws NotTaken when Slack should send it again.
 */
export async function untilDone(
  { log, stopping }: Pick<Services, 'log' | 'stopping'>,
  { name, retry }: Arrival,
  handle: (late: boolean) => Promise<void>,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await handle(retry > 0 || tries > 0);
    } catch (error) {
      const waits = error instanceof NotYet ? orderWaitsMs : error instanceof StoreError ? outageWaitsMs : [];
      const waitMs = waits[tries];
      const over = waitMs === undefined || stopping.aborted;
      if (over && error instanceof StoreError) throw new NotTaken(error.message, { cause: error });
      if (over && error instanceof NotYet) {
        if (error.sendAgain && retry < lastRetry) throw new NotTaken(error.message, { cause: error });
        log.info({ event: name, reason: error.message }, 'an event that concerns nobody here');
        return;
      }
      if (over) throw error;
      log.warn({ err: error, event: name, waitMs }, 'an event could not be handled yet');
      await sleep(waitMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
}
