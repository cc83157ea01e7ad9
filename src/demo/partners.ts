import type { Upcoming } from '../../local-slack/time';
import { instant, later, type PartnerId } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { day } from '../domain/time';
import type { Lifecycle } from '../lifecycle/schema';
import { Onboarding } from '../onboarding';
import { connectStore } from '../store/connect';
import { Store } from '../store/store';
import { foresee, foresightDays } from './foresight';

/** The partners as the bot keeps them, read from outside: what the local Slack needs to know to play and to explain. */
export interface Partners {
  /** Every open partner, by name; at most a hundred. */
  open(): Promise<readonly Partner[]>;
  load(id: PartnerId): Promise<Partner | undefined>;
  inChannel(channel: string): Promise<Partner | undefined>;
}

export interface Present {
  readonly lifecycle: Lifecycle;
  /** The simulated time, in milliseconds since 1970. */
  readonly now: () => number;
}

const most = 100;

/** Mostly something comes within a day: to look further ahead takes longer with every day. */
const windows = [1, 4, foresightDays];

export const partnersOf = (onboarding: Pick<Onboarding, 'list' | 'load' | 'inChannel'>): Partners => ({
  async open() {
    const { summaries } = await onboarding.list('open', { limit: most });
    const partners = await Promise.all(summaries.map(({ id }) => onboarding.load(id)));
    return partners.flatMap((partner) => partner ?? []);
  },
  load: (id) => onboarding.load(id),
  inChannel: (channel) => onboarding.inChannel(channel),
});

/** What is due next that people will see: what the bot merely looks at is nothing to stop for. */
export function visibly(upcoming: Upcoming, partners: Partners, { lifecycle, now }: Present): Upcoming {
  return {
    async next(before = Infinity) {
      // To foresee takes long, and the bot itself looks no later than at what comes next.
      const looks = await upcoming.next();
      if (looks !== undefined && looks >= before) return looks;
      const at = instant.parse(Math.floor(now()));
      const open = await partners.open();
      if (open.length === 0) return undefined;
      for (const days of windows) {
        const end = later(at, days * day);
        const soonest = Math.min(...open.map((partner) => foresee(partner, lifecycle, at, days)[0]?.at ?? Infinity));
        if (soonest <= end) return soonest;
      }
      // Further ahead it is looked for from there.
      return later(at, foresightDays * day);
    },
    done: () => upcoming.done(),
  };
}

/** Reads them in Redis. Writes nothing. */
export function watchPartners(
  redisUrl: string,
  workspace: string,
  { lifecycle, now }: Present,
): Partners & { stop(): void } {
  const redis = connectStore(redisUrl, () => undefined);
  const store = new Store(redis, { workspace, snapshotAfter: Infinity });
  const clock = () => instant.parse(Math.floor(now()));
  return { ...partnersOf(new Onboarding(store, { lifecycle, clock })), stop: () => redis.disconnect() };
}
