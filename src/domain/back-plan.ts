import type { Lifecycle, Side } from '../lifecycle/schema';
import { addDays, byDate, longDate } from './calendar';
import type { CalendarDate, Instant } from './ids';
import { isLaunched, stateOf } from './item-state';
import { lookup, milestoneOf } from './lookup';
import type { Partner } from './partner';
import { itemsFor, type ItemView } from './progress';
import { windowOf } from './rollout/days';
import { planRollout, startedOutside, type Plan, type PlannedWave } from './rollout/plan';
import { seesRollout, whyNoRoom } from './rollout/powers';
import { sleepersLine } from './rollout/sleepers';
import { agreedDate, rolloutItem } from './rollout/standing';
import { freezeOn, holidaysOn, isWorkingDay } from './working-days';

/** What a GA date would mean, counted back from it. Nothing is saved by asking. */
export interface BackPlan {
  readonly date: CalendarDate;
  /** Why the date cannot be, as sentences; empty when it can. */
  readonly impossible: readonly string[];
  /** The last day on which both sides can agree on it. */
  readonly agreeBy: CalendarDate;
  /** What speaks against the day itself, as sentences. */
  readonly conflicts: readonly string[];
  /** Which waves nobody who rolls out could start by day, as sentences. */
  readonly nights: readonly string[];
  /** Open items that this side may see, with the latest date of each; those whose date is past come first. */
  readonly items: readonly { readonly item: ItemView; readonly latest?: CalendarDate; readonly late: boolean }[];
  /** The waves; absent when the onboarding has no rollout that the reader may know of. */
  readonly rollout?: Plan;
}

/**
 * Returns the plan counted back from a date, for a reader of one side. Refuses nothing: what speaks against the date is
 * part of it.
 */
export function backPlan(
  partner: Partner,
  lifecycle: Lifecycle,
  date: CalendarDate,
  when: { readonly today: CalendarDate; readonly now: Instant; readonly reader: Side },
): BackPlan {
  const { today, now, reader } = when;
  const agreeBy = addDays(date, -lifecycle.ga.agreeDaysAhead);
  const supposed = suppose(partner, lifecycle, date);
  const plan = rolloutItem(partner, lifecycle) && planRollout({ partner, lifecycle, ga: date, now });
  const rollout = seesRollout(reader, partner, lifecycle) ? plan : undefined;
  return {
    date,
    impossible: [
      ...tooSoon(date, agreeBy, today, partner, lifecycle),
      ...frozen(date, lifecycle),
      ...outsideWindow(date, partner, lifecycle, reader),
      ...(plan?.possible === false ? [whyNoRoom(date, plan.why, reader, partner, lifecycle)] : []),
    ],
    agreeBy,
    conflicts: againstDay(date, lifecycle),
    nights: reader === 'databricks' && rollout?.possible ? nights(rollout.waves, partner, lifecycle) : [],
    items: openItems(supposed, lifecycle, today, reader),
    ...(rollout && { rollout }),
  };
}

function nights(waves: readonly PlannedWave[], partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const line = sleepersLine(
    waves.map(({ on }) => on),
    partner,
    lifecycle,
  );
  return line === undefined ? [] : [line];
}

/** The same partner, were this the target and nothing agreed. */
function suppose(partner: Partner, lifecycle: Lifecycle, date: CalendarDate): Partner {
  const { gaDate: placed } = lookup(lifecycle);
  const supposed = { ...partner, targetGaDate: date };
  if (!placed || agreedDate(partner, lifecycle) === undefined) return supposed;
  const open = { ...stateOf(placed, partner), status: { is: 'open' } as const };
  return { ...supposed, items: { ...partner.items, [placed.id]: open } };
}

function tooSoon(
  date: CalendarDate,
  agreeBy: CalendarDate,
  today: CalendarDate,
  partner: Partner,
  lifecycle: Lifecycle,
): readonly string[] {
  if (isLaunched(partner, lifecycle)) return ['The launch is over.'];
  if (date < today) return [`${longDate(date)} is in the past.`];
  // A date that is agreed already was agreed in time.
  if (agreeBy >= today || agreedDate(partner, lifecycle) === date) return [];
  const { agreeDaysAhead } = lifecycle.ga;
  return [
    `Both sides agree at least ${agreeDaysAhead} days ahead: from today the earliest GA date is ${longDate(addDays(today, agreeDaysAhead))}.`,
  ];
}

function frozen(date: CalendarDate, { calendar }: Lifecycle): readonly string[] {
  const freeze = freezeOn(date, calendar);
  return freeze ? [`Nobody launches in a freeze: ${freeze.title}, ${freeze.from} to ${freeze.to}.`] : [];
}

function outsideWindow(date: CalendarDate, partner: Partner, lifecycle: Lifecycle, reader: Side): readonly string[] {
  if (startedOutside(date, partner, lifecycle).length === 0) return [];
  if (!seesRollout(reader, partner, lifecycle)) return ['What has begun for the date that stands holds it.'];
  const { from, to } = windowOf(date, lifecycle);
  return [`A wave has started outside the time for waves, ${longDate(from)} to ${longDate(to)}.`];
}

/** What speaks against launching on a day, as sentences: a holiday of either side, or another day on which nobody works. */
export function againstDay(
  date: CalendarDate,
  { calendar, sides }: Pick<Lifecycle, 'calendar' | 'sides'>,
): readonly string[] {
  const holidays = holidaysOn(date, calendar);
  return [
    ...holidays.map(({ title, side }) => `${longDate(date)} is a holiday${side ? ` (${sides[side]})` : ''}: ${title}.`),
    ...(holidays.length === 0 && !isWorkingDay(date, calendar) ? [`${longDate(date)} is no working day.`] : []),
  ];
}

function openItems(supposed: Partner, lifecycle: Lifecycle, today: CalendarDate, reader: Side): BackPlan['items'] {
  const open = itemsFor(reader, supposed, lifecycle)
    // The date, the rollout and the launch are what the plan itself tells of.
    .filter((i) => milestoneOf(i.item) === undefined && !i.optional)
    .filter((i) => i.standing !== 'done' && i.standing !== 'not-needed')
    .map((item) => ({ item, ...(item.due && { latest: item.due }), late: item.due !== undefined && item.due < today }));
  return open.toSorted((a, b) => byDate(a.latest, b.latest) || a.item.order - b.item.order);
}

/** The date that a plan is drawn for when none is chosen: the one that is proposed, else agreed, else the target. */
export const plannedDate = (partner: Partner, lifecycle: Lifecycle): CalendarDate | undefined =>
  partner.gaProposal?.date ?? agreedDate(partner, lifecycle) ?? partner.targetGaDate;
