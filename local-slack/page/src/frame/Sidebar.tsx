import type { ShownChannel } from '../../../browser/protocol';
import { company, useMe } from '../people';
import { useSeen, useStore } from '../store';
import { Icon } from '../ui/Icon';
import { addressOf, usePlace } from '../ui/place';

/** The channels one is in, those one may join, and the app. */
export function Sidebar({ isOpen, onDone }: { isOpen: boolean; onDone: () => void }) {
  const me = useMe();
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
      {mine.length === 0 && me?.external ? (
        <p className="sidebar-none">
          Nobody has let {me.name} into a channel yet. Invite them from a partner&rsquo;s channel.
        </p>
      ) : null}
      {open.length > 0 ? <Section title="Not joined" channels={open} onDone={onDone} /> : null}
      {direct.length > 0 ? <Section title="Apps" channels={direct} onDone={onDone} /> : null}
    </nav>
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
