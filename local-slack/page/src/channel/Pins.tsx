import { useEffect } from 'react';
import type { ShownChannel } from '../../../browser/protocol';
import { Panel } from '../side/Panel';
import { threadPlace } from '../state';
import { useSeen, useStore } from '../store';
import { MessageRow } from './MessageRow';
import { Unread } from './Unread';

/** What is pinned to a channel, alive: the same buttons work here. */
export function Pins({ channel }: { channel: ShownChannel }) {
  return (
    <Panel title="Pinned" note={`#${channel.name}`}>
      <div className="thread" role="region" aria-label="Pinned messages" tabIndex={0}>
        {channel.pins.length === 0 ? <p className="panel-none">Nothing is pinned here.</p> : null}
        {channel.pins.map((ts) => (
          <Pinned key={ts} channel={channel.id} ts={ts} />
        ))}
      </div>
    </Panel>
  );
}

function Pinned({ channel, ts }: { channel: string; ts: string }) {
  const store = useStore();
  useEffect(() => void store.openThread(channel, ts), [store, channel, ts]);
  const message = useSeen((state) => state.loaded.get(threadPlace(channel, ts))?.messages[0]);
  return (
    <>
      <Unread place={threadPlace(channel, ts)} />
      {message?.ts === ts ? (
        <MessageRow message={message} isFollowing={false} isPinned={false} isInThread={false} />
      ) : null}
    </>
  );
}
