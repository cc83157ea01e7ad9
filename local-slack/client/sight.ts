import type { Desk } from '../api/method';
import type { Block } from '../block-kit/blocks';
import { type Values, valuesOf } from '../inputs';
import type { Surface } from '../interactions';
import type { View } from '../modals';
import type { Channel, Person } from '../state';
import type { Ephemeral } from '../workspace';
import type { Workspace } from '../workspace';
import { blocksText, messageText } from './render';

/** What one person sees right now. */

export interface SeenMessage {
  ts: string;
  from: string;
  text: string;
  ephemeral: boolean;
  thread: boolean;
  pinned: boolean;
  blocks: Block[];
}

export type MessageSurface = Exclude<Surface, { kind: 'view' }>;

/** What a person has entered into inputs of messages, by message. */
export type Entered = Map<string, Values>;

function entered(memory: Entered, message: { ts: string; blocks?: Block[] | undefined }): Values {
  const values = valuesOf(message.blocks ?? [], memory.get(message.ts));
  memory.set(message.ts, values);
  return values;
}

const byTime = (a: { ts: string }, b: { ts: string }): number => Number(a.ts) - Number(b.ts);

/** Public channels are open to everybody of the workspace; others, and other people, need to be in a channel to see it. */
export function maySee(ws: Workspace, person: Person, channel: Channel): boolean {
  const isOpen = channel.kind === 'public' && !ws.isExternal(person) && !person.guest;
  return isOpen || channel.members.includes(person.id);
}

const isFor = (person: Person, { user, gone }: Ephemeral): boolean => user === person.id && gone !== true;

/** One message or ephemeral message, as this person has it before them. */
export function surfaceAt(
  desk: Desk,
  person: Person,
  channel: Channel,
  ts: string,
  memory: Entered,
): MessageSurface | undefined {
  const { ws } = desk;
  const message = ws.message(channel, ts);
  if (message) return { kind: 'message', channel, message, values: entered(memory, message) };
  const whisper = ws.ephemerals.find((e) => e.ts === ts && e.channel === channel.id && isFor(person, e));
  return whisper && { kind: 'ephemeral', channel, message: whisper, values: entered(memory, whisper) };
}

/** A channel's messages with this person's ephemeral ones among them, oldest first. */
export function surfacesIn(desk: Desk, person: Person, channel: Channel, memory: Entered): MessageSurface[] {
  const { ws } = desk;
  const whispers = ws.ephemerals.filter((e) => e.channel === channel.id && isFor(person, e));
  const surfaces: MessageSurface[] = [
    ...channel.messages.map((message) => ({
      kind: 'message' as const,
      channel,
      message,
      values: entered(memory, message),
    })),
    ...whispers.map((message) => ({
      kind: 'ephemeral' as const,
      channel,
      message,
      values: entered(memory, message),
    })),
  ];
  return surfaces.sort((a, b) => byTime(a.message, b.message));
}

/** A message as a person sees it; a form is none. */
export function seen(desk: Desk, surface: Surface): SeenMessage | undefined {
  if (surface.kind === 'view') return undefined;
  const { ws } = desk;
  const { message, channel, values } = surface;
  const author = 'team' in message ? message.user : ws.app.botUserId;
  return {
    ts: message.ts,
    from: ws.person(author)?.name ?? author,
    text: messageText(ws, message, values),
    ephemeral: surface.kind === 'ephemeral',
    thread: message.thread_ts !== undefined && message.thread_ts !== message.ts,
    pinned: channel.pins.some((pin) => pin.ts === message.ts),
    blocks: message.blocks ?? [],
  };
}

const indent = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);

export function messageLine(message: SeenMessage): string {
  const marks = [
    message.ephemeral ? '(only visible to you) ' : '',
    message.pinned ? '(pinned) ' : '',
    message.thread ? '↳ ' : '',
  ];
  return `${marks.join('')}${message.from}: ${indent(message.text, '  ')}`;
}

export function viewText(desk: Desk, view: View): string {
  const { request } = view;
  const body = blocksText(desk.ws, view.blocks, view.values, view.errors);
  if (request.type === 'home') return `Home\n  ${indent(body, '  ')}`;
  const buttons = [request.submit?.text, request.close?.text ?? 'Cancel'].flatMap((t) =>
    t === undefined ? [] : [`[${t}]`],
  );
  return `Modal "${request.title.text}"\n  ${indent(body, '  ')}\n  ${buttons.join(' ')}`;
}

export function channelTitle(desk: Desk, channel: Channel): string {
  if (channel.kind === 'im') return `Direct messages with ${desk.ws.person(desk.ws.app.botUserId)?.name ?? 'the bot'}`;
  const marks = [channel.archived ? ' (archived)' : '', channel.otherTeams.length > 0 ? ' (shared)' : ''];
  const bookmarks = channel.bookmarks.map((b) => `[${b.title}]`).join(' ');
  return [`#${channel.name}${marks.join('')}`, channel.topic, bookmarks].filter((part) => part !== '').join(' · ');
}
