import { useMemo, useRef } from 'react';
import type { ShownMessage } from '../../../browser/protocol';
import type { Loaded } from '../state';

/** A channel's messages, a few at a time, so that thousands need not all be drawn. */

const chunkSize = 10;

export interface Chunk {
  key: number;
  messages: readonly ShownMessage[];
  /** The one before the first. */
  before: ShownMessage | undefined;
}

/**
 * Chunks keep their messages when older ones come: these are numbered downwards. A chunk in which nothing has changed is the same
 * object as before, so that a new message costs what it takes to draw its own chunk.
 */
function chunked({ messages, older }: Loaded, known: ReadonlyMap<number, Chunk>): ReadonlyMap<number, Chunk> {
  const chunks = new Map<number, Chunk>();
  let from = 0;
  while (from < messages.length) {
    const key = Math.floor((from - older) / chunkSize);
    const until = (key + 1) * chunkSize + older;
    const chunk = { key, messages: messages.slice(from, until), before: messages[from - 1] };
    const same = known.get(key);
    chunks.set(key, same && isSame(same, chunk) ? same : chunk);
    from = until;
  }
  return chunks;
}

const isSame = (one: Chunk, other: Chunk): boolean =>
  one.before === other.before &&
  one.messages.length === other.messages.length &&
  one.messages.every((message, index) => message === other.messages[index]);

/** Returns the chunks of what is to be drawn, oldest first. */
export function useChunks(drawn: Loaded | undefined): readonly Chunk[] {
  const known = useRef<ReadonlyMap<number, Chunk>>(new Map());
  return useMemo(() => {
    if (!drawn) return [];
    known.current = chunked(drawn, known.current);
    return [...known.current.values()];
  }, [drawn]);
}
