import { changeId, join } from './channels';
import { teamItem, userItem } from './objects';
import type { Channel, Invite, Person } from './state';
import type { Workspace } from './workspace';

/** Slack Connect: sharing a channel with people of another company. */

export function sendInvite(
  ws: Workspace,
  channel: Channel,
  to: { email?: string; userId?: string },
  inviter: string,
  externalLimited: boolean,
): Invite {
  const invite: Invite = {
    id: ws.id('I'),
    channelId: channel.id,
    ...to,
    inviter,
    externalLimited,
    created: ws.seconds(),
    state: 'sent',
  };
  ws.state.invites.push(invite);
  ws.changed({ kind: 'invite', channel: channel.id });
  return invite;
}

function described(ws: Workspace, invite: Invite, channel: Channel) {
  const inviter = ws.person(invite.inviter);
  return {
    invite: {
      id: invite.id,
      date_created: invite.created,
      date_invalid: invite.created + 14 * 24 * 3600,
      inviting_team: teamItem(ws.team),
      ...(inviter ? { inviting_user: userItem(inviter) } : {}),
      ...(invite.email === undefined ? {} : { recipient_email: invite.email }),
      ...(invite.userId === undefined ? {} : { recipient_user_id: invite.userId }),
    },
    channel: { id: channel.id, is_private: channel.kind === 'private', is_im: false, name: channel.name },
  };
}

function teamsIn(ws: Workspace, channel: Channel) {
  const teams = [ws.team.id, ...channel.otherTeams].map((id) => ws.teamOf(id));
  return teams.flatMap((team) => (team ? [teamItem(team)] : []));
}

function channelOf(ws: Workspace, invite: Invite): Channel {
  const channel = ws.channel(invite.channelId);
  if (!channel) throw new Error(`the channel of invitation ${invite.id} is gone`);
  return channel;
}

export interface Acceptance {
  /** Someone with authority must approve before the person is in; see `approve`. */
  approvalRequired?: boolean;
  /** The channel gets a new id as it becomes shared. */
  newChannelId?: boolean;
}

/** Somebody of another company accepts; they are in, unless it must be approved first. */
export function accept(ws: Workspace, invite: Invite, person: Person, how: Acceptance = {}): void {
  if (!ws.isExternal(person))
    throw new Error(`${person.name} is of this workspace and needs no Slack Connect invitation`);
  if (invite.state !== 'sent') throw new Error(`this invitation is already ${invite.state}`);
  const channel = channelOf(ws, invite);
  invite.state = 'accepted';
  invite.acceptedBy = person.id;
  ws.changed({ kind: 'invite', channel: channel.id });
  ws.happened({
    type: 'shared_channel_invite_accepted',
    approval_required: how.approvalRequired ?? false,
    ...described(ws, invite, channel),
    teams_in_channel: teamsIn(ws, channel),
    accepting_user: userItem(person),
  });
  if (how.approvalRequired !== true) letIn(ws, invite, person, how);
}

/** Somebody with authority lets in whoever accepted. */
export function approve(ws: Workspace, invite: Invite, approver: Person, how: Acceptance = {}): void {
  if (invite.state !== 'accepted')
    throw new Error(`only an accepted invitation can be approved; this one is ${invite.state}`);
  const person = ws.person(invite.acceptedBy ?? '');
  if (!person) throw new Error('the person who accepted is gone');
  const channel = channelOf(ws, invite);
  ws.happened({
    type: 'shared_channel_invite_approved',
    ...described(ws, invite, channel),
    approving_team_id: approver.teamId,
    teams_in_channel: teamsIn(ws, channel),
    approving_user: userItem(approver),
  });
  letIn(ws, invite, person, how);
}

export function decline(ws: Workspace, invite: Invite, person: Person): void {
  if (invite.state === 'approved' || invite.state === 'declined')
    throw new Error(`this invitation is already ${invite.state}`);
  const channel = channelOf(ws, invite);
  invite.state = 'declined';
  ws.changed({ kind: 'invite', channel: channel.id });
  ws.happened({
    type: 'shared_channel_invite_declined',
    ...described(ws, invite, channel),
    declining_team_id: person.teamId,
    teams_in_channel: teamsIn(ws, channel),
    declining_user: userItem(person),
  });
}

function letIn(ws: Workspace, invite: Invite, person: Person, how: Acceptance): void {
  invite.state = 'approved';
  const channel = channelOf(ws, invite);
  if (how.newChannelId === true) changeId(ws, channel);
  if (!channel.otherTeams.includes(person.teamId)) {
    channel.otherTeams.push(person.teamId);
    ws.changed({ kind: 'channel', channel: channel.id });
    ws.happened({ type: 'channel_shared', connected_team_id: person.teamId, channel: channel.id }, channel);
  }
  join(ws, channel, person, invite.inviter);
}
