import type { Command } from '../../src/domain/commands';
import type { PersonKey } from '../../src/domain/ids';
import { lookup } from '../../src/domain/lookup';
import type { Partner } from '../../src/domain/partner';
import { applicability } from '../../src/domain/test-cases/applicability';
import { casesOf, factsOf, type RunKind } from '../../src/domain/test-cases/standing';
import type { Item, Lifecycle } from '../../src/lifecycle/schema';

/** The commands by which every case that applies passes in a run, for stories in which the runs are not the point. */
export function passing(run: RunKind, partner: Partner, lifecycle: Lifecycle): readonly Command[] {
  const capabilities = partner.tests.capabilities ?? [];
  const facts = { ...factsOf(partner, lifecycle), capabilities };
  const cases = casesOf(partner, lifecycle)
    .filter((c) => applicability(c.testCase, facts, partner.tests.overrides[c.id]).applies === 'yes')
    .map((c) => c.id);
  const results = cases.map((id) => ({ case: id, is: 'pass' as const }));
  const said: Command = { type: 'SayCapabilities', capabilities };
  if (run === 'partner-run') return [said, { type: 'RecordResults', run: { kind: 'partner' }, results }];
  const round = partner.tests.rounds.length + 1;
  const present = oneOfEachSide(partner, lifecycle);
  return [
    said,
    { type: 'StartRound', cases, present },
    { type: 'RecordResults', run: { kind: 'joint', round }, results },
  ];
}

export function oneOfEachSide(partner: Partner, lifecycle: Lifecycle): readonly PersonKey[] {
  const { teams } = lookup(lifecycle);
  return (['databricks', 'partner'] as const).flatMap(
    (side) => partner.people.find((a) => a.active && teams.get(a.team)?.side === side)?.person ?? [],
  );
}

/** Every guideline of the review list is met. */
export const allMet = ({ uxGuidelines }: Lifecycle): Command => ({
  type: 'ReviewGuidelines',
  verdicts: uxGuidelines.map(({ id }) => ({ guideline: id, is: 'met' })),
});

/** Whether a sign-off waits for the review list. */
export const asksReview = (item: Item): boolean =>
  item.kind !== 'task' && item.criteria.some((c) => c.guidelines.length > 0);
