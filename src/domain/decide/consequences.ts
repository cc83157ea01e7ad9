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

/** What happened: to which partner, by which events, when. */
interface Change {
  readonly before: Partner | undefined;
  readonly events: readonly RecordedEvent[];
  readonly at: Instant;
  readonly lifecycle: Lifecycle;
}

/** What must follow a change, each seeing what the one before it led to. */
const rules: readonly ((after: Partner, change: Change) => readonly PartnerEvent[])[] = [
  (after, { before, lifecycle }) => settleArtifacts(before, after, lifecycle),
  (after, { lifecycle }) => settleRun('partner-run', after, lifecycle),
  (after, { lifecycle }) => settleRun('joint-rounds', after, lifecycle),
  (after, { lifecycle }) => reopenSignOffs(after, lifecycle),
  (after, { before, lifecycle, at }) => replanForClouds(before, after, lifecycle, at),
  (after, { before, lifecycle, at }) => taskForNewClouds(before, after, lifecycle, at),
  (after, { before, lifecycle, at }) => planExpansion(before, after, lifecycle, at),
  (after, { lifecycle }) => settleRollout(after, lifecycle),
  (after, { events, lifecycle }) => haltForBugs(after, events, lifecycle),
  (after, { lifecycle }) => completeTasks(after, lifecycle),
  (after, { before, events, lifecycle, at }) => planNext(before, after, lifecycle, at, endedForGood(events)),
];

/** Returns what must follow events that are to happen to a partner: further events, none of which a person asked for. */
export function consequences(
  partner: Partner | undefined,
  events: readonly RecordedEvent[],
  { at, lifecycle }: { readonly at: Instant; readonly lifecycle: Lifecycle },
): readonly RecordedEvent[] {
  const change: Change = { before: partner, events, at, lifecycle };
  const log: RecordedEvent[] = [];
  let after = events.reduce<Partner | undefined>(evolve, partner);
  for (const rule of rules) {
    const follow = after ? rule(after, change) : [];
    if (follow.length === 0) continue;
    const recorded = follow.map((event): RecordedEvent => ({ at, by: { kind: 'bot' }, event }));
    log.push(...recorded);
    after = recorded.reduce<Partner | undefined>(evolve, after);
  }
  return log;
}

const endedForGood = (events: readonly RecordedEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap(({ event }) => (event.type === 'MaintenanceCancelled' && event.forGood ? [event.task] : [])));
