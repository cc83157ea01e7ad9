import type { LocalSlack } from '.';

/** Moving the workspace's clock, so that what comes with time comes now, and in order. */

/** What the bot has to do next, and when it has done what is due: the workspace itself cannot know. */
export interface Upcoming {
  /** The instant at which something is due next; nothing, or any later one, when that is not before an instant asked about. */
  next(before?: number): Promise<number | undefined>;
  /** Resolves when nothing is due any more. */
  done(): Promise<void>;
}

/** A moment at which something happened by itself: the simulated time, and what was posted, oldest first. */
export interface Moment {
  readonly at: number;
  readonly news: readonly { readonly channel: string; readonly text: string }[];
}

export interface Journey {
  readonly upcoming?: Upcoming | undefined;
  /** Is told each moment at which something was posted, and the last one. */
  readonly tell?: ((moment: Moment) => void) | undefined;
  /** Ends the journey at the next moment. */
  readonly signal?: AbortSignal | undefined;
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;
/** What is due a moment after one another is one moment for people. */
const momentMs = 1000;
/** More moments than a year of onboarding has; a bot that is always due again must not keep us for ever. */
const mostMoments = 5000;

/** Where the words lead: `+30m`, `+1h`, `+1d`, `+1w`, or `next`; nothing when nothing is due by itself. */
export async function destination(slack: LocalSlack, words: string, upcoming?: Upcoming): Promise<number | undefined> {
  const now = slack.now();
  if (words === 'next') {
    const next = await upcoming?.next();
    return next === undefined ? undefined : Math.max(next, now);
  }
  const match = /^\+\s*(\d{1,4})\s*([mhdw])$/.exec(words);
  const unit = match?.[2];
  if (unit !== 'm' && unit !== 'h' && unit !== 'd' && unit !== 'w')
    throw new Error('clock shows the time; clock +30m, +1h, +1d or +1w moves it; clock next goes to what is due next');
  return now + Number(match?.[1]) * units[unit];
}

/** Lets time pass until then. On the way it stops at each moment at which something is due, and lets that happen. */
export async function travel(slack: LocalSlack, target: number, journey: Journey = {}): Promise<void> {
  const { upcoming, tell, signal } = journey;
  for (let n = 0; n < mostMoments; n += 1) {
    if (signal?.aborted) return;
    const next = (await upcoming?.next(target)) ?? Infinity;
    const stop = Math.min(next + momentMs, target);
    const from = slack.newest();
    if (stop > slack.now()) slack.advance(Math.ceil(stop - slack.now()));
    await slack.followed();
    await upcoming?.done();
    await slack.settled({ quietMs: 0 });
    const news = slack.since(from).map(({ channel, text }) => ({ channel, text }));
    const isOver = slack.now() >= target;
    if (news.length > 0 || isOver) tell?.({ at: slack.now(), news });
    if (isOver) return;
  }
}

/** A moment in words, a line for each message. */
export function momentLines({ at, news }: Moment, zone: string): string {
  return [`It is ${shownTime(at, zone)}`, ...news.map(({ channel, text }) => `  ${channel}: ${firstLine(text)}`)].join(
    '\n',
  );
}

const mostLetters = 120;

/** The first line of a message, its times as text, cut where it is long. */
export function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n');
  const plain = line.replaceAll(/<![^|>]*\|([^>]*)>/g, '$1');
  return plain.length > mostLetters ? `${plain.slice(0, mostLetters - 1).trimEnd()}…` : plain;
}

export const shownTime = (at: number, zone: string): string =>
  `${new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)} (${zone})`;
