import { useEffect } from 'react';
import type { ShownChannel } from '../../../browser/protocol';
import { Panel } from '../side/Panel';
import { threadPlace } from '../state';
import { useSeen, useStore } from '../store';
import { Composer } from './Composer';
import { MessageRow } from './MessageRow';
import { Unread } from './Unread';

/** A message and the answers to it, beside the channel. */
export function Thread({ channel, ts }: { channel: ShownChannel; ts: string }) {
  const store = useStore();
  const loaded = useSeen((state) => state.loaded.get(threadPlace(channel.id, ts)));
  useEffect(() => void store.openThread(channel.id, ts), [store, channel.id, ts]);
  return (
    <Panel title="Thread" note={channel.kind === 'im' ? channel.name : `#${channel.name}`}>
      <div className="thread" role="log" aria-label="Messages in this thread" tabIndex={0}>
        <Unread place={threadPlace(channel.id, ts)} />
        {loaded?.messages.map((message) => (
          <MessageRow key={message.ts} message={message} isFollowing={false} isPinned={false} isInThread />
        ))}
      </div>
      {channel.joined && !channel.archived ? <Composer channel={channel} thread={ts} /> : null}
    </Panel>
  );
}
