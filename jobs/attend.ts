import { agenda, type Agenda, type Due } from '../src/domain/agenda';
import { earliestOf } from '../src/domain/earliest';
import { later, type Instant, type PartnerId } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { foresee, type Ahead, type Foreseen } from './ahead';
import { deliver, type Prepared } from './deliver';
import type { Courier, Outcome } from './deliver/courier';
import type { Hand } from './hands';

/** More than any agenda holds: a delivery that is recorded and yet stays due would go on for ever. */
const mostDeliveries = 300;

/**
 * Attends to one partner, unless another process does: asks the state what is due, delivers it, records it, and asks again
 * until nothing is. Whatever stops it half-way, the next attendance goes on from the log. Returns when to look again, if ever.
 */
export async function attend(courier: Courier, ahead: Ahead, id: PartnerId, hand: Hand): Promise<Instant | undefined> {
  const foreseen = foreseenOf(id, courier, ahead);
  const taken = await courier.pacing.take(id, foreseen);
  if (!taken) return undefined;
  const attendance = new Attendance(id, { courier, ahead, hand }, taken, foreseen);
  for (let n = 0; n < mostDeliveries; n += 1) {
    const next = attendance.next();
    const end = next ? await attendance.serve(next) : await attendance.settle();
    if (end) return end.lookAgainAt;
  }
  throw new Error(`Attending to ${id} did not come to an end`);
}

function foreseenOf(id: PartnerId, { onboarding, lifecycle, clock }: Courier, ahead: Ahead): Foreseen | undefined {
  const [known, now] = [onboarding.known(id), clock()];
  return known && (ahead.of(known, now) ?? foresee(known, lifecycle, now));
}

/** The partner as it was taken, and its first call if that was asked for with it. */
interface Taken {
  readonly partner: Partner | undefined;
  readonly begun?: Prepared['begun'];
}

interface End {
  readonly lookAgainAt: Instant | undefined;
}

/** What is due for a partner while it is attended to. */
class Attendance {
  #partner: Partner | undefined;
  #agenda: Agenda | undefined;
  /** The first call, as long as it is begun and not made. */
  #first: Prepared | undefined;
  /** What is put off, until when: the rest goes on meanwhile. */
  readonly #putOff = new Map<string, Instant>();
  /** The commit of what was done last has set when to look again, and has let go of the partner. */
  #hasEnded = false;

  constructor(
    private readonly id: PartnerId,
    private readonly by: { readonly courier: Courier; readonly ahead: Ahead; readonly hand: Hand },
    { partner, begun }: Taken,
    foreseen: Foreseen | undefined,
  ) {
    this.#partner = partner;
    this.#agenda = partner === foreseen?.partner ? foreseen?.agenda : this.#look(partner);
    this.#first = begun && { begun, letter: foreseen?.letter };
  }

  /** What is due next, if it is not put off. Steps of the set-up build on each other, and all else on them. */
  next(): { readonly partner: Partner; readonly due: Due } | undefined {
    const [partner, all] = [this.#partner, this.#agenda?.due ?? []];
    const isPutOff = (due: Due) => this.#putOff.has(nameOf(due));
    const due = all.find((one) => !isPutOff(one));
    if (!partner || !due || all.some((one) => one.kind === 'step' && isPutOff(one))) return undefined;
    return { partner, due };
  }

  /** Nothing is left to do. Ends, unless something has happened meanwhile: that is looked at. */
  async settle(): Promise<End | undefined> {
    const lookAgainAt = earliestOf([this.#agenda?.nextAt, ...this.#putOff.values()]);
    if (this.#hasEnded) return { lookAgainAt };
    const version = this.#partner?.version ?? 0;
    if (await this.by.courier.store.settle(this.id, { version, nextAt: lookAgainAt })) return { lookAgainAt };
    await this.#lookAnew();
    return undefined;
  }

  /** Delivers what is due. Ends when this process does. */
  async serve({ partner, due }: { readonly partner: Partner; readonly due: Due }): Promise<End | undefined> {
    const { courier, hand } = this.by;
    await hand.take({ first: true });
    if (courier.stopping.aborted && !this.#first) {
      await courier.store.defer(this.id, courier.clock());
      return { lookAgainAt: undefined };
    }
    const outcome = await deliver(courier, partner, due, this.#first);
    this.#first = undefined;
    if ('waitMs' in outcome) this.#putOffFor(outcome.waitMs, due);
    else if ('fact' in outcome) await this.#record(outcome, due);
    else await this.#lookAnew();
    return undefined;
  }

  #putOffFor(waitMs: number, due: Due): void {
    const { clock, log } = this.by.courier;
    log.debug({ partner: this.id, due: due.key, waitMs }, 'put off');
    this.#putOff.set(nameOf(due), later(clock(), Math.ceil(waitMs)));
  }

  async #record({ fact, more = [] }: Extract<Outcome, { readonly fact: unknown }>, due: Due): Promise<void> {
    const { courier, hand } = this.by;
    const mayEnd = this.#putOff.size === 0;
    const recorded = await hand.writeDown(() => courier.onboarding.record(this.id, [fact, ...more], { mayEnd }));
    if ('problem' in fact) courier.log.warn({ partner: this.id, due: due.key, ...fact }, 'delivery failed');
    this.#partner = recorded.partner;
    this.#agenda = recorded.agenda ?? this.#look(recorded.partner);
    this.#hasEnded = mayEnd && recorded.agenda?.due.length === 0;
  }

  async #lookAnew(): Promise<void> {
    this.#partner = await this.by.courier.onboarding.load(this.id);
    this.#agenda = this.#look(this.#partner);
  }

  #look(partner: Partner | undefined): Agenda | undefined {
    const { lifecycle, clock } = this.by.courier;
    return partner && (this.by.ahead.of(partner, clock())?.agenda ?? agenda(partner, lifecycle, clock()));
  }
}

const nameOf = ({ kind, key }: Due): string => `${kind} ${key}`;
