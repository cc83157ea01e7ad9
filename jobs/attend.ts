import { agenda } from '../src/domain/agenda';
import { later, type PartnerId } from '../src/domain/ids';
import { isRefusal } from '../src/domain/refusal';
import { deliver } from './deliver';
import type { Courier } from './deliver/courier';

/** More than any agenda holds: a delivery that is recorded and yet stays due would go on for ever. */
const mostDeliveries = 300;

/**
 * Attends to one partner: asks the state what is due, delivers it, records it, and asks again until nothing is. Only
 * one worker attends to a partner at a time; whatever stops it half-way, the next attendance goes on from the log.
 */
export async function attend(courier: Courier, id: PartnerId): Promise<void> {
  const { onboarding, store, lifecycle, clock, log } = courier;
  for (let n = 0; n < mostDeliveries; n += 1) {
    const partner = await onboarding.load(id);
    if (!partner) return store.settle(id, 0);
    const { due, nextAt } = agenda(partner, lifecycle, clock());
    const first = due[0];
    if (!first) return store.settle(id, partner.version, nextAt);

    const outcome = await deliver(courier, partner, first);
    if ('overtaken' in outcome) continue;
    if ('waitMs' in outcome) {
      log.warn({ partner: id, due: first.key, waitMs: outcome.waitMs }, 'Slack asks us to wait');
      return store.defer(id, later(clock(), outcome.waitMs));
    }
    const recorded = await onboarding.execute(id, { type: 'RecordFact', fact: outcome.fact }, { kind: 'bot' });
    if (isRefusal(recorded)) throw new Error(`Could not record ${outcome.fact.type} of ${id}: ${recorded.message}`);
    if ('problem' in outcome.fact) log.warn({ partner: id, due: first.key, ...outcome.fact }, 'delivery failed');
  }
  throw new Error(`Attending to ${id} did not come to an end`);
}
