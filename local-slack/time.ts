import type { LocalSlack } from '.';

/** Moving the workspace's clock, so that what comes with time comes now, and in order. */

/** What the bot has to do next, and when it has done what is due: the workspace itself cannot know. */
export interface Upcoming {
  /** The instant at which something is due next. */
  next(): Promise<number | undefined>;
  /** Resolves when nothing is due any more. */
  done(): Promise<void>;
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;
/** What is due a moment after one another is one moment for people. */
const momentMs = 1000;
/** More moments than a year of onboarding has; a bot that is always due again must not keep us for ever. */
const mostMoments = 5000;

/**
 * Does what the words after `clock` say: nothing, `+1h`, `+1d`, `next`. On the way it stops at each moment at which
 * something is due, lets that happen, and tells it.
 */
export async function moveClock(
  slack: LocalSlack,
  words: string,
  { upcoming, tell, zone }: { upcoming: Upcoming | undefined; tell: (text: string) => void; zone: string },
): Promise<void> {
  if (words === '') return tell(`It is ${shownTime(slack.now(), zone)}`);
  if (words === 'next') {
    const next = await upcoming?.next();
    if (next === undefined) return tell('Nothing is due by itself.');
    return moveTo(slack, Math.max(next, slack.now()), { upcoming, tell, zone });
  }
  const match = /^\+\s*(\d{1,4})\s*([mhdw])$/.exec(words);
  const unit = match?.[2];
  if (unit !== 'm' && unit !== 'h' && unit !== 'd' && unit !== 'w')
    throw new Error('clock shows the time; clock +30m, +1h, +1d or +1w moves it; clock next goes to what is due next');
  await moveTo(slack, slack.now() + Number(match?.[1]) * units[unit], { upcoming, tell, zone });
}

async function moveTo(
  slack: LocalSlack,
  target: number,
  { upcoming, tell, zone }: { upcoming: Upcoming | undefined; tell: (text: string) => void; zone: string },
): Promise<void> {
  for (let n = 0; n < mostMoments; n += 1) {
    const next = (await upcoming?.next()) ?? Infinity;
    const stop = Math.min(next + momentMs, target);
    const from = slack.newest();
    if (stop > slack.now()) slack.advance(Math.ceil(stop - slack.now()));
    await upcoming?.done();
    await slack.settled();
    const news = slack.since(from).map(({ channel, text }) => `  ${channel}: ${firstLine(text)}`);
    const isOver = slack.now() >= target;
    if (news.length > 0 || isOver) tell([`It is ${shownTime(slack.now(), zone)}`, ...news].join('\n'));
    if (isOver) return;
  }
}

const firstLine = (text: string): string => text.trim().split('\n')[0]?.slice(0, 120) ?? '';

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
