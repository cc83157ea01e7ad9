import { type RefObject, useEffect } from 'react';
import type { Loaded } from '../state';
import { useStore } from '../store';
import { go, stay, usePlace } from '../ui/place';

/** Bringing one message into view: what a link to a message leads to. */

/** Rows far from what is in view are drawn a moment after it has come near. */
const mostFrames = 120;
const marking = { duration: 2500, easing: 'ease-in' };

/** Follows the address to the message it names: reads back to it, shows it, and marks it for a moment. */
export function useJump(
  channel: string,
  loaded: Loaded | undefined,
  box: RefObject<HTMLElement | null>,
  isAtEnd: RefObject<boolean>,
): void {
  const store = useStore();
  const place = usePlace();
  const ts = place.channel === channel ? place.message : undefined;
  useEffect(() => {
    if (ts === undefined || loaded === undefined) return undefined;
    const [first] = loaded.messages;
    const { message: _reached, ...here } = place;
    /** Answers stand in their thread. */
    const followElsewhere = async () => {
      const found = await store.find(channel, ts);
      stay(here);
      if (found?.thread !== undefined) go({ ...here, beside: found.thread });
    };
    if (loaded.messages.some((message) => message.ts === ts)) {
      isAtEnd.current = false;
      return show(box.current, ts, () => stay(here));
    }
    if (loaded.hasMore && Number(ts) < Number(first?.ts)) void store.readOlder(channel);
    else void followElsewhere();
    return undefined;
  }, [store, channel, loaded, ts, box, isAtEnd, place]);
}

/** Returns how to give it up. */
function show(list: HTMLElement | null, ts: string, onShown: () => void): () => void {
  let frame = 0;
  let tries = 0;
  const look = () => {
    const row = list?.querySelector<HTMLElement>(`[data-ts="${ts}"]`);
    tries += 1;
    if (row) {
      row.scrollIntoView({ block: row.offsetHeight > (list?.clientHeight ?? 0) ? 'start' : 'center' });
      row.focus({ preventScroll: true });
      row.animate([{ background: 'var(--pin-strong)' }, {}], marking);
      onShown();
      return;
    }
    chunkWith(list, ts)?.scrollIntoView({ block: 'center' });
    if (tries < mostFrames) frame = requestAnimationFrame(look);
    else onShown();
  };
  look();
  return () => cancelAnimationFrame(frame);
}

function chunkWith(list: HTMLElement | null, ts: string): Element | undefined {
  const chunks = [...(list?.querySelectorAll<HTMLElement>('[data-from]') ?? [])];
  return chunks.findLast((chunk) => Number(chunk.dataset['from']) <= Number(ts));
}
