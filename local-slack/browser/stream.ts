import type { ServerResponse } from 'node:http';
import { maySee } from '../client/sight';
import type { Channel, Person } from '../state';
import type { Change } from '../workspace';
import type { House } from './house';
import { channelShown, invitationsShown, messageShown, personShown, viewShown } from './pictures';
import type { Told } from './protocol';

/** Tells one page what its person sees, as it changes; what changes together is told together. */

const gatherMs = 8;
const heartbeatMs = 20_000;

type Whole = 'people' | 'channels' | 'modal' | 'home' | 'clock' | 'traffic' | 'plan' | 'tour';

export class Stream {
  readonly #whole = new Set<Whole>();
  readonly #messages = new Map<string, { channel: string; ts: string }>();
  readonly #last = new Map<Whole, string>();
  readonly #stops: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastLine = 0;

  constructor(
    readonly house: House,
    readonly me: Person,
    readonly res: ServerResponse,
  ) {
    res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    this.#tell(this.#hello());
    for (const news of house.news) this.#tell({ kind: 'news', ...news });
    for (const part of ['people', 'channels', 'modal', 'home', 'clock', 'traffic', 'plan', 'tour'] as const)
      this.#whole.add(part);
    this.#flush();
    const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs);
    this.#stops.push(
      () => clearInterval(heartbeat),
      house.slack.subscribe((change) => this.#note(change)),
      house.listen((news) =>
        news.kind === 'news' || news.kind === 'notice' ? this.#tell(news) : this.#soon(news.kind),
      ),
    );
    res.on('close', () => this.stop());
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops.splice(0)) stop();
    this.res.end();
  }

  #note(change: Change): void {
    const { kind, channel, ts, user } = change;
    if (kind === 'traffic') return this.#soon('traffic');
    if (kind === 'clock') return this.#soon('clock');
    if (kind === 'view') return user === this.me.id ? this.#soon('modal', 'home') : undefined;
    if (kind === 'notice') return user === this.me.id ? this.#notice() : undefined;
    if (kind === 'ephemeral' && user !== this.me.id) return undefined;
    if (channel !== undefined && ts !== undefined) this.#messages.set(`${channel} ${ts}`, { channel, ts });
    if (kind === 'person' || kind === 'team' || kind === 'userGroup') this.#soon('people');
    return this.#soon('channels');
  }

  #notice(): void {
    const notice = this.house.ws.notices.findLast((one) => one.user === this.me.id);
    if (notice) this.#tell({ kind: 'notice', text: notice.text });
  }

  #soon(...parts: Whole[]): void {
    for (const part of parts) this.#whole.add(part);
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  #flush(): void {
    this.#timer = undefined;
    for (const { channel, ts } of this.#messages.values()) this.#tellMessage(channel, ts);
    this.#messages.clear();
    for (const part of this.#whole) this.#tellWhole(part);
    this.#whole.clear();
  }

  #tellMessage(channelId: string, ts: string): void {
    const { ws, slack } = this.house;
    const channel = ws.channel(channelId);
    if (!channel || !maySee(ws, this.me, channel)) return;
    const surface = slack.as(this.me).surfaceAt(channel, ts);
    if (!surface) return this.#tell({ kind: 'gone', channel: channelId, ts });
    const message = messageShown(ws, surface);
    this.#tell({ kind: 'message', message });
    if (message.thread !== undefined && message.thread !== ts) this.#tellMessage(channelId, message.thread);
  }

  #tellWhole(part: Whole): void {
    const told = this.#picture(part);
    if (!told) return;
    const text = JSON.stringify(told);
    if (this.#last.get(part) === text) return;
    this.#last.set(part, text);
    this.#send(text);
  }

  #picture(part: Whole): Told | undefined {
    const { house, me } = this;
    const { ws, modals } = house;
    switch (part) {
      case 'people':
        return {
          kind: 'people',
          people: ws.state.people.map((person) => personShown(ws, person)),
          groups: ws.state.userGroups.map(({ id, handle }) => ({ id, handle })),
        };
      case 'channels':
        return { kind: 'channels', channels: this.#channels(), invitations: invitationsShown(ws) };
      case 'modal': {
        const view = modals.top(me.id);
        return { kind: 'modal', view: view ? viewShown(view) : null };
      }
      case 'home': {
        const view = modals.home(me.id);
        return { kind: 'home', view: view ? viewShown(view) : null };
      }
      case 'clock':
        return { kind: 'clock', ahead: Math.round(ws.clock.ahead), moving: house.moving };
      case 'plan':
        return { kind: 'plan', plan: house.plan };
      case 'tour':
        return { kind: 'tour', tour: house.services.tour() };
      case 'traffic': {
        const lines = house.inspector.since(this.#lastLine);
        this.#lastLine = lines.at(-1)?.id ?? this.#lastLine;
        return lines.length === 0 ? undefined : { kind: 'traffic', lines };
      }
    }
  }

  #channels() {
    const { ws, reading } = this.house;
    const mine = (channel: Channel): boolean => maySee(ws, this.me, channel);
    return ws.state.channels.filter(mine).map((c) => channelShown(ws, this.me, c, reading.until(this.me, c.id)));
  }

  #hello(): Told {
    const { ws, manifest } = this.house;
    const { me } = this;
    const isMember = !ws.isExternal(me);
    if (isMember && !me.deleted) ws.directWith(me.id);
    return {
      kind: 'hello',
      instance: this.house.instance,
      me: me.id,
      team: ws.team.name,
      bot: ws.app.botUserId,
      canStartEmpty: this.house.services.startEmpty !== undefined,
      hasHome: isMember && manifest.home,
      commands: isMember ? this.#commands() : [],
      shortcuts: isMember
        ? manifest.shortcuts.map(({ name, type, callback_id }) => ({ name, type, callback: callback_id }))
        : [],
    };
  }

  #commands() {
    const { manifest, services } = this.house;
    return manifest.suggestions.map(({ command, description, hints }) => ({
      command,
      description,
      hints: [...(services.hints?.[command] ?? hints.map((word) => ({ word, note: '' })))],
    }));
  }

  #tell(told: Told): void {
    this.#send(JSON.stringify(told));
  }
  #send(text: string): void {
    this.res.write(`data: ${text}\n\n`);
  }
}
