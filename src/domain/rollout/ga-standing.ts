import type { Lifecycle, Side } from '../../lifecycle/schema';
import { addDays, daysBetween } from '../calendar';
import type { CalendarDate } from '../ids';
import { isLaunched, missingFor } from '../item-state';
import { lookup, type Placed } from '../lookup';
import type { Partner } from '../partner';
import { instantOf } from '../working-days';
import { fitOf } from './fit';
import { agreedDate } from './standing';
import { sideOfProposal, type GaProposal } from './state';

/** Where the GA date stands on a day. */
export interface GaStanding {
  readonly launched: boolean;
  /** The plan that the coordinator may change. */
  readonly target?: CalendarDate;
  readonly agreed?: CalendarDate;
  readonly proposal?: GaProposal & { readonly side: Side };
  /** The date that stands: the agreed one, else the target; and days until then, negative when it is past. */
  readonly date?: CalendarDate;
  readonly daysToGo?: number;
  /** The last day on which the date that stands can be agreed. */
  readonly agreeBy?: CalendarDate;
  /** What must still be finished before a date can be agreed (again); what fell, when one is agreed. */
  readonly missing: readonly Placed[];
  /** Why an agreed date is at risk. */
  readonly atRisk: readonly Risk[];
}

export type Risk = 'gates-fell' | 'halted' | 'does-not-fit' | 'date-is-past';

/** Returns where the GA date stands on a day of the lifecycle's zone. */
export function gaStanding(partner: Partner, lifecycle: Lifecycle, today: CalendarDate): GaStanding {
  const { targetGaDate: target, gaProposal } = partner;
  const { gaDate: placed } = lookup(lifecycle);
  const launched = isLaunched(partner, lifecycle);
  const agreed = agreedDate(partner, lifecycle);
  const date = agreed ?? target;
  const missing = placed ? missingFor(placed, partner, lifecycle) : [];
  return {
    launched,
    ...(target && { target }),
    ...(agreed && { agreed }),
    ...(gaProposal && { proposal: { ...gaProposal, side: sideOfProposal(gaProposal) } }),
    ...(date && {
      date,
      daysToGo: daysBetween(today, date),
      agreeBy: addDays(date, -lifecycle.ga.agreeDaysAhead),
    }),
    missing,
    atRisk: agreed && !launched ? risks(partner, lifecycle, agreed, today, missing) : [],
  };
}

function risks(
  partner: Partner,
  lifecycle: Lifecycle,
  agreed: CalendarDate,
  today: CalendarDate,
  missing: readonly Placed[],
): readonly Risk[] {
  const fits = fitOf(partner, lifecycle, instantOf(today, '00:00', lifecycle.zone)).fits;
  return [
    ...(missing.length > 0 ? (['gates-fell'] as const) : []),
    ...(partner.rollout?.halted ? (['halted'] as const) : []),
    ...(fits ? [] : (['does-not-fit'] as const)),
    ...(today > agreed ? (['date-is-past'] as const) : []),
  ];
}
