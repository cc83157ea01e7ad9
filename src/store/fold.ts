import { recordedEvent, type RecordedEvent } from '../domain/events';
import { evolve } from '../domain/evolve';
import type { Partner } from '../domain/partner';
import { StoreError } from './errors';
import { upcast } from './upcast';

/**
 * A partner as folded from its log, with the text of the last event folded. Readers ask for the events from that one
 * on: if it is not there any more, the log was replaced (restored from a backup, say) and the fold is of no use.
 */
export interface Fold {
  readonly partner: Partner;
  readonly last: string;
}

/** How many events were folded; 0 where there is no partner. */
export const versionOf = (fold: Fold | undefined): number => fold?.partner.version ?? 0;

/** The index in the log from which to read what may be new. */
export const tailFrom = (fold: Fold | undefined): number => Math.max(versionOf(fold) - 1, 0);

/** Returns the fold after a tail of the log that opens with its last event, or nothing when the log was replaced. */
export function catchUp(known: Fold | undefined, tail: readonly string[]): Fold | undefined {
  if (known && tail[0] !== known.last) return undefined;
  let { partner, last }: Partial<Fold> = known ?? {};
  for (const text of known ? tail.slice(1) : tail) {
    partner = evolve(partner, readEvent(text));
    last = text;
  }
  return partner && last !== undefined ? { partner, last } : undefined;
}

/** Reads an event from the log; what it is not is refused here, at the border. */
export function readEvent(text: string): RecordedEvent {
  const parsed = recordedEvent.safeParse(upcast(json(text)));
  if (parsed.success) return parsed.data;
  throw new StoreError(`An event of the log cannot be read: ${text.slice(0, 200)}`, { cause: parsed.error });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreError(`An event of the log is no JSON: ${text.slice(0, 200)}`, { cause: error });
  }
}
