import type { Actor } from './domain/actor';
import type { Agenda } from './domain/agenda';
import type { Command, Fact } from './domain/commands';
import { decide } from './domain/decide';
import type { RecordedEvent } from './domain/events';
import { evolve } from './domain/evolve';
import type { Instant, PartnerId, PersonKey } from './domain/ids';
import type { Partner } from './domain/partner';
import { isRefusal, refuse, type Refusal } from './domain/refusal';
import { nameClaim } from './domain/slug';
import type { PartnerSummary } from './domain/summary';
import type { Lifecycle } from './lifecycle/schema';
import { StoreError } from './store/errors';
import type { History } from './store/history';
import type { ListName, Page } from './store/lists';
import type { Attending, Store } from './store/store';

/** What commands came to: the partner as it is now, and what was written (nothing when it was so already). */
export interface Executed {
  readonly partner: Partner;
  readonly events: readonly RecordedEvent[];
  /** What is due after them; absent when nothing was written. */
  readonly agenda?: Agenda;
}

export interface OnboardingOptions {
  readonly lifecycle: Lifecycle;
  readonly clock: () => Instant;
  /** Called when something was written that needs attention at once. */
  readonly onDue?: (id: PartnerId) => void;
}

/** Each lost try means that somebody else's commit was made; so many in a row mean that something is amiss. */
const mostTries = 100;

const mostSimilar = 5;
/** So many partners are read at once, where many are. */
const atOnce = 50;

/** The one door to partners: load, decide, commit, and again when others were faster. Faults of Redis are StoreErrors. */
export class Onboarding {
  constructor(
    private readonly store: Store,
    private readonly options: OnboardingOptions,
  ) {}

  async load(id: PartnerId): Promise<Partner | undefined> {
    return (await this.store.read(id))?.partner;
  }

  /** The partner as this process last saw it, without asking Redis: it may be out of date. */
  known(id: PartnerId): Partner | undefined {
    return this.store.known(id)?.partner;
  }

  inChannel(channel: string): Promise<Partner | undefined> {
    return this.store.inChannel(channel);
  }

  /**
   * Decides all commands in order, each on what the ones before lead to, and commits their events as one. A refusal
   * of any commits nothing.
   */
  async execute(
    id: PartnerId,
    commands: Command | readonly Command[],
    actor: Actor,
    attending?: Attending,
  ): Promise<Executed | Refusal> {
    const { clock, lifecycle, onDue } = this.options;
    const list = isList(commands) ? commands : [commands];
    // What this process knows may be out of date. A commit finds that out by itself: so a click costs one round trip.
    let fold = this.store.known(id);
    let current = fold === undefined;
    if (current) fold = await this.store.readAnew(id);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const now = clock();
      const events = decideAll(list, fold?.partner, { actor, at: now, lifecycle });
      if (isRefusal(events) || events.length === 0) {
        // Nothing to write, so nothing that would find it out: the answer must rest on the newest state.
        const newest = current ? fold : await this.store.readAnew(id);
        if (newest !== fold) {
          [fold, current] = [newest, true];
          continue;
        }
        if (isRefusal(events)) return events;
        if (fold) return { partner: fold.partner, events };
        throw new Error(`Commands on the unknown partner ${id} came to nothing`);
      }
      const written = await this.store.commit(id, fold, events, { lifecycle, now, attending });
      if (written.is === 'committed') {
        if (written.agenda.due.length > 0 && !attending) onDue?.(id);
        return { partner: written.fold.partner, events: written.events, agenda: written.agenda };
      }
      if (written.is === 'taken') return this.#taken(written.claim, written.holder);
      [fold, current] = [written.fold, true];
    }
    throw new StoreError(`Others wrote to ${id} before each of ${mostTries} tries`);
  }

  /**
   * Records what Slack told or what deliveries came to, as one; what is known already is not recorded again. Throws when it
   * cannot be recorded: nothing but the channel that another partner has stands against a fact.
   */
  async record(id: PartnerId, facts: readonly Fact[], attending?: Attending): Promise<Executed> {
    const commands = facts.map((fact) => ({ type: 'RecordFact', fact }) as const);
    const done = await this.execute(id, commands, { kind: 'bot' }, attending);
    if (!isRefusal(done)) return done;
    throw new Error(`Could not record ${facts.map(({ type }) => type).join(', ')} of ${id}: ${done.message}`);
  }

  /** The partner's log, newest first. */
  history(id: PartnerId, range: { before?: number | undefined; limit: number }): Promise<History> {
    return this.store.history(id, range);
  }

  /** A page of a list, sorted by name. */
  list(name: ListName, range: { after?: string | undefined; limit: number }): Promise<Page> {
    return this.store.page(name, range);
  }

  /** All partners that a person works with, closed ones too, by name: some at a time. */
  async *listed(person: PersonKey): AsyncGenerator<readonly PartnerSummary[]> {
    let after: string | undefined;
    do {
      const page = await this.list(`person:${person}`, { limit: atOnce, after });
      yield page.summaries;
      after = page.next;
    } while (after !== undefined);
  }

  /** The partners of a person that are not closed, by name: so many at most, and whether there are more. */
  async openPartnersOf(
    person: PersonKey,
    most: number,
  ): Promise<{ readonly partners: readonly Partner[]; readonly more: boolean }> {
    const partners: Partner[] = [];
    for await (const page of this.listed(person)) {
      if (partners.length >= most) return { partners: partners.slice(0, most), more: true };
      const open = page.filter(({ closed }) => !closed);
      const loaded = await Promise.all(open.map(({ id }) => this.load(id)));
      partners.push(...loaded.flatMap((partner) => partner ?? []));
    }
    return { partners: partners.slice(0, most), more: partners.length > most };
  }

  /** The partner of that name, or the only one whose name opens so, among those that are not closed first; and a few whose names open alike. */
  async findByName(
    text: string,
  ): Promise<{ readonly found?: PartnerSummary; readonly similar: readonly PartnerSummary[] }> {
    const named = await this.store.named(text);
    if (named) return { found: named, similar: [] };
    const similar = await this.store.similar(text, mostSimilar);
    const opening = similar.filter(({ name }) => nameClaim(name).startsWith(nameClaim(text)));
    const open = opening.filter(({ closed }) => !closed);
    const [only, ...others] = open.length > 0 ? open : opening;
    return only && others.length === 0 ? { found: only, similar: similar.filter((one) => one !== only) } : { similar };
  }

  async #taken(claim: 'name' | 'channel', holder: PartnerId): Promise<Refusal> {
    const other = await this.store.summary(holder);
    const name = other?.name ?? 'Another partner';
    const where = other?.channel ? ` in #${other.channel.name}` : '';
    if (claim === 'channel')
      return refuse(
        `${other?.channel ? `#${other.channel.name}` : 'That channel'} is the channel of “${name}” already.`,
        claim,
      );
    return refuse(
      other?.closed
        ? `“${name}” was onboarded before${where} and is closed. Reopen it with \`/pc reopen ${name}\`, or choose another name.`
        : `“${name}” is being onboarded already${where}.`,
      claim,
    );
  }
}

const isList = (commands: Command | readonly Command[]): commands is readonly Command[] => Array.isArray(commands);

function decideAll(
  commands: readonly Command[],
  partner: Partner | undefined,
  occasion: Parameters<typeof decide>[2],
): readonly RecordedEvent[] | Refusal {
  const events: RecordedEvent[] = [];
  let [state, folded] = [partner, 0];
  for (const command of commands) {
    // Not after the last one: the commit folds all of them.
    state = events.slice(folded).reduce<Partner | undefined>(evolve, state);
    folded = events.length;
    const decided = decide(command, state, occasion);
    if (isRefusal(decided)) return decided;
    events.push(...decided);
  }
  return events;
}
