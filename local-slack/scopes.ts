import type { Channel } from './state';

/** Which scope each method and event needs. A list means any one of them. */

type Kind = Channel['kind'];
type Needed = readonly string[];
type Scope = Needed | Partial<Record<Kind, Needed>>;

const byKind = (publicly: Needed, privately: Needed, directly: Needed = []): Partial<Record<Kind, Needed>> => ({
  public: publicly,
  private: privately,
  im: directly,
});
const read = byKind(['channels:read'], ['groups:read'], ['im:read']);
const history = byKind(['channels:history'], ['groups:history'], ['im:history']);
const manage = byKind(['channels:manage'], ['groups:write']);

/** For a scope by kind, the kind is that of the channel in the arguments (for create: is_private). */
export const methodScopes: Record<string, Scope> = {
  'auth.test': [],
  'team.info': ['team:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'conversations.create': manage,
  'conversations.info': read,
  'conversations.list': read,
  'conversations.members': read,
  'conversations.history': history,
  'conversations.replies': history,
  'conversations.join': ['channels:join'],
  'conversations.invite': byKind(
    ['channels:manage', 'channels:write.invites'],
    ['groups:write', 'groups:write.invites'],
  ),
  'conversations.kick': manage,
  'conversations.setTopic': byKind(
    ['channels:manage', 'channels:write.topic'],
    ['groups:write', 'groups:write.topic'],
    ['im:write', 'im:write.topic'],
  ),
  'conversations.setPurpose': byKind(
    ['channels:manage', 'channels:write.topic'],
    ['groups:write', 'groups:write.topic'],
    ['im:write', 'im:write.topic'],
  ),
  'conversations.rename': manage,
  'conversations.archive': manage,
  'conversations.unarchive': manage,
  'conversations.open': ['im:write'],
  'conversations.inviteShared': ['conversations.connect:write'],
  'bookmarks.add': ['bookmarks:write'],
  'bookmarks.edit': ['bookmarks:write'],
  'bookmarks.remove': ['bookmarks:write'],
  'bookmarks.list': ['bookmarks:read'],
  'pins.add': ['pins:write'],
  'pins.remove': ['pins:write'],
  'pins.list': ['pins:read'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.getPermalink': [],
  'files.info': ['files:read'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
};

/** The scopes of which a method needs one, for this kind of channel; none where any token will do. */
export function neededFor(method: string, kind: Kind): Needed {
  const scope = methodScopes[method] ?? [];
  return isList(scope) ? scope : (scope[kind] ?? []);
}
function isList(scope: Scope): scope is Needed {
  return Array.isArray(scope);
}

const channels: Needed = ['channels:read', 'groups:read'];

/** Events the local Slack can send, with what subscribing to them needs. */
export const eventScopes: Record<string, Needed> = {
  app_mention: ['app_mentions:read'],
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
  member_joined_channel: channels,
  member_left_channel: channels,
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  channel_left: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_shared: channels,
  channel_unshared: channels,
  channel_id_changed: channels,
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
  group_left: ['groups:read'],
  group_rename: ['groups:read'],
  group_deleted: ['groups:read'],
  user_change: ['users:read'],
  subteam_members_changed: ['usergroups:read'],
  subteam_updated: ['usergroups:read'],
  shared_channel_invite_received: ['conversations.connect:read'],
  shared_channel_invite_accepted: ['conversations.connect:write', 'conversations.connect:manage'],
  shared_channel_invite_approved: ['conversations.connect:write', 'conversations.connect:manage'],
  shared_channel_invite_declined: ['conversations.connect:write', 'conversations.connect:manage'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
};
