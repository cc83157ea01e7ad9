import { z } from 'zod';
import { block } from '../block-kit/blocks';

/**
 * What the page and its server say to each other. The page is one person at a time: it listens to what that person can see
 * (`GET /browser/stream?as=…`), reads older messages (`GET /browser/messages`), and says what the person does (`POST /browser/do`).
 */

const id = z.string().min(1);
/** A message's timestamp, its name within a channel. */
const ts = z.string().regex(/^\d+\.\d{6}$/);

const shownPerson = z.strictObject({
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

const shownChannel = z.strictObject({
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

/** What stands in inputs, as Slack's `state.values`: block_id, action_id, value. */
const values = z.record(z.string(), z.record(z.string(), z.looseObject({ type: z.string() })));

const shownMessage = z.strictObject({
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

const shownView = z.strictObject({
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

/**
 * How far time is to be moved: to the next thing the bot does; or, while everybody does their part, until the GA date of a
 * channel's partner can be agreed, or the partner is live.
 */
const step = z.enum(['+1h', '+1d', '+1w', 'next', 'gates', 'ga']);

/** Something the bot will do by itself. */
const planned = z.strictObject({
  at: z.int(),
  /** In a line, such as "Digest for Priya Nair". */
  what: z.string(),
  /** Name of the partner it is about. */
  partner: z.string().optional(),
  /** Where it will be seen. */
  channel: id.optional(),
});

/** A step of the guided tour. */
const tour = z.strictObject({
  /** 0 is the welcome before the first. */
  step: z.int(),
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

const trafficLine = z.strictObject({
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
});

/** An invitation to a channel that waits for an answer; `person` is missing while nobody here has that email. */
const invitation = z.strictObject({
  id,
  channel: id,
  channelName: z.string(),
  email: z.string(),
  person: id.optional(),
});

/** What the server tells, one a server-sent event. */
export const told = z.discriminatedUnion('kind', [
  /** First, and after a reconnect: the page may have missed something and asks anew. */
  z.strictObject({
    kind: z.literal('hello'),
    /** Another one after a restart: then nothing that the page knows need be so. */
    instance: id,
    me: id,
    team: z.string(),
    bot: id,
    /** The app has a Home tab, and this person may see it. */
    hasHome: z.boolean(),
    /** What is here can be thrown away. */
    canStartEmpty: z.boolean(),
    commands: z.array(z.strictObject({ command: z.string(), description: z.string(), hints: z.array(z.string()) })),
    shortcuts: z.array(z.strictObject({ name: z.string(), type: z.enum(['global', 'message']), callback: z.string() })),
  }),
  z.strictObject({
    kind: z.literal('people'),
    people: z.array(shownPerson),
    groups: z.array(z.strictObject({ id, handle: z.string() })),
  }),
  z.strictObject({ kind: z.literal('channels'), channels: z.array(shownChannel), invitations: z.array(invitation) }),
  z.strictObject({ kind: z.literal('message'), message: shownMessage }),
  z.strictObject({ kind: z.literal('gone'), channel: id, ts }),
  /** The open modal; none when it was closed. */
  z.strictObject({ kind: z.literal('modal'), view: shownView.nullable() }),
  z.strictObject({ kind: z.literal('home'), view: shownView.nullable() }),
  /** Slack itself says something, such as that a command does not exist. */
  z.strictObject({ kind: z.literal('notice'), text: z.string() }),
  /** How far the clock is ahead of real time, in milliseconds, and whether it is on its way: `story` while the story is told. */
  z.strictObject({ kind: z.literal('clock'), ahead: z.int(), moving: z.union([step, z.literal('story')]).nullable() }),
  /** Something was posted while time moved, anywhere in the workspace. */
  z.strictObject({ kind: z.literal('news'), at: z.int(), where: z.string(), text: z.string() }),
  z.strictObject({ kind: z.literal('plan'), plan: z.array(planned) }),
  z.strictObject({ kind: z.literal('tour'), tour: tour.nullable() }),
  z.strictObject({ kind: z.literal('traffic'), lines: z.array(trafficLine) }),
]);

/** Files as they are handed in, their content in base64. */
const newFiles = z.array(z.strictObject({ name: z.string().min(1).max(255), base64: z.base64() })).max(10);
/** A value for an input: an option by its value, a person or channel by id, a date, seconds since 1970, text, files. Null empties. */
const given = z.union([z.null(), z.string(), z.number(), z.array(z.string()), newFiles]);
const inputs = z.array(z.strictObject({ block: z.string(), action: z.string(), given }));
const place = z.union([z.strictObject({ view: id }), z.strictObject({ channel: id, ts })]);

/** What a person does. */
const deed = z.discriminatedUnion('do', [
  /** A slash command when it starts with '/', else a message. */
  z.strictObject({ do: z.literal('say'), channel: id, text: z.string().min(1).max(12_000), thread: ts.optional() }),
  /** Shares files in a channel, with a word beside them. */
  z.strictObject({ do: z.literal('share'), channel: id, text: z.string().max(12_000), files: newFiles.min(1) }),
  /** Presses a button or picks from a menu; `inputs` are what else was entered in the same place. */
  z.strictObject({
    do: z.literal('act'),
    at: place,
    block: z.string(),
    action: z.string(),
    given: given.optional(),
    inputs: inputs.optional(),
  }),
  z.strictObject({ do: z.literal('submit'), view: id, inputs }),
  z.strictObject({ do: z.literal('close'), view: id, all: z.boolean() }),
  z.strictObject({ do: z.literal('shortcut'), callback: id, on: z.strictObject({ channel: id, ts }).optional() }),
  /** Looks at a tab of the app: its Home, or its direct messages. */
  z.strictObject({ do: z.literal('open-app'), tab: z.enum(['home', 'messages']) }),
  z.strictObject({ do: z.literal('read'), channel: id, ts }),
  z.strictObject({ do: z.literal('join'), channel: id }),
  z.strictObject({ do: z.literal('new-channel'), name: z.string().regex(/^[a-z0-9_-]{1,80}$/), private: z.boolean() }),
  z.strictObject({ do: z.literal('add-bot'), channel: id }),
  /** Joins as the external person who was invited, whoever the page is now. */
  z.strictObject({ do: z.literal('accept'), invitation: id }),
  z.strictObject({ do: z.literal('decline'), invitation: id }),
  /** Lets time pass; `channel` says which partner's GA is meant. Answered at once: the stream tells how it goes. */
  z.strictObject({ do: z.literal('move'), step, channel: id.optional() }),
  z.strictObject({ do: z.literal('stop') }),
  z.strictObject({ do: z.literal('tour'), to: z.enum(['start', 'next', 'back', 'end']) }),
  /** Throws the story away and starts with an empty workspace. */
  z.strictObject({ do: z.literal('start-empty') }),
]);
export const request = z.strictObject({ as: id, deed });

/** `person` is who accepted an invitation, and `channel` the one that was made. */
export const answer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), person: id.optional(), channel: id.optional() }),
  z.strictObject({ ok: z.literal(false), error: z.string() }),
]);

/** Oldest first; `hasMore`: there are older ones. */
export const messagesAnswer = z.strictObject({ messages: z.array(shownMessage), hasMore: z.boolean() });
/** Payload and answer of a line of traffic, as JSON or text. */
export const trafficDetail = z.strictObject({ payload: z.unknown(), answer: z.unknown() });

export type ShownPerson = z.infer<typeof shownPerson>;
export type ShownChannel = z.infer<typeof shownChannel>;
export type ShownMessage = z.infer<typeof shownMessage>;
export type ShownView = z.infer<typeof shownView>;
export type Step = z.infer<typeof step>;
export type Planned = z.infer<typeof planned>;
export type Tour = z.infer<typeof tour>;
export type TrafficLine = z.infer<typeof trafficLine>;
export type TrafficDetail = z.infer<typeof trafficDetail>;
export type Invitation = z.infer<typeof invitation>;
export type Told = z.infer<typeof told>;
export type NewFile = z.infer<typeof newFiles>[number];
export type Given = z.infer<typeof given>;
export type Deed = z.infer<typeof deed>;
export type Request = z.infer<typeof request>;
export type Answer = z.infer<typeof answer>;
export type MessagesAnswer = z.infer<typeof messagesAnswer>;
