import { type RefObject, type UIEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { ShownMessage } from '../../../browser/protocol';
import { useStore } from '../store';

/** Staying at the end of a channel as it grows, and in place where somebody reads further up. */

/** How near the end counts as being there. */
const nearPx = 60;

/** What was drawn before. */
interface Before {
  first: string | undefined;
  last: string | undefined;
  height: number;
}

/**
 * New messages are followed only by who is at the end, and what somebody says or is answered by themself, wherever they are: an
 * answer below what is drawn would be no answer. One that is longer than the list is shown from its beginning. Older ones are put in
 * above without moving what is read.
 */
export function useEnd(
  box: RefObject<HTMLElement | null>,
  messages: readonly ShownMessage[] | undefined,
): { isAtEnd: RefObject<boolean>; onScroll: (event: UIEvent) => void } {
  const { me } = useStore();
  const isAtEnd = useRef(true);
  /** How large the list was when it was last brought to its end. */
  const size = useRef('');
  /** What one said or was answered last, until it is drawn. */
  const answer = useRef<string>(undefined);

  const first = messages?.[0]?.ts;
  const last = messages?.at(-1)?.ts;
  const own = messages?.findLast(({ ephemeral, from }) => ephemeral || from === me)?.ts;
  const follow = useCallback((list: Element) => {
    size.current = toEnd(list);
    const row = answer.current === undefined ? null : list.querySelector(`[data-ts="${answer.current}"]`);
    if (!row) return;
    answer.current = undefined;
    if (beginsAbove(list, row)) isAtEnd.current = false;
  }, []);
  const before = useRef<Before>({ first, last, height: 0 });
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    if (isAfter(own, before.current.last)) [isAtEnd.current, answer.current] = [true, own];
    const grewAbove = before.current.first !== undefined && first !== before.current.first;
    if (isAtEnd.current) follow(current);
    else if (grewAbove && current.scrollTop < 1) current.scrollTop += current.scrollHeight - before.current.height;
    before.current = { first, last, height: current.scrollHeight };
  }, [box, messages, first, last, own, follow]);

  // What is drawn in a moment later (a wrapped line, a picture) does not push the end out of sight.
  useEffect(() => {
    const { current } = box;
    const inner = current?.firstElementChild;
    if (!current || !inner) return undefined;
    const grown = new ResizeObserver(() => {
      if (isAtEnd.current) follow(current);
    });
    grown.observe(inner);
    grown.observe(current);
    return () => grown.disconnect();
  }, [box, follow]);

  const onScroll = ({ currentTarget }: UIEvent): void => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget;
    const isNear = scrollHeight - scrollTop - clientHeight < nearPx;
    // When a panel opens, the browser moves what is in view: that is nobody who scrolls.
    const isResized = isAtEnd.current && sizeOf(currentTarget) !== size.current;
    isAtEnd.current = isNear || isResized;
  };
  return { isAtEnd, onScroll };
}

const isAfter = (ts: string | undefined, other: string | undefined): boolean =>
  ts !== undefined && other !== undefined && Number(ts) > Number(other);

const sizeOf = ({ scrollHeight, clientHeight, clientWidth }: Element): string =>
  [scrollHeight, clientHeight, clientWidth].join(' ');

/** What is longer than the list is read from its beginning: brings that into view, and returns whether it had to. */
function beginsAbove(list: Element, row: Element): boolean {
  const above = list.getBoundingClientRect().top - row.getBoundingClientRect().top;
  list.scrollTop -= Math.max(0, above);
  return above > 0;
}

/** Returns how large the list is. */
function toEnd(list: Element): string {
  list.scrollTop = list.scrollHeight;
  return sizeOf(list);
}
