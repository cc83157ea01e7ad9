import { setImmediate as breath } from 'node:timers/promises';
import { agenda, type Agenda } from '../src/domain/agenda';
import { isEditedAt } from '../src/domain/due/living';
import { later, partnerId, type Attendee, type Instant } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { encodeAhead } from '../src/slack/client';
import type { FirstCall } from '../src/slack/pacing';
import type { Upcoming } from '../src/store/attention';
import type { Courier } from './deliver/courier';
import type { Letter } from './deliver/letter';
import { isTold, letterFor } from './deliver/letters';
import { editOf } from './deliver/living';

/** What will be due for a partner from an instant on, if nothing happens before. */
export interface Foreseen {
  readonly partner: Partner;
  readonly from: Instant;
  readonly agenda: Agenda;
  /** The call that the first of it needs, when that is known without asking Slack. */
  readonly first?: FirstCall | undefined;
  /** What tells the first of it, if that is a message into a channel. */
  readonly letter?: Letter | undefined;
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
      if (next.at <= this.courier.clock() || this.#isEdited(next)) continue;
      await this.#foresee(next).catch((error: unknown) =>
        this.courier.log.warn({ err: error, ...next }, 'could not prepare for what is due soon'),
      );
      await breath();
    }
    this.#isReading = false;
  }

  /** Nothing is to be written ahead of an edit, and more may happen until then: each change would be foreseen in vain. */
  #isEdited({ id: attendee, at }: Upcoming): boolean {
    const id = partnerId.safeParse(attendee);
    const known = id.success ? this.courier.onboarding.known(id.data) : undefined;
    return known !== undefined && isEditedAt(known, at);
  }

  async #foresee({ id: attendee, at }: Upcoming): Promise<void> {
    const { onboarding, lifecycle } = this.courier;
    const id = partnerId.safeParse(attendee);
    const partner = id.success ? await onboarding.load(id.data) : undefined;
    if (partner) this.#foreseen.set(partner, drawn(foresee(partner, lifecycle, at)));
  }
}

/** Finds out what will be due for a partner at an instant, if nothing happens before, and which call comes first. Pure. */
export function foresee(partner: Partner, lifecycle: Lifecycle, from: Instant): Foreseen {
  const what = agenda(partner, lifecycle, from);
  const [due] = what.due;
  if (due?.kind === 'living') {
    const edits = editOf(due, partner);
    return { partner, from, agenda: what, ...(edits && { first: { edits } }) };
  }
  const letter = due && isTold(due) ? letterFor(due, partner, lifecycle, from) : undefined;
  if (!letter || !('channel' in letter.to)) return { partner, from, agenda: what };
  return { partner, from, agenda: what, first: { key: letter.key, channel: letter.to.channel }, letter };
}

function drawn(foreseen: Foreseen): Foreseen {
  const { letter } = foreseen;
  if (!letter) return foreseen;
  const picture = letter.draw();
  encodeAhead(picture.blocks);
  return { ...foreseen, letter: { ...letter, draw: () => picture } };
}

function holds({ from, agenda: { nextAt } }: Foreseen, now: Instant): boolean {
  return from <= now && now < later(from, holdsMs) && (nextAt === undefined || now < nextAt);
}
