import { z } from 'zod';
import {
  hint,
  id,
  invitation,
  planned,
  shownChannel,
  shownMessage,
  shownPerson,
  shownView,
  step,
  tour,
  trafficLine,
  ts,
} from './shown';

export type {
  ShownPerson,
  ShownChannel,
  ShownMessage,
  ShownView,
  Step,
  Planned,
  Tour,
  TrafficLine,
  Hint,
  Invitation,
} from './shown';

/**
 * What the page and its server say to each other. The page is one person at a time: it listens to what that person can see
 * (`GET /browser/stream?as=…`), reads older messages (`GET /browser/messages`), and says what the person does (`POST /browser/do`).
 */

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
    commands: z.array(z.strictObject({ command: z.string(), description: z.string(), hints: z.array(hint) })),
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

export type TrafficDetail = z.infer<typeof trafficDetail>;
export type Told = z.infer<typeof told>;
export type NewFile = z.infer<typeof newFiles>[number];
export type Given = z.infer<typeof given>;
export type Deed = z.infer<typeof deed>;
export type Request = z.infer<typeof request>;
export type Answer = z.infer<typeof answer>;
export type MessagesAnswer = z.infer<typeof messagesAnswer>;
