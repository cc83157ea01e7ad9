import { z } from 'zod';
import { actionName, actions } from '../../blocks/ids';
import type { LocalSlack } from '../../local-slack';
import type { Tour } from '../../local-slack/browser/protocol';
import { homeCast } from '../../local-slack/seed';
import type { Instant, PartnerId } from '../domain/ids';
import { readJson } from '../domain/json';
import { coordinatingTeam } from '../domain/lookup';
import { channelOf } from './act';
import { timeIn, type Theatre } from './play';
import { emptyWelcome, storyWelcome, tourOf, welcomeTo } from './tour';

/** Where somebody is in the guided tour, from the welcome on; follows what happens in the workspace. */

/** Changes come in bursts. */
const gatherMs = 100;

export class Guide {
  readonly #listeners = new Set<() => void>();
  readonly #opened = new Set<`${string} ${string}`>();
  #partner: PartnerId | undefined;
  /** Nothing was there to be guided to when it began. */
  #isEmpty = false;
  /** The story is being told: there is something to watch, and nothing to be shown around in yet. */
  #isTold = true;
  #since: Instant | undefined;
  #step = 0;
  #seenRequests = 0;
  #tour: Tour | null = null;
  #timer: NodeJS.Timeout | undefined;
  readonly #stop: () => void;

  constructor(readonly theatre: Theatre) {
    this.#stop = theatre.slack.subscribe(() => this.#soon());
  }

  tour(): Tour | null {
    return this.#tour;
  }
  onTour(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  stop(): void {
    this.#stop();
    clearTimeout(this.#timer);
  }

  /** Welcomes to the story while it is told, and to the tour when it is; whoever put that away is not welcomed again. */
  async tell(story: Promise<void>): Promise<void> {
    this.#isTold = false;
    await this.guide('start');
    try {
      await story;
    } finally {
      this.#isTold = true;
      if (this.#tour) await this.guide('start');
    }
  }

  /** Welcomes to the first open partner; goes on, back, or ends. */
  async guide(to: 'start' | 'next' | 'back' | 'end'): Promise<void> {
    const { slack, partners } = this.theatre;
    if (!this.#isTold)
      return this.#show(to === 'end' ? null : { step: 0, of: 0, ...storyWelcome(this.theatre.lifecycle) });
    if (to === 'start') {
      const [partner] = await partners.open();
      this.#partner = partner?.id;
      this.#isEmpty = partner === undefined;
      this.#since = timeIn(slack);
      this.#step = 0;
      this.#opened.clear();
      this.#seenRequests = slack.requests().length;
    } else if (to === 'end') [this.#partner, this.#isEmpty] = [undefined, false];
    else this.#step += to === 'next' ? 1 : -1;
    await this.#look();
  }

  #soon(): void {
    if (this.#partner === undefined && !this.#isEmpty) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#look().catch((error: unknown) => process.emitWarning(`the tour does not go on: ${String(error)}`));
    }, gatherMs);
  }

  async #look(): Promise<void> {
    this.#show(await this.#picture());
  }

  #show(tour: Tour | null): void {
    const before = JSON.stringify(this.#tour);
    this.#tour = tour;
    if (JSON.stringify(tour) !== before) for (const listener of this.#listeners) listener();
  }

  async #picture(): Promise<Tour | null> {
    const { slack, lifecycle, partners } = this.theatre;
    if (this.#isEmpty) return this.#beginning();
    const partner = this.#partner === undefined ? undefined : await partners.load(this.#partner);
    // It may have been ended meanwhile.
    if (
      !partner ||
      this.#partner === undefined ||
      this.#since === undefined ||
      partner.closed ||
      partner.channel.is !== 'ready'
    )
      return null;
    this.#noteRequests(slack);
    const sight = { partner, lifecycle, since: this.#since, opened: this.#opened };
    const steps = [welcomeTo(sight), ...tourOf(sight)];
    this.#step = Math.max(0, Math.min(this.#step, steps.length));
    const step = steps[this.#step];
    if (!step) {
      this.#partner = undefined;
      return null;
    }
    const channel = slack.channel(channelOf(partner, slack)).id;
    return { step: this.#step, of: steps.length - 1, channel, ...step };
  }

  /** How to open the first partner; over when there is one. */
  async #beginning(): Promise<Tour | null> {
    const { slack, lifecycle, partners } = this.theatre;
    const team = coordinatingTeam(lifecycle).id;
    const player = homeCast.find((one) => one.team === team) ?? homeCast[0];
    if (!player || (await partners.open()).length > 0 || !this.#isEmpty) return null;
    return {
      step: 1,
      of: 1,
      channel: slack.channel('general').id,
      ...emptyWelcome(lifecycle, slack.find(player.name)),
    };
  }

  /** What people opened, from what went to the bot. */
  #noteRequests(slack: LocalSlack): void {
    const requests = slack.requests();
    for (const { body } of requests.slice(this.#seenRequests)) {
      const opened = openedBy(body);
      if (opened) this.#opened.add(opened);
    }
    this.#seenRequests = requests.length;
  }
}

const command = z.looseObject({ command: z.string(), text: z.string(), user_id: z.string() });
const mention = z.looseObject({
  event: z.looseObject({ type: z.literal('app_mention'), text: z.string(), user: z.string() }),
});
const click = z.looseObject({
  type: z.literal('block_actions'),
  user: z.looseObject({ id: z.string() }),
  actions: z.array(z.looseObject({ action_id: z.string(), value: z.string().optional() })),
});
const surfaces: Readonly<Record<string, string>> = { signoff: 'sign-offs' };

function openedBy(body: unknown): `${string} ${string}` | undefined {
  const typed = command.safeParse(body).data;
  if (typed) return `${typed.user_id} ${surfaceNamed(typed.text)}`;
  const said = mention.safeParse(body).data?.event;
  if (said) return `${said.user} ${surfaceNamed(said.text.replace(/<@\w+>/g, '').trim())}`;
  const clicked = click.safeParse(body).data;
  const action = clicked?.actions[0];
  if (!clicked || !action || actionName(action.action_id) !== 'show') return undefined;
  const shown = actions.show.safeParse(readJson(action.value ?? '')).data;
  return shown && `${clicked.user.id} ${shown.to.s}`;
}

const surfaceNamed = (text: string): string => {
  const [word = ''] = text.split(' ');
  return surfaces[word] ?? word;
};
