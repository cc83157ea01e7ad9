import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import type { ShownChannel } from '../../../browser/protocol';
import { useSeen } from '../store';
import { draftAt, keepDraft, onPut } from './drafts';
import { type Suggestion, suggestionsFor } from './suggestions';

/** The text of a message box, kept for its place until it is sent, with what is suggested for it and what the keys do. */
export function useWriting(
  { place, channel, suggests }: { place: string; channel: ShownChannel; suggests: boolean },
  box: RefObject<HTMLTextAreaElement | null>,
  send: (text: string) => void,
) {
  const [text, setText] = useState(() => draftAt(place));
  const [at, setAt] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const commands = useSeen((state) => state.hello?.commands);
  const people = useSeen((state) => state.people);
  useEffect(
    () =>
      onPut(place, (put) => {
        setText(put);
        setClosed(true);
        box.current?.focus();
      }),
    [place, box],
  );

  const suggestions = isClosed || !suggests ? [] : suggestionsFor(text, commands ?? [], people, channel);
  const write = (next: string) => {
    setText(next);
    setAt(0);
    setClosed(false);
    keepDraft(place, next);
  };
  const take = ({ becomes }: Suggestion) => {
    write(becomes);
    box.current?.focus();
  };
  /** Empties the box, and returns what stood in it. */
  const finish = (): string => {
    write('');
    return text.trim();
  };
  const sendIt = () => {
    if (text.trim() !== '') send(finish());
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const here = suggestions[at];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && suggestions.length > 0) {
      event.preventDefault();
      setAt((at + step + suggestions.length) % suggestions.length);
    } else if (event.key === 'Tab' && !event.shiftKey && here && here.becomes !== text) {
      event.preventDefault();
      take(here);
    } else if (event.key === 'Escape' && suggestions.length > 0) setClosed(true);
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (here && !here.isComplete) take(here);
      else sendIt();
    }
  };
  return { text, at, suggestions, write, take, finish, sendIt, onKey };
}
