import type { Lifecycle, Side } from '../../lifecycle/schema';
import { byDate } from '../calendar';
import { itemId, teamId, type CalendarDate, type Instant, type ItemId, type PersonKey } from '../ids';
import { isFinished } from '../item-state';
import { coordinatingTeam, sideOfTeam, type Placed } from '../lookup';
import { untouched, type ItemState, type Partner } from '../partner';
import type { Turn } from '../progress';
import { dueOf, inTimeUntil, sincePause } from '../reminders/due';
import { itemOfRun, runKinds } from './standing';
import type { Todo } from './state';
import { seesTodos } from './summary';

/** What somebody is to do about a failed case, as reminders and screens see it: like an item of the checklist. */
export interface TodoView {
  /** As `todo/t3`: no item has an id like it, and no step. */
  readonly id: ItemId;
  readonly item: { readonly kind: 'task'; readonly title: string; readonly formerly: readonly string[] };
  readonly todo: Todo;
  readonly standing: 'ready';
  readonly state: ItemState;
  /** The partner may not know of one of the runs, so it is told of no to-do. */
  readonly internal: boolean;
  readonly optional: false;
  /** The owner's; without one, that of whoever runs the onboarding. */
  readonly turn: Turn;
  readonly since: Instant;
  /** The date that somebody gave it, else that of the item which waits for the failed case. */
  readonly due?: CalendarDate | undefined;
  readonly inTimeUntil?: CalendarDate | undefined;
}

const none: readonly TodoView[] = [];

/** Returns the to-dos that are not done, with when they are due and whose they are. */
export function openTodos(partner: Partner, lifecycle: Lifecycle): readonly TodoView[] {
  const open = partner.tests.todos.filter(({ done }) => !done);
  if (open.length === 0) return none;
  const internal = !seesTodos('partner', partner, lifecycle);
  const waiting = waitingFor(partner, lifecycle);
  const planned = waiting && dueOf(waiting, partner, lifecycle);
  return open.map((todo) => {
    const due = todo.due ?? planned;
    const since = sincePause(todo.at, partner);
    return {
      id: itemId.parse(`todo/${todo.id}`),
      item: { kind: 'task', title: `To-do for ${todo.case}: ${todo.title}`, formerly: [] },
      todo,
      standing: 'ready',
      state: untouched,
      internal,
      optional: false,
      turn: turnOf(todo, partner, lifecycle),
      since,
      due,
      inTimeUntil: due && inTimeUntil(due, since, lifecycle),
    };
  });
}

/** Those that one side may know of. */
export const todosFor = (side: Side, partner: Partner, lifecycle: Lifecycle): readonly TodoView[] =>
  openTodos(partner, lifecycle).filter(({ internal }) => side === 'databricks' || !internal);

/** A person's own first, then by date; what has none comes last. */
export function ownFirst(todos: readonly TodoView[], person: PersonKey): readonly TodoView[] {
  const rank = ({ turn }: TodoView) => (turn.person?.person === person ? 0 : 1);
  return todos.toSorted((a, b) => rank(a) - rank(b) || byDate(a.due, b.due));
}

/** The item that is next to be done by a run: what has failed holds it up. */
export const waitingFor = (partner: Partner, lifecycle: Lifecycle): Placed | undefined =>
  runKinds.flatMap((run) => itemOfRun(run, lifecycle) ?? []).find((placed) => !isFinished(placed, partner));

function turnOf({ owner }: Todo, { people }: Partner, lifecycle: Lifecycle): Turn {
  const role = owner && people.find((a) => a.person === owner.person && a.active);
  if (!role) return { side: 'databricks', team: teamId.parse(coordinatingTeam(lifecycle).id) };
  const side = sideOfTeam(role.team, lifecycle);
  return { side, team: role.team, person: { person: role.person, name: role.name } };
}
