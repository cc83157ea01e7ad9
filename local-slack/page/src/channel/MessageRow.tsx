import { memo, useRef } from 'react';
import type { ShownMessage } from '../../../browser/protocol';
import { Blocks } from '../blocks/Blocks';
import { Mrkdwn } from '../blocks/Displayed';
import { SurfaceProvider } from '../blocks/surface';
import { useSurfaceOf } from '../blocks/useSurfaceOf';
import { usePerson, useZone } from '../people';
import { useSeen, useStore } from '../store';
import { Avatar } from '../ui/Avatar';
import { sizeShown } from '../ui/files';
import { useFocusKept } from '../ui/focus';
import { Icon } from '../ui/Icon';
import { Menu } from '../ui/Menu';
import { go } from '../ui/place';
import { clockTime, fullTime, instantOf } from '../ui/time';

/** One message, with what can be done about it. */
export const MessageRow = memo(function MessageRow({
  message,
  isFollowing,
  isPinned,
  isInThread,
}: {
  message: ShownMessage;
  /** By the same person as the one before, a moment later: without name and picture. */
  isFollowing: boolean;
  isPinned: boolean;
  isInThread: boolean;
}) {
  const zone = useZone();
  const author = usePerson(message.from);
  const { surface } = useSurfaceOf({ channel: message.channel, ts: message.ts }, message.values);
  const row = useRef<HTMLElement>(null);
  const focusKept = useFocusKept(row, message.blocks);
  const at = instantOf(message.ts);
  const name = author?.name ?? 'Someone';
  const marks = [
    'message',
    isFollowing ? 'following' : '',
    message.ephemeral ? 'ephemeral' : '',
    isPinned ? 'pinned' : '',
  ];
  return (
    <article
      ref={row}
      {...focusKept}
      className={marks.filter((mark) => mark !== '').join(' ')}
      aria-label={`${name}, ${clockTime(at, zone)}`}
      data-ts={message.ts}
      tabIndex={-1}
    >
      <div className="message-side">
        {isFollowing ? <span className="message-time-aside">{clockTime(at, zone)}</span> : <Avatar person={author} />}
      </div>
      <div className="message-main">
        {isPinned ? (
          <p className="message-note">
            <Icon name="pin" /> Pinned
          </p>
        ) : null}
        {message.ephemeral ? <p className="message-note">Only visible to you</p> : null}
        {isFollowing ? null : (
          <p className="message-head">
            <strong>{name}</strong>
            {author?.bot ? <span className="badge">APP</span> : null}
            {author?.external ? <span className="badge badge-external">{author.company}</span> : null}
            <time dateTime={new Date(at).toISOString()} title={fullTime(at, zone)}>
              {clockTime(at, zone)}
            </time>
          </p>
        )}
        <SurfaceProvider value={surface}>
          {message.blocks ? <Blocks blocks={message.blocks} /> : null}
          {message.blocks || message.text === '' ? null : <Mrkdwn text={message.text} />}
        </SurfaceProvider>
        {message.files ? <Files files={message.files} /> : null}
        {message.edited && !author?.bot ? <span className="edited">(edited)</span> : null}
        {message.replies && !isInThread ? <Replies message={message} replies={message.replies} /> : null}
      </div>
      {message.ephemeral ? null : <Actions message={message} isInThread={isInThread} />}
    </article>
  );
});

function Files({ files }: { files: NonNullable<ShownMessage['files']> }) {
  const { me } = useStore();
  return (
    <ul className="files" aria-label="Files">
      {files.map(({ id, name, bytes }) => (
        <li key={id}>
          <a href={`/browser/file?${new URLSearchParams({ as: me, id })}`} download={name}>
            <Icon name="file" />
            <span>{name}</span>
            <small>{sizeShown(bytes)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}

function useOpenThread(message: ShownMessage): () => void {
  const { me } = useStore();
  return () => go({ person: me, channel: message.channel, beside: message.ts });
}

function Replies({ message, replies }: { message: ShownMessage; replies: NonNullable<ShownMessage['replies']> }) {
  const open = useOpenThread(message);
  const zone = useZone();
  const people = useSeen((state) => state.people);
  return (
    <button type="button" className="replies" onClick={open}>
      <span className="replies-people">
        {replies.people.slice(0, 3).map((id) => (
          <Avatar key={id} person={people.get(id)} />
        ))}
      </span>
      {replies.count} {replies.count === 1 ? 'reply' : 'replies'}
      <span className="replies-latest">last {fullTime(instantOf(replies.latest), zone)}</span>
    </button>
  );
}

function Actions({ message, isInThread }: { message: ShownMessage; isInThread: boolean }) {
  const store = useStore();
  const open = useOpenThread(message);
  const hello = useSeen((state) => state.hello);
  const shortcuts = hello?.shortcuts.filter((shortcut) => shortcut.type === 'message') ?? [];
  const items = shortcuts.map(({ name, callback }) => ({
    key: callback,
    text: name,
    onPick: () => void store.do({ do: 'shortcut', callback, on: { channel: message.channel, ts: message.ts } }),
  }));
  return (
    <div className="message-actions">
      {isInThread ? null : (
        <button type="button" className="icon-button" aria-label="Reply in thread" onClick={open}>
          <Icon name="reply" />
        </button>
      )}
      {items.length === 0 ? null : <Menu label="Shortcuts" icon="more" items={items} className="icon-button" />}
    </div>
  );
}
