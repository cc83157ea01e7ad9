import type { Lifecycle } from '../../lifecycle/schema';
import { dateOf } from '../calendar';
import { latestOf } from '../earliest';
import type { CalendarDate, PersonKey } from '../ids';
import type { Partner } from '../partner';
import { coordinators, leadsOf } from '../roles';
import { workingDaysBetween } from '../working-days';
import { holderOf, type Moment } from './court';
import type { Duty } from './duty';
import { snoozedUntil } from './wishes';

/** The climb of an overdue item: who else hears of it, after so many working days without a response. */

export type Tell = Lifecycle['reminders']['ladder'][number]['tell'];

/** What is told once: `told[topic] = marker`. */
export interface Mark {
  readonly topic: string;
  readonly marker: string;
}

/**
 * The day from which an item's silence is counted: the last on which it was in time, or the last response, or the end of the
 * holder's snooze, whichever is latest.
 */
function silentSince(view: Duty, { partner, lifecycle, zone }: Moment): CalendarDate | undefined {
  if (view.inTimeUntil === undefined) return undefined;
  const holder = holderOf(view);
  const responded = [view.id, ...view.item.formerly].map((id) => partner.reminders.responded[id]).find(Boolean);
  return latestOf([
    view.inTimeUntil,
    responded === undefined ? undefined : dateOf(responded, zone),
    holder === undefined ? undefined : snoozedUntil(partner, holder, view, lifecycle),
  ]);
}

/** What was told last of an item under a topic, also under one of the item's former ids. */
export function lastTold({ id, item }: Duty, { told }: Partner, topicOf: (id: string) => string): string | undefined {
  const known = told[topicOf(id)];
  if (known !== undefined || item.formerly.length === 0) return known;
  return item.formerly.map((former) => told[topicOf(former)]).find((marker) => marker !== undefined);
}

/** For how many working days an item is overdue. */
export const daysLate = ({ inTimeUntil }: Duty, { lifecycle, today }: Pick<Moment, 'lifecycle' | 'today'>): number =>
  inTimeUntil === undefined || inTimeUntil >= today ? 0 : workingDaysBetween(inTimeUntil, today, lifecycle.calendar);

/** For how many working days nobody has responded to an overdue item. */
function silentFor(view: Duty, moment: Moment): number {
  const since = silentSince(view, moment);
  return since === undefined || since >= moment.today
    ? 0
    : workingDaysBetween(since, moment.today, moment.lifecycle.calendar);
}

/** Since when an overdue item that everybody on the ladder has heard of is left lying; nothing when it is not. */
export function leftLyingSince(view: Duty, moment: Moment): CalendarDate | undefined {
  const { ladder } = moment.lifecycle.reminders;
  const days = silentFor(view, moment);
  const all = days > 0 && ladder.length > 0 && ladder.every(({ afterWorkingDays }) => afterWorkingDays <= days);
  return all ? silentSince(view, moment) : undefined;
}

/** Whether an overdue item has reached a rung, and the mark under which it is told there; to each person once. */
export function climbed(view: Duty, tell: Tell, moment: Moment, person?: PersonKey): Mark | undefined {
  const { lifecycle, partner, today } = moment;
  const rung = lifecycle.reminders.ladder.find((r) => r.tell === tell);
  const since = rung && silentSince(view, moment);
  if (!rung || since === undefined || since >= today) return undefined;
  if (silentFor(view, moment) < rung.afterWorkingDays) return undefined;
  const topicOf = (id: string) => ['ladder', tell, id, ...(person ? [person] : [])].join(' ');
  return lastTold(view, partner, topicOf) === since ? undefined : { topic: topicOf(view.id), marker: since };
}

/** The rungs on which a person hears of somebody else's item. An item that nobody has is the coordinators' own. */
export function rungsOf(person: PersonKey, view: Duty, { partner, lifecycle }: Moment): readonly Tell[] {
  const holder = holderOf(view);
  if (holder === person) return [];
  const copied = holder !== undefined && coordinators(partner, lifecycle).some((a) => a.person === person);
  const side = view.internal ? 'databricks' : view.turn.side;
  const lead = leadsOf(side, partner, lifecycle);
  const leads = (lead.length > 0 ? lead : coordinators(partner, lifecycle)).some((a) => a.person === person);
  return [...(copied ? (['pdm'] as const) : []), ...(leads ? (['lead'] as const) : [])];
}

/** Whether its holder is told of an item today: of what is overdue from the ladder's first rung on. */
export function isForHolder(view: Duty, moment: Moment): boolean {
  const rung = moment.lifecycle.reminders.ladder.find((r) => r.tell === 'owner');
  const late = daysLate(view, moment);
  return late === 0 || late >= (rung?.afterWorkingDays ?? 0);
}
