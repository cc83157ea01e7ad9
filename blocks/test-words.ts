import type { Button } from '@slack/types';
import type { PartnerId } from '../src/domain/ids';
import type { Because } from '../src/domain/test-cases/applicability';
import type { CaseView, RunKind, RunStanding } from '../src/domain/test-cases/standing';
import type { CaseResult, Todo, Verdict } from '../src/domain/test-cases/state';
import type { TestSummary } from '../src/domain/test-cases/summary';
import type { TodoView } from '../src/domain/test-cases/todos';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { button } from './kit';
import type { Viewer } from './picture';
import { count, moment, name, oneLine, someOf } from './text';
import { author, dueFor } from './words';

/** The words for test cases and their results. */

export const verdictMarks: Readonly<Record<Verdict, string>> = { pass: '✅', fail: '❌', 'not-applicable': '➖' };
export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: 'passed',
  fail: 'failed',
  'not-applicable': 'not applicable',
};

export const caseTitle = ({ id, testCase }: CaseView): string => `*${id}* ${oneLine(testCase.title, 200)}`;

const mostNamed = 8;

/** "P100, P302 and 3 more". */
export const named = (cases: readonly { readonly id: string }[]): string =>
  someOf(
    cases.map(({ id }) => id),
    mostNamed,
  );

/** How a run stands, in a line: "6 of 8 passed · failed: P302 · to be tried: P600". */
export function standingLine({ pass, applicable, failed, open, unknown }: RunStanding): string {
  return [
    `${pass.length} of ${count(applicable.length, 'case')} passed`,
    ...(failed.length > 0 ? [`failed: ${named(failed)}`] : []),
    ...(open.length > 0 ? [`to be tried: ${named(open)}`] : []),
    ...(unknown.length > 0 ? [`not known whether they apply: ${named(unknown)}`] : []),
  ].join(' · ');
}

/** The one line of status and card. */
export function summaryLine({ run, round, passed, applicable, failed }: TestSummary): string {
  const where = run === 'partner-run' ? 'partner’s run' : `joint round ${round}`;
  const open = failed.length === 0 ? '' : ` · ❌ ${named(failed.map((id) => ({ id })))}`;
  return `Tests: *${passed} of ${count(applicable, 'case')} passed* · ${where}${open}`;
}

/** "Partner’s run", "Joint round 2". */
export const runWords = (run: RunKind, round?: number): string =>
  run === 'partner-run' ? 'Partner’s run' : `Joint round ${round}`;

/** A result with what was said of it. */
export const resultLine = ({ is, note, by, at }: CaseResult): string =>
  `${verdictMarks[is]} ${verdictWords[is]} · ${author(by)}, ${moment(at)}${note ? `\n“${oneLine(note, 300)}”` : ''}`;

/** Why a case applies or not. An internal reason is for the databricks side. */
export function becauseWords(because: Because, lifecycle: Lifecycle, reader: Side): string {
  switch (because.is) {
    case 'everybody':
      return 'every product must pass it';
    case 'connect-api':
      return 'the product implements the Connect API';
    case 'no-connect-api':
      return 'this kind of product does not implement the Connect API';
    case 'configuration':
      return `so the configuration file says (${oneLine(because.field, 100)})`;
    case 'capabilities': {
      const titles = because.ids.map((id) => lifecycle.capabilities.find((c) => c.id === id)?.title ?? id);
      return `it goes by what the product can do: ${titles
        .slice(0, 5)
        .map((title) => oneLine(title, 100))
        .join(', ')}`;
    }
    case 'override': {
      const { by, internal, reason } = because.override;
      const why =
        internal && reader === 'partner' ? '' : `: “${oneLine(reason, 300)}”${internal ? ' (_internal_)' : ''}`;
      return `so ${author(by)} says${why}`;
    }
  }
}

/** A to-do with whose it is and until when; of one's own, "you". */
export const todoLine = (view: TodoView, viewer: Viewer): string =>
  [
    `📌 *${view.todo.case}* ${oneLine(view.todo.title)}`,
    todoHolder(view, viewer),
    ...(view.due ? [dueFor(view, viewer)] : []),
  ].join(' · ');

const todoHolder = (view: TodoView, { who }: Viewer): string => {
  const { person } = view.turn;
  return person?.person === who.person ? '*you*' : person && !view.internal ? name(person.name) : nobodysTodo(view);
};

/** The button with which a to-do is ticked, by anybody on the people list. */
export const todoButton = ({ id, title }: Todo, p: PartnerId, look: { readonly style?: 'primary' } = {}): Button =>
  button('Done', 'todo-done', { p, from: { s: 'tests' }, todo: id }, { suffix: id, label: `Done: ${title}`, ...look });

/** Why a to-do is with whoever runs the onboarding. */
export function nobodysTodo({ todo: { owner }, turn }: TodoView): string {
  if (!owner) return 'nobody has it';
  return `${name(owner.name)} ${turn.person ? 'may not know of the tests, which are internal' : 'is no longer on the people list'}`;
}
