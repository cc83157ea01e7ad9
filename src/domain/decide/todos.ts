import { listed } from '../actor';
import { longDate } from '../calendar';
import type { TodoCommand } from '../commands';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import type { Todo } from '../test-cases/state';
import { latestSeen, seesTodos } from '../test-cases/summary';
import { accept, already, notOnTheList, readNeeded } from './context';
import type { Context, Decision } from './context';
import { findCase } from './test-runs';

type Of<T extends TodoCommand['type']> = Extract<TodoCommand, { type: T }>;

/** Decides on to-dos: what is done about a case that failed. */
export function decideTodos(command: TodoCommand, context: Context): Decision {
  switch (command.type) {
    case 'AddTodo':
      return addTodo(command, context);
    case 'HandOverTodo':
      return handOverTodo(command, context);
    case 'FinishTodo':
      return finishTodo(command, context);
  }
}

function addTodo(command: Of<'AddTodo'>, context: Context): Decision {
  const { partner, lifecycle, who, today } = context;
  if (!may.takePart(who)) return notOnTheList(context);
  const view = findCase(command.case, context);
  if (isRefusal(view)) return view;
  const title = readNeeded(command.title, 'title', 'Please say what is to be done.', 150);
  if (isRefusal(title)) return title;
  if (partner.tests.todos.some((t) => t.case === view.id && t.title === title && !t.done)) return already;
  if (latestSeen(who.side, view, partner, lifecycle)?.is !== 'fail')
    return refuse(`${view.id} has not failed: there is nothing to do about it.`, 'case');
  const owner = command.owner && listed(command.owner, partner, lifecycle);
  if (command.owner && !owner) return refuse('Only somebody on the people list can own a to-do.', 'owner');
  const { due } = command;
  if (due !== undefined && due < today) return refuse(`${longDate(due)} is in the past.`, 'due');
  return accept({
    type: 'TodoAdded',
    case: view.id,
    todo: `t${partner.tests.todos.length + 1}`,
    title,
    ...(owner && { owner: { person: owner.person, name: owner.name } }),
    ...(due !== undefined && { due }),
  });
}

/** Like the owner of an item: anybody who takes part may give it to anybody on the people list. */
function handOverTodo({ todo: id, owner: to }: Of<'HandOverTodo'>, context: Context): Decision {
  const { partner, lifecycle } = context;
  const todo = findTodo(id, context);
  if (isRefusal(todo)) return todo;
  if (todo.done) return refuse('This to-do is done already: there is nothing to hand over.', 'todo');
  if (to === (todo.owner?.person ?? null)) return already;
  const owner = to === null ? undefined : listed(to, partner, lifecycle);
  if (to !== null && !owner) return refuse('Only somebody on the people list can own a to-do.', 'owner');
  return accept({
    type: 'TodoHandedOver',
    case: todo.case,
    todo: id,
    ...(owner && { owner: { person: owner.person, name: owner.name } }),
  });
}

function finishTodo(command: Of<'FinishTodo'>, context: Context): Decision {
  const todo = findTodo(command.todo, context);
  if (isRefusal(todo)) return todo;
  return todo.done ? already : accept({ type: 'TodoDone', case: todo.case, todo: todo.id });
}

/** A to-do that somebody who takes part may know of. */
function findTodo(id: string, { partner, lifecycle, who }: Context): Todo | Refusal {
  const todo = partner.tests.todos.find((one) => one.id === id);
  if (!todo || !seesTodos(who.side, partner, lifecycle))
    return refuse('This to-do is not there. Open Tests again to see what is.');
  return may.takePart(who) ? todo : notOnTheList({ partner });
}
