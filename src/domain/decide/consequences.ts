import type { Lifecycle } from '../../lifecycle/schema';
import type { PartnerEvent, RecordedEvent } from '../events';
import { evolve } from '../evolve';
import type { Instant } from '../ids';
import type { Partner } from '../partner';
import { settleRun } from '../test-cases/settle';
import { settleArtifacts } from './artifacts';
import { completeTasks, planNext } from './care';
import { planExpansion, taskForNewClouds } from './expansion';
import { haltForBugs, replanForClouds, settleRollout } from './rollout-consequences';
import { reopenSignOffs } from './sign-offs';

/** What must follow a change, each seeing what the one before it led to. */
export function consequences(
  partner: Partner | undefined,
  events: readonly RecordedEvent[],
  { at, lifecycle }: { readonly at: Instant; readonly lifecycle: Lifecycle },
): readonly RecordedEvent[] {
  const rules: readonly ((after: Partner) => readonly PartnerEvent[])[] = [
    (after) => settleArtifacts(partner, after, lifecycle),
    (after) => settleRun('partner-run', after, lifecycle),
    (after) => settleRun('joint-rounds', after, lifecycle),
    (after) => reopenSignOffs(after, lifecycle),
    (after) => replanForClouds(partner, after, lifecycle, at),
    (after) => taskForNewClouds(partner, after, lifecycle, at),
    (after) => planExpansion(partner, after, lifecycle, at),
    (after) => settleRollout(after, lifecycle),
    (after) => haltForBugs(after, events, lifecycle),
    (after) => completeTasks(after, lifecycle),
    (after) => planNext(partner, after, lifecycle, at, endedForGood(events)),
  ];
  const log: RecordedEvent[] = [];
  let after = events.reduce<Partner | undefined>(evolve, partner);
  for (const rule of rules) {
    const follow = after ? rule(after) : [];
    const recorded = follow.map((event): RecordedEvent => ({ at, by: { kind: 'bot' }, event }));
    log.push(...recorded);
    after = recorded.reduce<Partner | undefined>(evolve, after);
  }
  return log;
}

const endedForGood = (events: readonly RecordedEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap(({ event }) => (event.type === 'MaintenanceCancelled' && event.forGood ? [event.task] : [])));
