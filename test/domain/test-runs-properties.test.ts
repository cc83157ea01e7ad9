import * as fc from 'fast-check';
import type { CaseId } from '../../src/domain/ids';
import { stateOf } from '../../src/domain/item-state';
import { lookup } from '../../src/domain/lookup';
import type { Partner } from '../../src/domain/partner';
import { isRefusal } from '../../src/domain/refusal';
import { applicableCases, casesOf, toTry } from '../../src/domain/test-cases/standing';
import { verdicts, type Verdict } from '../../src/domain/test-cases/state';
import {
  acme,
  before,
  can,
  caseOf,
  eng,
  given,
  lena,
  type Move,
  never,
  pat,
  paul,
  results,
  round,
  type Story,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

/** Whatever is recorded, in whatever order: what holds of the runs, and of what rests on them. */

const ready = given(acme, before('joint-validation'));
const all = partnerConnect.testCases.map(({ id }) => caseOf(id));
const capabilities = partnerConnect.capabilities.map(({ id }) => id);

const someCases = fc.subarray(all, { minLength: 1, maxLength: 6 });
const who = fc.constantFrom(eng, paul, pat, lena);
const verdict = fc.constantFrom<Verdict>(...verdicts, 'pass');
const deed = fc.oneof(
  fc
    .record({ who, is: verdict, cases: fc.oneof(someCases, fc.constant('all' as const)) })
    .map((d) => ({ ...d, do: 'record' as const })),
  fc
    .record({ who, is: verdict, cases: fc.oneof(someCases, fc.constant('all' as const)) })
    .map((d) => ({ ...d, do: 'own' as const })),
  fc.record({ who }).map((d) => ({ ...d, do: 'round' as const })),
  fc.record({ who, which: fc.subarray(capabilities) }).map((d) => ({ ...d, do: 'can' as const })),
  fc.record({ who, cases: someCases, applies: fc.boolean() }).map((d) => ({ ...d, do: 'override' as const })),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

const applicable = ({ partner }: Story): readonly CaseId[] => applicableCases(partner, partnerConnect).map((c) => c.id);

function moveOf(story: Story, d: Deed): Move {
  switch (d.do) {
    case 'own':
    case 'record': {
      const ids = applicable(story).filter((id) => d.cases === 'all' || d.cases.includes(id));
      return d.who.does(results(d.do === 'own' ? 'partner' : story.partner.tests.rounds.length, d.is, ids, 'why'));
    }
    case 'round':
      return d.who.does(round(toTry(story.partner, partnerConnect).map((c) => c.id)));
    case 'can':
      return d.who.does(can(...d.which));
    case 'override':
      return d.who.does({
        type: 'OverrideCase',
        case: d.cases[0] ?? caseOf('P100'),
        applies: d.applies,
        reason: 'why',
      });
  }
}

/** What is refused does not happen. */
function told(deeds: readonly Deed[], each: (before: Story, move: Move, after: Story) => void = () => {}): Story {
  return deeds.reduce<Story>((story, d) => {
    const move = moveOf(story, d);
    const outcome = story.when(move);
    if (isRefusal(outcome.decision)) return story;
    const after = outcome.accepted();
    each(story, move, after);
    return after;
  }, ready);
}

const isDone = (id: string, partner: Partner) => {
  const placed = lookup(partnerConnect).byId.get(id);
  return placed !== undefined && stateOf(placed, partner).status.is === 'done';
};

test('validation is done exactly when the last round in which each case was tried has no failure, and none is left or in doubt', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
      const { partner } = told(deeds);
      const { rounds } = partner.tests;
      if (rounds.length === 0) return;
      const last = (id: string) => rounds.findLast(({ results: tried }) => tried[id])?.results[id]?.is;
      const views = casesOf(partner, partnerConnect);
      const passed = views.every(({ id, testCase, applicability: { applies } }) => {
        if (applies !== 'yes') return applies === 'no';
        return last(id) === undefined ? testCase.optional : last(id) !== 'fail';
      });
      const early = !isDone('partner-validation', partner) && !isDone('joint-validation', partner);
      expect(isDone('joint-validation', partner) || (early && passed)).toBe(passed);
    }),
    { numRuns: 60 },
  );
});

test('the same results again change nothing', () => {
  fc.assert(
    fc.property(fc.array(deed, { minLength: 1, maxLength: 15 }), (deeds) => {
      told(deeds, (_before, move, after) => {
        if (move.command.type === 'RecordResults') after.when(move).thenNothing();
      });
    }),
    { numRuns: 40 },
  );
});

test('an override decides, whatever else is said; dropped, it is as if it had never been', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...all),
      fc.boolean(),
      fc.array(fc.subarray(capabilities), { maxLength: 4 }),
      (id, applies, said) => {
        const of = (story: Story) =>
          casesOf(story.partner, partnerConnect).find((c) => c.id === id)?.applicability.applies;
        const attempt = ready.when(eng.does({ type: 'OverrideCase', case: id, applies, reason: 'why' }));
        if (isRefusal(attempt.decision)) {
          expect(of(ready)).toBe(applies ? 'yes' : 'no');
          return;
        }
        const moves = said.map((which) => paul.does(can(...which)));
        const after = attempt.accepted().and(moves);
        expect(of(after)).toBe(applies ? 'yes' : 'no');
        expect(of(after.and(eng.does({ type: 'DropOverride', case: id })))).toBe(of(ready.and(moves)));
      },
    ),
    { numRuns: 40 },
  );
});

test('engineering’s sign-off stands only on the results it was given on', () => {
  fc.assert(
    fc.property(fc.array(deed, { minLength: 1, maxLength: 10 }), (deeds) => {
      const signedOff = ready.and(
        eng.does(round(applicable(ready))),
        eng.does(results(1, 'pass', applicable(ready))),
        eng.does({
          type: 'GiveSignOff',
          signOff: lookup(partnerConnect).byId.get('signoff-engineering')?.id ?? never(),
          criteria: [],
        }),
      );
      const after = deeds.reduce<Story>((story, d) => {
        const outcome = story.when(moveOf(story, d));
        return isRefusal(outcome.decision) ? story : outcome.accepted();
      }, signedOff);
      const same = tried(after) === tried(signedOff);
      if (!same) expect(after.partner.signOffs['signoff-engineering']?.is).toBe('reopened');
    }),
    { numRuns: 40 },
  );
});

/** All that was recorded in joint rounds. */
const tried = ({ partner }: Story): string =>
  JSON.stringify(partner.tests.rounds.map((r) => r.results).filter((r) => Object.keys(r).length > 0));
