import type {
  Invitation,
  Planned,
  ShownChannel,
  ShownMessage,
  ShownPerson,
  ShownView,
  Step,
  Told,
  Tour,
  TrafficLine,
} from '../../browser/protocol';

/** What the page knows, and how it changes with what it is told: a pure fold. */

export interface Loaded {
  /** Oldest first, as far back as was asked for. */
  messages: readonly ShownMessage[];
  hasMore: boolean;
  /** How many older ones were read since: with it each message keeps its number. */
  older: number;
}

export interface Notice {
  key: number;
  text: string;
  /** Something went wrong: it stays until somebody has seen it. */
  isFault: boolean;
}
export interface News {
  key: number;
  at: number;
  where: string;
  text: string;
}

export interface State {
  /** What was told last may be old by now. Before anything was told there is nothing to be old. */
  isLost: boolean;
  hello: Extract<Told, { kind: 'hello' }> | undefined;
  people: ReadonlyMap<string, ShownPerson>;
  groups: readonly { id: string; handle: string }[];
  channels: readonly ShownChannel[] | undefined;
  invitations: readonly Invitation[];
  /** Channels and threads (`channel/ts`) that were looked at. */
  loaded: ReadonlyMap<string, Loaded>;
  /** Channels and threads that could not be read, and why. */
  unread: ReadonlyMap<string, string>;
  modal: ShownView | null;
  home: ShownView | null;
  notices: readonly Notice[];
  news: readonly News[];
  clock: { ahead: number; moving: Step | 'story' | null };
  plan: readonly Planned[];
  tour: Tour | null;
  traffic: readonly TrafficLine[];
}

export const nothing: State = {
  isLost: false,
  hello: undefined,
  people: new Map(),
  groups: [],
  channels: undefined,
  invitations: [],
  loaded: new Map(),
  unread: new Map(),
  modal: null,
  home: null,
  notices: [],
  news: [],
  clock: { ahead: 0, moving: null },
  plan: [],
  tour: null,
  traffic: [],
};

export type Happening =
  | { kind: 'told'; told: Told }
  | { kind: 'lost' }
  | {
      kind: 'read';
      place: string;
      messages: readonly ShownMessage[];
      hasMore: boolean;
      isOlder: boolean;
      /** What was told while it was being read: the answer may be from before. */
      meanwhile: readonly Told[];
    }
  | { kind: 'unread'; place: string; why: string }
  | { kind: 'failed'; text: string }
  | { kind: 'dismissed'; key: number };

export const threadPlace = (channel: string, ts: string): string => `${channel}/${ts}`;

const keptLines = 300;
const keptNews = 100;
let lastKey = 0;

export function after(state: State, happening: Happening): State {
  switch (happening.kind) {
    case 'told':
      return afterTold(state, happening.told);
    case 'lost':
      return { ...state, isLost: true };
    case 'read': {
      const { place, messages, hasMore, isOlder, meanwhile } = happening;
      const known = isOlder ? state.loaded.get(place) : undefined;
      const read = known
        ? { messages: [...messages, ...known.messages], hasMore, older: known.older + messages.length }
        : { messages, hasMore, older: 0 };
      const unread = new Map([...state.unread].filter(([one]) => one !== place));
      return meanwhile.reduce(afterTold, withLoaded({ ...state, unread }, place, read));
    }
    case 'unread':
      return { ...state, unread: new Map(state.unread).set(happening.place, happening.why) };
    case 'failed':
      return withFault(state, happening.text);
    case 'dismissed':
      return { ...state, notices: state.notices.filter((notice) => notice.key !== happening.key) };
  }
}

function afterTold(state: State, told: Told): State {
  switch (told.kind) {
    case 'hello':
      return { ...state, isLost: false, hello: told, traffic: [], news: [] };
    case 'people':
      return { ...state, people: new Map(told.people.map((one) => [one.id, one])), groups: told.groups };
    case 'channels':
      return { ...state, channels: told.channels, invitations: told.invitations };
    case 'message':
      return withMessage(state, told.message);
    case 'gone':
      return without(state, told.channel, told.ts);
    case 'modal':
      return { ...state, modal: told.view };
    case 'home':
      return { ...state, home: told.view };
    case 'notice':
      return withNotice(state, told.text);
    case 'clock':
      return { ...state, clock: { ahead: told.ahead, moving: told.moving } };
    case 'news': {
      const { at, where, text } = told;
      return { ...state, news: [...state.news, { key: (lastKey += 1), at, where, text }].slice(-keptNews) };
    }
    case 'plan':
      return { ...state, plan: told.plan };
    case 'tour':
      return { ...state, tour: told.tour };
    case 'traffic':
      return { ...state, traffic: [...state.traffic, ...told.lines].slice(-keptLines) };
  }
}

const withNotice = (state: State, text: string): State => ({
  ...state,
  notices: [...state.notices, { key: (lastKey += 1), text, isFault: false }],
});

/** The same fault is told once, however often it comes. */
const withFault = (state: State, text: string): State => ({
  ...state,
  notices: [...state.notices.filter((one) => one.text !== text), { key: (lastKey += 1), text, isFault: true }],
});

const withLoaded = (state: State, place: string, loaded: Loaded): State => ({
  ...state,
  loaded: new Map(state.loaded).set(place, loaded),
});

/** A message goes into its channel, or, as an answer, into its thread; the head of a thread into both. */
function withMessage(state: State, message: ShownMessage): State {
  const places =
    message.thread === undefined
      ? [message.channel, threadPlace(message.channel, message.ts)]
      : [threadPlace(message.channel, message.thread)];
  return places.reduce((now, place) => {
    const loaded = now.loaded.get(place);
    return loaded ? withLoaded(now, place, { ...loaded, messages: placed(loaded, message) }) : now;
  }, state);
}

/** In its place by time; messages older than those loaded stay away until they are asked for. */
function placed({ messages, hasMore }: Loaded, message: ShownMessage): readonly ShownMessage[] {
  const at = Number(message.ts);
  let index = messages.length;
  while (index > 0 && Number(messages[index - 1]?.ts) >= at) index -= 1;
  if (messages[index]?.ts === message.ts) return messages.with(index, message);
  if (index === 0 && hasMore) return messages;
  return messages.toSpliced(index, 0, message);
}

function without(state: State, channel: string, ts: string): State {
  const loaded = new Map(state.loaded);
  for (const [place, known] of loaded)
    if ((place === channel || place.startsWith(`${channel}/`)) && known.messages.some((one) => one.ts === ts))
      loaded.set(place, { ...known, messages: known.messages.filter((one) => one.ts !== ts) });
  return { ...state, loaded };
}
