import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, dateOf } from '../calendar';
import type { Instant } from '../ids';
import { isLaunched } from '../item-state';
import { lookup } from '../lookup';
import type { Partner } from '../partner';
import { changedAt } from '../reminders/due';
import { quarterAfter, quarterOf, quarterStart } from '../roadmap/quarters';
import { isOpen } from '../roadmap/state';
import { timed, type Candidate } from '../timed';
import { audibleFrom, instantOf, previousWorkingDay } from '../working-days';

const topic = 'roadmap-review';

/** Before each quarter both leads are reminded, in the channel, to review the roadmap. One that was missed is not told later. */
export function roadmapReviews(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Candidate[] {
  const begun = begunAt(partner, lifecycle);
  if (partner.closed || begun === undefined) return [];
  const { zone, reminders, calendar } = lifecycle;
  const next = quarterAfter(quarterOf(dateOf(now, zone)));
  return [next, quarterAfter(next)].flatMap((quarter) => {
    const at = reviewAt(quarter, lifecycle);
    if (at <= begun || (partner.told[topic] ?? '') >= quarter) return [];
    const what = { about: 'roadmap-review', quarter } as const;
    return [
      {
        due: timed(topic, quarter, { to: { is: 'channel' }, what, since: at }),
        notBefore: audibleFrom(now > at ? now : at, zone, reminders, calendar),
      },
    ];
  });
}

/** In the morning of the last working day that is so many days before the quarter. */
function reviewAt(quarter: string, { roadmap, calendar, reminders, zone }: Lifecycle): Instant {
  const day = previousWorkingDay(addDays(quarterStart(quarter), -roadmap.reviewDaysBefore), calendar);
  return instantOf(day, reminders.digestAt, zone);
}

/** Since when there is something to review: the launch, or the first of what is open. */
function begunAt(partner: Partner, lifecycle: Lifecycle): Instant | undefined {
  const { launch } = lookup(lifecycle);
  if (launch && isLaunched(partner, lifecycle)) return changedAt(launch, partner);
  return partner.roadmap.entries.find(isOpen)?.at;
}
