import { useSyncExternalStore } from 'react';

/** Who the page is and where: kept in the address, so that links, reload and the back button work. */

export interface Place {
  person?: string;
  channel?: string;
  /** What stands beside the channel: a thread's first message, or a panel by name. */
  beside?: string;
  /** A message to be brought into view. */
  message?: string;
}

/** The direct messages with the app, whoever one is. */
export const theApp = 'app';

function read(): Place {
  const [, person, channel, beside, message] = location.hash.split('/');
  return {
    ...(person ? { person } : {}),
    ...(channel ? { channel } : {}),
    ...(beside ? { beside } : {}),
    ...(message ? { message } : {}),
  };
}

let place = read();
const listeners = new Set<() => void>();
const look = (): void => {
  place = read();
  for (const listener of listeners) listener();
};
window.addEventListener('hashchange', look);

export const usePlace = (): Place =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => place,
  );

export function addressOf({ person, channel, beside, message }: Place): string {
  const parts = ['', person, channel, beside ?? (message === undefined ? undefined : ''), message];
  return `#${parts.filter((part) => part !== undefined).join('/')}`;
}

export function go(to: Place): void {
  location.hash = addressOf(to);
}

/** Is there without having gone there: the back button does not lead to where one was. */
export function stay(at: Place): void {
  history.replaceState(null, '', addressOf(at));
  look();
}
