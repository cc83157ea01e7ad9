import { randomBytes } from 'node:crypto';
import type { Block } from './block-kit/blocks';
import type { Clock } from './clock';
import type { App, Channel, Message, Person, StoredState, Team } from './state';

/** The workspace: who and what is there. Everything that happens in it is told to those who subscribed. */

export interface Change {
  kind:
    | 'message'
    | 'ephemeral'
    | 'view'
    | 'channel'
    | 'person'
    | 'team'
    | 'userGroup'
    | 'invite'
    | 'notice'
    | 'file'
    | 'clock'
    | 'traffic';
  channel?: string;
  user?: string;
  /** The message that was posted, changed or removed. */
  ts?: string;
}

/** An ephemeral message: one person's, until it is replaced or deleted. */
export interface Ephemeral {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks?: Block[];
  thread_ts?: string;
  /** The screen on which it was shown is closed. */
  gone?: boolean;
}

/** Something that Slack itself tells a person, such as a failed command. */
export interface Notice {
  user: string;
  text: string;
}

export interface SlackEvent {
  type: string;
  [key: string]: unknown;
}

export class Workspace {
  readonly ephemerals: Ephemeral[] = [];
  readonly notices: Notice[] = [];
  /** What is in files, by their id. */
  readonly contents = new Map<string, Buffer>();
  /** Uploads of the bot that are not files yet. */
  readonly uploads = new Map<string, { name: string; length: number; content?: Buffer }>();
  /** Where the local Slack listens. */
  base = '';
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #eventListeners = new Set<(event: SlackEvent, channel: Channel | undefined) => void>();

  constructor(
    readonly state: StoredState,
    readonly clock: Clock,
  ) {}

  get app(): App {
    return this.state.app;
  }
  get team(): Team {
    return this.state.team;
  }

  /** Tells every change; returns how to stop listening. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  changed(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Events API: what the bot may want to know. */
  onEvent(listener: (event: SlackEvent, channel: Channel | undefined) => void): void {
    this.#eventListeners.add(listener);
  }
  happened(event: SlackEvent, channel?: Channel): void {
    for (const listener of this.#eventListeners) listener({ event_ts: this.ts(), ...event }, channel);
  }

  id(prefix: string): string {
    this.state.counter += 1;
    return `${prefix}0${this.state.counter.toString(36).toUpperCase().padStart(8, '0')}`;
  }
  /** A message timestamp: seconds and six digits, never the same twice. */
  ts(): string {
    const micros = Math.max(this.clock.now() * 1000, this.state.lastMicros + 1);
    this.state.lastMicros = micros;
    return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
  }
  seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  person(id: string): Person | undefined {
    return this.state.people.find((person) => person.id === id);
  }
  teamOf(id: string): Team | undefined {
    return id === this.team.id ? this.team : this.state.otherTeams.find((team) => team.id === id);
  }
  channel(id: string): Channel | undefined {
    return this.state.channels.find((channel) => channel.id === id);
  }
  channelNamed(name: string): Channel | undefined {
    return this.state.channels.find((channel) => channel.kind !== 'im' && channel.name === name);
  }
  message(channel: Channel, ts: string): Message | undefined {
    return channel.messages.find((message) => message.ts === ts);
  }
  isExternal(person: Person): boolean {
    return person.teamId !== this.team.id;
  }

  /** The direct conversation of a person with the bot, made when it is first needed. */
  directWith(userId: string): Channel {
    const found = this.state.channels.find((c) => c.kind === 'im' && c.members.includes(userId));
    if (found) return found;
    const channel = this.newChannel('im', 'directmessage', userId);
    channel.members.push(this.app.botUserId, userId);
    return channel;
  }
  newChannel(kind: Channel['kind'], name: string, creator: string): Channel {
    const channel = emptyChannel(this.id(kind === 'im' ? 'D' : 'C'), kind, name, creator, this.seconds());
    this.state.channels.push(channel);
    this.changed({ kind: 'channel', channel: channel.id });
    return channel;
  }

  post(channel: Channel, message: Omit<Message, 'type' | 'ts'>): Message {
    const posted: Message = { type: 'message', ts: this.ts(), ...message };
    channel.messages.push(posted);
    this.changed({ kind: 'message', channel: channel.id, ts: posted.ts });
    return posted;
  }
  whisper(ephemeral: Omit<Ephemeral, 'ts'>): Ephemeral {
    const posted = { ts: this.ts(), ...ephemeral };
    this.ephemerals.push(posted);
    this.changed({ kind: 'ephemeral', channel: posted.channel, user: posted.user, ts: posted.ts });
    return posted;
  }
  /** Ephemeral messages do not outlive the screen they were shown on; the bot may go on changing them, unseen. */
  forgetWhispers(user: string, since: string): void {
    for (const whisper of this.ephemerals) {
      if (whisper.user !== user || Number(whisper.ts) < Number(since)) continue;
      whisper.gone = true;
      this.changed({ kind: 'ephemeral', channel: whisper.channel, user });
    }
  }
  notify(user: string, text: string): void {
    this.notices.push({ user, text });
    this.changed({ kind: 'notice', user });
  }
}

const secret = (bytes: number): string => randomBytes(bytes).toString('hex');

/** A new workspace holds its bot and #general. */
export function newState(teamName: string, botName: string): StoredState {
  const team = {
    id: 'T0HOME0001',
    name: teamName,
    domain: teamName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
  };
  const bot: Person = {
    id: 'U0BOT00001',
    teamId: team.id,
    name: botName,
    handle: botName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    email: '',
    tz: 'Etc/UTC',
    title: '',
    guest: false,
    deleted: false,
    bot: true,
  };
  return {
    version: 1,
    counter: 1,
    lastMicros: 0,
    ahead: 0,
    app: {
      appId: 'A0LOCAL001',
      botId: 'B0BOT00001',
      botUserId: bot.id,
      botToken: `xoxb-local-${secret(12)}`,
      appToken: `xapp-local-${secret(12)}`,
      signingSecret: secret(16),
      verificationToken: secret(12),
    },
    team,
    otherTeams: [],
    people: [bot],
    channels: [emptyChannel('C0GENERAL1', 'public', 'general', bot.id, 0)],
    userGroups: [],
    invites: [],
    files: [],
  };
}

const emptyChannel = (id: string, kind: Channel['kind'], name: string, creator: string, created: number): Channel => ({
  id,
  formerIds: [],
  name,
  kind,
  creator,
  created,
  topic: '',
  purpose: '',
  archived: false,
  otherTeams: [],
  members: [],
  messages: [],
  pins: [],
  bookmarks: [],
});
