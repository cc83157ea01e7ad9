import { useSyncExternalStore } from 'react';

/** Who the page is and where: kept in the address, so that links, reload and the back button work. */

export interface Place {
  person?: string;
  channel?: string;
  /** What stands beside the channel: a thread's first message, or a panel by name. */
  beside?: string;
}

function read(): Place {
  const [, person, channel, beside] = location.hash.split('/');
  return {
    ...(person ? { person } : {}),
    ...(channel ? { channel } : {}),
    ...(beside ? { beside } : {}),
  };
}

let place = read();
const listeners = new Set<() => void>();
window.addEventListener('hashchange', () => {
  place = read();
  for (const listener of listeners) listener();
});

export const usePlace = (): Place =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => place,
  );

export function addressOf({ person, channel, beside }: Place): string {
  return `#${['', person, channel, beside].filter((part) => part !== undefined).join('/')}`;
}

export function go(to: Place): void {
  location.hash = addressOf(to);
}
