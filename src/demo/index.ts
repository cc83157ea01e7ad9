import type { LocalSlack } from '../../local-slack';
import type { Services } from '../../local-slack/browser/services';
import type { Upcoming } from '../../local-slack/time';
import type { Instant } from '../domain/ids';
import { defaultLifecycleFile, loadLifecycle } from '../lifecycle/load';
import { watchUpcoming } from '../upcoming';
import { Guide } from './guide';
import { visibly, watchPartners } from './partners';
import { timeIn } from './play';
import { demoServices } from './services';
import { storyOf, tellStory } from './story';

/** All that the local Slack of `npm start` can do because it knows the bot: the story, the tour, playing until GA. */
export interface Demo {
  readonly services: Services;
  readonly upcoming: Upcoming;
  /** Settles when the story is told, with what went wrong if something did; absent when none is told. */
  readonly story?: Promise<Error | undefined>;
  stop(): Promise<void>;
}

export interface DemoOptions {
  readonly redisUrl: string;
  readonly lifecycleFile?: string | undefined;
  /** Tells the story; the workspace must be a new one. */
  readonly withStory: boolean;
  readonly startEmpty?: () => Promise<void>;
}

/** Starts the demo beside the bot: it reads the same Redis, and acts only as people in the local Slack. */
export function startDemo(slack: LocalSlack, options: DemoOptions): Demo {
  const { redisUrl, lifecycleFile, withStory, startEmpty } = options;
  const lifecycle = loadLifecycle(lifecycleFile ?? defaultLifecycleFile);
  const now = () => slack.now();
  const watching = watchUpcoming(redisUrl, slack.team.id, now);
  const partners = watchPartners(redisUrl, slack.team.id, { lifecycle, now });
  const theatre = { slack, lifecycle, partners, upcoming: visibly(watching, partners, { lifecycle, now }) };
  const guide = new Guide(theatre);
  const stopping = new AbortController();
  const planned = withStory ? storyOf(lifecycle, timeIn(slack)) : undefined;
  const told =
    planned && beginAt(slack, planned.begins, () => tellStory(theatre, planned, { signal: stopping.signal }));
  const story =
    told &&
    guide.tell(told).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
  // Whoever starts empty is told how to begin; whoever goes on is not.
  const greeted = story
    ? undefined
    : partners
        .open()
        .then((open) => (open.length === 0 ? guide.guide('start') : undefined))
        .catch((error: unknown) => process.emitWarning(`the tour does not begin: ${String(error)}`));
  return {
    services: { ...demoServices(theatre, guide, startEmpty), ...(story && { story: story.then(() => undefined) }) },
    upcoming: theatre.upcoming,
    ...(story && { story }),
    async stop() {
      stopping.abort();
      guide.stop();
      await story;
      await greeted;
      partners.stop();
      await watching.stop();
    },
  };
}

async function beginAt(slack: LocalSlack, begins: Instant, tell: () => Promise<void>): Promise<void> {
  slack.beginAt(begins);
  await slack.followed();
  await tell();
}
