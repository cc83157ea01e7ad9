import type { Lifecycle } from '../../lifecycle/schema';
import { byDate } from '../calendar';
import { wishKey } from '../evolve/reminders';
import { gaDate } from '../ga-date';
import type { CalendarDate, PersonKey } from '../ids';
import { applies, isFinished } from '../item-state';
import { lookup, neededBy, type Placed } from '../lookup';
import type { StepView } from '../maintenance/views';
import type { Partner } from '../partner';
import { waitingFor, type TodoView } from '../test-cases/todos';
import { dueOf } from './due';
import type { Duty } from './duty';

/** What people asked of their reminders: put an item off, hear nothing of it, hear nothing of a partner. */

/** What a wish is about: an item, a step of a maintenance task, or a to-do for a failed case. */
export type Matter = Placed | StepView | TodoView;
type Known = Pick<Duty, 'id' | 'item'>;

/** What is kept of a person's wish about an item, also under one of the item's former ids. */
export function wished<T>(wishes: Readonly<Record<string, T>>, person: string, { id, item }: Known): T | undefined {
  // Asked for each person and item, and hardly ever is there any.
  if (Object.keys(wishes).length === 0) return undefined;
  const known = wishes[wishKey(person, id)];
  if (known !== undefined || item.formerly.length === 0) return known;
  return item.formerly.map((former) => wishes[wishKey(person, former)]).find((wish) => wish !== undefined);
}

/** Whether a person wants to hear nothing of an item, by its id of today or a former one. */
export const hasMuted = ({ reminders }: Partner, person: string, { id, item }: Known): boolean =>
  [id, ...item.formerly].some((known) => reminders.muted.includes(wishKey(person, known)));

/** Until when a person wants to hear nothing of the partner. */
export const awayUntil = ({ reminders }: Partner, person: string): CalendarDate | 'always' | undefined =>
  reminders.away[person];

/** Whether a person wants to hear nothing of the partner on that day. */
export function isAway(partner: Partner, person: string, today: CalendarDate): boolean {
  const until = awayUntil(partner, person);
  return until !== undefined && (until === 'always' || today < until);
}

/** Until when a person hears nothing of an item: what they chose, and never past the next gate. */
export function snoozedUntil(
  partner: Partner,
  person: string,
  placed: Matter,
  lifecycle: Lifecycle,
): CalendarDate | undefined {
  const until = wished(partner.reminders.snoozed, person, placed);
  const gate = until && nextGate(placed, partner, lifecycle);
  return gate && gate.date < until ? gate.date : until;
}

/** Whether a person may be told of an item today. Of what they put off or muted they hear on no path. */
export function hears(
  person: PersonKey,
  placed: Matter,
  {
    partner,
    lifecycle,
    today,
  }: { readonly partner: Partner; readonly lifecycle: Lifecycle; readonly today: CalendarDate },
): boolean {
  if (isAway(partner, person, today) || hasMuted(partner, person, placed)) return false;
  const until = snoozedUntil(partner, person, placed, lifecycle);
  return until === undefined || today >= until;
}

export interface NextGate {
  readonly date: CalendarDate;
  /** The gate that is due then; nothing when it is the GA date itself. */
  readonly gate?: Placed;
  /** Of a step: its task is due then. */
  readonly task?: StepView['task'];
}

/** Until when an item can be put off: the first due date of an open gate that needs it, or of the launch, or the GA date. */
export function nextGate(placed: Matter, partner: Partner, lifecycle: Lifecycle): NextGate | undefined {
  if ('task' in placed) return { date: placed.task.due, task: placed.task };
  const held = 'todo' in placed ? waitingFor(partner, lifecycle) : placed;
  const dated = (held ? gatesAfter(held, lifecycle) : [])
    .filter((gate) => applies(gate, partner) && !isFinished(gate, partner))
    .flatMap((gate) => {
      const date = dueOf(gate, partner, lifecycle);
      return date === undefined ? [] : [{ date, gate }];
    })
    .toSorted((a, b) => byDate(a.date, b.date));
  return dated[0] ?? gaDate(partner, lifecycle);
}

const gates = new WeakMap<Lifecycle, Map<string, readonly Placed[]>>();

/** The sign-offs, the agreement on the GA date and the launch that need an item, directly or through others. */
function gatesAfter(placed: Placed, lifecycle: Lifecycle): readonly Placed[] {
  const known = gates.get(lifecycle) ?? new Map<string, readonly Placed[]>();
  gates.set(lifecycle, known);
  const found = known.get(placed.id) ?? findGates(placed, lifecycle);
  known.set(placed.id, found);
  return found;
}

function findGates(placed: Placed, lifecycle: Lifecycle): readonly Placed[] {
  const { placed: all, gaDate: agreed, launch } = lookup(lifecycle);
  const waiting = new Set<string>([placed.id]);
  for (let size = 0; size < waiting.size;) {
    size = waiting.size;
    for (const other of all) if (neededBy(other, lifecycle).some(({ id }) => waiting.has(id))) waiting.add(other.id);
  }
  return all.filter(
    (p) =>
      p.id !== placed.id && waiting.has(p.id) && (p.item.kind !== 'task' || p.id === agreed?.id || p.id === launch?.id),
  );
}
