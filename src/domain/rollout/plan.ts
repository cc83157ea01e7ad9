import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, dateOf, longDate } from '../calendar';
import type { CalendarDate, Instant } from '../ids';
import type { Partner } from '../partner';
import { dayProblem, soakedAt, spaced, startTimes, windowDates, windowOf } from './days';
import { grouped, naturalWaves, optedIn, wantedRegions } from './regions';
import type { Wave } from './state';

/** Plans the waves of a rollout: which regions on which day. Pure: the same state and time give the same plan. */

export interface PlanRequest {
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly ga: CalendarDate;
  /** The task that adds clouds after the launch; `ga` is the day on which it is due then. */
  readonly expansion?: string | undefined;
  readonly now: Instant;
  /** Opt-in regions to include; those of the plan so far when left out. */
  readonly optInRegions?: readonly string[];
  /** At most so many waves; the lifecycle's number when left out. */
  readonly mostWaves?: number;
}

export interface PlannedWave {
  readonly wave: string;
  readonly regions: readonly string[];
  readonly on: CalendarDate;
}

/** Planned waves as the log keeps them. */
export const recordedWaves = (waves: readonly PlannedWave[]) =>
  waves.map(({ wave, regions, on }) => ({ wave, regions: [...regions], on }));

export type Plan =
  | { readonly possible: true; readonly waves: readonly PlannedWave[] }
  /** Why, as a sentence. */
  | { readonly possible: false; readonly why: string };

/** Returns the waves that have not started; those that have stay as they are. */
export function planRollout(request: PlanRequest): Plan {
  const { partner, lifecycle, ga, expansion, now, mostWaves } = request;
  const optIn = request.optInRegions ?? optedIn(partner, lifecycle);
  const started = startedWaves(partner);
  const taken = new Set(started.flatMap((wave) => Object.keys(wave.regions)));
  const regions = wantedRegions(partner, lifecycle, optIn).filter((region) => !taken.has(region));
  if (regions.length === 0) return { possible: true, waves: [] };

  const days = waveDays(ga, partner, lifecycle, now);
  if (days.length === 0) return { possible: false, why: whyNoDay(request) };
  const { maxWaves, growth } = lifecycle.rollout;
  const most = Math.max(
    1,
    Math.min(
      mostWaves ?? maxWaves,
      maxWaves - started.filter((wave) => wave.expansion === expansion).length,
      days.length,
    ),
  );
  const groups = grouped(regions, naturalWaves(regions.length, growth, most), growth);
  const chosen = chooseDays(groups.length, ga, partner, lifecycle, now);
  const before = partner.rollout?.lastNumber ?? 0;
  const waves = groups.flatMap((group, n): readonly PlannedWave[] => {
    const on = chosen[n];
    return on === undefined ? [] : [{ wave: `w${before + n + 1}`, regions: group, on }];
  });
  return { possible: true, waves };
}

/** Those that stay as they are, whatever is planned anew. A wave that was rolled back has not started. */
export const startedWaves = ({ rollout }: Partner): readonly Wave[] =>
  rollout?.waves.filter((wave) => wave.startedAt !== undefined) ?? [];

/** Waves that have started on a day that is none for waves of this GA date: they stay, so the date cannot be. */
export function startedOutside(ga: CalendarDate, partner: Partner, lifecycle: Lifecycle): readonly Wave[] {
  const { from, to } = windowOf(ga, lifecycle);
  return startedWaves(partner).filter(({ startedAt }) => {
    const day = startedAt === undefined ? from : dateOf(startedAt, lifecycle.zone);
    return day < from || day > to;
  });
}

/** The last GA date whose days for waves hold what has started: for a later one that is rolled back first. */
export function latestGa(partner: Partner, lifecycle: Lifecycle): CalendarDate | undefined {
  const days = startedWaves(partner).flatMap(({ startedAt }) =>
    startedAt === undefined ? [] : [dateOf(startedAt, lifecycle.zone)],
  );
  const [first] = days.toSorted();
  return first && addDays(first, lifecycle.ga.rolloutFromDaysBefore);
}

/** Whether, as of a day, another GA date can be agreed at all: what has started holds it until it is rolled back. */
export function canMoveGa(partner: Partner, lifecycle: Lifecycle, today: CalendarDate): boolean {
  const latest = latestGa(partner, lifecycle);
  return latest === undefined || latest >= addDays(today, lifecycle.ga.agreeDaysAhead);
}

/** The days on which further waves may run, in order, with time to soak between them. */
export const waveDays = (
  ga: CalendarDate,
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): readonly CalendarDate[] => spaced(openDays(ga, partner, lifecycle, now), lifecycle);

/** Working days of the window that are not over, and come after what was started. */
function openDays(ga: CalendarDate, partner: Partner, lifecycle: Lifecycle, now: Instant): readonly CalendarDate[] {
  const last = startedWaves(partner).at(-1);
  const lastDay = last?.startedAt !== undefined ? dateOf(last.startedAt, lifecycle.zone) : undefined;
  const free = last?.finishedAt === undefined ? now : soakedAt(last.finishedAt, lifecycle);
  return windowDates(ga, lifecycle).filter((date) => {
    if (dayProblem(date, ga, lifecycle) !== undefined || (lastDay !== undefined && date <= lastDay)) return false;
    const { closes } = startTimes(date, lifecycle);
    return closes > now && closes > free;
  });
}

/** The latest days, but for the last one, which is kept in reserve when there are days enough. */
function chooseDays(
  count: number,
  ga: CalendarDate,
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): readonly CalendarDate[] {
  const open = openDays(ga, partner, lifecycle, now);
  const early = spaced(open.slice(0, -1), lifecycle);
  return (early.length >= count ? early : spaced(open, lifecycle)).slice(-count);
}

function whyNoDay({ ga, lifecycle, now, expansion }: PlanRequest): string {
  const { from, to } = windowOf(ga, lifecycle);
  const reasons = windowDates(ga, lifecycle).map((date) => {
    const problem = dayProblem(date, ga, lifecycle);
    if (problem !== undefined) return problem;
    return startTimes(date, lifecycle).closes <= now
      ? `${longDate(date)} is over`
      : `${longDate(date)} is too soon after the wave before`;
  });
  const goal = expansion === undefined ? 'For GA on' : 'To be live on';
  return `${goal} ${longDate(ga)} the rollout runs from ${longDate(from)} to ${longDate(to)}, and there is no day for a wave: ${reasons.join('; ')}.`;
}
