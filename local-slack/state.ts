import { z } from 'zod';
import { block } from './block-kit/blocks';

/** What the workspace remembers over a restart. Open modals, ephemeral messages and trigger ids are not part of it, as in Slack. */

const team = z.strictObject({
  id: z.string(),
  name: z.string(),
  domain: z.string(),
  /** The organisation (Enterprise Grid) that the workspace is part of. */
  enterprise: z.string().optional(),
});

const person = z.strictObject({
  id: z.string(),
  teamId: z.string(),
  name: z.string(),
  handle: z.string(),
  email: z.string(),
  tz: z.string(),
  /** What they do, such as "Partner lead". */
  title: z.string().default(''),
  guest: z.boolean(),
  deleted: z.boolean(),
  bot: z.boolean(),
});

const message = z.strictObject({
  type: z.literal('message'),
  ts: z.string(),
  user: z.string(),
  team: z.string(),
  text: z.string(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  app_id: z.string().optional(),
  blocks: z.array(block).optional(),
  thread_ts: z.string().optional(),
  files: z.array(z.strictObject({ id: z.string() })).optional(),
  edited: z.strictObject({ user: z.string(), ts: z.string() }).optional(),
  metadata: z.strictObject({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
});

const bookmark = z.strictObject({
  id: z.string(),
  channel_id: z.string(),
  title: z.string(),
  link: z.string(),
  emoji: z.string(),
  type: z.literal('link'),
  date_created: z.int(),
  date_updated: z.int(),
});

const channel = z.strictObject({
  id: z.string(),
  formerIds: z.array(z.string()),
  name: z.string(),
  kind: z.enum(['public', 'private', 'im']),
  creator: z.string(),
  created: z.int(),
  topic: z.string(),
  purpose: z.string(),
  archived: z.boolean(),
  otherTeams: z.array(z.string()),
  members: z.array(z.string()),
  messages: z.array(message),
  pins: z.array(z.strictObject({ ts: z.string(), user: z.string(), created: z.int() })),
  bookmarks: z.array(bookmark),
});

const userGroup = z.strictObject({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  users: z.array(z.string()),
  disabled: z.boolean(),
  created: z.int(),
  updated: z.int(),
});

const invite = z.strictObject({
  id: z.string(),
  channelId: z.string(),
  email: z.string().optional(),
  userId: z.string().optional(),
  inviter: z.string(),
  externalLimited: z.boolean(),
  created: z.int(),
  state: z.enum(['sent', 'accepted', 'approved', 'declined']),
  acceptedBy: z.string().optional(),
});

const file = z.strictObject({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  size: z.int(),
  mimetype: z.string(),
  filetype: z.string(),
  user: z.string(),
  created: z.int(),
  channels: z.array(z.string()),
  /** Submitted in one of the bot's forms. */
  handedToBot: z.boolean(),
});

export const storedState = z.strictObject({
  version: z.literal(1),
  counter: z.int(),
  lastMicros: z.number(),
  /** How far the clock is ahead of real time, in milliseconds. */
  ahead: z.int().default(0),
  app: z.strictObject({
    appId: z.string(),
    botId: z.string(),
    botUserId: z.string(),
    botToken: z.string(),
    appToken: z.string(),
    signingSecret: z.string(),
    verificationToken: z.string(),
  }),
  team,
  otherTeams: z.array(team),
  people: z.array(person),
  channels: z.array(channel),
  userGroups: z.array(userGroup),
  invites: z.array(invite),
  files: z.array(file).default([]),
});

export type StoredState = z.infer<typeof storedState>;
export type Team = z.infer<typeof team>;
export type Person = z.infer<typeof person>;
export type Message = z.infer<typeof message>;
export type Channel = z.infer<typeof channel>;
export type Bookmark = z.infer<typeof bookmark>;
export type UserGroup = z.infer<typeof userGroup>;
export type Invite = z.infer<typeof invite>;
export type StoredFile = z.infer<typeof file>;
export type App = StoredState['app'];
