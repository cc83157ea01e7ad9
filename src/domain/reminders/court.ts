import type { Lifecycle } from '../../lifecycle/schema';
import type { CalendarDate, PersonKey } from '../ids';
import { lookup } from '../lookup';
import type { Assignment, Partner } from '../partner';
import type { Duty } from './duty';

/** In whose court an open item or step is, as reminders see it. */

/** What reminders are computed on: a partner on a date of the reader's zone, which is the date that they see on their calendar. */
export interface Moment {
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly today: CalendarDate;
  readonly zone: string;
}

/** Whose turn an item is. Of an internal one the partner's people cannot be told, so it is nobody's. */
export const holderOf = ({ turn, internal }: Duty): PersonKey | undefined =>
  turn.side === 'partner' && internal ? undefined : turn.person?.person;

/** What somebody could do now and is wanted: optional items only where somebody took them on. */
export const isWanted = ({ standing, optional, state }: Duty): boolean =>
  standing === 'ready' && !(optional && state.owner === undefined);

/** The active people of a side's lead teams; of the coordinating team where the lifecycle gives the side none. */
export function leadsOf(side: 'databricks' | 'partner', partner: Partner, lifecycle: Lifecycle): readonly Assignment[] {
  const { teams } = lookup(lifecycle);
  const led = lifecycle.teams.some((team) => team.side === side && team.leads);
  return partner.people.filter((a) => {
    const team = teams.get(a.team);
    return a.active && team?.side === side && (led ? team.leads : team.coordinates);
  });
}

/** Whether a person holds a role of that side. */
export const isOnSide = (
  person: PersonKey,
  side: 'databricks' | 'partner',
  { partner, lifecycle }: Pick<Moment, 'partner' | 'lifecycle'>,
): boolean =>
  partner.people.some((a) => a.person === person && a.active && lookup(lifecycle).teams.get(a.team)?.side === side);
