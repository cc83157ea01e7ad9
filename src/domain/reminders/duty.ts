import type { Lifecycle, Side } from '../../lifecycle/schema';
import { addDays, dateOf } from '../calendar';
import { lookup } from '../lookup';
import { seesStep } from '../maintenance/steps';
import { openSteps, type StepView } from '../maintenance/views';
import type { Partner } from '../partner';
import { itemsFor, itemsOf, type ItemView } from '../progress';
import { openTodos, todosFor, type TodoView } from '../test-cases/todos';
import { inTimeUntil, sincePause } from './due';

/** What people are reminded of: an item of the checklist, a step of a maintenance task, or a to-do for a failed test case. */
export type Duty = ItemView | StepView | TodoView;

export const isStep = (duty: Duty): duty is StepView => 'task' in duty;
export const isTodo = (duty: Duty): duty is TodoView => 'todo' in duty;
/** The other side waits for an answer. */
export const isAsked = (duty: Duty): duty is ItemView => 'awaitsAnswer' in duty && duty.awaitsAnswer;

/** Returns all that people are reminded of, internal things too, in the lifecycle's order. */
export function dutiesOf(partner: Partner, lifecycle: Lifecycle): readonly Duty[] {
  const others = [...openSteps(partner, lifecycle), ...openTodos(partner, lifecycle)];
  const items = withAnswer(itemsOf(partner, lifecycle), partner, lifecycle);
  return others.length === 0 ? items : [...items, ...others];
}

/**
 * A GA date that was proposed waits for its answer, also while another one stands: at the latest on the last day on which
 * it can be agreed.
 */
function withAnswer(items: readonly ItemView[], partner: Partner, lifecycle: Lifecycle) {
  const { gaProposal: proposal } = partner;
  if (!proposal) return items;
  const due = addDays(proposal.date, -lifecycle.ga.agreeDaysAhead);
  const since = sincePause(proposal.at, partner);
  const waits = { standing: 'ready', since, due } as const;
  return items.map((view): ItemView => {
    const isProposed =
      view.id === lookup(lifecycle).gaDate?.id && (view.standing === 'ready' || view.standing === 'done');
    return isProposed ? { ...view, ...waits, inTimeUntil: inTimeUntil(due, since, lifecycle) } : view;
  });
}

/**
 * A duty as somebody in a zone has it: in time until the end of the day, by their own calendar, on which it became possible. What
 * became possible while they slept is not overdue in their morning.
 */
export function asIn<D extends Duty>(zone: string, duty: D): D {
  if (duty.inTimeUntil === undefined) return duty;
  const possible = dateOf(duty.since, zone);
  return possible > duty.inTimeUntil ? { ...duty, inTimeUntil: possible } : duty;
}

/** Those that one side may see. */
export const dutiesFor = (side: Side, partner: Partner, lifecycle: Lifecycle): readonly Duty[] => [
  ...withAnswer(itemsFor(side, partner, lifecycle), partner, lifecycle),
  ...openSteps(partner, lifecycle).filter(({ step }) => seesStep(side, step)),
  ...todosFor(side, partner, lifecycle),
];

/** The duty of an id, also of an item's former one, among those that a side may see. */
export function dutyFor(side: Side, id: string, partner: Partner, lifecycle: Lifecycle): Duty | undefined {
  const today = lookup(lifecycle).byId.get(id)?.id ?? id;
  return dutiesFor(side, partner, lifecycle).find((duty) => duty.id === today);
}
