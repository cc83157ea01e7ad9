import { Fragment, memo, type RefObject, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { ShownChannel, ShownMessage } from '../../../browser/protocol';
import { useZone } from '../people';
import type { Loaded } from '../state';
import { useSeen, useStore } from '../store';
import { useHeightWhenFar } from '../ui/near';
import { dayKey, dayName, instantOf } from '../ui/time';
import { follows } from './follows';
import { MessageRow } from './MessageRow';
import { Unread } from './Unread';
import { useJump } from './jump';

/**
 * A channel's messages. Older ones come as one scrolls up. They are drawn a few at a time, and only near what is in view: the rest is
 * room kept free, so that thousands scroll smoothly.
 */

/** How near the end counts as being there. */
const nearPx = 60;
const chunkSize = 10;

interface Chunk {
  key: number;
  messages: readonly ShownMessage[];
  /** The one before the first. */
  before: ShownMessage | undefined;
}

/** What was drawn before. */
interface Before {
  first: string | undefined;
  last: string | undefined;
  height: number;
}

const isAfter = (ts: string | undefined, other: string | undefined): boolean =>
  ts !== undefined && other !== undefined && Number(ts) > Number(other);

/**
 * Chunks keep their messages when older ones come: these are numbered downwards. A chunk in which nothing has changed is the same
 * object as before, so that a new message costs what it takes to draw its own chunk.
 */
function chunked({ messages, older }: Loaded, known: ReadonlyMap<number, Chunk>): ReadonlyMap<number, Chunk> {
  const chunks = new Map<number, Chunk>();
  let from = 0;
  while (from < messages.length) {
    const key = Math.floor((from - older) / chunkSize);
    const until = (key + 1) * chunkSize + older;
    const chunk = { key, messages: messages.slice(from, until), before: messages[from - 1] };
    const same = known.get(key);
    chunks.set(key, same && isSame(same, chunk) ? same : chunk);
    from = until;
  }
  return chunks;
}

const isSame = (one: Chunk, other: Chunk): boolean =>
  one.before === other.before &&
  one.messages.length === other.messages.length &&
  one.messages.every((message, index) => message === other.messages[index]);

function useChunks(drawn: Loaded | undefined): readonly Chunk[] {
  const known = useRef<ReadonlyMap<number, Chunk>>(new Map());
  return useMemo(() => {
    if (!drawn) return [];
    known.current = chunked(drawn, known.current);
    return [...known.current.values()];
  }, [drawn]);
}

export function MessageList({ channel }: { channel: ShownChannel }) {
  const store = useStore();
  const { me } = store;
  const loaded = useSeen((state) => state.loaded.get(channel.id));
  // Older ones are drawn when there is time. New ones are not put off: where they keep coming, that would be for as long as they do.
  const deferred = useDeferredValue(loaded);
  const drawn = deferred && deferred.older !== loaded?.older ? deferred : loaded;
  const messages = drawn?.messages;
  const chunks = useChunks(drawn);
  const box = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  /** How large the list was when it was last brought to its end. */
  const size = useRef('');
  const newFrom = useNewFrom(channel, messages);
  const pins = channel.pins.join(' ');

  useEffect(() => void store.open(channel.id), [store, channel.id]);
  useReading(channel, loaded?.messages);

  // New messages are followed only by who is at the end, and what somebody says or is answered by themself, wherever they are: an
  // answer below what is drawn would be no answer. Older ones are put in above without moving what is read.
  const first = messages?.[0]?.ts;
  const last = messages?.at(-1)?.ts;
  const own = messages?.findLast(({ ephemeral, from }) => ephemeral || from === me)?.ts;
  const before = useRef<Before>({ first, last, height: 0 });
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    if (isAfter(own, before.current.last)) isAtEnd.current = true;
    const grewAbove = before.current.first !== undefined && first !== before.current.first;
    if (isAtEnd.current) size.current = toEnd(current);
    else if (grewAbove && current.scrollTop < 1) current.scrollTop += current.scrollHeight - before.current.height;
    before.current = { first, last, height: current.scrollHeight };
  }, [messages, first, last, own]);

  useJump(channel.id, loaded, box, isAtEnd);

  // What is drawn in a moment later (a wrapped line, a picture) does not push the end out of sight.
  useEffect(() => {
    const { current } = box;
    const inner = current?.firstElementChild;
    if (!current || !inner) return undefined;
    const grown = new ResizeObserver(() => {
      if (isAtEnd.current) size.current = toEnd(current);
    });
    grown.observe(inner);
    grown.observe(current);
    return () => grown.disconnect();
  }, []);

  useEffect(() => {
    const [root, sentinel] = [box.current, top.current];
    if (!root || !sentinel || loaded?.hasMore !== true) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void store.readOlder(channel.id);
      },
      { root, rootMargin: '1200px 0px 0px 0px' },
    );
    watch.observe(sentinel);
    return () => watch.disconnect();
  }, [store, channel.id, loaded?.hasMore, first]);

  return (
    <div
      className="messages"
      ref={box}
      role="log"
      aria-label={`Messages in ${channel.name}`}
      tabIndex={0}
      onScroll={({ currentTarget }) => {
        const { scrollHeight, scrollTop, clientHeight } = currentTarget;
        const isNear = scrollHeight - scrollTop - clientHeight < nearPx;
        // When a panel opens, the browser moves what is in view: that is nobody who scrolls.
        const isResized = isAtEnd.current && sizeOf(currentTarget) !== size.current;
        isAtEnd.current = isNear || isResized;
      }}
    >
      <div className="messages-inner">
        <div ref={top} />
        {messages?.length === 0 ? <p className="messages-none">Nothing has been said here yet.</p> : null}
        <Unread place={channel.id} />
        {chunks.map((chunk) => (
          <ChunkOfRows key={chunk.key} chunk={chunk} newFrom={newFrom} pins={pins} list={box} />
        ))}
      </div>
    </div>
  );
}

const sizeOf = ({ scrollHeight, clientHeight, clientWidth }: Element): string =>
  [scrollHeight, clientHeight, clientWidth].join(' ');

/** Returns how large the list is. */
function toEnd(list: Element): string {
  list.scrollTop = list.scrollHeight;
  return sizeOf(list);
}

interface Row {
  message: ShownMessage;
  day: string | undefined;
  isNew: boolean;
  isFollowing: boolean;
}

function rowsOf({ messages, before }: Chunk, zone: string, newFrom: string | undefined): Row[] {
  return messages.map((message, index) => {
    const previous = index === 0 ? before : messages[index - 1];
    const at = instantOf(message.ts);
    const isNewDay = !previous || dayKey(at, zone) !== dayKey(instantOf(previous.ts), zone);
    const isNew = message.ts === newFrom;
    const isFollowing = !isNewDay && !isNew && follows(message, previous);
    return { message, day: isNewDay ? dayName(at, zone) : undefined, isNew, isFollowing };
  });
}

const ChunkOfRows = memo(function ChunkOfRows({
  chunk,
  newFrom,
  pins,
  list,
}: {
  chunk: Chunk;
  newFrom: string | undefined;
  /** Separated by spaces: the same text while they are the same. */
  pins: string;
  list: RefObject<HTMLElement | null>;
}) {
  const zone = useZone();
  const own = useRef<HTMLDivElement>(null);
  const height = useHeightWhenFar(own, list);
  return (
    <div
      ref={own}
      className="chunk"
      data-from={chunk.messages[0]?.ts}
      style={height === undefined ? undefined : { height }}
    >
      {height === undefined
        ? rowsOf(chunk, zone, newFrom).map(({ message, day, isNew, isFollowing }) => (
            <Fragment key={message.ts}>
              {day === undefined ? null : <Divider text={day} />}
              {isNew ? <Divider text="New" isNew /> : null}
              <MessageRow
                message={message}
                isFollowing={isFollowing}
                isPinned={pins.split(' ').includes(message.ts)}
                isInThread={false}
              />
            </Fragment>
          ))
        : null}
    </div>
  );
});

function Divider({ text, isNew = false }: { text: string; isNew?: boolean }) {
  return (
    <div className={isNew ? 'divider divider-new' : 'divider'}>
      <span>{text}</span>
    </div>
  );
}

/** The first message that was not read when the channel was opened. */
function useNewFrom(channel: ShownChannel, messages: readonly ShownMessage[] | undefined): string | undefined {
  const { me } = useStore();
  const opened = useRef<{ unread: number; newFrom?: string | undefined }>({ unread: channel.unread });
  if (messages && !('newFrom' in opened.current)) {
    const others = messages.filter((message) => message.from !== me && !message.ephemeral);
    const { unread } = opened.current;
    opened.current.newFrom = unread === 0 ? undefined : others.at(-unread)?.ts;
  }
  return opened.current.newFrom;
}

/** What is shown to somebody who looks is read. */
function useReading(channel: ShownChannel, messages: readonly ShownMessage[] | undefined): void {
  const store = useStore();
  const last = messages?.findLast((message) => !message.ephemeral)?.ts;
  useEffect(() => {
    const read = () => {
      if (last !== undefined && channel.unread > 0 && document.visibilityState === 'visible')
        void store.do({ do: 'read', channel: channel.id, ts: last });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [store, channel.id, channel.unread, last]);
}
