import type { Invitation, ShownChannel } from '../../../browser/protocol';
import { company, useInvitations, useMe } from '../people';
import { useSeen, useStore } from '../store';
import { Icon } from '../ui/Icon';
import { addressOf, go, usePlace } from '../ui/place';

/** The channels one is in, those one may join, and the app. */
export function Sidebar({ isOpen, onDone }: { isOpen: boolean; onDone: () => void }) {
  const me = useMe();
  const invitations = useInvitations();
  const team = useSeen((state) => state.hello?.team);
  const channels = useSeen((state) => state.channels) ?? [];
  const mine = channels.filter((channel) => channel.kind !== 'im' && channel.joined);
  const open = channels.filter((channel) => channel.kind !== 'im' && !channel.joined && !channel.archived);
  const direct = channels.filter((channel) => channel.kind === 'im');
  return (
    <nav className="sidebar" aria-label="Channels" data-open={isOpen || undefined}>
      <header className="sidebar-head">
        <strong>{me?.external ? me.company : team}</strong>
        <span>
          {me?.name}
          {me && company(me) !== '' ? ` · ${company(me)}` : ''}
        </span>
      </header>
      <Section title="Channels" channels={mine} onDone={onDone} />
      <Invitations mine={invitations} />
      {mine.length === 0 && invitations.length === 0 && me?.external ? (
        <p className="sidebar-none">{me.name} is in no channel yet. Somebody who opens a partner can invite them.</p>
      ) : null}
      {open.length > 0 ? <Section title="Not joined" channels={open} onDone={onDone} /> : null}
      {direct.length > 0 ? <Section title="Apps" channels={direct} onDone={onDone} /> : null}
    </nav>
  );
}

/** What this person is invited to and has not answered. */
function Invitations({ mine }: { mine: readonly Invitation[] }) {
  const store = useStore();
  const accept = async (invitation: string, channel: string) => {
    const outcome = await store.do({ do: 'accept', invitation });
    if (outcome.ok) go({ person: store.me, channel });
  };
  if (mine.length === 0) return null;
  return (
    <section>
      <h2>Invitations</h2>
      <ul>
        {mine.map(({ id, channel, channelName }) => (
          <li key={id} className="invitation">
            <span>#{channelName}</span>
            <button type="button" className="topbar-button" onClick={() => void accept(id, channel)}>
              Accept
            </button>
            <button
              type="button"
              className="topbar-button"
              onClick={() => void store.do({ do: 'decline', invitation: id })}
            >
              Decline
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Section({
  title,
  channels,
  onDone,
}: {
  title: string;
  channels: readonly ShownChannel[];
  onDone: () => void;
}) {
  const sorted = channels.toSorted((a, b) => Number(a.archived) - Number(b.archived) || a.name.localeCompare(b.name));
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {sorted.map((channel) => (
          <ChannelRow key={channel.id} channel={channel} onDone={onDone} />
        ))}
      </ul>
    </section>
  );
}

function ChannelRow({ channel, onDone }: { channel: ShownChannel; onDone: () => void }) {
  const { me } = useStore();
  const place = usePlace();
  const { id, name, kind, unread, mentions, archived } = channel;
  const marks = ['sidebar-row', unread > 0 ? 'unread' : '', archived ? 'archived' : ''];
  return (
    <li>
      <a
        className={marks.filter((mark) => mark !== '').join(' ')}
        href={addressOf({ person: me, channel: id })}
        aria-current={place.channel === id ? 'page' : undefined}
        onClick={onDone}
      >
        {kind === 'im' ? <img className="sidebar-app" src="/icon.svg" alt="" /> : null}
        {kind === 'im' ? null : <Icon name={kind === 'private' ? 'lock' : 'hash'} />}
        <span className="sidebar-name">{name}</span>
        {unread > 0 ? <span className="visually-hidden">, {unread} unread</span> : null}
        {mentions > 0 ? (
          <span className="count" aria-hidden="true">
            {mentions}
          </span>
        ) : null}
      </a>
    </li>
  );
}
