import type { ShownChannel } from '../../../browser/protocol';
import { useSeen, useStore } from '../store';
import { Icon } from '../ui/Icon';
import { addressOf } from '../ui/place';
import { Composer } from './Composer';
import { Home } from './Home';
import { MessageList } from './MessageList';
import { Tabs, useTab } from './Tabs';

/** A channel, or the direct conversation with the bot. */
export function ChannelView({ channel, onMenu }: { channel: ShownChannel; onMenu: () => void }) {
  const store = useStore();
  const hasHome = useSeen((state) => state.hello?.hasHome === true) && channel.kind === 'im';
  const [tab, setTab] = useTab(hasHome);
  return (
    <section className="channel" aria-label={channel.name}>
      <header className="channel-head">
        <button type="button" className="icon-button only-narrow" aria-label="Channels" onClick={onMenu}>
          <Icon name="menu" />
        </button>
        <h1>
          {channel.kind === 'im' ? null : <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />}
          {channel.name}
        </h1>
        {channel.sharedWith.length > 0 ? (
          <span className="badge badge-external">shared with {channel.sharedWith.join(', ')}</span>
        ) : null}
        {channel.topic === '' ? null : <div className="channel-topic">{channel.topic}</div>}
      </header>
      <Bookmarks channel={channel} />
      {hasHome ? <Tabs tab={tab} onTab={setTab} /> : null}
      {hasHome && tab === 'home' ? (
        <Home />
      ) : (
        <>
          <MessageList channel={channel} />
          {channel.archived ? <p className="channel-foot">This channel is archived.</p> : null}
          {channel.archived || channel.joined ? null : (
            <p className="channel-foot">
              You are looking at #{channel.name}.
              <button
                type="button"
                className="button button-primary"
                onClick={() => void store.do({ do: 'join', channel: channel.id })}
              >
                Join channel
              </button>
            </p>
          )}
          {channel.joined && !channel.archived ? <Composer channel={channel} /> : null}
        </>
      )}
    </section>
  );
}

function Bookmarks({ channel }: { channel: ShownChannel }) {
  const { me } = useStore();
  const { pins, bookmarks, id } = channel;
  if (pins.length === 0 && bookmarks.length === 0) return null;
  return (
    <nav className="bookmarks" aria-label="Pinned and bookmarks">
      {pins.length > 0 ? (
        <a href={addressOf({ person: me, channel: id, beside: 'pins' })}>
          <Icon name="pin" /> {pins.length} pinned
        </a>
      ) : null}
      {bookmarks.map((bookmark) => (
        <a key={bookmark.id} href={bookmark.link} target="_blank" rel="noreferrer">
          <Icon name="link" /> {bookmark.title}
        </a>
      ))}
    </nav>
  );
}
