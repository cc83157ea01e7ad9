/** What stands in message boxes and is not sent yet, by person, channel and thread; kept when the page is loaded anew. */

const listeners = new Map<string, (text: string) => void>();

export const draftPlace = (person: string, channel: string, thread?: string): string =>
  [person, channel, thread ?? ''].join(' ');
const key = (place: string): string => `draft ${place}`;
export const draftAt = (place: string): string => sessionStorage.getItem(key(place)) ?? '';
export function keepDraft(place: string, text: string): void {
  if (text === '') sessionStorage.removeItem(key(place));
  else sessionStorage.setItem(key(place), text);
}

/** Hears of text that is put into this place from elsewhere; returns how to stop. */
export function onPut(place: string, listener: (text: string) => void): () => void {
  listeners.set(place, listener);
  return () => listeners.delete(place);
}

/** Puts text into a channel's message box, for the person to send. */
export function putText(person: string, channel: string, text: string): void {
  putAt(draftPlace(person, channel), text);
}

/** What could not be sent stands in its box again, before what was written there meanwhile. */
export function giveBack(place: string, text: string): void {
  const since = draftAt(place);
  putAt(place, since === '' ? text : `${text}\n${since}`);
}

function putAt(place: string, text: string): void {
  keepDraft(place, text);
  listeners.get(place)?.(text);
}
