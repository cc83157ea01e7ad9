import { existsSync } from 'node:fs';
import type { Desk } from './api/method';
import { Session } from './client/session';
import { Clock } from './clock';
import type { Acceptance } from './connect';
import { Disk, readState } from './disk';
import { BotLine, type Outcome } from './dispatch';
import { Events } from './events';
import { type Fault, Faults } from './faults';
import { Interactions } from './interactions';
import { type Manifest, readManifest } from './manifest';
import { Modals } from './modals';
import type { NewPerson } from './people';
import { Scene } from './scene';
import { ApiServer } from './server';
import { SocketMode } from './socket/socket-mode';
import type { Channel, Invite, Message, Person, Team, UserGroup } from './state';
import { type ApiCall, type BotRequest, Traffic } from './traffic';
import { Triggers } from './triggers';
import { type Change, newState, type SlackEvent, Workspace } from './workspace';

/** A local Slack workspace: for trying the bot, for demos, and for end-to-end tests. */

export interface StartOptions {
  /** The bot's manifest.yml: its scopes, commands, shortcuts and events hold here. */
  manifest: string;
  /** Fills a new workspace; not called when one is read from `dataFile`. */
  seed?: (slack: LocalSlack) => void;
  /** Keeps the workspace over restarts. */
  dataFile?: string;
  port?: number;
  /** Do not print refused calls. */
  quiet?: boolean;
  teamName?: string;
  /** How long an acknowledgement may take, and the opening of a form; Slack gives 3 s. */
  ackTimeoutMs?: number;
  /** Pauses before an event is sent again; Slack's are about 0, 1 and 5 minutes. */
  eventRetryDelaysMs?: readonly number[];
}

export class LocalSlack extends Scene {
  readonly #desk: Desk;
  readonly #traffic: Traffic;
  readonly #faults: Faults;
  readonly #line: BotLine;
  readonly #events: Events;
  readonly #server: ApiServer;
  readonly #interactions: Interactions;
  readonly #socket: SocketMode;
  readonly #sessions = new Map<string, Session>();
  readonly #disk: Disk | undefined;
  #port = 0;

  static async start(options: StartOptions): Promise<LocalSlack> {
    const slack = new LocalSlack(options, readManifest(options.manifest));
    await slack.#listen(options);
    return slack;
  }

  private constructor(options: StartOptions, manifest: Manifest) {
    const stored = options.dataFile === undefined ? undefined : readState(options.dataFile);
    const clock = new Clock(stored?.ahead);
    const ws = new Workspace(stored ?? newState(options.teamName ?? 'Databricks', manifest.name), clock);
    super(ws);
    const { ackTimeoutMs = 3000 } = options;
    const triggers = new Triggers(ws, ackTimeoutMs);
    this.#traffic = new Traffic(() => ws.changed({ kind: 'traffic' }));
    this.#faults = new Faults(clock);
    this.#desk = { ws, modals: new Modals(ws), triggers, manifest, socketUrl: () => this.#socket.newUrl() };
    this.#line = new BotLine(ws.app.signingSecret, this.#traffic, ackTimeoutMs);
    this.#events = new Events(ws, manifest, this.#line, options.eventRetryDelaysMs ?? [10, 50, 100]);
    this.#server = new ApiServer(this.#desk, this.#traffic, this.#faults, options.quiet ?? false);
    this.#socket = new SocketMode(this.#server.http, ws.app.appId, () => `ws://127.0.0.1:${this.#port}`);
    this.#line.socket = this.#socket;
    this.#interactions = new Interactions(this.#desk, this.#line);
    this.#disk = options.dataFile === undefined ? undefined : new Disk(options.dataFile, ws);
  }

  async #listen(options: StartOptions): Promise<void> {
    const isNew = options.dataFile === undefined || !existsSync(options.dataFile);
    this.#port = await this.#server.listen(options.port ?? 0);
    this.#desk.triggers.base = `http://127.0.0.1:${this.#port}`;
    this.ws.base = this.#desk.triggers.base;
    if (isNew) options.seed?.(this);
  }

  async stop(): Promise<void> {
    this.#events.stop();
    this.#socket.close();
    await this.#server.close();
    this.#line.close();
    await this.#disk?.close();
  }

  // For the bot's configuration

  get url(): string {
    return `http://127.0.0.1:${this.#port}/api/`;
  }
  get botToken(): string {
    return this.ws.app.botToken;
  }
  get appToken(): string {
    return this.ws.app.appToken;
  }
  get signingSecret(): string {
    return this.ws.app.signingSecret;
  }
  get team(): Team {
    return this.ws.team;
  }
  get bot(): { botId: string; userId: string; appId: string } {
    const { app } = this.ws;
    return { botId: app.botId, userId: app.botUserId, appId: app.appId };
  }

  /** Where the bot listens, such as http://127.0.0.1:3000/slack/events. */
  connect(url: string): void {
    this.#line.connect(url);
  }
  /** Socket Mode: asks the bot to connect anew. */
  recycleSockets(): void {
    this.#socket.recycle();
  }
  /** What Slack does when an app's request url is entered: the bot must answer the challenge. */
  async verifyUrl(): Promise<boolean> {
    const challenge = this.ws.id('challenge');
    const outcome = await this.send({
      type: 'url_verification',
      challenge,
      token: this.ws.app.verificationToken,
    });
    return outcome.status === 200 && outcome.body.includes(challenge);
  }
  /** Sends a raw Events API body, signed, once. */
  async send(body: { type: string; [key: string]: unknown }): Promise<Outcome> {
    return this.#line.send({ kind: 'events_api', type: body.type, payload: body });
  }
  /** Sends an event, with retries, that nothing in the workspace caused (app_uninstalled, tokens_revoked). */
  event(event: SlackEvent): void {
    this.#events.send(event);
  }

  // For the page

  get desk(): Desk {
    return this.#desk;
  }
  get traffic(): Traffic {
    return this.#traffic;
  }

  // Doing and seeing

  /** A person at their Slack; the same session each time. */
  as(person: Person | string): Session {
    const who = typeof person === 'string' ? this.find(person) : person;
    const known = this.#sessions.get(who.id);
    if (known) return known;
    const session = new Session(who, this.#desk, this.#traffic, this.#interactions);
    this.#sessions.set(who.id, session);
    return session;
  }
  /** The same person at another screen: goes its own ways, and sees what they see. */
  apart(person: Person | string): Session {
    const who = typeof person === 'string' ? this.find(person) : person;
    return new Session(who, this.#desk, this.#traffic, this.#interactions);
  }
  /** Tells every change of the workspace; returns how to stop. */
  subscribe(listener: (change: Change) => void): () => void {
    return this.ws.subscribe(listener);
  }

  // What went over the wire

  /** Web API calls, answers to response urls (`response_url`) and refused acks (`ack:…`), oldest first. */
  calls(method?: string): ApiCall[] {
    return this.#traffic.calls.filter((call) => method === undefined || call.method === method);
  }
  /** Requests to the bot: by slash command, interaction type or event type. */
  requests(type?: string): BotRequest[] {
    return this.#traffic.requests.filter((request) => type === undefined || request.type === type);
  }
  /** Calls that Slack would not have taken; injected faults are not among them. */
  refusals(): ApiCall[] {
    return this.#traffic.calls.filter((call) => !call.answer.ok && !call.injected);
  }
  /** Nothing is on its way to or from the bot, and nothing new begins for a moment. */
  async settled({ quietMs = 20 }: { quietMs?: number } = {}): Promise<void> {
    return this.#traffic.settled(quietMs);
  }

  // Trouble

  limit(method: string, perMinute?: number): void {
    this.#faults.limit(method, perMinute);
  }
  /** The next calls of a method, or downloads of files (`download`), go wrong. */
  fail(method: string, fault: Fault, { times = 1 }: { times?: number } = {}): void {
    this.#faults.plan(method, fault, times);
  }
  /** Lifts every limit and planned fault. */
  heal(): void {
    this.#faults.clear();
  }
  /** Where the bot can ask for the time. */
  get clockUrl(): string {
    return `http://127.0.0.1:${this.#port}/clock`;
  }
}

export type {
  Acceptance,
  ApiCall,
  BotRequest,
  Change,
  Channel,
  Fault,
  Invite,
  Message,
  NewPerson,
  Person,
  Session,
  UserGroup,
};
export type { Entry } from './client/enter';
export type { NewFile } from './files';
export type { Found, Target } from './client/find';
export type { SeenMessage } from './client/sight';
