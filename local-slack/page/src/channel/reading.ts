import { useEffect, useRef } from 'react';
import type { ShownChannel, ShownMessage } from '../../../browser/protocol';
import { useStore } from '../store';

/** What is new to the person who looks, and that they have seen it. */

/** The first message that was not read when the channel was opened. */
export function useNewFrom(channel: ShownChannel, messages: readonly ShownMessage[] | undefined): string | undefined {
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
export function useReading(channel: ShownChannel, messages: readonly ShownMessage[] | undefined): void {
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
