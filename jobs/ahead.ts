import { setImmediate as breath } from 'node:timers/promises';
import { agenda, type Agenda } from '../src/domain/agenda';
import { later, partnerId, type Attendee, type Instant } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import type { Upcoming } from '../src/store/attention';
import type { Courier } from './deliver/courier';

/** What was foreseen is used at its instant, or never. */
const holdsMs = 10_000;

/**
 * Reads the partners whose time is near, and what will be due for them then, while there is time: when a thousand are due
 * in one second, only what cannot be done before is left. What was foreseen of a partner that has changed since is of no use.
 */
export class Ahead {
  readonly #foreseen = new WeakMap<Partner, { readonly from: Instant; readonly agenda: Agenda }>();
  #prepared: ReadonlyMap<Attendee, Instant> = new Map();
  #coming: readonly Upcoming[] = [];
  #isReading = false;

  constructor(private readonly courier: Pick<Courier, 'onboarding' | 'lifecycle' | 'clock' | 'log'>) {}

  /** Prepares for those whose time is to come, the first first. */
  prepare(upcoming: readonly Upcoming[]): void {
    const before = this.#prepared;
    this.#prepared = new Map(upcoming.map(({ id, at }) => [id, at]));
    this.#coming = [...this.#coming, ...upcoming.filter(({ id, at }) => before.get(id) !== at)];
    if (this.#isReading || this.#coming.length === 0) return;
    this.#isReading = true;
    this.#read()
      .catch((error: unknown) => this.courier.log.warn({ err: error }, 'could not prepare for what is due soon'))
      .finally(() => (this.#isReading = false));
  }

  /** What is due for a partner: as foreseen for this moment, or found now. */
  agenda(partner: Partner, lifecycle: Lifecycle, now: Instant): Agenda {
    const known = this.#foreseen.get(partner);
    if (known && holds(known, now)) return known.agenda;
    return agenda(partner, lifecycle, now);
  }

  stop(): void {
    this.#coming = [];
  }

  async #read(): Promise<void> {
    const { onboarding, lifecycle, clock } = this.courier;
    for (;;) {
      const [next, ...rest] = this.#coming;
      this.#coming = rest;
      if (!next) return;
      const id = partnerId.safeParse(next.id);
      if (!id.success || next.at <= clock()) continue;
      const partner = await onboarding.load(id.data);
      if (partner) this.#foreseen.set(partner, { from: next.at, agenda: agenda(partner, lifecycle, next.at) });
      await breath();
    }
  }
}

function holds({ from, agenda: { nextAt } }: { from: Instant; agenda: Agenda }, now: Instant): boolean {
  return from <= now && now < later(from, holdsMs) && (nextAt === undefined || now < nextAt);
}
