import { backPlan } from '../src/domain/back-plan';
import type { CalendarDate, Instant } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { count, longDate, oneLine, someOf } from './text';
import { title } from './words';

const mostNamed = 3;

/** What a target GA date that is near means, to whoever sets it: a plan is theirs to make, so none is refused. */
export function soonTargetLines(
  partner: Partner,
  lifecycle: Lifecycle,
  when: { readonly today: CalendarDate; readonly now: Instant },
): readonly string[] {
  const { targetGaDate: target } = partner;
  if (target === undefined) return [];
  const { impossible, items } = backPlan(partner, lifecycle, target, { ...when, reader: 'databricks' });
  const late = items.filter((one) => one.late);
  if (late.length === 0 && impossible.length === 0) return [];
  const named = someOf(
    late.map(({ item }) => `*${title(item)}*`),
    mostNamed,
  );
  return [
    `⚠️ *${longDate(target)} is soon.* You can leave it so, or choose a later one with \`/pc edit\`.`,
    ...(late.length > 0
      ? [
          `Counted back from it, ${count(late.length, 'item')} ${late.length > 1 ? 'are' : 'is'} late already: ${named}.`,
        ]
      : []),
    ...impossible.slice(0, 2).map((why) => oneLine(why, 300)),
    '`/pc plan` shows what it would take, and what another date would mean.',
  ];
}
