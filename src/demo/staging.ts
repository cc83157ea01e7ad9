import type { Session } from '../../local-slack';
import { homeCast, partnerCast } from '../../local-slack/seed';
import { travel } from '../../local-slack/time';
import { dateOf } from '../domain/calendar';
import type { CalendarDate } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { addWorkingDays, instantOf } from '../domain/working-days';
import { channelOf, inSeat } from './act';
import { afterwardsMs, timeIn, type Theatre } from './play';

/** What a scene of the story has at hand: who plays whom, and how time passes. */

/** Something that people do beside their items. */
export interface Scene {
  /** The item before or after whose finishing it plays. */
  readonly item: string;
  readonly when: 'before' | 'after';
  play(stage: Staging): Promise<void>;
}

export interface Staging {
  readonly theatre: Theatre;
  /** The partner as it was when the scene began. */
  readonly partner: Partner;
  /** The day it is, by the lifecycle's zone. */
  readonly today: () => CalendarDate;
  /** Lets whoever plays a team do something in the partner's channel. */
  readonly as: (team: string, does: (session: Session) => Promise<void>) => Promise<void>;
  /** Lets time pass until then, so many working days later, where that team's player is. */
  readonly until: (team: string, days: number, time: string) => Promise<void>;
}

/** The stage for a scene; time never passes beyond the story's end. */
export function staging(theatre: Theatre, partner: Partner, ends: number): Staging {
  const { slack, lifecycle, upcoming } = theatre;
  const today = (): CalendarDate => dateOf(timeIn(slack), lifecycle.zone);
  return {
    theatre,
    partner,
    today,
    async as(team, does) {
      await inSeat(slack, { of: player(team).name, in: channelOf(partner, slack) }, does);
      // The bot says what came of it before anything else happens.
      await travel(slack, slack.now() + afterwardsMs, { upcoming });
    },
    async until(team, days, time) {
      const day = addWorkingDays(today(), days, lifecycle.calendar);
      const at = Math.min(instantOf(day, time, player(team).tz), ends);
      if (at > slack.now()) await travel(slack, at, { upcoming });
    },
  };
}

/** Returns who plays a team. */
export function player(team: string): { readonly name: string; readonly tz: string } {
  const found = [...homeCast, ...partnerCast].find((one) => one.team === team);
  if (!found) throw new Error(`Nobody here plays ${team}`);
  return found;
}

/** Returns the number of the bug that was reported last. */
export async function newestBug({ theatre, partner }: Staging): Promise<string> {
  const { bugs = {} } = (await theatre.partners.load(partner.id)) ?? {};
  const newest = Object.keys(bugs).at(-1);
  if (newest === undefined) throw new Error('The bug was not reported');
  return newest;
}
