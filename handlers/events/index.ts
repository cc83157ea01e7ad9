import type { Services } from '../services';
import {
  channelArchived,
  channelDeleted,
  channelIdChanged,
  channelLeft,
  channelRenamed,
  channelUnarchived,
  memberJoined,
} from './channels';
import { homeOpened } from './home';
import { invitationAccepted, invitationApproved, invitationDeclined } from './invitations';
import { mentioned } from './mention';
import { userChanged, userGroupChanged } from './people';

/** `late`: sent again, or handled some time after it came, so that newer events may have been handled before it. */
export type EventHandler = (event: unknown, services: Services, late: boolean) => Promise<void>;

/** Every event the bot listens to; `manifest.yml` subscribes to exactly these. */
export const eventHandlers = {
  app_home_opened: homeOpened,
  app_mention: mentioned,
  channel_archive: channelArchived,
  channel_deleted: channelDeleted,
  channel_id_changed: channelIdChanged,
  channel_left: channelLeft,
  channel_rename: channelRenamed,
  channel_unarchive: channelUnarchived,
  group_archive: channelArchived,
  group_deleted: channelDeleted,
  group_left: channelLeft,
  group_rename: channelRenamed,
  group_unarchive: channelUnarchived,
  member_joined_channel: memberJoined,
  shared_channel_invite_accepted: invitationAccepted,
  shared_channel_invite_approved: invitationApproved,
  shared_channel_invite_declined: invitationDeclined,
  subteam_members_changed: userGroupChanged,
  subteam_updated: userGroupChanged,
  user_change: userChanged,
} as const satisfies Readonly<Record<string, EventHandler>>;

const handlers: ReadonlyMap<string, EventHandler> = new Map(Object.entries(eventHandlers));

/** Returns what handles an event; nothing for one that the bot does not listen to. */
export const handlerOf = (type: string): EventHandler | undefined => handlers.get(type);
