/** What stands in message boxes and is not sent yet, by person, channel and thread. */

const drafts = new Map<string, string>();
const listeners = new Map<string, (text: string) => void>();

export const draftPlace = (person: string, channel: string, thread?: string): string =>
  [person, channel, thread ?? ''].join(' ');
export const draftAt = (place: string): string => drafts.get(place) ?? '';
export const keepDraft = (place: string, text: string): void => void drafts.set(place, text);

/** Hears of text that is put into this place from elsewhere; returns how to stop. */
export function onPut(place: string, listener: (text: string) => void): () => void {
  listeners.set(place, listener);
  return () => listeners.delete(place);
}

/** Puts text into a channel's message box, for the person to send. */
export function putText(person: string, channel: string, text: string): void {
  const place = draftPlace(person, channel);
  keepDraft(place, text);
  listeners.get(place)?.(text);
}
