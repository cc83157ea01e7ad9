import type { Author, TestRunEvent } from '../events';
import type { Instant } from '../ids';
import type { Partner } from '../partner';
import type { CaseResult, TestRuns, Todo } from '../test-cases/state';
import { revise } from './items';
import { without } from './records';

/** Keeps results, rounds and to-dos. Whatever rests on the item of a run rests on each of its results. */
export function evolveTestRuns(partner: Partner, event: TestRunEvent, at: Instant, by: Author): Partner {
  const { tests } = partner;
  const set = (change: Partial<TestRuns>): Partner => ({ ...partner, tests: { ...tests, ...change } });
  switch (event.type) {
    case 'CapabilitiesSaid':
      return set({ capabilities: event.capabilities });
    case 'CaseOverridden': {
      const { applies, reason, internal } = event;
      const override = { applies, reason, ...(internal && { internal }), at, by };
      return set({ overrides: { ...tests.overrides, [event.case]: override } });
    }
    case 'OverrideDropped':
      return set({ overrides: without(tests.overrides, event.case) });
    case 'RoundStarted': {
      const { round: number, cases, present } = event;
      return set({ rounds: [...tests.rounds, { number, at, cases, present, results: {} }] });
    }
    case 'ResultsRecorded': {
      const { run, item } = event;
      const revision = partner.version + 1;
      const results = Object.fromEntries(
        event.results.map(({ case: id, is, note }): [string, CaseResult] => [
          id,
          { is, ...(note && { note }), at, by, revision },
        ]),
      );
      // Whatever rests on the run's item rests on each of its results.
      return revise({ ...partner, tests: record(tests, run, results) }, item, {});
    }
    case 'TodoAdded': {
      const { todo: id, title, owner, due } = event;
      const todo = { id, case: event.case, title, ...(owner && { owner }), ...(due && { due }), at };
      return set({ todos: [...tests.todos, todo] });
    }
    case 'TodoHandedOver': {
      const { owner } = event;
      const hand = (todo: Todo): Todo => {
        const { owner: _, ...others } = todo;
        return { ...others, ...(owner && { owner }) };
      };
      return set({ todos: tests.todos.map((t) => (t.id === event.todo ? hand(t) : t)) });
    }
    case 'TodoDone':
      return set({ todos: tests.todos.map((t) => (t.id === event.todo ? { ...t, done: { at, by } } : t)) });
  }
}

function record(
  tests: TestRuns,
  run: Extract<TestRunEvent, { type: 'ResultsRecorded' }>['run'],
  results: Readonly<Record<string, CaseResult>>,
): TestRuns {
  if (run.kind === 'partner') return { ...tests, partnerRun: { ...tests.partnerRun, ...results } };
  const rounds = tests.rounds.map((r) =>
    r.number === run.round ? { ...r, results: { ...r.results, ...results } } : r,
  );
  return { ...tests, rounds };
}
