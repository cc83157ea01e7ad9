import type { MessageSurface } from '../client/sight';
import { fileOf } from '../files';
import type { View } from '../modals';
import type { Channel, Invite, Person } from '../state';
import type { Workspace } from '../workspace';
import type { Invitation, ShownChannel, ShownMessage, ShownPerson, ShownView } from './protocol';

/** What one person sees, in the shape that the page draws. */

export function personShown(ws: Workspace, person: Person): ShownPerson {
  const { id, name, handle, email, title, tz, bot } = person;
  const company = ws.teamOf(person.teamId)?.name ?? '';
  return {
    id,
    name,
    handle,
    email,
    title,
    tz,
    company,
    external: ws.isExternal(person),
    deactivated: person.deleted,
    bot,
  };
}

export function channelShown(ws: Workspace, me: Person, channel: Channel, readUntil: string): ShownChannel {
  const { unread, mentions } = unseen(me, channel, readUntil);
  return {
    id: channel.id,
    name: channel.kind === 'im' ? (ws.person(ws.app.botUserId)?.name ?? 'the bot') : channel.name,
    kind: channel.kind,
    topic: channel.topic,
    archived: channel.archived,
    sharedWith: channel.otherTeams.flatMap((id) => ws.teamOf(id)?.name ?? []),
    members: channel.members,
    joined: channel.members.includes(me.id),
    unread,
    mentions,
    bookmarks: channel.bookmarks.map(({ id, title, link, emoji }) => ({ id, title, link, emoji })),
    pins: channel.pins.map((pin) => pin.ts),
  };
}

const isReply = ({ ts, thread_ts }: { ts: string; thread_ts?: string | undefined }): boolean =>
  thread_ts !== undefined && thread_ts !== ts;

/** Counts from the newest message backwards, so a long channel costs no more than what is new in it. */
function unseen(me: Person, channel: Channel, readUntil: string): { unread: number; mentions: number } {
  if (!channel.members.includes(me.id)) return { unread: 0, mentions: 0 };
  let unread = 0;
  let mentions = 0;
  for (let n = channel.messages.length - 1; n >= 0; n -= 1) {
    const message = channel.messages[n];
    if (!message || Number(message.ts) <= Number(readUntil)) break;
    // Answers in a thread are read in the thread: they leave no mark on the channel.
    if (message.user === me.id || isReply(message)) continue;
    unread += 1;
    if (channel.kind === 'im' || message.text.includes(`<@${me.id}>`) || namedIn(message.blocks, me)) mentions += 1;
  }
  return { unread, mentions };
}

const namedIn = (blocks: unknown, { id }: Person): boolean => JSON.stringify(blocks ?? '').includes(`<@${id}>`);

export function messageShown(ws: Workspace, surface: MessageSurface): ShownMessage {
  const { channel, message, values } = surface;
  const replies = surface.kind === 'message' && !isReply(message) ? repliesTo(channel, message.ts) : undefined;
  return {
    channel: channel.id,
    ts: message.ts,
    from: 'team' in message ? message.user : ws.app.botUserId,
    text: message.text,
    ...(message.blocks ? { blocks: message.blocks } : {}),
    values,
    ephemeral: surface.kind === 'ephemeral',
    edited: 'edited' in message && message.edited !== undefined,
    ...('files' in message && message.files ? { files: message.files.flatMap(({ id }) => fileShown(ws, id)) } : {}),
    ...(isReply(message) && message.thread_ts !== undefined ? { thread: message.thread_ts } : {}),
    ...(replies ? { replies } : {}),
  };
}

function fileShown(ws: Workspace, id: string) {
  const file = fileOf(ws, id);
  return file ? [{ id, name: file.name, bytes: file.size }] : [];
}

/** Replies are newer than what they answer, so a look from the end is enough. */
function repliesTo(channel: Channel, ts: string): ShownMessage['replies'] {
  const found = [];
  for (let n = channel.messages.length - 1; n >= 0; n -= 1) {
    const message = channel.messages[n];
    if (!message || Number(message.ts) <= Number(ts)) break;
    if (message.thread_ts === ts) found.push(message);
  }
  const [latest] = found;
  return latest && { count: found.length, latest: latest.ts, people: [...new Set(found.map((m) => m.user))] };
}

export function viewShown(view: View): ShownView {
  const { request } = view;
  return {
    id: view.id,
    type: request.type,
    title: request.title.text,
    ...(request.submit ? { submit: request.submit.text } : {}),
    close: request.close?.text ?? 'Cancel',
    blocks: view.blocks,
    values: view.values,
    errors: view.errors,
    isOnTop: view.previousId !== null,
  };
}

/** Invitations that nobody has answered. */
export function invitationsShown(ws: Workspace): Invitation[] {
  return ws.state.invites.flatMap((invite) => {
    const channel = ws.channel(invite.channelId);
    const person = invited(ws, invite);
    const email = invite.email ?? person?.email;
    if (invite.state !== 'sent' || !channel || email === undefined) return [];
    const known = person ? { person: person.id } : {};
    return [{ id: invite.id, channel: channel.id, channelName: channel.name, email, ...known }];
  });
}

/** Who an invitation went to, by id or by the email of somebody of another company. */
export const invited = (ws: Workspace, { userId, email }: Invite): Person | undefined =>
  ws.state.people.find((person) => person.id === userId || (person.email === email && ws.isExternal(person)));
