import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ShownChannel } from '../../../browser/protocol';
import { useMe } from '../people';
import { useSeen, useStore } from '../store';
import { readFiles } from '../ui/files';
import { Icon } from '../ui/Icon';
import { draftAt, draftPlace, giveBack, keepDraft, onPut } from './drafts';
import { type Suggestion, suggestionsFor } from './suggestions';

/** More is suggested than there is room for: the keys lead on to the rest. */
const inView = (option: HTMLElement | null): void => option?.scrollIntoView({ block: 'nearest' });

/** Where one writes: Enter sends, Shift+Enter makes a line, `/` and `@` suggest. What is not sent yet is kept for each place. */

export function Composer({ channel, thread }: { channel: ShownChannel; thread?: string }) {
  const store = useStore();
  const me = useMe();
  const place = draftPlace(store.me, channel.id, thread);
  const [text, setText] = useState(() => draftAt(place));
  const [at, setAt] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const commands = useSeen((state) => state.hello?.commands);
  const people = useSeen((state) => state.people);

  const write = (next: string) => {
    setText(next);
    setAt(0);
    setClosed(false);
    keepDraft(place, next);
  };
  useEffect(
    () =>
      onPut(place, (put) => {
        setText(put);
        setClosed(true);
        box.current?.focus();
      }),
    [place],
  );
  const suggestions = isClosed || thread !== undefined ? [] : suggestionsFor(text, commands ?? [], people, channel);
  const take = ({ becomes }: Suggestion) => {
    write(becomes);
    box.current?.focus();
  };
  const send = () => {
    const said = text.trim();
    if (said === '') return;
    write('');
    void say(said);
  };
  const say = async (said: string) => {
    const to = { channel: channel.id, ...(thread === undefined ? {} : { thread }) };
    const { ok } = await store.do({ do: 'say', ...to, text: said });
    if (!ok) giveBack(place, said);
  };

  const share = async (list: FileList | null) => {
    const files = await store.orTell(readFiles(list));
    if (files === undefined || files.length === 0) return;
    const said = text.trim();
    write('');
    const { ok } = await store.do({ do: 'share', channel: channel.id, text: said, files });
    if (!ok && said !== '') giveBack(place, said);
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
      else send();
    }
  };

  const where = thread === undefined ? (channel.kind === 'im' ? channel.name : `#${channel.name}`) : 'the thread';
  return (
    <div className="composer">
      {suggestions.length === 0 ? null : (
        <div className="suggestions" id={list} role="listbox" aria-label="Suggestions">
          {suggestions.map((suggestion, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the message box's
            <div
              key={suggestion.becomes}
              id={`${list}-${index}`}
              ref={index === at ? inView : undefined}
              className="option"
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(suggestion)}
            >
              <span>{suggestion.text}</span>
              <span className="option-note">{suggestion.note}</span>
            </div>
          ))}
        </div>
      )}
      {me?.external && text.startsWith('/') ? (
        <p className="hint" role="status">
          Commands are for people of the workspace only. Use the buttons, or mention @bot.
        </p>
      ) : null}
      <div className="composer-row">
        {thread === undefined ? (
          <label className="icon-button composer-clip" title="Share a file">
            <Icon name="clip" />
            <input
              className="visually-hidden"
              type="file"
              multiple
              aria-label="Share a file"
              onChange={({ target }) => {
                void share(target.files);
                target.value = '';
              }}
            />
          </label>
        ) : null}
        <textarea
          ref={box}
          className="composer-text"
          rows={1}
          aria-label={`Message to ${where}`}
          placeholder={`Message ${where}`}
          id={thread === undefined ? 'composer' : undefined}
          aria-haspopup="listbox"
          aria-controls={suggestions.length > 0 ? list : undefined}
          aria-autocomplete="list"
          aria-activedescendant={suggestions.length > 0 ? `${list}-${at}` : undefined}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKey}
        />
        <button type="button" className="send" aria-label="Send" disabled={text.trim() === ''} onClick={send}>
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}
