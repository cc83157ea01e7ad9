import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Answer, type Deed, told } from '../../browser/protocol';
import { readMessages, send } from './api';
import { after, type Happening, nothing, type State, threadPlace } from './state';

/** One person's Slack: what they see, kept up to date by the server, and what they do. */
export class Store {
  #state = nothing;
  readonly #listeners = new Set<() => void>();
  #source: EventSource | undefined;

  constructor(readonly me: string) {}

  get state(): State {
    return this.#state;
  }
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Listens until told to stop; the browser connects anew by itself, and then everything is read again. */
  connect(): () => void {
    const source = new EventSource(`/browser/stream?as=${encodeURIComponent(this.me)}`);
    this.#source = source;
    let wasLost = false;
    source.addEventListener('message', ({ data }) => {
      const news = told.parse(JSON.parse(String(data)));
      this.happened({ kind: 'told', told: news });
      if (news.kind !== 'hello') return;
      if (wasLost) this.#readAgain();
      wasLost = false;
    });
    source.addEventListener('error', () => {
      wasLost = true;
      this.happened({ kind: 'lost' });
    });
    return () => {
      source.close();
      if (this.#source === source) this.#source = undefined;
    };
  }

  happened(happening: Happening): void {
    this.#state = after(this.#state, happening);
    for (const listener of this.#listeners) listener();
  }

  /** Does it; what goes wrong is shown to the person. */
  async do(deed: Deed): Promise<Answer> {
    const outcome = await send(this.me, deed);
    if (!outcome.ok) this.happened({ kind: 'noticed', text: outcome.error });
    return outcome;
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
    if (loaded?.hasMore === true && first) await this.#read(channel, channel, { before: first.ts });
  }

  async #read(place: string, channel: string, from: { before?: string; thread?: string } = {}): Promise<void> {
    try {
      const { messages, hasMore } = await readMessages(this.me, channel, from);
      this.happened({ kind: 'read', place, messages, hasMore, isOlder: from.before !== undefined });
    } catch (error) {
      this.happened({ kind: 'noticed', text: `This could not be read: ${String(error)}` });
    }
  }

  #readAgain(): void {
    for (const place of this.#state.loaded.keys()) {
      const [channel = '', thread] = place.split('/');
      void this.#read(place, channel, thread === undefined ? {} : { thread });
    }
  }
}

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
