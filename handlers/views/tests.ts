import { internalAudience } from '../../blocks/options';
import type { Recorded } from '../../src/domain/commands';
import { caseId, personKey, type CaseId } from '../../src/domain/ids';
import { isRefusal, refuse } from '../../src/domain/refusal';
import { verdicts } from '../../src/domain/test-cases/state';
import type { Answers } from './answers';
import { dayIn, execute, type ViewHandler } from './submission';

/** Several results at once; whether each needs a word is decided there. */
export const results: ViewHandler<'results'> = ({ p, run }, submission) => {
  const { answers } = submission;
  const notes = { pass: undefined, fail: answers.one('note'), 'not-applicable': answers.one('reason') };
  const recorded = verdicts.flatMap((is) =>
    casesIn(answers, is).map((id): Recorded => {
      const note = notes[is];
      return { case: id, is, ...(note !== undefined && { note }) };
    }),
  );
  return execute(submission, p, { type: 'RecordResults', run, results: recorded });
};

export const startRound: ViewHandler<'round-start'> = ({ p }, submission) => {
  const { answers } = submission;
  const present = answers.many('present').map((person) => personKey.parse(person));
  return execute(submission, p, { type: 'StartRound', cases: casesIn(answers, 'cases'), present });
};

export const capabilities: ViewHandler<'capabilities'> = ({ p }, submission) => {
  const { answers } = submission;
  return execute(submission, p, {
    type: 'SayCapabilities',
    capabilities: answers.many('capabilities'),
    shown: answers.shown('capabilities'),
  });
};

/** Whether the case applies, against the configuration or with it again; what was left as it was is not saved. */
export const caseForm: ViewHandler<'case'> = async ({ p, i }, submission) => {
  const { answers } = submission;
  if (!['applies', 'reason', 'audience'].some((field) => answers.changed(field))) return {};
  const wanted = answers.one('applies');
  if (wanted === 'as-configured') return execute(submission, p, { type: 'DropOverride', case: i });
  return execute(submission, p, {
    type: 'OverrideCase',
    case: i,
    applies: wanted === 'yes',
    reason: answers.text('reason'),
    internal: answers.many('audience').includes(internalAudience),
  });
};

export const addTodo: ViewHandler<'todo-add'> = async ({ p }, submission) => {
  const { answers } = submission;
  const id = caseId.safeParse(answers.one('case'));
  if (!id.success) return refuse('Please choose a case.', 'case');
  const owner = personKey.safeParse(answers.one('owner'));
  const due = dayIn(answers, 'due');
  if (isRefusal(due)) return due;
  return execute(submission, p, {
    type: 'AddTodo',
    case: id.data,
    title: answers.text('title'),
    ...(owner.success && { owner: owner.data }),
    ...(due !== undefined && { due }),
  });
};

export const handOverTodo: ViewHandler<'todo-hand-over'> = async ({ p }, submission) => {
  const { answers } = submission;
  const owner = personKey.safeParse(answers.one('owner'));
  const todo = answers.one('todo') ?? '';
  return execute(submission, p, { type: 'HandOverTodo', todo, owner: owner.success ? owner.data : null });
};

const casesIn = (answers: Answers, field: string): readonly CaseId[] =>
  answers.many(field).map((id) => caseId.parse(id));
