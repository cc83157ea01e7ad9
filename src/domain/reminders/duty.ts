import type { Lifecycle, Side } from '../../lifecycle/schema';
import { lookup } from '../lookup';
import { seesStep } from '../maintenance/steps';
import { openSteps, type StepView } from '../maintenance/views';
import type { Partner } from '../partner';
import { itemsFor, itemsOf, type ItemView } from '../progress';

/** What people are reminded of: an item of the checklist, or a step of a maintenance task. */
export type Duty = ItemView | StepView;

export const isStep = (duty: Duty): duty is StepView => 'task' in duty;

export function dutiesOf(partner: Partner, lifecycle: Lifecycle): readonly Duty[] {
  const steps = openSteps(partner, lifecycle);
  return steps.length === 0 ? itemsOf(partner, lifecycle) : [...itemsOf(partner, lifecycle), ...steps];
}

/** Those that one side may see. */
export const dutiesFor = (side: Side, partner: Partner, lifecycle: Lifecycle): readonly Duty[] => [
  ...itemsFor(side, partner, lifecycle),
  ...openSteps(partner, lifecycle).filter(({ step }) => seesStep(side, step)),
];

/** The duty of an id, also of an item's former one, among those that a side may see. */
export function dutyFor(side: Side, id: string, partner: Partner, lifecycle: Lifecycle): Duty | undefined {
  const today = lookup(lifecycle).byId.get(id)?.id ?? id;
  return dutiesFor(side, partner, lifecycle).find((duty) => duty.id === today);
}
