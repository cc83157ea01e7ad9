import type { Lifecycle, Side } from '../lifecycle/schema';
import { dateOf } from './calendar';
import { calendarDate, type CalendarDate } from './ids';
import { isLaunched, stateOf } from './item-state';
import { lookup } from './lookup';
import type { ItemStatus, Partner } from './partner';
import { sees } from './visibility';

/** The GA date that stands, in the lifecycle's zone: agreed by both sides, or only a target. */
export interface GaDate {
  readonly date: CalendarDate;
  readonly agreed: boolean;
}

/** Returns the agreed date, else the target. */
export function gaDate(partner: Partner, lifecycle: Lifecycle): GaDate | undefined {
  const { gaDate: placed } = lookup(lifecycle);
  const status = placed && stateOf(placed, partner).status;
  if (status?.is === 'done' && status.value !== undefined) return agreed(status);
  return target(partner);
}

/** Returns the date as a side may know it: an agreed one stays internal while its item is. */
export function gaDateFor(side: Side, partner: Partner, lifecycle: Lifecycle): GaDate | undefined {
  const { gaDate: placed } = lookup(lifecycle);
  return placed && !sees(side, partner, placed) ? target(partner) : gaDate(partner, lifecycle);
}

/** The day on which it was launched, as a side may know it; the agreed date may have passed by then. */
export function launchedOn(side: Side, partner: Partner, lifecycle: Lifecycle): CalendarDate | undefined {
  const { launch } = lookup(lifecycle);
  if (!launch || !sees(side, partner, launch) || !isLaunched(partner, lifecycle)) return undefined;
  const { status } = stateOf(launch, partner);
  return status.is === 'done' ? dateOf(status.at, lifecycle.zone) : undefined;
}

const target = ({ targetGaDate: date }: Partner): GaDate | undefined => date && { date, agreed: false };

const agreements = new WeakMap<ItemStatus, GaDate>();

/** Read once for each: it is asked for with every item whose date moves with it. */
function agreed(status: Extract<ItemStatus, { is: 'done' }>): GaDate {
  const known = agreements.get(status) ?? { date: calendarDate.parse(status.value), agreed: true };
  agreements.set(status, known);
  return known;
}
