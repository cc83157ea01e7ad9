import { setImmediate as breath } from 'node:timers/promises';
import { agenda, type Agenda } from '../src/domain/agenda';
import { later, partnerId, type Attendee, type ChannelId, type Instant } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { encodeAhead } from '../src/slack/client';
import type { Upcoming } from '../src/store/attention';
import type { Courier } from './deliver/courier';
import type { Letter } from './deliver/letter';
import { isTold, letterFor } from './deliver/letters';

/** What will be due for a partner from an instant on, if nothing happens before. */
export interface Foreseen {
  readonly partner: Partner;
  readonly from: Instant;
  readonly agenda: Agenda;
  /** What tells the first of it, if that is a message into a channel. */
  readonly letter?: Letter & { readonly to: { readonly channel: ChannelId } };
}

/** What was foreseen is used at its instant, or never. */
const holdsMs = 10_000;

/**
 * Reads the partners whose time is near, finds out what will be due for them then, and writes the first message, while there
 * is time: when a thousand are due in one second, only what cannot be done before is left. What was foreseen of a partner
 * that has changed since is of no use.
 */
export class Ahead {
  readonly #foreseen = new WeakMap<Partner, Foreseen>();
  #prepared: ReadonlyMap<Attendee, Instant> = new Map();
  #coming: Upcoming[] = [];
  #isReading = false;

  constructor(private readonly courier: Pick<Courier, 'onboarding' | 'lifecycle' | 'clock' | 'log'>) {}

  /** Prepares for those whose time is to come, the first first. */
  prepare(upcoming: readonly Upcoming[]): void {
    const before = this.#prepared;
    this.#prepared = new Map(upcoming.map(({ id, at }) => [id, at]));
    this.#coming.push(...upcoming.filter(({ id, at }) => before.get(id) !== at));
    if (!this.#isReading) void this.#read();
  }

  /** What was foreseen of a partner, as it is in this very state, for this moment. */
  of(partner: Partner | undefined, now: Instant): Foreseen | undefined {
    const foreseen = partner && this.#foreseen.get(partner);
    return foreseen && holds(foreseen, now) ? foreseen : undefined;
  }

  stop(): void {
    this.#coming = [];
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    for (let next = this.#coming.shift(); next; next = this.#coming.shift()) {
      if (next.at <= this.courier.clock()) continue;
      await this.#foresee(next).catch((error: unknown) =>
        this.courier.log.warn({ err: error, ...next }, 'could not prepare for what is due soon'),
      );
      await breath();
    }
    this.#isReading = false;
  }

  async #foresee({ id: attendee, at }: Upcoming): Promise<void> {
    const { onboarding, lifecycle } = this.courier;
    const id = partnerId.safeParse(attendee);
    const partner = id.success ? await onboarding.load(id.data) : undefined;
    if (partner) this.#foreseen.set(partner, foresee(partner, lifecycle, at));
  }
}

function foresee(partner: Partner, lifecycle: Lifecycle, from: Instant): Foreseen {
  const what = agenda(partner, lifecycle, from);
  const [first] = what.due;
  const letter = first && isTold(first) ? letterFor(first, partner, lifecycle, from) : undefined;
  if (!letter || !('channel' in letter.to)) return { partner, from, agenda: what };
  const picture = letter.draw();
  encodeAhead(picture.blocks);
  return { partner, from, agenda: what, letter: { ...letter, to: letter.to, draw: () => picture } };
}

function holds({ from, agenda: { nextAt } }: Foreseen, now: Instant): boolean {
  return from <= now && now < later(from, holdsMs) && (nextAt === undefined || now < nextAt);
}
