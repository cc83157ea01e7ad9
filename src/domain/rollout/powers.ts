import type { Lifecycle, Side } from '../../lifecycle/schema';
import type { Principal } from '../actor';
import { longDate } from '../calendar';
import type { CalendarDate } from '../ids';
import { isLaunched } from '../item-state';
import { lookup } from '../lookup';
import type { Partner } from '../partner';
import { sees } from '../visibility';
import { isRolledOut, rolloutItem } from './standing';

/** What somebody may do towards launch: which buttons they are shown. Each deed is decided again when it is asked for. */
export interface Powers {
  /** Propose, accept and decline a GA date for their own side. */
  readonly dates: boolean;
  /** Start, mark, finish, roll back, move and plan waves, and resume. */
  readonly rolls: boolean;
  readonly confirms: boolean;
  readonly halts: boolean;
  /** Change the target, leave items out, launch. */
  readonly coordinates: boolean;
}

/** Whether a side may know of the rollout: an internal one is told of nowhere. */
export function seesRollout(side: Side, partner: Partner, lifecycle: Lifecycle): boolean {
  const item = rolloutItem(partner, lifecycle);
  return item === undefined || sees(side, partner, item);
}

/** Why the rollout does not fit before a GA date, in words for one side: who may not know of it is told what it means. */
export const whyNoRoom = (
  date: CalendarDate,
  why: string,
  side: Side,
  partner: Partner,
  lifecycle: Lifecycle,
): string =>
  seesRollout(side, partner, lifecycle)
    ? why
    : `Before ${longDate(date)} there is no day for what comes right before a launch. Please propose a later date.`;

const none: Powers = { dates: false, rolls: false, confirms: false, halts: false, coordinates: false };

/** Returns what somebody may do about the date and the rollout as they are now. */
export function powersOf(who: Principal, partner: Partner, lifecycle: Lifecycle): Powers {
  if (isRolledOut(partner, lifecycle)) return none;
  // A halt is never blocked by anything.
  if (partner.closed) return { ...none, halts: true };
  const holds = (teams: readonly string[] = []) => teams.some((team) => who.teams.has(team));
  const { gaDate } = lookup(lifecycle);
  return {
    dates: holds(gaDate?.teams) && !isLaunched(partner, lifecycle),
    rolls: holds(rolloutItem(partner, lifecycle)?.teams),
    confirms: who.side === 'partner',
    halts: true,
    coordinates: who.coordinates,
  };
}
