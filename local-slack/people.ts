import { join } from './channels';
import { groupObject, userObject } from './objects';
import type { Person, Team, UserGroup } from './state';
import type { Workspace } from './workspace';

/** Coming and going of people, and the user groups they are in. */

export interface NewPerson {
  name: string;
  email?: string;
  tz?: string;
  /** What they do, such as "Partner lead". */
  title?: string;
  guest?: boolean;
  /** Another company's person, known here through Slack Connect; or a colleague's, in a workspace of the same organisation. */
  team?: { id?: string; name: string; enterprise?: string };
}

function otherTeam(ws: Workspace, wanted: NonNullable<NewPerson['team']>): Team {
  const found = ws.state.otherTeams.find((team) =>
    wanted.id === undefined ? team.name === wanted.name : team.id === wanted.id,
  );
  if (found) return found;
  const domain = wanted.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const { name, enterprise } = wanted;
  const team = { id: wanted.id ?? ws.id('T'), name, domain, ...(enterprise && { enterprise }) };
  ws.state.otherTeams.push(team);
  ws.changed({ kind: 'team' });
  return team;
}

const handleFor = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.|\.$/g, '') || 'someone';

/** Adds a person; the same email in the same team is the same person. */
export function addPerson(ws: Workspace, wanted: NewPerson): Person {
  const team = wanted.team ? otherTeam(ws, wanted.team) : ws.team;
  const email = wanted.email ?? `${handleFor(wanted.name)}@${team.domain}.example`;
  const known = ws.state.people.find((p) => p.teamId === team.id && p.email === email);
  if (known) return known;
  const person: Person = {
    id: ws.id('U'),
    teamId: team.id,
    name: wanted.name,
    handle: handleFor(wanted.name),
    email,
    tz: wanted.tz ?? 'America/Los_Angeles',
    title: wanted.title ?? '',
    guest: wanted.guest ?? false,
    deleted: false,
    bot: false,
  };
  ws.state.people.push(person);
  ws.changed({ kind: 'person', user: person.id });
  const general = ws.channelNamed('general');
  if (general && !ws.isExternal(person) && !person.guest) join(ws, general, person);
  return person;
}

/** Deactivating takes a person out of every channel and group; reactivating brings back the account only. */
export function setDeactivated(ws: Workspace, person: Person, deleted: boolean): void {
  if (person.deleted === deleted) return;
  person.deleted = deleted;
  if (deleted) {
    for (const channel of ws.state.channels)
      if (channel.kind !== 'im') channel.members = channel.members.filter((id) => id !== person.id);
    for (const group of ws.state.userGroups)
      if (group.users.includes(person.id))
        setGroupUsers(
          ws,
          group,
          group.users.filter((id) => id !== person.id),
        );
  }
  personChanged(ws, person);
}

/** Tells the page and the bot that somebody is not as they were. */
export function personChanged(ws: Workspace, person: Person): void {
  ws.changed({ kind: 'person', user: person.id });
  ws.happened({ type: 'user_change', user: userObject(ws, person), cache_ts: ws.seconds() });
}

/** A user group; the one there is, when it has this handle. */
export function addGroup(ws: Workspace, wanted: { handle: string; name?: string; users: string[] }): UserGroup {
  const known = ws.state.userGroups.find((group) => group.handle === wanted.handle);
  if (known) return known;
  const now = ws.seconds();
  const group: UserGroup = {
    id: ws.id('S'),
    handle: wanted.handle,
    name: wanted.name ?? wanted.handle,
    users: [...wanted.users],
    disabled: false,
    created: now,
    updated: now,
  };
  ws.state.userGroups.push(group);
  ws.changed({ kind: 'userGroup' });
  return group;
}

export function setGroupUsers(ws: Workspace, group: UserGroup, users: string[]): void {
  const added = users.filter((id) => !group.users.includes(id));
  const removed = group.users.filter((id) => !users.includes(id));
  const previous = group.updated;
  group.users = [...users];
  group.updated = ws.seconds();
  ws.changed({ kind: 'userGroup' });
  ws.happened({
    type: 'subteam_members_changed',
    subteam_id: group.id,
    team_id: ws.team.id,
    date_previous_update: previous,
    date_update: group.updated,
    added_users: added,
    added_users_count: added.length,
    removed_users: removed,
    removed_users_count: removed.length,
  });
  ws.happened({ type: 'subteam_updated', subteam: { ...groupObject(ws, group, true, true), users: group.users } });
}
