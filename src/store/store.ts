import { agenda, type Agenda } from '../domain/agenda';
import type { RecordedEvent } from '../domain/events';
import { evolve } from '../domain/evolve';
import type { Attendee, Instant, PartnerId, PersonKey } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { newcomers } from '../domain/reminders/mornings';
import { summaryOf, type PartnerSummary } from '../domain/summary';
import type { Lifecycle } from '../lifecycle/schema';
import { Attention, type Settled, type Upcoming } from './attention';
import { Channels } from './channels';
import { runCommit, type Outcome } from './commit';
import { Deliveries, type Answer, type Call } from './deliveries';
import { StoreError, storing } from './errors';
import { readEvent, tailFrom, type Fold } from './fold';
import { readHistory, type History } from './history';
import { keysOf, type Keys } from './keys';
import { Lists, type ListName, type Page } from './lists';
import { Logs } from './log';
import { defineScripts, type RedisConnection } from './scripts';

export interface StoreOptions {
  /** The id of the Slack workspace that the bot is installed in. */
  readonly workspace: string;
  /** How many folded partners the process keeps at most. */
  readonly cached?: number;
  /** A cold read that folded more events than this past the snapshot writes a new one. */
  readonly snapshotAfter?: number;
  /** A process that is not heard of for so long no longer attends to anybody. */
  readonly presumedDeadMs?: number;
}

/** A commit as the writer sees it: made, overtaken by others (this is the state then), or taken by another partner. */
export type Written =
  | {
      readonly is: 'committed';
      readonly fold: Fold;
      readonly events: readonly RecordedEvent[];
      /** What is due now, and when to look again: as the commit has set it. */
      readonly agenda: Agenda;
    }
  | { readonly is: 'behind'; readonly fold: Fold | undefined }
  | Extract<Outcome, { is: 'taken' }>;

/** A call to Slack that is the first to be made for a partner, as long as this is its state. */
export interface FirstCall {
  readonly partner: Partner;
  readonly call: Call;
}

/** A partner that was taken to attend to, and what came of the call that was foreseen, if it was still the one to make. */
export interface Taken {
  readonly partner: Partner | undefined;
  readonly begun?: Answer;
}

/** A commit by whoever attends to the partner. */
export interface Attending {
  /** Nothing else is put off, so that the attendance ends when nothing is due after the commit. */
  readonly mayEnd: boolean;
}

/** Everything kept of a workspace's partners. Its methods throw nothing but StoreError. */
export class Store {
  readonly keys: Keys;
  readonly logs: Logs;
  readonly lists: Lists;
  readonly #attention: Attention;
  readonly #deliveries: Deliveries;
  readonly #channels: Channels;

  constructor(
    readonly redis: RedisConnection,
    { workspace, cached = 2000, snapshotAfter = 64, presumedDeadMs = 30_000 }: StoreOptions,
  ) {
    defineScripts(redis);
    this.keys = keysOf(workspace);
    this.#attention = new Attention(redis, this.keys, presumedDeadMs);
    const { process } = this.#attention;
    this.logs = new Logs(redis, this.keys, { cached, snapshotAfter, process });
    this.lists = new Lists(redis, this.keys);
    this.#deliveries = new Deliveries(redis, this.keys);
    this.#channels = new Channels(this.logs, this.lists, cached);
  }

  /** From now on a partner to whose log nobody else was heard to write is not asked for again. */
  listen(onFault: (error: unknown) => void): Promise<void> {
    return this.logs.newest.listen(onFault);
  }

  /** What this process knows of a partner, without asking Redis: it may be out of date. */
  known(id: PartnerId): Fold | undefined {
    return this.logs.known(id);
  }

  read(id: PartnerId): Promise<Fold | undefined> {
    return storing('read the partner', () => this.logs.read(id));
  }

  /** The same, asked of Redis whatever this process knows. */
  readAnew(id: PartnerId): Promise<Fold | undefined> {
    return storing('read the partner', () => this.logs.readAnew(id));
  }

  inChannel(channel: string): Promise<Partner | undefined> {
    return storing('find the partner of the channel', () => this.#channels.partnerIn(channel));
  }

  /**
   * Appends events to the log of a partner that was seen as `before`, and keeps the indexes, as one step. While we attend to
   * it, what was delivered is recorded with them; an attendance that `mayEnd` ends when nothing more is due.
   */
  commit(
    id: PartnerId,
    before: Fold | undefined,
    decided: readonly RecordedEvent[],
    { lifecycle, now, attending }: { lifecycle: Lifecycle; now: Instant; attending?: Attending | undefined },
  ): Promise<Written> {
    return storing('write what happened', async () => {
      const { heard } = this.logs.newest;
      const texts = decided.map((event) => JSON.stringify(event));
      // The writer folds what every later reader will read, and an event that could not be read back is never written.
      const events = texts.map(readEvent);
      const partner = events.reduce<Partner | undefined>(evolve, before?.partner);
      const last = texts.at(-1);
      if (!partner || last === undefined) throw new StoreError('A commit needs an event');
      const after = { partner, last };
      const summary = JSON.stringify(summaryOf(partner, lifecycle));
      const next = agenda(partner, lifecycle, now);
      const attentionAt = next.due.length > 0 ? now : next.nextAt;
      const delivered = attending ? this.#deliveries.done(id) : [];
      const ends = attending?.mayEnd === true && next.due.length === 0;
      const outcome = await runCommit(this.redis, this.keys, {
        id,
        before,
        after,
        events: texts,
        summary,
        attentionAt,
        newcomers: newcomers(before?.partner, partner, lifecycle, now),
        delivered,
        process: this.#attention.process,
        ends,
        lifecycle,
      });
      switch (outcome.is) {
        case 'committed':
          this.logs.keep(id, after, heard);
          if (attending) this.#deliveries.forgotten(id);
          return { is: 'committed', fold: after, events, agenda: next };
        case 'behind':
          return { is: 'behind', fold: await this.logs.follow(id, before, outcome.tail, heard) };
        case 'taken':
          return outcome;
      }
    });
  }

  history(id: PartnerId, range: { before?: number | undefined; limit: number }): Promise<History> {
    return storing('read the history', () => readHistory(this.redis, this.keys, id, range));
  }

  page(list: ListName, range: { after?: string | undefined; limit: number }): Promise<Page> {
    return storing('read the list', () => this.lists.page(list, range));
  }

  summary(id: PartnerId): Promise<PartnerSummary | undefined> {
    return storing('read the summary', () => this.lists.summary(id));
  }

  named(name: string): Promise<PartnerSummary | undefined> {
    return storing('look for the name', async () => {
      const id = await this.lists.holderOfName(name);
      return id && this.lists.summary(id);
    });
  }

  similar(name: string, limit: number): Promise<readonly PartnerSummary[]> {
    return storing('look for similar names', () => this.lists.similar(name, limit));
  }

  upcoming(until: Instant, limit: number): Promise<readonly Upcoming[]> {
    return storing('read who needs attention soon', () => this.#attention.upcoming(until, limit));
  }

  /**
   * Takes a partner to attend to, as it is now; and asks for a first call that was foreseen for just this state, as
   * beginCall() does. Nothing when nothing is due, or when another process is at it.
   */
  take(id: PartnerId, now: Instant, foreseen?: FirstCall): Promise<Taken | undefined> {
    return storing('take a partner to attend to', async () => {
      const { heard } = this.logs.newest;
      const known = this.logs.known(id);
      const first =
        known && known.partner === foreseen?.partner
          ? { last: known.last, asking: this.#deliveries.asking(foreseen.call) }
          : undefined;
      const taken = await this.#attention.take(id, now, { from: known && tailFrom(known), first });
      if (!taken) return undefined;
      const fold = known ? await this.logs.follow(id, known, taken.tail, heard) : await this.logs.read(id);
      const partner = fold?.partner;
      if (!taken.begun) return { partner };
      if (partner === foreseen?.partner) return { partner, begun: taken.begun };
      // This process itself has just written more: whether to deliver it is asked anew.
      await this.#deliveries.takeBack(foreseen?.call.delivery, taken.begun);
      return { partner };
    });
  }

  /** The same for a person; true when taken. */
  takePerson(person: PersonKey, now: Instant): Promise<boolean> {
    return storing('take a person to attend to', async () => (await this.#attention.take(person, now)) !== undefined);
  }

  /**
   * Ends an attendance: all deliveries of this process are recorded. Sets when to look again (never, without an instant).
   * False, and it goes on, when something was committed past the version.
   */
  settle(id: Attendee, settled: Omit<Settled, 'delivered'>): Promise<boolean> {
    return storing('set the next attention', async () => {
      const isSettled = await this.#attention.settle(id, { delivered: this.#deliveries.done(id), ...settled });
      this.#deliveries.forgotten(id);
      return isSettled;
    });
  }

  /** Puts off whatever a partner or a person needs, and lets go of them. What was delivered may not be recorded. */
  defer(id: Attendee, nextAt: Instant): Promise<void> {
    return storing('put the attention off', async () => void (await this.#attention.settle(id, { nextAt })));
  }

  stayAlive(): Promise<void> {
    return storing('tell that this process is alive', () => this.#attention.stayAlive());
  }

  leave(): Promise<void> {
    return storing('tell that this process ends', () => this.#attention.leave());
  }

  dismiss(person: PersonKey): Promise<void> {
    return storing('take somebody out of the digests', () => this.#attention.dismiss(person));
  }

  /** Asks whether a call to Slack may be made now, and writes down a delivery that is begun by it. */
  beginCall(call: Call): Promise<Answer> {
    return storing('ask for a turn', () => this.#deliveries.begin(call));
  }

  callLimited(now: Instant, ms: number, method: string, channel?: string): Promise<void> {
    return storing('note that Slack asks to wait', () => this.#deliveries.limited(now, ms, method, channel));
  }

  /** What became of a delivery that was begun: Slack has done it, has certainly not done it, or has not said. */
  async endDelivery(id: Attendee, key: string, outcome: 'done' | 'not-done' | 'unanswered'): Promise<void> {
    if (outcome === 'done') return this.#deliveries.answered(id, key);
    return storing('write down a delivery', () =>
      outcome === 'not-done' ? this.#deliveries.release(id, key) : this.#deliveries.unanswered(id, key),
    );
  }
}
