import { randomUUID } from 'node:crypto';
import type { LocalSlack } from '..';
import type { Desk } from '../api/method';
import type { Manifest } from '../manifest';
import type { Modals } from '../modals';
import type { Traffic } from '../traffic';
import type { Workspace } from '../workspace';
import { Inspector } from './inspector';
import type { Planned, Step } from './protocol';
import { Reading } from './reading';
import type { News, Services } from './services';

/** What all pages share: the workspace, who has read what, time on its way, the bot's plans. */

type Told =
  | { kind: 'notice'; text: string }
  | { kind: 'clock' }
  | { kind: 'plan' }
  | { kind: 'tour' }
  | { kind: 'channels' }
  | ({ kind: 'news' } & News);

const planEveryMs = 1000;
const keptNews = 100;

export class House {
  /** Who has read what; the story is old news. */
  reading: Reading;
  readonly instance = randomUUID();
  readonly inspector: Inspector;
  plan: Planned[] = [];
  /** What was posted while time moved, the newest last: whoever one is next wants to read it too. */
  readonly news: News[] = [];
  moving: Step | 'story' | null = null;
  #stopMoving = new AbortController();
  readonly #listeners = new Set<(told: Told) => void>();
  readonly #stops: (() => void)[] = [];
  #planTimer: NodeJS.Timeout | undefined;

  constructor(
    readonly slack: LocalSlack,
    readonly desk: Desk,
    readonly traffic: Traffic,
    readonly services: Services,
  ) {
    this.reading = new Reading(slack.newest());
    this.inspector = new Inspector(traffic);
    this.#stops.push(
      slack.subscribe((change) => {
        if (change.kind === 'traffic') this.inspector.look();
        this.#planSoon();
      }),
      services.onTour(() => this.tell({ kind: 'tour' })),
    );
    this.#planSoon();
    if (services.story) void this.#awaitStory(services.story);
  }

  get ws(): Workspace {
    return this.desk.ws;
  }
  get modals(): Modals {
    return this.desk.modals;
  }
  get manifest(): Manifest {
    return this.desk.manifest;
  }

  listen(listener: (told: Told) => void): () => void {
    this.#listeners.add(listener);
    this.#planSoon();
    return () => this.#listeners.delete(listener);
  }
  tell(told: Told): void {
    for (const listener of this.#listeners) listener(told);
  }

  /** Starts to move time; one movement at a time. */
  move(step: Step, channel: string | undefined): void {
    if (this.moving !== null) throw new Error('time is on its way already');
    this.moving = step;
    this.#stopMoving = new AbortController();
    this.tell({ kind: 'clock' });
    const tell = (news: News) => {
      this.news.push(news);
      if (this.news.length > keptNews) this.news.shift();
      this.tell({ kind: 'news', ...news });
      // It is about the moving itself, and stands nowhere else.
      if (news.where === '') this.tell({ kind: 'notice', text: news.text });
    };
    void this.services
      .move(step, { channel, tell, signal: this.#stopMoving.signal })
      .catch((error: unknown) => tell({ at: this.slack.now(), where: '', text: words(error) }))
      .finally(() => {
        this.moving = null;
        this.tell({ kind: 'clock' });
        this.#planSoon();
      });
  }
  /** While the story is told, time is moved by it alone. */
  async #awaitStory(story: Promise<void>): Promise<void> {
    this.moving = 'story';
    await story;
    this.moving = null;
    this.reading = new Reading(this.slack.newest());
    this.tell({ kind: 'clock' });
    this.tell({ kind: 'channels' });
    this.#planSoon();
  }
  /** Time stops at the next moment at which something is due. */
  halt(): void {
    this.#stopMoving.abort();
  }

  stop(): void {
    this.halt();
    clearTimeout(this.#planTimer);
    this.#planTimer = undefined;
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Plans follow from what happened: they are asked for a moment after, when somebody looks. */
  #planSoon(): void {
    this.#planTimer ??= setTimeout(() => {
      this.#planTimer = undefined;
      if (this.#listeners.size === 0) return;
      void this.#askForPlan();
    }, planEveryMs);
  }

  async #askForPlan(): Promise<void> {
    try {
      this.plan = await this.services.plan();
      this.tell({ kind: 'plan' });
    } catch (error) {
      process.emitWarning(`the page has no plans to show: ${words(error)}`);
    }
  }
}

export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
