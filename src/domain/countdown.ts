import type { Lifecycle } from '../lifecycle/schema';
import { addDays, dateOf } from './calendar';
import { audibleTo, engineersAndCoordinators } from './due/people';
import { earliest, latest } from './earliest';
import { later, type CalendarDate, type Instant } from './ids';
import { isLaunched, missingFor } from './item-state';
import { lookup } from './lookup';
import type { Partner } from './partner';
import { changedAt } from './reminders/due';
import { soakedAt, startTimes, windowOf } from './rollout/days';
import { seesRollout } from './rollout/powers';
import { agreedDate, fallenGates, isComplete, rolloutItem } from './rollout/standing';
import { hour } from './time';
import { timed, type Candidate, type What } from './timed';
import { sees } from './visibility';
import { audibleFrom, instantOf, previousWorkingDay } from './working-days';

/** What the channel is told on the way to the launch, and what of it only some may know. */

interface Course {
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly now: Instant;
  readonly ga: CalendarDate;
  readonly agreedAt: Instant;
  /** When the launch day's message is due. */
  readonly launchAt: Instant;
}

/**
 * Returns what is due on the way to an agreed GA date, in the channel where it may know; nothing once it is launched, or
 * while the date is internal.
 */
export function countdown(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Candidate[] {
  const { gaDate: dated } = lookup(lifecycle);
  const ga = agreedDate(partner, lifecycle);
  if (!dated || !ga || partner.closed || isLaunched(partner, lifecycle) || !sees('partner', partner, dated)) return [];
  const agreedAt = changedAt(dated, partner) ?? partner.createdAt;
  const launchAt = instantOf(ga, lifecycle.reminders.digestAt, lifecycle.zone);
  const course = { partner, lifecycle, now, ga, agreedAt, launchAt };
  return [...(now < launchAt ? [...thresholds(course), ...incomplete(course)] : []), ...launchDay(course)];
}

/** The thresholds of the countdown, each on its working day. After an outage only the newest is told. */
function thresholds(course: Course): readonly Candidate[] {
  const { partner, lifecycle, now, ga, agreedAt } = course;
  const topic = `countdown:${ga}`;
  const told = Number(partner.told[topic]?.slice('T-'.length) ?? Infinity);
  const moments = lifecycle.ga.countdown
    .filter((days) => days < told)
    .toSorted((a, b) => b - a)
    .map((days) => ({ days, at: morning(addDays(ga, -days), lifecycle) }))
    // What was over when the date was agreed is no news.
    .filter(({ at }) => at > agreedAt);
  const passed = moments.filter(({ at }) => at <= now).slice(-1);
  const next = moments.find(({ at }) => at > now);
  return [...passed, ...(next ? [next] : [])].map(({ days, at }) =>
    toChannel(topic, `T-${days}`, { about: 'countdown', days }, at, course),
  );
}

const morning = (date: CalendarDate, { reminders, calendar, zone }: Lifecycle): Instant =>
  instantOf(previousWorkingDay(date, calendar), reminders.digestAt, zone);

/**
 * On the last working day of the rollout, when its last wave should have soaked, and before people leave. Of an internal one
 * the channel may not know: those who roll out and those who coordinate are told directly.
 */
function incomplete(course: Course): readonly Candidate[] {
  const { partner, lifecycle, ga, agreedAt } = course;
  if (!rolloutItem(partner, lifecycle) || isComplete(partner, lifecycle)) return [];
  const day = previousWorkingDay(windowOf(ga, lifecycle).to, lifecycle.calendar);
  const { closes } = startTimes(day, lifecycle);
  const { quietFrom, quietUntil } = lifecycle.reminders;
  const soaked = soakedAt(closes, lifecycle);
  const evening = quietFrom > quietUntil ? later(instantOf(day, quietFrom, lifecycle.zone), -hour) : soaked;
  const at = latest(closes, earliest(soaked, evening));
  const topic = `rollout-incomplete:${ga}`;
  if (partner.told[topic] !== undefined || at <= agreedAt) return [];
  const what = { about: 'rollout-incomplete' } as const;
  return seesRollout('partner', partner, lifecycle)
    ? [toChannel(topic, 'said', what, at, course)]
    : toEachDirectly(topic, what, at, course);
}

/** The launch day's own message: not held on that day, not even by a weekend. */
function launchDay(course: Course): readonly Candidate[] {
  const { partner, lifecycle, now, ga, launchAt } = course;
  const topic = `launch-day:${ga}`;
  const ready = isReadyToLaunch(partner, lifecycle);
  const told = partner.told[topic];
  if (told === 'ready' || (told !== undefined && !ready)) return [];
  const candidate = toChannel(topic, ready ? 'ready' : 'not-ready', { about: 'launch-day', ready }, launchAt, course);
  const from = latest(now, launchAt);
  return [dateOf(from, lifecycle.zone) === ga ? { ...candidate, notBefore: from } : candidate];
}

/** Whether everything but the day itself allows the launch. */
export function isReadyToLaunch(partner: Partner, lifecycle: Lifecycle): boolean {
  const { launch } = lookup(lifecycle);
  const missing = launch ? missingFor(launch, partner, lifecycle) : [];
  const live = !rolloutItem(partner, lifecycle) || !partner.rollout || isComplete(partner, lifecycle);
  const halted = partner.rollout?.halted !== undefined;
  return missing.length === 0 && live && !halted && fallenGates(partner, lifecycle).length === 0;
}

/** Each of those who roll out and who coordinate is told once, when they are up. */
function toEachDirectly(
  topic: string,
  what: What,
  since: Instant,
  { partner, lifecycle, now }: Course,
): readonly Candidate[] {
  return engineersAndCoordinators(partner, lifecycle).flatMap((who): readonly Candidate[] => {
    const own = `${topic}:${who.person}`;
    const notBefore = audibleTo(who, latest(now, since), partner, lifecycle);
    if (notBefore === undefined || partner.told[own] !== undefined) return [];
    const to = { is: 'person', person: who.person, name: who.name } as const;
    return [{ due: timed(own, 'said', { to, what, since }), notBefore }];
  });
}

/** The channel is told from the morning's hour on, and until quiet hours begin; else on the next working morning. */
function toChannel(topic: string, marker: string, what: What, since: Instant, { lifecycle, now }: Course): Candidate {
  const { reminders, calendar, zone } = lifecycle;
  const { quietFrom, quietUntil, digestAt } = reminders;
  // What was missed does not come an hour before what the same morning brings.
  const hours = quietFrom > quietUntil ? { quietFrom, quietUntil: digestAt } : reminders;
  return {
    due: timed(topic, marker, { to: { is: 'channel' }, what, since }),
    notBefore: audibleFrom(latest(now, since), zone, hours, calendar),
  };
}
