import { agenda, type Due } from '../src/domain/agenda';
import { later, type Instant, type PartnerId } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { foresee, type Ahead } from './ahead';
import { deliver, type Prepared } from './deliver';
import type { Courier } from './deliver/courier';
import type { Hand } from './hands';

/** More than any agenda holds: a delivery that is recorded and yet stays due would go on for ever. */
const mostDeliveries = 300;

/**
 * Attends to one partner, unless another process does: asks the state what is due, delivers it, records it, and asks again
 * until nothing is. Whatever stops it half-way, the next attendance goes on from the log. Returns when to look again, if ever.
 */
export async function attend(courier: Courier, ahead: Ahead, id: PartnerId, hand: Hand): Promise<Instant | undefined> {
  const { onboarding, store, pacing, lifecycle, clock, log, stopping } = courier;
  const look = (partner: Partner | undefined) =>
    partner && (ahead.of(partner, clock())?.agenda ?? agenda(partner, lifecycle, clock()));
  const [known, now] = [onboarding.known(id), clock()];
  const foreseen = known && (ahead.of(known, now) ?? foresee(known, lifecycle, now));
  const taken = await pacing.take(id, foreseen);
  if (!taken) return undefined;
  /** The first call, as long as it is begun and not made. */
  let first: Prepared | undefined = taken.begun && { begun: taken.begun, letter: foreseen?.letter };
  /** What is put off, until when: the rest goes on meanwhile. */
  const putOff = new Map<string, Instant>();
  let { partner } = taken;
  let looked = partner === foreseen?.partner ? foreseen?.agenda : look(partner);
  /** The commit of what was done last has set when to look again, and has let go of the partner. */
  let hasEnded = false;
  for (let n = 0; n < mostDeliveries; n += 1) {
    const due = looked && nextOf(looked.due, putOff);
    if (!partner || !looked || !due) {
      const at = looked && earliest([looked.nextAt, ...putOff.values()]);
      if (hasEnded || (await store.settle(id, { version: partner?.version ?? 0, nextAt: at }))) return at;
      partner = await onboarding.load(id);
      looked = look(partner);
      continue;
    }

    await hand.take({ first: true });
    if (stopping.aborted && !first) {
      await store.defer(id, clock());
      return undefined;
    }
    const outcome = await deliver(courier, partner, due, first);
    first = undefined;
    if ('waitMs' in outcome) {
      log.debug({ partner: id, due: due.key, waitMs: outcome.waitMs }, 'put off');
      putOff.set(nameOf(due), later(clock(), Math.ceil(outcome.waitMs)));
      continue;
    }
    if ('fact' in outcome) {
      const mayEnd = putOff.size === 0;
      const facts = [outcome.fact, ...(outcome.more ?? [])];
      const recorded = await hand.writeDown(() => onboarding.record(id, facts, { mayEnd }));
      if ('problem' in outcome.fact) log.warn({ partner: id, due: due.key, ...outcome.fact }, 'delivery failed');
      partner = recorded.partner;
      looked = recorded.agenda ?? look(partner);
      hasEnded = mayEnd && recorded.agenda?.due.length === 0;
      continue;
    }
    partner = await onboarding.load(id);
    looked = look(partner);
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
