import type { Lifecycle } from '../../lifecycle/schema';
import { bugOf, isUnsolved } from '../bugs/numbers';
import { severityOf } from '../bugs/severity';
import type { PartnerEvent, RecordedEvent } from '../events';
import type { Instant } from '../ids';
import { isLaunched, stateOf } from '../item-state';
import type { Partner } from '../partner';
import { planRollout, recordedWaves } from '../rollout/plan';
import { agreedDate, isComplete, isRolledOut, rolloutItem } from '../rollout/standing';

/** The rollout follows the partner's clouds: what has not started is planned anew when they change. */
export function replanForClouds(
  before: Partner | undefined,
  partner: Partner,
  lifecycle: Lifecycle,
  now: Instant,
): readonly PartnerEvent[] {
  const ga = agreedDate(partner, lifecycle);
  const changed = before !== undefined && before.clouds !== partner.clouds;
  if (!changed || !partner.rollout || !ga || isLaunched(partner, lifecycle)) return [];
  const plan = planRollout({ partner, lifecycle, ga, now });
  // With no day left nothing is planned: the board says so, and those who can choose are told.
  if (!plan.possible) return [];
  const reason = 'The clouds of the partner changed.';
  return [{ type: 'RolloutPlanned', ga, waves: recordedWaves(plan.waves), reason }];
}

/** The rollout's item is done when every region is live, and open again when one no longer is. */
export function settleRollout(partner: Partner, lifecycle: Lifecycle): readonly PartnerEvent[] {
  const placed = rolloutItem(partner, lifecycle);
  if (!placed || !partner.rollout || isLaunched(partner, lifecycle)) return [];
  const complete = isComplete(partner, lifecycle);
  const { is } = stateOf(placed, partner).status;
  if (complete && (is === 'open' || is === 'blocked')) return [{ type: 'RolloutCompleted', item: placed.id }];
  if (!complete && is === 'done')
    return [{ type: 'ItemReopened', item: placed.id, reason: 'Not every region is live any more.' }];
  return [];
}

const graver: ReadonlySet<PartnerEvent['type']> = new Set<PartnerEvent['type']>([
  'BugReported',
  'BugSeverityChanged',
  'BugReopened',
]);

/** A bug that is grave enough halts the waves that have not started. It halts once: whoever resumes knows of it. */
export function haltForBugs(
  partner: Partner,
  events: readonly RecordedEvent[],
  lifecycle: Lifecycle,
): readonly PartnerEvent[] {
  if (!partner.rollout || partner.rollout.halted || isRolledOut(partner, lifecycle)) return [];
  const grave = events.flatMap(({ event }) => {
    const bug = graver.has(event.type) && 'bug' in event ? bugOf(partner.bugs, event.bug) : undefined;
    return bug && isUnsolved(bug) && severityOf(bug, lifecycle)?.haltsRollout ? [bug] : [];
  });
  const [bug] = grave;
  return bug ? [{ type: 'RolloutHalted', reason: `${bug.number} (${bug.severity}): ${bug.title}` }] : [];
}
