import type { Instant } from './ids';
import { nextSteps, type ItemView } from './progress';

/** So many items are named as next, and their people pinged. */
const mostNext = 2;

/** Returns which items the notice of an earlier sign-off named as next, in the turn that they still have: nobody is pinged twice in one turn. */
export function wasNext(gate: ItemView, items: readonly ItemView[]): (next: ItemView) => boolean {
  const told = items.flatMap((before) => {
    const { signOff } = before;
    if (before.id === gate.id || signOff?.is !== 'given' || signOff.at >= (givenAt(gate) ?? 0)) return [];
    return nextAfter(before, asOf(signOff.at, items)).map(({ id }) => ({ id, at: signOff.at }));
  });
  return ({ id, since }) => told.some((one) => one.id === id && one.at >= since);
}

/** The items as they stood at an earlier sign-off: what was given since was still to be given, what came up since was not there. */
const asOf = (at: Instant, items: readonly ItemView[]): readonly ItemView[] =>
  items.map((i) => {
    if ((givenAt(i) ?? 0) > at) return { ...i, standing: 'ready' };
    return i.standing === 'ready' && i.since > at ? { ...i, standing: 'waiting' } : i;
  });

const givenAt = ({ signOff }: ItemView): Instant | undefined => (signOff?.is === 'given' ? signOff.at : undefined);

/** Returns what is next after a sign-off: what waited for it, then the other gates; else whatever comes first. */
export function nextAfter(gate: ItemView, items: readonly ItemView[]): readonly ItemView[] {
  const steps = nextSteps(items).filter((i) => !i.optional);
  const rank = (i: ItemView) => (i.needs.includes(gate.id) ? 0 : i.item.kind === 'task' ? 2 : 1);
  const near = steps.filter((i) => rank(i) < 2).toSorted((a, b) => rank(a) - rank(b));
  return near.length > 0 ? near.slice(0, mostNext) : steps.slice(0, 1);
}
