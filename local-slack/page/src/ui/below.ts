import { type RefObject, useLayoutEffect } from 'react';

const gap = 4;
const margin = 8;

/** Shows `popup`, a popover, below `anchor` or, where there is no room, above it, and keeps it there while things scroll. */
export function useBelow(
  isOpen: boolean,
  anchor: RefObject<HTMLElement | null>,
  popup: RefObject<HTMLElement | null>,
  align: 'start' | 'end' = 'start',
): void {
  useLayoutEffect(() => {
    const [from, list] = [anchor.current, popup.current];
    if (!isOpen || !from || !list) return undefined;
    list.showPopover();
    const place = () => {
      const at = from.getBoundingClientRect();
      const roomBelow = innerHeight - at.bottom - gap - margin;
      const roomAbove = at.top - gap - margin;
      const isBelow = roomBelow >= Math.min(list.scrollHeight, 240) || roomBelow >= roomAbove;
      list.style.maxHeight = `${Math.max(80, Math.min(320, isBelow ? roomBelow : roomAbove))}px`;
      list.style.minWidth = `${Math.min(at.width, innerWidth - 2 * margin)}px`;
      const { width, height } = list.getBoundingClientRect();
      const left = align === 'start' ? at.left : at.right - width;
      list.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`;
      list.style.top = `${isBelow ? at.bottom + gap : at.top - gap - height}px`;
    };
    place();
    const resized = new ResizeObserver(place);
    resized.observe(list);
    addEventListener('scroll', place, { capture: true, passive: true });
    addEventListener('resize', place);
    return () => {
      resized.disconnect();
      removeEventListener('scroll', place, { capture: true });
      removeEventListener('resize', place);
    };
  }, [isOpen, anchor, popup, align]);
}
