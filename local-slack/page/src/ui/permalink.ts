import { useEffect } from 'react';
import type { ShownChannel } from '../../../browser/protocol';
import { useStore } from '../store';
import { linkedMessage } from './linked';
import { go } from './place';

/** Links to messages, as Slack makes them, lead to the message here instead of out to the web. */

export function usePermalinks(channels: readonly ShownChannel[] | undefined): void {
  const store = useStore();
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest('a') : null;
      const linked = anchor && linkedMessage(anchor.href);
      if (!linked) return;
      event.preventDefault();
      const { channel, ts, thread } = linked;
      if (!channels?.some(({ id }) => id === channel))
        store.happened({ kind: 'failed', text: 'That message is in a channel that you are not in.' });
      else if (thread === undefined) go({ person: store.me, channel, message: ts });
      else go({ person: store.me, channel, beside: thread });
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [store, channels]);
}
