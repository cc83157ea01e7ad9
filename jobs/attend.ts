import { agenda, type Due } from '../src/domain/agenda';
import { later, type Instant, type PartnerId } from '../src/domain/ids';
import { isRefusal } from '../src/domain/refusal';
import { deliver } from './deliver';
import type { Courier } from './deliver/courier';

/** More than any agenda holds: a delivery that is recorded and yet stays due would go on for ever. */
const mostDeliveries = 300;

/**
 * Attends to one partner: asks the state what is due, delivers it, records it, and asks again until nothing is.
 * Whatever stops it half-way, the next attendance goes on from the log. Returns when to look again, if ever.
 */
export async function attend(courier: Courier, id: PartnerId): Promise<Instant | undefined> {
  const { onboarding, store, lifecycle, clock, log } = courier;
  /** What is put off, until when: the rest goes on meanwhile. */
  const putOff = new Map<string, Instant>();
  let partner = await onboarding.load(id);
  let looked = partner && agenda(partner, lifecycle, clock());
  /** The commit of what was done last has set when to look again. */
  let isSet = false;
  for (let n = 0; n < mostDeliveries; n += 1) {
    if (!partner || !looked) {
      await store.settle(id, 0);
      return undefined;
    }
    const due = nextOf(looked.due, putOff);
    if (!due) {
      const at = earliest([looked.nextAt, ...putOff.values()]);
      if (!isSet || putOff.size > 0) await store.settle(id, partner.version, at);
      await store.forgetDeliveries(id);
      return at;
    }

    const outcome = await deliver(courier, partner, due);
    if ('waitMs' in outcome) {
      log.debug({ partner: id, due: due.key, waitMs: outcome.waitMs }, 'put off');
      putOff.set(nameOf(due), later(clock(), Math.ceil(outcome.waitMs)));
      continue;
    }
    if ('fact' in outcome) {
      const facts = [outcome.fact, ...(outcome.more ?? [])].map((fact) => ({ type: 'RecordFact', fact }) as const);
      const recorded = await onboarding.execute(id, facts, { kind: 'bot' });
      if (isRefusal(recorded)) throw new Error(`Could not record ${outcome.fact.type} of ${id}: ${recorded.message}`);
      if ('problem' in outcome.fact) log.warn({ partner: id, due: due.key, ...outcome.fact }, 'delivery failed');
      partner = recorded.partner;
      isSet = recorded.agenda !== undefined;
      looked = recorded.agenda ?? agenda(partner, lifecycle, clock());
      continue;
    }
    partner = await onboarding.load(id);
    looked = partner && agenda(partner, lifecycle, clock());
    isSet = false;
  }
  throw new Error(`Attending to ${id} did not come to an end`);
}

/** The next that is not put off. Steps of the set-up build on each other, and all else on them. */
function nextOf(due: readonly Due[], putOff: ReadonlyMap<string, Instant>): Due | undefined {
  const next = due.find((one) => !putOff.has(nameOf(one)));
  const blocked = due.some((one) => one.kind === 'step' && putOff.has(nameOf(one)));
  return blocked ? undefined : next;
}

const nameOf = ({ kind, key }: Due): string => `${kind} ${key}`;

const earliest = (instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined);
