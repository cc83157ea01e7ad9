import type { Channel, Person } from './state';
import type { Workspace } from './workspace';

/** What can happen to a channel, whoever does it, with the events that follow. */

const letter = (channel: Channel): string => (channel.kind === 'private' ? 'G' : 'C');
const family = (channel: Channel): string => (channel.kind === 'private' ? 'group' : 'channel');

/** Whoever is in already does not join again: no event comes of it. */
export function join(ws: Workspace, channel: Channel, person: Person, inviter?: string): void {
  if (channel.members.includes(person.id)) return;
  channel.members.push(person.id);
  ws.changed({ kind: 'channel', channel: channel.id, user: person.id });
  ws.happened(
    {
      type: 'member_joined_channel',
      user: person.id,
      channel: channel.id,
      channel_type: letter(channel),
      team: person.teamId,
      ...(inviter === undefined ? {} : { inviter }),
    },
    channel,
  );
}

/** The event comes before the person is gone, so that they hear of it too. */
export function leave(ws: Workspace, channel: Channel, person: Person): void {
  if (!channel.members.includes(person.id)) return;
  ws.happened(
    {
      type: 'member_left_channel',
      user: person.id,
      channel: channel.id,
      channel_type: letter(channel),
      team: person.teamId,
    },
    channel,
  );
  // An app hears of itself in a word of its own.
  if (person.id === ws.app.botUserId) ws.happened({ type: `${family(channel)}_left`, channel: channel.id }, channel);
  channel.members = channel.members.filter((id) => id !== person.id);
  ws.changed({ kind: 'channel', channel: channel.id, user: person.id });
}

export function rename(ws: Workspace, channel: Channel, name: string): void {
  channel.name = name;
  ws.changed({ kind: 'channel', channel: channel.id });
  ws.happened(
    {
      type: `${family(channel)}_rename`,
      channel: {
        id: channel.id,
        name,
        name_normalized: name,
        created: channel.created,
        is_channel: channel.kind === 'public',
        is_mpim: false,
      },
    },
    channel,
  );
}

export function setArchived(ws: Workspace, channel: Channel, archived: boolean, user: string): void {
  channel.archived = archived;
  ws.changed({ kind: 'channel', channel: channel.id });
  const type = `${family(channel)}_${archived ? 'archive' : 'unarchive'}`;
  ws.happened({ type, channel: channel.id, user }, channel);
}

/** A deleted channel is gone with all that was said in it. */
export function remove(ws: Workspace, channel: Channel): void {
  ws.state.channels = ws.state.channels.filter((other) => other !== channel);
  ws.changed({ kind: 'channel', channel: channel.id });
  ws.happened({ type: `${family(channel)}_deleted`, channel: channel.id }, channel);
}

/** Slack may give a channel a new id when it becomes shared. The old one is not found any more. */
export function changeId(ws: Workspace, channel: Channel): void {
  const old = channel.id;
  channel.formerIds.push(old);
  channel.id = ws.id('C');
  for (const invite of ws.state.invites) if (invite.channelId === old) invite.channelId = channel.id;
  for (const bookmark of channel.bookmarks) bookmark.channel_id = channel.id;
  for (const ephemeral of ws.ephemerals) if (ephemeral.channel === old) ephemeral.channel = channel.id;
  ws.changed({ kind: 'channel', channel: channel.id });
  ws.happened({ type: 'channel_id_changed', old_channel_id: old, new_channel_id: channel.id }, channel);
}

const wellFormed = /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]+$/u;

/** Slack's word for what is wrong with a channel's name, if anything. */
export function faultInName(name: string): string | undefined {
  if (name === '') return 'invalid_name_required';
  if (name.length > 80) return 'invalid_name_maxlength';
  if (/^[_-]+$/.test(name)) return 'invalid_name_punctuation';
  return wellFormed.test(name) ? undefined : 'invalid_name_specials';
}
