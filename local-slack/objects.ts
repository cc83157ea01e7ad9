import type { Channel, Person, Team, UserGroup } from './state';
import type { Workspace } from './workspace';

/** People, channels and groups in the shape in which Slack's API shows them. */

function zoneOffset(tz: string, at: number): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '');
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}

function profile(person: Person, withEmail: boolean): Record<string, unknown> {
  const [first = '', ...rest] = person.name.split(' ');
  return {
    real_name: person.name,
    real_name_normalized: person.name,
    display_name: person.handle,
    display_name_normalized: person.handle,
    first_name: first,
    last_name: rest.join(' '),
    title: person.title,
    status_text: '',
    status_emoji: '',
    team: person.teamId,
    ...(withEmail && person.email !== '' ? { email: person.email } : {}),
  };
}

/** Emails need `users:read.email`, and those of other companies' people are not shown at all. */
export function userObject(ws: Workspace, person: Person, withEmail = false): Record<string, unknown> {
  const external = ws.isExternal(person);
  const enterprise = ws.teamOf(person.teamId)?.enterprise;
  const stranger = external && (enterprise === undefined || enterprise !== ws.team.enterprise);
  const tz = person.tz;
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.handle,
    deleted: person.deleted,
    real_name: person.name,
    ...(person.deleted ? {} : { tz, tz_label: tz, tz_offset: zoneOffset(tz, ws.clock.now()) }),
    profile: profile(person, withEmail && !external),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.guest,
    is_ultra_restricted: false,
    is_bot: person.bot,
    is_app_user: false,
    ...(stranger ? { is_stranger: true } : {}),
    ...(enterprise && {
      enterprise_user: { id: person.id, enterprise_id: enterprise, is_admin: false, is_owner: false },
    }),
    updated: ws.seconds(),
  };
}

export function channelObject(ws: Workspace, channel: Channel): Record<string, unknown> {
  if (channel.kind === 'im') {
    const user = channel.members.find((id) => id !== ws.app.botUserId) ?? '';
    return { id: channel.id, created: channel.created, is_im: true, is_archived: false, is_org_shared: false, user };
  }
  const shared = channel.otherTeams.length > 0;
  const pending = ws.state.invites.some((i) => i.channelId === channel.id && ['sent', 'accepted'].includes(i.state));
  const said = (value: string) => ({ value, creator: value === '' ? '' : channel.creator, last_set: 0 });
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    created: channel.created,
    creator: channel.creator,
    is_archived: channel.archived,
    is_general: channel.name === 'general',
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    is_pending_ext_shared: pending && !shared,
    is_member: channel.members.includes(ws.app.botUserId),
    topic: said(channel.topic),
    purpose: said(channel.purpose),
    previous_names: [],
    context_team_id: ws.team.id,
    shared_team_ids: [ws.team.id, ...channel.otherTeams],
    connected_team_ids: channel.otherTeams,
    conversation_host_id: ws.team.id,
  };
}

export function groupObject(ws: Workspace, group: UserGroup, withUsers: boolean, withCount: boolean) {
  return {
    id: group.id,
    team_id: ws.team.id,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: '',
    handle: group.handle,
    is_external: false,
    date_create: group.created,
    date_update: group.updated,
    date_delete: group.disabled ? group.updated : 0,
    auto_type: null,
    created_by: ws.app.botUserId,
    updated_by: ws.app.botUserId,
    prefs: { channels: [], groups: [] },
    ...(withUsers ? { users: group.users } : {}),
    ...(withCount ? { user_count: group.users.length } : {}),
  };
}

export const teamItem = (team: Team) => ({
  id: team.id,
  name: team.name,
  icon: { image_default: true },
  is_verified: false,
  domain: team.domain,
  date_created: 0,
});

export const userItem = (person: Person) => ({
  id: person.id,
  team_id: person.teamId,
  name: person.handle,
  updated: 0,
  profile: { ...profile(person, true), avatar_hash: '' },
});
