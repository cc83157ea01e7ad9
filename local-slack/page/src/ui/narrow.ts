import { useSyncExternalStore } from 'react';

/** Whether there is room for one thing at a time only, as on a phone; the style sheet draws the line at the same width. */

const query = window.matchMedia('(max-width: 900px)');

export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );

/** Whether there is room for a panel that nobody has asked for. */
export const isWide = (): boolean => window.matchMedia('(min-width: 1200px)').matches;
