import { Fragment, memo, type RefObject, useRef } from 'react';
import type { ShownMessage } from '../../../browser/protocol';
import { useZone } from '../people';
import { useHeightWhenFar } from '../ui/near';
import { dayKey, dayName, instantOf } from '../ui/time';
import type { Chunk } from './chunks';
import { follows } from './follows';
import { MessageRow } from './MessageRow';

/** Some messages in a row, with lines between the days and above what is new; far from what is in view, room kept free for them. */

interface Row {
  message: ShownMessage;
  day: string | undefined;
  isNew: boolean;
  isFollowing: boolean;
}

function rowsOf({ messages, before }: Chunk, zone: string, newFrom: string | undefined): Row[] {
  return messages.map((message, index) => {
    const previous = index === 0 ? before : messages[index - 1];
    const at = instantOf(message.ts);
    const isNewDay = !previous || dayKey(at, zone) !== dayKey(instantOf(previous.ts), zone);
    const isNew = message.ts === newFrom;
    const isFollowing = !isNewDay && !isNew && follows(message, previous);
    return { message, day: isNewDay ? dayName(at, zone) : undefined, isNew, isFollowing };
  });
}

export const ChunkOfRows = memo(function ChunkOfRows({
  chunk,
  newFrom,
  pins,
  list,
}: {
  chunk: Chunk;
  newFrom: string | undefined;
  /** Separated by spaces: the same text while they are the same. */
  pins: string;
  list: RefObject<HTMLElement | null>;
}) {
  const zone = useZone();
  const own = useRef<HTMLDivElement>(null);
  const height = useHeightWhenFar(own, list);
  return (
    <div
      ref={own}
      className="chunk"
      data-from={chunk.messages[0]?.ts}
      style={height === undefined ? undefined : { height }}
    >
      {height === undefined
        ? rowsOf(chunk, zone, newFrom).map(({ message, day, isNew, isFollowing }) => (
            <Fragment key={message.ts}>
              {day === undefined ? null : <Divider text={day} />}
              {isNew ? <Divider text="New" isNew /> : null}
              <MessageRow
                message={message}
                isFollowing={isFollowing}
                isPinned={pins.split(' ').includes(message.ts)}
                isInThread={false}
              />
            </Fragment>
          ))
        : null}
    </div>
  );
});

function Divider({ text, isNew = false }: { text: string; isNew?: boolean }) {
  return (
    <div className={isNew ? 'divider divider-new' : 'divider'}>
      <span>{text}</span>
    </div>
  );
}
