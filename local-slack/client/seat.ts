import type { Desk } from '../api/method';
import type { Surface } from '../interactions';
import { type View, viewObject } from '../modals';
import type { Channel, Person } from '../state';
import type { Traffic } from '../traffic';
import {
  channelTitle,
  type Entered,
  maySee,
  messageLine,
  type MessageSurface,
  seen,
  type SeenMessage,
  surfaceAt,
  surfacesIn,
  viewText,
} from './sight';
import { NotYet, until } from './until';

/** Where one person is, and what they see from there. */

export interface Patience {
  /** How long to wait for what is not there yet; long enough for a busy machine unless told. */
  timeoutMs?: number;
}
export const patience = 30_000;

export class Seat {
  #channel: Channel | string | undefined;
  #atHome = false;
  protected readonly entered: Entered = new Map();

  constructor(
    readonly person: Person,
    readonly desk: Desk,
    readonly traffic: Traffic,
  ) {}

  /** Of another company. */
  get isExternal(): boolean {
    return this.desk.ws.isExternal(this.person);
  }

  // Where they are

  /** Goes to a channel, by name or itself, also to one that is still to come; '@bot' is the direct conversation with the bot. */
  in(channel: string | Channel): this {
    this.#atHome = false;
    this.#channel = channel;
    return this;
  }

  /** The channel this person is in: the one gone to last, else #general, else the only one they belong to. */
  channel(): Channel {
    const { ws } = this.desk;
    const channel = this.#gone();
    if (!maySee(ws, this.person, channel))
      throw new NotYet(`${this.person.name} is not in #${channel.name} and cannot see it`);
    return channel;
  }

  #gone(): Channel {
    const { ws } = this.desk;
    const wanted = this.#channel;
    if (wanted === undefined) {
      const mine = ws.state.channels.filter((c) => c.kind !== 'im' && c.members.includes(this.person.id));
      const start = mine.find((c) => c.name === 'general') ?? (mine.length === 1 ? mine[0] : undefined);
      if (start) return start;
      throw new NotYet(`${this.person.name} is nowhere yet: say .in('channel'); they are in: ${this.#channelNames()}`);
    }
    if (typeof wanted !== 'string') return wanted;
    const name = wanted.replace(/^#/, '');
    const found = wanted === '@bot' ? this.#directChannel() : (ws.channelNamed(name) ?? ws.channel(name));
    if (!found) throw new NotYet(`there is no channel #${name}; ${this.person.name} is in: ${this.#channelNames()}`);
    // From here on it is this channel, whatever it is called later.
    this.#channel = found;
    return found;
  }

  /** Opens the bot's Home tab. */
  openHome(): this {
    this.openApp('home');
    this.#atHome = true;
    return this;
  }

  /** Looks at a tab of the app, of which Slack tells the bot. */
  openApp(tab: 'home' | 'messages'): void {
    const { ws, modals } = this.desk;
    if (ws.isExternal(this.person))
      throw new Error(`${this.person.name} is external: App Home is not available to them`);
    const view = tab === 'home' ? modals.home(this.person.id) : undefined;
    ws.happened({
      type: 'app_home_opened',
      user: this.person.id,
      channel: ws.directWith(this.person.id).id,
      tab,
      ...(view ? { view: viewObject(ws, view) } : {}),
    });
  }

  // What they see

  /** The open modal as text, if there is one. */
  modal(): string | undefined {
    const view = this.view();
    return view ? viewText(this.desk, view) : undefined;
  }
  /** The open modal itself. */
  view(): View | undefined {
    return this.desk.modals.top(this.person.id);
  }
  /** Messages in the current channel, this person's ephemeral ones among them, oldest first. */
  messages(): SeenMessage[] {
    return this.#seenIn(this.channel());
  }
  /** The messages of a channel with what this person entered in them, oldest first. */
  surfacesIn(channel: Channel): MessageSurface[] {
    return maySee(this.desk.ws, this.person, channel) ? surfacesIn(this.desk, this.person, channel, this.entered) : [];
  }
  /** A message of a channel, when this person can see it. */
  surfaceAt(channel: Channel, ts: string): MessageSurface | undefined {
    if (!maySee(this.desk.ws, this.person, channel)) return undefined;
    return surfaceAt(this.desk, this.person, channel, ts, this.entered);
  }
  ephemerals(): SeenMessage[] {
    return this.messages().filter((m) => m.ephemeral);
  }
  direct(): SeenMessage[] {
    return this.desk.ws.isExternal(this.person) ? [] : this.#seenIn(this.#directChannel());
  }
  /** What Slack told this person since they last did something, such as a failed command. */
  notices(): string[] {
    return this.desk.ws.notices.filter((n) => n.user === this.person.id).map((n) => n.text);
  }
  home(): string | undefined {
    const view = this.desk.modals.home(this.person.id);
    return view ? viewText(this.desk, view) : undefined;
  }

  /** Everything in view as plain text. */
  text(): string {
    const direct = this.direct();
    const lines = [
      ...this.#channelLines(),
      ...(direct.length > 0 && !this.#isDirect()
        ? [channelTitle(this.desk, this.#directChannel()), ...direct.map(messageLine)]
        : []),
      ...(this.#atHome ? [this.home() ?? 'Home (empty)'] : []),
      ...[this.modal() ?? ''].filter((t) => t !== ''),
      ...this.notices().map((notice) => `! ${notice}`),
    ];
    return lines.join('\n');
  }

  async sees(wanted: string | RegExp, { timeoutMs = patience }: Patience = {}): Promise<void> {
    await until(
      this.desk.ws,
      () => (this.#visible(wanted) ? true : undefined),
      timeoutMs,
      () => this.report(`${this.person.name} does not see ${quoted(wanted)} within ${timeoutMs} ms`),
    );
  }

  /** Looks once, when nothing is on its way any more. */
  async doesNotSee(wanted: string | RegExp): Promise<void> {
    await this.traffic.settled(0);
    if (this.#visible(wanted)) throw new Error(this.report(`${this.person.name} sees ${quoted(wanted)}`));
  }

  // How it works

  #isDirect(): boolean {
    return this.#channel === '@bot' || (typeof this.#channel === 'object' && this.#channel.kind === 'im');
  }
  #directChannel(): Channel {
    if (this.desk.ws.isExternal(this.person))
      throw new Error(`${this.person.name} is external: the bot has no direct conversation with them`);
    return this.desk.ws.directWith(this.person.id);
  }
  #seenIn(channel: Channel): SeenMessage[] {
    return surfacesIn(this.desk, this.person, channel, this.entered).flatMap((s) => seen(this.desk, s) ?? []);
  }
  #channelLines(): string[] {
    try {
      const channel = this.channel();
      return [channelTitle(this.desk, channel), ...this.#seenIn(channel).map(messageLine)];
    } catch (error) {
      return [`(${error instanceof Error ? error.message : String(error)})`];
    }
  }
  #channelNames(): string {
    const mine = this.desk.ws.state.channels.filter((c) => c.kind !== 'im' && c.members.includes(this.person.id));
    return mine.map((c) => `#${c.name}`).join(', ') || 'none';
  }

  #visible(wanted: string | RegExp): boolean {
    const text = this.text();
    if (wanted instanceof RegExp) return new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, '')).test(text);
    return text.includes(wanted) || text.replaceAll(/\s+/g, ' ').includes(wanted.replaceAll(/\s+/g, ' '));
  }

  protected report(what: string): string {
    const text = this.text();
    const kept = text.length > 8000 ? `…${text.slice(-8000)}` : text;
    return `${what}. They see:\n${kept.replaceAll(/^/gm, '  | ')}`;
  }

  /** Where a click can go, best first: the modal alone when one is open. */
  protected surfaces(): Surface[] {
    const view = this.view();
    if (view) return [{ kind: 'view', view }];
    const home = this.desk.modals.home(this.person.id);
    if (this.#atHome && home) return [{ kind: 'view', view: home }];
    const here = this.channel();
    const channels =
      here.kind === 'im' || this.desk.ws.isExternal(this.person) ? [here] : [here, this.#directChannel()];
    return channels.flatMap((c) => surfacesIn(this.desk, this.person, c, this.entered).reverse());
  }
}

const quoted = (wanted: string | RegExp): string => (typeof wanted === 'string' ? `"${wanted}"` : String(wanted));
