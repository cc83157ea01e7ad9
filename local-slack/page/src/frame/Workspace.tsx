import { useEffect, useState } from 'react';
import type { ShownChannel } from '../../../browser/protocol';
import { useAnswerBehind } from '../channel/answer';
import { ChannelView } from '../channel/ChannelView';
import { Pins } from '../channel/Pins';
import { Thread } from '../channel/Thread';
import { useInvitations } from '../people';
import { Inspector } from '../side/Inspector';
import { TimePanel } from '../side/TimePanel';
import { Tour } from '../side/Tour';
import { useSeen, useStore } from '../store';
import { Icon } from '../ui/Icon';
import { isWide } from '../ui/narrow';
import { usePermalinks } from '../ui/permalink';
import { go, theApp, usePlace } from '../ui/place';
import { Modal } from './Modal';
import { Notices } from './Notices';
import { Rail } from './Rail';
import { Sidebar } from './Sidebar';
import { TopBar } from './TopBar';

/** The whole window. */
export function Workspace() {
  const { me } = useStore();
  const place = usePlace();
  const channels = useSeen((state) => state.channels);
  const isLost = useSeen((state) => state.isLost);
  const [isMenuOpen, setMenuOpen] = useState(false);
  usePermalinks(channels);
  const channel = channels?.find((one) => one.id === place.channel);

  // Somewhere one cannot be any more, or nowhere yet: to the first place there is, with its card beside it.
  const start = channel ? undefined : startOf(channels ?? [], place.channel);
  useEffect(() => {
    const isOfPartner = start?.name.startsWith(ofPartner) === true;
    const asked = place.beside === 'pins' && !isOfPartner ? undefined : place.beside;
    const beside = asked ?? (isOfPartner && isWide() ? 'pins' : undefined);
    if (start) go({ person: me, channel: start.id, ...(beside === undefined ? {} : { beside }) });
  }, [start, me, place.beside]);

  return (
    <div className="page">
      <TopBar />
      <Rail />
      <Sidebar isOpen={isMenuOpen} onDone={() => setMenuOpen(false)} />
      {isMenuOpen ? (
        <button type="button" className="veil" aria-label="Close" onClick={() => setMenuOpen(false)} />
      ) : null}
      <main className="main" id="main">
        {isLost ? (
          <p className="lost" role="status">
            Not connected. Is <code>npm start</code> still running? This page tries again by itself.
          </p>
        ) : null}
        {channel ? (
          <ChannelView key={channel.id} channel={channel} onMenu={() => setMenuOpen(true)} />
        ) : (
          <Nowhere isKnown={channels !== undefined} onMenu={() => setMenuOpen(true)} />
        )}
      </main>
      <Beside channel={channel} beside={place.beside} />
      <Tour />
      <Notices />
      <Modal />
    </div>
  );
}

/** How the channels of partners begin. */
const ofPartner = 'pc-';

function startOf(channels: readonly ShownChannel[], wanted: string | undefined): ShownChannel | undefined {
  const app = channels.find((channel) => channel.kind === 'im');
  if (wanted === theApp && app) return app;
  const mine = channels.filter((channel) => channel.joined && channel.kind !== 'im' && !channel.archived);
  return mine.find((channel) => channel.name.startsWith(ofPartner)) ?? mine[0] ?? channels[0];
}

function Beside({ channel, beside }: { channel: ShownChannel | undefined; beside: string | undefined }) {
  useAnswerBehind(channel?.id, beside !== undefined);
  if (beside === 'time') return <TimePanel />;
  if (beside === 'inspector') return <Inspector />;
  if (beside === undefined || !channel) return null;
  if (beside === 'pins') return <Pins channel={channel} />;
  return <Thread key={beside} channel={channel} ts={beside} />;
}

function Nowhere({ isKnown, onMenu }: { isKnown: boolean; onMenu: () => void }) {
  const [invitation] = useInvitations();
  return (
    <section className="channel">
      <header className="channel-head">
        <button type="button" className="icon-button only-narrow" aria-label="Channels" onClick={onMenu}>
          <Icon name="menu" />
        </button>
        <h1>{isKnown ? 'No channel yet' : ''}</h1>
      </header>
      {isKnown ? (
        <p className="messages-none">
          {invitation
            ? `This person is invited to #${invitation.channelName}. Accept it, under Channels, to come in.`
            : 'This person is in no channel. People of another company see only channels that are shared with them.'}
        </p>
      ) : null}
    </section>
  );
}
