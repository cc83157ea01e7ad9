import { z } from 'zod';
import { refuse } from '../errors';
import { messageInPayload } from '../files';
import type { Message } from '../state';
import { bool, type Desk, filled, int, joinedChannel, type Method, method, missingScope, page } from './method';

/** Reading messages back. Metadata is shown only when asked for, and needs its own scope. */

interface Window {
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: boolean | undefined;
}

function within(message: Message, window: Window): boolean {
  const ts = Number(message.ts);
  const oldest = Number(window.oldest ?? 0);
  const latest = window.latest === undefined ? Infinity : Number(window.latest);
  return window.inclusive === true ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
}

function shown(desk: Desk, message: Message, withMetadata: boolean | undefined): Record<string, unknown> {
  if (withMetadata !== true) {
    const { metadata: _, ...rest } = message;
    return messageInPayload(desk.ws, rest);
  }
  if (!desk.manifest.scopes.has('metadata.message:read')) missingScope(desk, 'metadata.message:read');
  return messageInPayload(desk.ws, message);
}

const most = 999;

const historyArgs = {
  channel: filled,
  cursor: z.string().optional(),
  limit: int.optional(),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: bool.optional(),
  include_all_metadata: bool.optional(),
};

export const historyMethods: Record<string, Method> = {
  'conversations.history': method(historyArgs, (args, desk) => {
    const channel = joinedChannel(desk, args.channel);
    const found = channel.messages
      .filter((m) => (m.thread_ts === undefined || m.thread_ts === m.ts) && within(m, args))
      .reverse();
    const { items, next } = page(found, Math.min(args.limit ?? 100, most), args.cursor);
    return {
      messages: items.map((m) => shown(desk, m, args.include_all_metadata)),
      has_more: next !== '',
      pin_count: channel.pins.length,
      response_metadata: { next_cursor: next },
    };
  }),
  'conversations.replies': method({ ...historyArgs, ts: filled }, (args, desk) => {
    const channel = joinedChannel(desk, args.channel);
    if (!desk.ws.message(channel, args.ts)) refuse('thread_not_found');
    const found = channel.messages.filter((m) => m.ts === args.ts || (m.thread_ts === args.ts && within(m, args)));
    const { items, next } = page(found, Math.min(args.limit ?? 1000, most), args.cursor);
    return {
      messages: items.map((m) => shown(desk, m, args.include_all_metadata)),
      has_more: next !== '',
      response_metadata: { next_cursor: next },
    };
  }),
};
