import type { Lifecycle, Side } from '../../lifecycle/schema';
import { lookup } from '../lookup';
import { seesStep } from '../maintenance/steps';
import { openSteps, type StepView } from '../maintenance/views';
import type { Partner } from '../partner';
import { itemsFor, itemsOf, type ItemView } from '../progress';
import { openTodos, todosFor, type TodoView } from '../test-cases/todos';

/** What people are reminded of: an item of the checklist, a step of a maintenance task, or a to-do for a failed test case. */
export type Duty = ItemView | StepView | TodoView;

export const isStep = (duty: Duty): duty is StepView => 'task' in duty;
export const isTodo = (duty: Duty): duty is TodoView => 'todo' in duty;

export function dutiesOf(partner: Partner, lifecycle: Lifecycle): readonly Duty[] {
  const others = [...openSteps(partner, lifecycle), ...openTodos(partner, lifecycle)];
  return others.length === 0 ? itemsOf(partner, lifecycle) : [...itemsOf(partner, lifecycle), ...others];
}

/** Those that one side may see. */
export const dutiesFor = (side: Side, partner: Partner, lifecycle: Lifecycle): readonly Duty[] => [
  ...itemsFor(side, partner, lifecycle),
  ...openSteps(partner, lifecycle).filter(({ step }) => seesStep(side, step)),
  ...todosFor(side, partner, lifecycle),
];

/** The duty of an id, also of an item's former one, among those that a side may see. */
export function dutyFor(side: Side, id: string, partner: Partner, lifecycle: Lifecycle): Duty | undefined {
  const today = lookup(lifecycle).byId.get(id)?.id ?? id;
  return dutiesFor(side, partner, lifecycle).find((duty) => duty.id === today);
}
