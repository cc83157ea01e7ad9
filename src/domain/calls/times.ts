import { DateTime } from 'luxon';
import type { Lifecycle, Side } from '../../lifecycle/schema';
import { instant, type Instant } from '../ids';
import type { Partner } from '../partner';
import { refuse, type Refusal } from '../refusal';
import { channelZone } from '../reminders/mornings';
import { rolesOn } from '../roles';
import { day, minute } from '../time';
import { isKnownZone } from '../zones';
import type { Call } from './state';

/** When calls are, in the zones of those who take part. */

const furthestMs = 365 * day;

/** Returns when a call starts, on the minute; calls are in time to come, and within a year. */
export function readStart(starts: Instant, now: Instant): Instant | Refusal {
  if (starts <= now) return refuse('That time is past. Please choose a later one.', 'starts');
  if (starts > now + furthestMs)
    return refuse('That is more than a year ahead. Please choose a nearer time.', 'starts');
  return instant.parse(starts - (starts % minute));
}

/** "Tue 2 Mar 2027, 10:00" in a zone. */
export const longTime = (at: Instant, zone: string): string =>
  DateTime.fromMillis(at, { zone, locale: 'en' }).toFormat('ccc d LLL yyyy, HH:mm');

/** The zone of a side in a call: of the first who takes part and whose zone is known; else the side's usual one. */
export function zoneOfSide(
  side: Side,
  { attendees }: Pick<Call, 'attendees'>,
  partner: Partner,
  lifecycle: Lifecycle,
): string {
  const ofSide = rolesOn(side, partner, lifecycle).filter(({ zone }) => isKnown(zone));
  const invited = ofSide.find((a) => attendees.some(({ person }) => person === a.person));
  const usual = side === 'partner' ? channelZone(partner, lifecycle) : ofSide[0]?.zone;
  return invited?.zone ?? usual ?? lifecycle.zone;
}

const isKnown = (zone: string | undefined): boolean => zone !== undefined && isKnownZone(zone);
