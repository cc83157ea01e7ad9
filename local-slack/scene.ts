import { changeId, join, leave, remove, rename, setArchived } from './channels';
import { accept, type Acceptance, approve, decline } from './connect';
import { addGroup, addPerson, type NewPerson, personChanged, setDeactivated, setGroupUsers } from './people';
import type { Channel, Invite, Message, Person, UserGroup } from './state';
import type { Workspace } from './workspace';

/** What a script can arrange in the workspace, and look up: people, groups, channels, invitations, files, time. */
export class Scene {
  constructor(protected readonly ws: Workspace) {}

  // People and groups

  /** Adds a person; with `team` one of another company. The same email in the same team is the same person. */
  person(person: NewPerson): Person {
    return addPerson(this.ws, person);
  }
  people(): Person[] {
    return this.ws.state.people.filter((p) => !p.bot);
  }
  /** A person by name, email or id. */
  find(who: string): Person {
    const found = this.people().find((p) => [p.name, p.email, p.id, p.handle].includes(who));
    if (!found)
      throw new Error(
        `there is no person ${who}; there are: ${this.people()
          .map((p) => p.name)
          .join(', ')}`,
      );
    return found;
  }
  deactivate(person: Person): void {
    setDeactivated(this.ws, person, true);
  }
  reactivate(person: Person): void {
    setDeactivated(this.ws, person, false);
  }
  /** A change of name, email or time zone. */
  change(person: Person, to: { name?: string; email?: string; tz?: string }): void {
    Object.assign(person, to);
    personChanged(this.ws, person);
  }
  userGroup(group: { handle: string; name?: string; people: Person[] }): UserGroup {
    return addGroup(this.ws, { ...group, users: group.people.map((p) => p.id) });
  }
  setUserGroup(group: UserGroup, people: Person[]): void {
    setGroupUsers(
      this.ws,
      group,
      people.map((p) => p.id),
    );
  }

  // Channels

  channel(name: string): Channel {
    const { ws } = this;
    const found = ws.channelNamed(name.replace(/^#/, '')) ?? ws.channel(name);
    if (!found)
      throw new Error(
        `there is no channel #${name}; there is: ${this.channels()
          .map((c) => c.name)
          .join(', ')}`,
      );
    return found;
  }
  channels(): Channel[] {
    return this.ws.state.channels.filter((c) => c.kind !== 'im');
  }
  messagesIn(channel: string): Message[] {
    return this.channel(channel).messages;
  }
  /** The timestamp of the newest message anywhere. */
  newest(): string {
    const last = this.ws.state.channels.flatMap(({ messages }) => messages.at(-1)?.ts ?? []);
    return last.reduce((a, b) => (Number(b) > Number(a) ? b : a), '0');
  }
  /** What was posted after a timestamp, by anybody and anywhere, the oldest first; a direct message goes by its person. */
  since(ts: string): readonly { readonly channel: string; readonly text: string }[] {
    const { ws } = this;
    const whose = ({ kind, name, members }: Channel): string =>
      kind === 'im' ? `@${ws.person(members.find((id) => id !== ws.app.botUserId) ?? '')?.name}` : `#${name}`;
    return ws.state.channels
      .flatMap((channel) => channel.messages.map((message) => ({ ...message, channel: whose(channel) })))
      .filter((message) => Number(message.ts) > Number(ts))
      .sort((a, b) => Number(a.ts) - Number(b.ts));
  }
  /** A channel made by a person, with these members. */
  newChannel(
    name: string,
    by: Person,
    how: { members?: Person[]; isPrivate?: boolean; withBot?: boolean } = {},
  ): Channel {
    const { ws } = this;
    if (ws.channelNamed(name)) throw new Error(`#${name} is taken`);
    const channel = ws.newChannel(how.isPrivate === true ? 'private' : 'public', name, by.id);
    for (const person of [by, ...(how.members ?? [])]) join(ws, channel, person);
    if (how.withBot === true) this.inviteBot(name);
    return channel;
  }
  join(person: Person, channel: string): void {
    join(this.ws, this.channel(channel), person);
  }
  leave(person: Person, channel: string): void {
    leave(this.ws, this.channel(channel), person);
  }
  inviteBot(channel: string): void {
    join(this.ws, this.channel(channel), this.#botUser());
  }
  removeBot(channel: string): void {
    leave(this.ws, this.channel(channel), this.#botUser());
  }
  renameChannel(channel: string, name: string): void {
    rename(this.ws, this.channel(channel), name);
  }
  archive(channel: string, by: Person): void {
    setArchived(this.ws, this.channel(channel), true, by.id);
  }
  unarchive(channel: string, by: Person): void {
    setArchived(this.ws, this.channel(channel), false, by.id);
  }
  deleteChannel(channel: string): void {
    remove(this.ws, this.channel(channel));
  }
  /** What Slack may do when a channel becomes shared. */
  changeChannelId(channel: string): void {
    changeId(this.ws, this.channel(channel));
  }

  // Slack Connect

  invites(channel?: string): Invite[] {
    const id = channel === undefined ? undefined : this.channel(channel).id;
    return this.ws.state.invites.filter((invite) => id === undefined || invite.channelId === id);
  }
  /** An external person accepts the newest open invitation to their email or id. */
  accept(person: Person, how: Acceptance = {}): Invite {
    const invite = this.#inviteFor(person, 'sent');
    accept(this.ws, invite, person, how);
    return invite;
  }
  approve(invite: Invite, by: Person, how: Acceptance = {}): void {
    approve(this.ws, invite, by, how);
  }
  decline(person: Person): Invite {
    const invite = this.#inviteFor(person, 'sent');
    decline(this.ws, invite, person);
    return invite;
  }
  /** An admin here declines what an external person has accepted. */
  refuse(invite: Invite, by: Person): void {
    decline(this.ws, invite, by);
  }

  // Files

  /** What is in a file, by its name; of several, in the newest. */
  content(name: string): Buffer {
    const file = this.ws.state.files.findLast((f) => f.name === name);
    const content = file && this.ws.contents.get(file.id);
    if (!content) throw new Error(`there is no file ${name}; there is: ${this.files().join(', ') || 'none'}`);
    return content;
  }
  /** Slack's id of a file, by its name. */
  fileId(name: string): string {
    return this.ws.state.files.findLast((f) => f.name === name)?.id ?? '';
  }
  files(): string[] {
    return this.ws.state.files.map(({ name }) => name);
  }

  // Time

  /** Puts the workspace's clock forward (back, when negative): trigger ids expire, limits are lifted. */
  advance(ms: number): void {
    const { clock, state } = this.ws;
    clock.advance(ms);
    state.ahead = clock.ahead;
    // What is said after a step back has the time it is said at, and still comes after everything that stands there.
    if (ms < 0) state.lastMicros = Math.round(Number(this.newest()) * 1e6);
    this.ws.changed({ kind: 'clock' });
  }
  /** Lets the time of a new workspace begin at an instant: what was posted so far, in the present, is forgotten as a measure. */
  beginAt(at: number): void {
    this.ws.state.lastMicros = 0;
    this.advance(at - this.now());
  }
  /** What time it is in the workspace, in milliseconds since 1970. */
  now(): number {
    return this.ws.clock.now();
  }
  /** How far the workspace is ahead of real time, in milliseconds; negative when it is behind. */
  get ahead(): number {
    return this.ws.clock.ahead;
  }
  /** Resolves when whoever follows the workspace's clock knows what time it is. */
  async followed(): Promise<void> {
    return this.ws.clock.followed();
  }

  #botUser(): Person {
    const bot = this.ws.person(this.ws.app.botUserId);
    if (!bot) throw new Error('the bot user is gone');
    return bot;
  }
  #inviteFor(person: Person, state: Invite['state']): Invite {
    const found = this.invites().findLast(
      (i) => i.state === state && (i.email === person.email || i.userId === person.id),
    );
    if (!found) {
      const open = this.invites().map((i) => `${i.email ?? i.userId} (${i.state})`);
      throw new Error(
        `${person.name} <${person.email}> has no open invitation; there are: ${open.join(', ') || 'none'}`,
      );
    }
    return found;
  }
}
