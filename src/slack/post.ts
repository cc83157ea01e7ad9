import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { channelId, type ChannelId } from '../domain/ids';

/** What a message shows; the text is what a notification tells. */
export interface Content {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

const eventType = 'partner_connect_delivery';

const posted = z.looseObject({ channel: channelId.optional(), ts: z.string() });
const keyed = z.looseObject({
  ts: z.string(),
  metadata: z.looseObject({ event_payload: z.looseObject({ key: z.string().optional() }).optional() }).optional(),
});

/** Where a message stands. */
export interface Posted {
  readonly channel: ChannelId;
  readonly ts: string;
}

/**
 * Posts a message that carries our own key in its metadata, so that it can be found again: into the channel, or into the thread
 * under another message. Throws Slack's errors.
 */
export async function post(
  client: WebClient,
  { channel, thread }: { readonly channel: string; readonly thread?: string | undefined },
  content: Content,
  key: string,
): Promise<Posted> {
  const answer = await client.chat.postMessage({
    channel,
    ...(thread !== undefined && { thread_ts: thread }),
    text: content.text,
    blocks: content.blocks,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: eventType, event_payload: { key } },
  });
  const { channel: id = channelId.parse(channel), ts } = posted.parse(answer);
  return { channel: id, ts };
}

/** Returns the message that an earlier attempt posted under this key since a time, if it got through. */
export async function findPosted(
  client: WebClient,
  { channel, thread }: { readonly channel: ChannelId; readonly thread?: string | undefined },
  key: string,
  sinceMs: number,
): Promise<Posted | undefined> {
  let cursor: string | undefined;
  do {
    const wanted = {
      channel,
      oldest: String(Math.floor(sinceMs / 1000) - 60),
      include_all_metadata: true,
      limit: 200,
      ...(cursor && { cursor }),
    };
    const page =
      thread === undefined
        ? await client.conversations.history(wanted)
        : await client.conversations.replies({ ...wanted, ts: thread });
    const messages = z.array(keyed).parse(page.messages ?? []);
    const found = messages.find((m) => m.metadata?.event_payload?.key === key);
    if (found) return { channel, ts: found.ts };
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return undefined;
}

const opened = z.looseObject({ channel: z.looseObject({ id: channelId }) });

/** Returns the direct-message channel with a user of our workspace. */
export async function directMessage(client: WebClient, user: string): Promise<ChannelId> {
  return opened.parse(await client.conversations.open({ users: user })).channel.id;
}
