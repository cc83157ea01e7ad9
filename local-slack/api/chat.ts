import { z } from 'zod';
import { contentOf, metadataOf, setContent } from '../content';
import { refuse } from '../errors';
import type { Channel, Message } from '../state';
import {
  bool,
  channelOf,
  type Desk,
  filled,
  joinedChannel,
  json,
  messageOf,
  type Method,
  method,
  missingScope,
  personOf,
} from './method';

const said = { text: z.string().optional(), blocks: json.optional() };
const manner = {
  parse: z.enum(['full', 'none']).optional(),
  link_names: bool.optional(),
  mrkdwn: bool.optional(),
  unfurl_links: bool.optional(),
  unfurl_media: bool.optional(),
  username: z.string().optional(),
  icon_emoji: z.string().optional(),
  icon_url: z.string().optional(),
};
const ts = z.string().regex(/^\d+\.\d{6}$/);

/** A channel to write into: by id, or a person's id for their direct conversation. */
function destination(desk: Desk, id: string): Channel {
  const { ws } = desk;
  const person = ws.person(id);
  if (person && (ws.isExternal(person) || person.deleted || person.bot)) return refuse('channel_not_found');
  const channel = person ? ws.directWith(person.id) : channelOf(desk, id);
  if (channel.archived) refuse('is_archived');
  const writesAnywhere = channel.kind === 'public' && desk.manifest.scopes.has('chat:write.public');
  if (!channel.members.includes(ws.app.botUserId) && !writesAnywhere) refuse('not_in_channel');
  return channel;
}

function checkManner(desk: Desk, args: { username?: unknown; icon_emoji?: unknown; icon_url?: unknown }): void {
  const custom = args.username !== undefined || args.icon_emoji !== undefined || args.icon_url !== undefined;
  if (custom && !desk.manifest.scopes.has('chat:write.customize')) missingScope(desk, 'chat:write.customize');
}

export function botAuthor(desk: Pick<Desk, 'ws'>): Pick<Message, 'user' | 'team' | 'bot_id' | 'app_id'> {
  const { app, team } = desk.ws;
  return { user: app.botUserId, team: team.id, bot_id: app.botId, app_id: app.appId };
}

function own(desk: Desk, channelId: string, at: string, code: string): { channel: Channel; message: Message } {
  const channel = channelOf(desk, channelId);
  const message = messageOf(desk, channel, at);
  if (message.bot_id !== desk.ws.app.botId) refuse(code);
  return { channel, message };
}

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': method(
    {
      channel: filled,
      ...said,
      ...manner,
      metadata: json.optional(),
      thread_ts: ts.optional(),
      reply_broadcast: bool.optional(),
    },
    (args, desk) => {
      checkManner(desk, args);
      const channel = destination(desk, args.channel);
      const content = contentOf(args);
      const metadata = metadataOf(args.metadata);
      if (args.thread_ts !== undefined && !desk.ws.message(channel, args.thread_ts)) refuse('thread_not_found');
      const message = desk.ws.post(channel, {
        ...botAuthor(desk),
        ...content,
        ...(args.thread_ts === undefined ? {} : { thread_ts: args.thread_ts }),
        ...(metadata ? { metadata } : {}),
      });
      return { channel: channel.id, ts: message.ts, message };
    },
  ),
  'chat.update': method(
    {
      channel: filled,
      ts,
      ...said,
      parse: manner.parse,
      link_names: manner.link_names,
      metadata: json.optional(),
      reply_broadcast: bool.optional(),
      as_user: bool.optional(),
    },
    (args, desk) => {
      const { channel, message } = own(desk, args.channel, args.ts, 'cant_update_message');
      if (channel.archived) refuse('is_archived');
      const content = contentOf(args, true);
      const metadata = metadataOf(args.metadata);
      setContent(message, content);
      if (metadata) message.metadata = metadata;
      message.edited = { user: desk.ws.app.botUserId, ts: desk.ws.ts() };
      desk.ws.changed({ kind: 'message', channel: channel.id, ts: message.ts });
      return { channel: channel.id, ts: message.ts, text: message.text, message };
    },
  ),
  'chat.delete': method({ channel: filled, ts, as_user: bool.optional() }, (args, desk) => {
    const { channel, message } = own(desk, args.channel, args.ts, 'cant_delete_message');
    channel.messages = channel.messages.filter((other) => other !== message);
    channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
    desk.ws.changed({ kind: 'message', channel: channel.id, ts: message.ts });
    return { channel: channel.id, ts: message.ts };
  }),
  'chat.postEphemeral': method(
    { channel: filled, user: filled, ...said, ...manner, thread_ts: ts.optional() },
    (args, desk) => {
      checkManner(desk, args);
      const channel = joinedChannel(desk, args.channel);
      if (channel.archived) refuse('is_archived');
      const person = personOf(desk, args.user);
      if (!channel.members.includes(person.id)) refuse('user_not_in_channel');
      const posted = desk.ws.whisper({
        channel: channel.id,
        user: person.id,
        ...contentOf(args),
        ...(args.thread_ts === undefined ? {} : { thread_ts: args.thread_ts }),
      });
      return { message_ts: posted.ts };
    },
  ),
  'chat.getPermalink': method({ channel: filled, message_ts: ts }, (args, desk) => {
    const channel = channelOf(desk, args.channel);
    const message = messageOf(desk, channel, args.message_ts);
    const link = `https://${desk.ws.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    return { channel: channel.id, permalink: link };
  }),
};
