import type { Lifecycle } from '../../lifecycle/schema';
import type { CalendarDate, PersonKey } from '../ids';
import type { Partner } from '../partner';
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
