import type { Lifecycle } from '../../lifecycle/schema';
import { addDays, dateOf } from '../calendar';
import { latest } from '../earliest';
import type { Instant } from '../ids';
import { isLaunched } from '../item-state';
import { lookup } from '../lookup';
import type { Partner } from '../partner';
import { changedAt } from '../reminders/due';
import { channelZone } from '../reminders/mornings';
import { quarterAfter, quarterOf, quarterStart } from '../roadmap/quarters';
import { isOpen } from '../roadmap/state';
import { timed, type Candidate } from '../timed';
import { audibleFrom, forSide, instantOf, previousWorkingDay } from '../working-days';

const topic = 'roadmap-review';

/** Before each quarter both leads are reminded, in the channel, to review the roadmap. One that was missed is not told later. */
export function roadmapReviews(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Candidate[] {
  const begun = begunAt(partner, lifecycle);
  if (partner.closed || begun === undefined) return [];
  const { zone } = lifecycle;
  const next = quarterAfter(quarterOf(dateOf(now, zone)));
  return [next, quarterAfter(next)].flatMap((quarter) => {
    const at = reviewAt(quarter, lifecycle);
    if (at <= begun || (partner.told[topic] ?? '') >= quarter) return [];
    const what = { about: 'roadmap-review', quarter } as const;
    return [
      {
        due: timed(topic, quarter, { to: { is: 'channel' }, what, since: at }),
        notBefore: whenBothAreUp(latest(now, at), partner, lifecycle),
      },
    ];
  });
}

/** More mornings than lie between two working days of both sides. */
const mostTries = 10;

/** The first instant at which the partner's lead is up as well; where there is none, at which the channel may be told. */
function whenBothAreUp(from: Instant, partner: Partner, lifecycle: Lifecycle): Instant {
  const { zone, reminders, calendar } = lifecycle;
  const theirs = forSide(lifecycle, 'partner').calendar;
  const lead = channelZone(partner, lifecycle);
  const first = audibleFrom(from, zone, reminders, calendar);
  let at = first;
  for (let n = 0; n < mostTries; n += 1) {
    const both = audibleFrom(at, lead, reminders, theirs);
    at = audibleFrom(both, zone, reminders, calendar);
    if (at === both) return at;
  }
  return first;
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
