import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Answer, type Deed, type ShownMessage, type Told, told } from '../../browser/protocol';
import { readMessages, readPeople, send } from './api';
import { after, type Happening, nothing, type State, threadPlace } from './state';

const retryMs = 1000;

/** One person's Slack: what they see, kept up to date by the server, and what they do. */
export class Store {
  #state = nothing;
  readonly #listeners = new Set<() => void>();
  #source: EventSource | undefined;
  /** What the stream tells of messages, for each reading under way. */
  readonly #meanwhile = new Set<Told[]>();

  /** Channels whose older messages are being read. */
  readonly #older = new Set<string>();

  constructor(readonly me: string) {}

  get state(): State {
    return this.#state;
  }
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Listens until told to stop. After an interruption everything is read again; `onGone`: this person is no longer there. */
  connect(onGone: () => void): () => void {
    let isOver = false;
    const listen = () => {
      if (isOver) return;
      const source = this.#listen(() => {
        // The browser connects anew by itself, but not to a server that says no: the workspace may be another one by now.
        setTimeout(() => void this.#isHere().then((isHere) => (isHere === false ? onGone() : listen())), retryMs);
      });
      this.#source = source;
    };
    listen();
    return () => {
      isOver = true;
      this.#source?.close();
    };
  }

  /** Undefined when nobody answers. */
  async #isHere(): Promise<boolean | undefined> {
    try {
      return (await readPeople()).includes(this.me);
    } catch {
      return undefined;
    }
  }

  #listen(onRefused: () => void): EventSource {
    const source = new EventSource(`/browser/stream?as=${encodeURIComponent(this.me)}`);
    source.addEventListener('message', ({ data }) => {
      const { success, data: news } = told.safeParse(JSON.parse(String(data)));
      if (!success)
        return this.happened({ kind: 'failed', text: 'Something came that this page does not understand. Reload it.' });
      if (news.kind === 'hello') this.#greeted(news.instance);
      if (news.kind === 'message' || news.kind === 'gone') for (const one of this.#meanwhile) one.push(news);
      return this.happened({ kind: 'told', told: news });
    });
    source.addEventListener('error', () => {
      this.happened({ kind: 'lost' });
      if (source.readyState === EventSource.CLOSED) onRefused();
    });
    return source;
  }

  #greeted(instance: string): void {
    const before = this.#state.hello?.instance;
    if (before !== undefined && before !== instance) location.reload();
    // What was read before this stream began may lack what came in between.
    else this.#readAgain();
  }

  happened(happening: Happening): void {
    this.#state = after(this.#state, happening);
    for (const listener of this.#listeners) listener();
  }

  /** Does it; what goes wrong is shown to the person. */
  async do(deed: Deed): Promise<Answer> {
    const outcome = await send(this.me, deed);
    if (!outcome.ok) this.happened({ kind: 'failed', text: outcome.error });
    return outcome;
  }

  /** What comes of it; undefined when it failed, which the person is told. */
  async orTell<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      this.happened({ kind: 'failed', text: words(error) });
      return undefined;
    }
  }

  /** One message, wherever it stands: in the channel or in a thread; undefined when there is none, which the person is told. */
  async find(channel: string, ts: string): Promise<ShownMessage | undefined> {
    const read = await this.orTell(readMessages(this.me, channel, { thread: ts }));
    const found = read?.messages.find((message) => message.ts === ts);
    if (read && !found) this.happened({ kind: 'failed', text: 'This message is gone.' });
    return found;
  }

  async open(channel: string): Promise<void> {
    if (!this.#state.loaded.has(channel)) await this.#read(channel, channel);
  }
  async openThread(channel: string, thread: string): Promise<void> {
    await this.#read(threadPlace(channel, thread), channel, { thread });
  }
  async readOlder(channel: string): Promise<void> {
    const loaded = this.#state.loaded.get(channel);
    const [first] = loaded?.messages ?? [];
    if (loaded?.hasMore !== true || !first || this.#older.has(channel)) return;
    this.#older.add(channel);
    await this.#read(channel, channel, { before: first.ts });
    this.#older.delete(channel);
  }

  async #read(place: string, channel: string, from: { before?: string; thread?: string } = {}): Promise<void> {
    const meanwhile: Told[] = [];
    this.#meanwhile.add(meanwhile);
    try {
      const { messages, hasMore } = await readMessages(this.me, channel, from);
      this.happened({ kind: 'read', place, messages, hasMore, isOlder: from.before !== undefined, meanwhile });
    } catch (error) {
      this.happened({ kind: 'unread', place, why: words(error) });
    } finally {
      this.#meanwhile.delete(meanwhile);
    }
  }

  /** Reads what could not be read before. */
  async tryAgain(place: string): Promise<void> {
    const [channel = '', thread] = place.split('/');
    await this.#read(place, channel, thread === undefined ? {} : { thread });
  }

  #readAgain(): void {
    for (const place of new Set([...this.#state.loaded.keys(), ...this.#state.unread.keys()]))
      void this.tryAgain(place);
  }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const storeContext = createContext<Store | undefined>(undefined);
export const StoreProvider = storeContext.Provider;

export function useStore(): Store {
  const store = useContext(storeContext);
  if (!store) throw new Error('nobody is here yet');
  return store;
}

/** A part of the state; drawn again only when that part is another. */
export function useSeen<T>(select: (state: State) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => select(store.state));
}
