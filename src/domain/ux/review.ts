import type { Guideline, Lifecycle } from '../../lifecycle/schema';
import type { Principal } from '../actor';
import { stateOf } from '../item-state';
import { lookup, type Placed } from '../lookup';
import type { Partner } from '../partner';
import type { Design, GuidelineVerdict } from './state';

/** How the review list and the design review stand. */

export interface GuidelineView {
  readonly guideline: Guideline;
  readonly verdict?: GuidelineVerdict | undefined;
}

/** The review list, in the lifecycle's order. */
export const guidelinesOf = ({ ux }: Partner, { uxGuidelines }: Lifecycle): readonly GuidelineView[] =>
  uxGuidelines.map((guideline) => ({ guideline, verdict: ux.verdicts[guideline.id] }));

/** Whether a guideline stands in nobody's way: met, not applicable, or nothing that must be. */
export const isSatisfied = ({ guideline, verdict }: GuidelineView): boolean =>
  guideline.optional || verdict?.is === 'met' || verdict?.is === 'not-applicable';

/** The item whose design is handed in, and passed or sent back. */
export const reviewItem = (lifecycle: Lifecycle): Placed | undefined => lookup(lifecycle).review;

/** The design that waits for an answer. */
export function waitingDesign(partner: Partner, lifecycle: Lifecycle): Design | undefined {
  const placed = reviewItem(lifecycle);
  const last = partner.ux.designs.at(-1);
  return placed && stateOf(placed, partner).status.is !== 'done' && !last?.sentBack ? last : undefined;
}

/** A verdict of the side that runs the programme is not for the partner to change. */
export const mayChange = (who: Principal, verdict: GuidelineVerdict | undefined): boolean =>
  who.side === 'databricks' || verdict?.by.kind !== 'person' || verdict.by.side === 'partner';
