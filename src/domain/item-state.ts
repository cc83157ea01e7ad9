import type { Lifecycle } from '../lifecycle/schema';
import { lookup, neededBy, type Placed } from './lookup';
import { untouched, type ItemState, type Partner, type SignOffState } from './partner';

/** What is recorded of an item, and whether it is finished. */

/** The item's state, also when it was recorded under one of the item's former ids. */
export const stateOf = ({ item }: Placed, partner: Partner): ItemState =>
  recorded(item.id, item.formerly, partner.items) ?? untouched;

/** What became of a sign-off, also when it was recorded under a former id; nothing when nobody touched it. */
export const signOffOf = ({ item }: Placed, partner: Partner): SignOffState | undefined =>
  recorded(item.id, item.formerly, partner.signOffs);

function recorded<T>(id: string, formerly: readonly string[], record: Readonly<Record<string, T>>): T | undefined {
  const known = record[id];
  if (known !== undefined || formerly.length === 0) return known;
  const former = formerly.find((old) => record[old] !== undefined);
  return former === undefined ? undefined : record[former];
}

/** Whether an item is part of this partner's onboarding at all. */
export const applies = ({ item }: Placed, partner: Partner): boolean =>
  !(item.kind === 'task' && item.notForIntegrationTypes.includes(partner.integrationType));

/** All that is recorded of an item. */
export interface Recorded {
  readonly state: ItemState;
  readonly signOff: SignOffState | undefined;
}

/** What is recorded of an item, whether it is a task or a gate. */
export const recordOf = (placed: Placed, partner: Partner): Recorded => ({
  state: stateOf(placed, partner),
  signOff: signOffOf(placed, partner),
});

/** Whether an item counts as finished: done, signed off, not needed, or not part of this onboarding. */
export function isFinished(
  placed: Placed,
  partner: Partner,
  { state, signOff }: Recorded = recordOf(placed, partner),
): boolean {
  if (!applies(placed, partner)) return true;
  if (placed.item.kind !== 'task') return signOff?.is === 'given';
  const { is } = state.status;
  return is === 'done' || is === 'not-needed';
}

/** The items that must still be finished before this one can be done. */
export const missingFor = (placed: Placed, partner: Partner, lifecycle: Lifecycle): readonly Placed[] =>
  neededBy(placed, lifecycle).filter((needed) => !isFinished(needed, partner));

/** Whether the launch is over. A lifecycle without an item after the GA date has no launch to record. */
export function isLaunched(partner: Partner, lifecycle: Lifecycle): boolean {
  const { launch } = lookup(lifecycle);
  return launch !== undefined && applies(launch, partner) && isFinished(launch, partner);
}
