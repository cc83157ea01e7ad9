import { useId, useRef } from 'react';
import type { ShownChannel } from '../../../browser/protocol';
import { useMe } from '../people';
import { useStore } from '../store';
import { readFiles } from '../ui/files';
import { Icon } from '../ui/Icon';
import { draftPlace, giveBack } from './drafts';
import { SuggestionList } from './SuggestionList';
import { useWriting } from './writing';

/** Where one writes: Enter sends, Shift+Enter makes a line, `/` and `@` suggest. What is not sent yet is kept for each place. */
export function Composer({ channel, thread }: { channel: ShownChannel; thread?: string }) {
  const store = useStore();
  const me = useMe();
  const box = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const place = draftPlace(store.me, channel.id, thread);

  const say = async (text: string) => {
    const to = { channel: channel.id, ...(thread === undefined ? {} : { thread }) };
    const { ok } = await store.do({ do: 'say', ...to, text });
    if (!ok) giveBack(place, text);
  };
  const suggests = thread === undefined;
  const writing = useWriting({ place, channel, suggests }, box, (said) => void say(said));
  const { text, at, suggestions, write, take, finish, sendIt, onKey } = writing;
  const share = async (list: FileList | null) => {
    const files = await store.orTell(readFiles(list));
    if (files === undefined || files.length === 0) return;
    const said = finish();
    const { ok } = await store.do({ do: 'share', channel: channel.id, text: said, files });
    if (!ok && said !== '') giveBack(place, said);
  };

  const where = thread === undefined ? (channel.kind === 'im' ? channel.name : `#${channel.name}`) : 'the thread';
  return (
    <div className="composer">
      {suggestions.length === 0 ? null : <SuggestionList id={list} suggestions={suggestions} at={at} onTake={take} />}
      {me?.external && text.startsWith('/') ? (
        <p className="hint" role="status">
          Commands are for people of the workspace only. Use the buttons, or mention @bot.
        </p>
      ) : null}
      <div className="composer-row">
        {thread === undefined ? <Clip onFiles={(files) => void share(files)} /> : null}
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
        <button type="button" className="send" aria-label="Send" disabled={text.trim() === ''} onClick={sendIt}>
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}

/** Asks for files; the same ones can be chosen again. */
function Clip({ onFiles }: { onFiles: (files: FileList | null) => void }) {
  return (
    <label className="icon-button composer-clip" title="Share a file">
      <Icon name="clip" />
      <input
        className="visually-hidden"
        type="file"
        multiple
        aria-label="Share a file"
        onChange={({ target }) => {
          onFiles(target.files);
          target.value = '';
        }}
      />
    </label>
  );
}
