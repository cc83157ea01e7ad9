import { z } from 'zod';
import { botAuthor } from './api/chat';
import type { Desk } from './api/method';
import { faultsOf } from './block-kit/check';
import { contentOf, metadataOf, setContent } from './content';
import { refuse } from './errors';
import type { ResponseUrl } from './triggers';

/** What a bot may say through a response_url, or in the acknowledgement of a slash command. */

const bodySchema = z.strictObject({
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  metadata: z.unknown().optional(),
  mrkdwn: z.boolean().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
});
type Body = z.infer<typeof bodySchema>;

function parse(value: unknown): Body {
  const parsed = bodySchema.safeParse(value, { reportInput: true });
  return parsed.success ? parsed.data : refuse('invalid_arguments', ...faultsOf(parsed.error));
}

export function respond(desk: Desk, id: string, raw: unknown): void {
  const body = parse(raw);
  const about = desk.triggers.useResponseUrl(id);
  if (body.delete_original === true) return removeOriginal(desk, about);
  if (body.replace_original === true && about.message) return replaceOriginal(desk, about, body);
  return say(desk, about, body);
}

/** Shows the answer to the person who asked, or to everyone in the channel. */
export function say(desk: Desk, about: Pick<ResponseUrl, 'user' | 'channelId'>, raw: unknown): void {
  const body = parse(raw);
  const { ws } = desk;
  const channel = ws.channel(about.channelId) ?? refuse('channel_not_found');
  const content = contentOf(body);
  const thread = body.thread_ts === undefined ? {} : { thread_ts: body.thread_ts };
  if (body.response_type === 'in_channel') {
    const metadata = metadataOf(body.metadata);
    ws.post(channel, { ...botAuthor(desk), ...content, ...thread, ...(metadata ? { metadata } : {}) });
  } else ws.whisper({ channel: channel.id, user: about.user, ...content, ...thread });
}

function removeOriginal({ ws }: Desk, about: ResponseUrl): void {
  const { message } = about;
  if (!message) return refuse('message_not_found');
  if (message.ephemeral) {
    const index = ws.ephemerals.findIndex((e) => e.ts === message.ts);
    if (index >= 0) ws.ephemerals.splice(index, 1);
    return ws.changed({ kind: 'ephemeral', channel: about.channelId, user: about.user, ts: message.ts });
  }
  const channel = ws.channel(about.channelId) ?? refuse('channel_not_found');
  channel.messages = channel.messages.filter((m) => m.ts !== message.ts);
  return ws.changed({ kind: 'message', channel: about.channelId, ts: message.ts });
}

function replaceOriginal({ ws }: Desk, about: ResponseUrl, body: Body): void {
  const { message } = about;
  const channel = ws.channel(about.channelId) ?? refuse('channel_not_found');
  const content = contentOf(body);
  if (message?.ephemeral === true) {
    const original = ws.ephemerals.find((e) => e.ts === message.ts) ?? refuse('message_not_found');
    setContent(original, content);
    return ws.changed({ kind: 'ephemeral', channel: channel.id, user: about.user, ts: original.ts });
  }
  const original = ws.message(channel, message?.ts ?? '') ?? refuse('message_not_found');
  setContent(original, content);
  original.edited = { user: ws.app.botUserId, ts: ws.ts() };
  return ws.changed({ kind: 'message', channel: channel.id, ts: original.ts });
}
