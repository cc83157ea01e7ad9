import { type RefObject, useDeferredValue, useEffect, useRef } from 'react';
import type { ShownChannel } from '../../../browser/protocol';
import type { Loaded } from '../state';
import { useSeen, useStore } from '../store';
import { ChunkOfRows } from './ChunkOfRows';
import { useChunks } from './chunks';
import { useEnd } from './end';
import { useJump } from './jump';
import { useNewFrom, useReading } from './reading';
import { Unread } from './Unread';

/**
 * A channel's messages. Older ones come as one scrolls up. They are drawn a few at a time, and only near what is in view: the rest is
 * room kept free, so that thousands scroll smoothly.
 */

export function MessageList({ channel }: { channel: ShownChannel }) {
  const store = useStore();
  const loaded = useSeen((state) => state.loaded.get(channel.id));
  const drawn = useDrawn(loaded);
  const messages = drawn?.messages;
  const chunks = useChunks(drawn);
  const box = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const newFrom = useNewFrom(channel, messages);
  const pins = channel.pins.join(' ');

  useEffect(() => void store.open(channel.id), [store, channel.id]);
  useReading(channel, loaded?.messages);
  const { isAtEnd, onScroll } = useEnd(box, messages);
  useJump(channel.id, loaded, box, isAtEnd);
  useOlder(channel.id, drawn, box, top);

  return (
    <div
      className="messages"
      ref={box}
      role="log"
      aria-label={`Messages in ${channel.name}`}
      tabIndex={0}
      onScroll={onScroll}
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

/** Older ones are drawn when there is time. New ones are not put off: where they keep coming, that would be for as long as they do. */
function useDrawn(loaded: Loaded | undefined): Loaded | undefined {
  const deferred = useDeferredValue(loaded);
  return deferred && deferred.older !== loaded?.older ? deferred : loaded;
}

/** Reads older messages when the top of the list comes near. */
function useOlder(
  channel: string,
  drawn: Loaded | undefined,
  list: RefObject<HTMLElement | null>,
  top: RefObject<HTMLElement | null>,
): void {
  const store = useStore();
  const first = drawn?.messages[0]?.ts;
  useEffect(() => {
    const [root, sentinel] = [list.current, top.current];
    if (!root || !sentinel || drawn?.hasMore !== true) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void store.readOlder(channel);
      },
      { root, rootMargin: '1200px 0px 0px 0px' },
    );
    watch.observe(sentinel);
    return () => watch.disconnect();
  }, [store, channel, list, top, drawn?.hasMore, first]);
}
