import type { Instant, PersonKey } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { zoneOf } from '../domain/reminders/mornings';
import { audibleFrom } from '../domain/working-days';
import type { Lifecycle } from '../lifecycle/schema';

/** The first instant from then on at which somebody works. */
export function working(at: Instant, by: PersonKey, partner: Partner, lifecycle: Lifecycle): Instant {
  const { reminders, calendar } = lifecycle;
  return audibleFrom(at, zoneOf(by, [partner], lifecycle), { ...reminders, quietUntil: reminders.digestAt }, calendar);
}
