import { type FocusEventHandler, type RefObject, useLayoutEffect, useRef } from 'react';

/** The focus is never lost: where what had it is gone, it goes to what stood around. */

export const isLost = (): boolean => document.activeElement === document.body;

/**
 * For something that is drawn anew while somebody is in it: who pressed what is not there any more goes on from its beginning, or from
 * the first of what is named.
 */
export function useFocusKept(around: RefObject<HTMLElement | null>, drawn: unknown, first?: string) {
  const isWithin = useRef(false);
  useLayoutEffect(() => {
    if (!isWithin.current || !isLost()) return;
    const within = first === undefined ? undefined : around.current?.querySelector<HTMLElement>(first);
    (within ?? around.current)?.focus({ preventScroll: true });
  }, [around, drawn, first]);
  const onFocus: FocusEventHandler = () => {
    isWithin.current = true;
  };
  const onBlur: FocusEventHandler = () => {
    isWithin.current = false;
  };
  return { onFocus, onBlur };
}

/** Remembers who has the focus; returns how to give it back: to the message around it, or to the message box, where it is gone. */
export function focusToGiveBack(): () => void {
  const before = document.activeElement;
  const around = before?.closest('article');
  return () => {
    const places = [before, around, document.getElementById('composer')];
    const back = places.find((place): place is HTMLElement => place instanceof HTMLElement && place.isConnected);
    if (isLost()) back?.focus();
  };
}
