import { z } from 'zod';
import { faultInName, join, leave, rename, setArchived } from '../channels';
import { sendInvite } from '../connect';
import { refuse, SlackError } from '../errors';
import { channelObject } from '../objects';
import type { Channel } from '../state';
import {
  bool,
  channelOf,
  type Desk,
  filled,
  int,
  joinedChannel,
  jsonList,
  list,
  type Method,
  method,
  missingScope,
  openChannel,
  page,
  personOf,
} from './method';

function checkName(desk: Desk, name: string, itself?: Channel): void {
  const fault = faultInName(name);
  if (fault !== undefined) refuse(fault);
  const other = desk.ws.channelNamed(name);
  if (other && other !== itself) refuse('name_taken');
}

const shown = (desk: Desk, channel: Channel) => ({ channel: channelObject(desk.ws, channel) });

/** Slack's reason why someone cannot be invited, if there is one. */
function faultOfInvitee(desk: Desk, channel: Channel, id: string): string | undefined {
  const { ws } = desk;
  const person = ws.person(id);
  if (!person) return 'user_not_found';
  if (id === ws.app.botUserId) return 'cant_invite_self';
  if (person.deleted) return 'user_not_found';
  if (channel.members.includes(id)) return 'already_in_channel';
  if (ws.isExternal(person) && !channel.otherTeams.includes(person.teamId)) return 'user_team_not_in_channel';
  return undefined;
}

function invite(desk: Desk, channel: Channel, users: string[], force: boolean): void {
  const faults = users.flatMap((user) => {
    const error = faultOfInvitee(desk, channel, user);
    return error === undefined ? [] : [{ user, ok: false, error }];
  });
  const [first] = faults;
  if (first && (!force || faults.length === users.length)) throw new SlackError(first.error, { errors: faults });
  const wrong = new Set(faults.map((fault) => fault.user));
  for (const user of users) if (!wrong.has(user)) join(desk.ws, channel, personOf(desk, user), desk.ws.app.botUserId);
}

const kinds: Record<string, Channel['kind']> = { public_channel: 'public', private_channel: 'private', im: 'im' };
const kindScope: Record<Channel['kind'], string> = { public: 'channels:read', private: 'groups:read', im: 'im:read' };

function kindsAsked(desk: Desk, types: string[]): Set<Channel['kind']> {
  const asked = types.map((type) => kinds[type] ?? refuse('invalid_types'));
  for (const kind of asked) if (!desk.manifest.scopes.has(kindScope[kind])) missingScope(desk, kindScope[kind]);
  return new Set(asked);
}

const paging = { cursor: z.string().optional(), limit: int.optional() };

export const conversationMethods: Record<string, Method> = {
  'conversations.create': method({ name: z.string(), is_private: bool.optional() }, (args, desk) => {
    checkName(desk, args.name);
    const { ws } = desk;
    const channel = ws.newChannel(args.is_private === true ? 'private' : 'public', args.name, ws.app.botUserId);
    join(ws, channel, personOf(desk, ws.app.botUserId));
    return shown(desk, channel);
  }),
  'conversations.info': method(
    { channel: filled, include_locale: bool.optional(), include_num_members: bool.optional() },
    (args, desk) => {
      const channel = channelOf(desk, args.channel);
      const count = args.include_num_members === true ? { num_members: channel.members.length } : {};
      return { channel: { ...channelObject(desk.ws, channel), ...count } };
    },
  ),
  'conversations.list': method(
    { ...paging, exclude_archived: bool.optional(), types: list.optional() },
    (args, desk) => {
      const asked = kindsAsked(desk, args.types ?? ['public_channel']);
      const visible = desk.ws.state.channels.filter(
        (c) =>
          asked.has(c.kind) &&
          (c.kind === 'public' || c.members.includes(desk.ws.app.botUserId)) &&
          !(args.exclude_archived === true && c.archived),
      );
      const { items, next } = page(visible, Math.min(args.limit ?? 100, 1000), args.cursor);
      return {
        channels: items.map((c) => ({ ...channelObject(desk.ws, c), num_members: c.members.length })),
        response_metadata: { next_cursor: next },
      };
    },
  ),
  'conversations.join': method({ channel: filled }, (args, desk) => {
    const channel = channelOf(desk, args.channel);
    if (channel.kind !== 'public') refuse('method_not_supported_for_channel_type');
    if (channel.archived) refuse('is_archived');
    join(desk.ws, channel, personOf(desk, desk.ws.app.botUserId));
    return shown(desk, channel);
  }),
  'conversations.invite': method({ channel: filled, users: list, force: bool.optional() }, (args, desk) => {
    const channel = openChannel(desk, args.channel);
    if (args.users.length > 100) refuse('too_many_users');
    invite(desk, channel, args.users, args.force ?? false);
    return shown(desk, channel);
  }),
  'conversations.kick': method({ channel: filled, user: filled }, (args, desk) => {
    const channel = openChannel(desk, args.channel);
    const person = personOf(desk, args.user);
    if (person.id === desk.ws.app.botUserId) refuse('cant_kick_self');
    if (!channel.members.includes(person.id)) refuse('not_in_channel');
    leave(desk.ws, channel, person);
    return {};
  }),
  'conversations.setTopic': method({ channel: filled, topic: z.string() }, (args, desk) => {
    const channel = openChannel(desk, args.channel);
    if (args.topic.length > 250) refuse('too_long');
    channel.topic = args.topic;
    desk.ws.changed({ kind: 'channel', channel: channel.id });
    return shown(desk, channel);
  }),
  'conversations.setPurpose': method({ channel: filled, purpose: z.string() }, (args, desk) => {
    const channel = openChannel(desk, args.channel);
    if (args.purpose.length > 250) refuse('too_long');
    channel.purpose = args.purpose;
    desk.ws.changed({ kind: 'channel', channel: channel.id });
    return { ...shown(desk, channel), purpose: args.purpose };
  }),
  'conversations.rename': method({ channel: filled, name: z.string() }, (args, desk) => {
    const channel = openChannel(desk, args.channel);
    checkName(desk, args.name, channel);
    rename(desk.ws, channel, args.name);
    return shown(desk, channel);
  }),
  'conversations.archive': method({ channel: filled }, (args, desk) => {
    const channel = joinedChannel(desk, args.channel);
    if (channel.archived) refuse('already_archived');
    if (channel.name === 'general') refuse('cant_archive_general');
    setArchived(desk.ws, channel, true, desk.ws.app.botUserId);
    return {};
  }),
  'conversations.unarchive': method({ channel: filled }, (args, desk) => {
    const channel = joinedChannel(desk, args.channel);
    if (!channel.archived) refuse('not_archived');
    setArchived(desk.ws, channel, false, desk.ws.app.botUserId);
    return {};
  }),
  'conversations.open': method(
    {
      channel: filled.optional(),
      users: list.optional(),
      return_im: bool.optional(),
      prevent_creation: bool.optional(),
    },
    (args, desk) => {
      const { ws } = desk;
      if (args.channel !== undefined) return shown(desk, channelOf(desk, args.channel));
      const [id, ...more] = args.users ?? refuse('users_list_not_supplied');
      if (more.length > 0) refuse('invalid_arguments', 'group conversations are not modelled: give one user');
      const person = personOf(desk, id ?? '');
      if (person.bot) refuse('cannot_dm_bot');
      if (person.deleted) refuse('user_disabled');
      if (ws.isExternal(person)) refuse('user_not_visible');
      const channel = ws.directWith(person.id);
      return { channel: args.return_im === true ? channelObject(ws, channel) : { id: channel.id } };
    },
  ),
  'conversations.members': method({ channel: filled, ...paging }, (args, desk) => {
    const channel = channelOf(desk, args.channel);
    const { items, next } = page(channel.members, Math.min(args.limit ?? 100, 1000), args.cursor);
    return { members: items, response_metadata: { next_cursor: next } };
  }),
  'conversations.inviteShared': method(
    {
      channel: filled,
      emails: jsonList.optional(),
      user_ids: jsonList.optional(),
      external_limited: bool.optional(),
    },
    (args, desk) => {
      const channel = openChannel(desk, args.channel);
      const to = [...(args.emails ?? []), ...(args.user_ids ?? [])];
      if (to.length !== 1) refuse('invalid_arguments', 'exactly one email or one user id can be invited at a time');
      const [email] = args.emails ?? [];
      const [userId] = args.user_ids ?? [];
      if (email !== undefined && !z.email().safeParse(email).success) refuse('invalid_email');
      if (userId !== undefined && !desk.ws.person(userId)) refuse('user_not_found');
      const known = desk.ws.state.people.find((p) => p.id === userId || (email !== undefined && p.email === email));
      if (known && channel.members.includes(known.id)) refuse('already_in_channel');
      const sent = sendInvite(
        desk.ws,
        channel,
        { ...(email === undefined ? {} : { email }), ...(userId === undefined ? {} : { userId }) },
        desk.ws.app.botUserId,
        args.external_limited ?? true,
      );
      return { invite_id: sent.id, conf_code: '', url: '', is_legacy_shared_channel: false };
    },
  ),
};
