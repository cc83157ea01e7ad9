import { z } from 'zod';
import { block } from '../block-kit/blocks';

/** The things of a workspace as the page shows them. */

export const id = z.string().min(1);
/** A message's timestamp, its name within a channel. */
export const ts = z.string().regex(/^\d+\.\d{6}$/);

export const shownPerson = z.strictObject({
  id,
  name: z.string(),
  handle: z.string(),
  email: z.string(),
  /** What they do, such as "Partner lead"; may be empty. */
  title: z.string(),
  tz: z.string(),
  company: z.string(),
  /** Of another company: cannot type commands, has no Home and no direct messages with the bot. */
  external: z.boolean(),
  deactivated: z.boolean(),
  bot: z.boolean(),
});
export type ShownPerson = z.infer<typeof shownPerson>;

export const shownChannel = z.strictObject({
  id,
  /** Without #; for a direct conversation the other's name. */
  name: z.string(),
  kind: z.enum(['public', 'private', 'im']),
  topic: z.string(),
  archived: z.boolean(),
  /** Names of the other companies in it. */
  sharedWith: z.array(z.string()),
  members: z.array(id),
  /** Whether this person is in it; outside they may read, but not write. */
  joined: z.boolean(),
  /** Messages this person has not seen, and how many of them name them or are direct. */
  unread: z.int(),
  mentions: z.int(),
  bookmarks: z.array(z.strictObject({ id, title: z.string(), link: z.string(), emoji: z.string() })),
  pins: z.array(ts),
});
export type ShownChannel = z.infer<typeof shownChannel>;

/** What stands in inputs, as Slack's `state.values`: block_id, action_id, value. */
const values = z.record(z.string(), z.record(z.string(), z.looseObject({ type: z.string() })));

export const shownMessage = z.strictObject({
  channel: id,
  ts,
  from: id,
  text: z.string(),
  blocks: z.array(block).optional(),
  values,
  /** Only this person sees it. */
  ephemeral: z.boolean(),
  edited: z.boolean(),
  files: z.array(z.strictObject({ id, name: z.string(), bytes: z.int() })).optional(),
  /** The message it answers. */
  thread: ts.optional(),
  replies: z.strictObject({ count: z.int(), latest: ts, people: z.array(id) }).optional(),
});
export type ShownMessage = z.infer<typeof shownMessage>;

export const shownView = z.strictObject({
  id,
  type: z.enum(['modal', 'home']),
  title: z.string(),
  submit: z.string().optional(),
  close: z.string(),
  blocks: z.array(block),
  values,
  /** Messages at fields, by block_id. */
  errors: z.record(z.string(), z.string()),
  /** There is another modal below. */
  isOnTop: z.boolean(),
});
export type ShownView = z.infer<typeof shownView>;

/**
 * How far time is to be moved: to the next thing the bot does; or, while everybody does their part, until the GA date of a
 * channel's partner can be agreed, or the partner is live.
 */
export const step = z.enum(['+1h', '+1d', '+1w', 'next', 'gates', 'ga']);
export type Step = z.infer<typeof step>;

/** Something the bot will do by itself. */
export const planned = z.strictObject({
  at: z.int(),
  /** In a line, such as "Digest for Priya Nair". */
  what: z.string(),
  /** Name of the partner it is about. */
  partner: z.string().optional(),
  /** Where it will be seen. */
  channel: id.optional(),
});
export type Planned = z.infer<typeof planned>;

/** A step of the guided tour. */
export const tour = z.strictObject({
  /** 0 is the welcome before the first. */
  step: z.int(),
  /** 0 while there is nothing to be shown around in yet. */
  of: z.int(),
  title: z.string(),
  text: z.string(),
  /** Who to be, and where: a click takes one there. */
  as: id.optional(),
  channel: id.optional(),
  /** What to type; a click puts it into the message box. */
  type: z.string().optional(),
  /** The visible text of the button to press, to be pointed at. */
  press: z.string().optional(),
  /** Which of several such buttons: what it is about. */
  about: z.string().optional(),
  /** How far to move time; a click does it. */
  move: step.optional(),
  /** This step has been done. */
  isDone: z.boolean(),
});
export type Tour = z.infer<typeof tour>;

export const trafficLine = z.strictObject({
  id: z.int(),
  /** `request`: to the bot. `call`: from the bot. */
  kind: z.enum(['request', 'call']),
  /** The Web API method, or the kind of request. */
  name: z.string(),
  /** Real time, in milliseconds since 1970. */
  at: z.int(),
  ms: z.number(),
  status: z.union([z.number(), z.string()]),
  isRefused: z.boolean(),
  /** Slack's error, where there is one. */
  error: z.string().optional(),
  /** Why it was refused, in words. */
  why: z.string().optional(),
});
export type TrafficLine = z.infer<typeof trafficLine>;

/** A word that may follow a command, and what it is for where that is known. */
export const hint = z.strictObject({ word: z.string(), note: z.string() });
export type Hint = z.infer<typeof hint>;

/** An invitation to a channel that waits for an answer; `person` is missing while nobody here has that email. */
export const invitation = z.strictObject({
  id,
  channel: id,
  channelName: z.string(),
  email: z.string(),
  person: id.optional(),
});
export type Invitation = z.infer<typeof invitation>;
