import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Partner } from '../src/domain/partner';
import { askedFor, suggested } from '../src/domain/test-cases/applicability';
import {
  applicableCases,
  casesOf,
  factsOf,
  itemOfRun,
  latest,
  toTry,
  type CaseView,
} from '../src/domain/test-cases/standing';
import type { CaseResult } from '../src/domain/test-cases/state';
import { latestSeen, seesRun } from '../src/domain/test-cases/summary';
import { ownFirst, todosFor } from '../src/domain/test-cases/todos';
import { closed, peopleOf, seen, emptyForm, type Form } from './form-parts';
import { context, input, menu, modal, option, paragraph, plain, section } from './kit';
import { nobody } from './options';
import { named, runWords, verdictWords } from './test-words';
import { count } from './text';

/** The forms of test runs: results, a new round, what the product can do, a to-do. */

const gone = 'This run is no part of the onboarding. Open Tests again to see what is.';

/** Several results at once: what passed, what failed and how, what does not apply and why. */
export function resultsModal({ partner, lifecycle, viewer, memory }: Form<'results'>): ModalView {
  const { run } = memory;
  const kind = run.kind === 'partner' ? 'partner-run' : 'joint-rounds';
  const cases = applicableCases(partner, lifecycle);
  if (partner.closed || !seesRun(viewer.who.side, kind, partner, lifecycle))
    return emptyForm('results', memory, 'Record results', partner.closed ? closed : gone);
  const before = (view: CaseView) => (run.kind === 'partner' ? view.partner : view.rounds[run.round - 1]);
  if (cases.length === 0)
    return emptyForm(
      'results',
      memory,
      'Record results',
      'It is not known yet which cases apply. Say first what the product can do.',
    );
  const open = cases.filter((c) => !before(c));
  const asked = partner.tests.rounds.find((r) => run.kind === 'joint' && r.number === run.round)?.cases ?? [];
  const left = run.kind === 'partner' ? open : open.filter((c) => asked.includes(c.id));
  const choose = (field: string, label: string): InputBlock => casesInput(field, label, cases, before);
  const blocks: KnownBlock[] = [
    section(
      `*${runWords(kind, run.kind === 'joint' ? run.round : undefined)}* · ${left.length > 0 ? `to be tried: ${named(left)}` : 'every case has a result'}`,
    ),
    context('Choose what is new; what is not chosen stays as it is. Both sides see it.'),
    choose('pass', 'Passed'),
    choose('fail', 'Failed'),
    input('note', 'What went wrong', paragraph(), { hint: 'Needed for what failed.' }),
    choose('not-applicable', 'Not applicable'),
    input('reason', 'Why it does not apply', paragraph()),
  ];
  return modal('results', memory, 'Record results', blocks, 'Record');
}

const casesInput = (
  field: string,
  label: string,
  cases: readonly CaseView[],
  before: (view: CaseView) => CaseResult | undefined,
  chosen: readonly CaseView[] = [],
): InputBlock => {
  const options = cases.slice(0, 100).map((c) => {
    const result = before(c);
    return { view: c, option: option(`${c.id} · ${c.testCase.title}`, c.id, result && verdictWords[result.is]) };
  });
  const initial = options.filter(({ view }) => chosen.includes(view));
  return input(field, label, {
    type: 'multi_static_select',
    placeholder: plain('Choose cases'),
    options: options.map((o) => o.option),
    ...(initial.length > 0 && { initial_options: initial.map((o) => o.option) }),
  });
};

/** A joint round begins: who is there, and what is tried; proposed is what failed and what has no result yet. */
export function roundModal({ partner, lifecycle, viewer, memory }: Form<'round-start'>): ModalView {
  if (partner.closed || !seesRun(viewer.who.side, 'joint-rounds', partner, lifecycle))
    return emptyForm('round-start', memory, 'Start a round', partner.closed ? closed : gone);
  const cases = applicableCases(partner, lifecycle);
  const wanted = toTry(partner, lifecycle);
  const people = peopleOf(partner);
  if (cases.length === 0 || people.length === 0)
    return emptyForm(
      'round-start',
      memory,
      'Start a round',
      'There is nobody on the people list, or nothing to try yet.',
    );
  const teams: readonly string[] = itemOfRun('joint-rounds', lifecycle)?.teams ?? [];
  const options = people.map((a) => option(a.name, a.person));
  const initial = options.filter((_, n) => people[n]?.teams.some((team) => teams.includes(team)));
  const number = (partner.tests.rounds.at(-1)?.number ?? 0) + 1;
  const blocks: KnownBlock[] = [
    section(`*Joint round ${number}* · ${count(wanted.length, 'case')} to be tried. Both sides try them in one call.`),
    input(
      'present',
      'Who is there',
      {
        type: 'multi_static_select',
        placeholder: plain('Choose people'),
        options,
        ...(initial.length > 0 && { initial_options: initial }),
      },
      { optional: false, hint: 'People of both sides, from the people list.' },
    ),
    casesInput('cases', 'What is tried', cases, latest, wanted),
  ];
  return modal('round-start', memory, 'Start a round', blocks, 'Start');
}

/** What the product can do, of what the configuration file does not tell. */
export function capabilitiesModal({ partner, lifecycle, memory }: Form<'capabilities'>): ModalView {
  const facts = factsOf(partner, lifecycle);
  const asked = askedFor(lifecycle.testCases, facts);
  const options = lifecycle.capabilities
    .filter(({ id }) => asked.includes(id))
    .slice(0, 100)
    .map(({ id, title }) => option(title, id));
  if (partner.closed || options.length === 0)
    return emptyForm(
      'capabilities',
      memory,
      'What it can do',
      partner.closed ? closed : 'There is nothing to ask: it is known which cases apply.',
    );
  const chosen = partner.tests.capabilities ?? suggested(lifecycle.testCases, facts);
  const initial = options.filter(({ value }) => value !== undefined && chosen.includes(value));
  const select = {
    type: 'multi_static_select' as const,
    placeholder: plain('Choose what holds'),
    options,
    ...(initial.length > 0 && { initial_options: initial }),
  };
  const blocks: KnownBlock[] = [
    section('Which test cases apply goes by what the product can do.'),
    input('capabilities', 'The product…', select, { hint: `Leave out what it does not do. ${seen}` }),
  ];
  return modal('capabilities', memory, 'What it can do', blocks, 'Save');
}

/** Of a menu of one option, that one. */
const only = ([first, ...others]: readonly PlainTextOption[]): string | undefined =>
  others.length === 0 ? first?.value : undefined;

const holderMenu = (partner: Partner) =>
  menu(
    [option('Nobody in particular', nobody), ...peopleOf(partner).map((a) => option(a.name, a.person))],
    undefined,
    'Choose a person',
  );

/** What is done about a case that failed. */
export function todoModal({
  partner,
  lifecycle,
  viewer: {
    who: { side },
  },
  memory,
}: Form<'todo-add'>): ModalView {
  const failed = casesOf(partner, lifecycle).filter((c) => latestSeen(side, c, partner, lifecycle)?.is === 'fail');
  if (partner.closed || failed.length === 0)
    return emptyForm(
      'todo-add',
      memory,
      'To-do',
      partner.closed ? closed : 'No case has failed: there is nothing to do.',
    );
  const options = failed.map((c) => option(`${c.id} · ${c.testCase.title}`, c.id));
  const blocks: KnownBlock[] = [
    input('case', 'Case', menu(options, only(options), 'Choose a case'), { optional: false }),
    input(
      'title',
      'What is to be done',
      { type: 'plain_text_input', max_length: 150 },
      { optional: false, hint: seen },
    ),
    input('owner', 'By whom', holderMenu(partner)),
    input('due', 'Until when', { type: 'datepicker' }),
  ];
  return modal('todo-add', memory, 'To-do', blocks, 'Add');
}

/** Who is to do what is done about a case that failed. */
export function handOverTodoModal({
  partner,
  lifecycle,
  viewer: {
    who: { side, person },
  },
  memory,
}: Form<'todo-hand-over'>): ModalView {
  const todos = ownFirst(todosFor(side, partner, lifecycle), person).slice(0, 100);
  if (partner.closed || todos.length === 0)
    return emptyForm('todo-hand-over', memory, 'To-do', partner.closed ? closed : 'There is no to-do to hand over.');
  const options = todos.map(({ todo }) =>
    option(`${todo.case} · ${todo.title}`, todo.id, todo.owner && `Now: ${todo.owner.name}`),
  );
  const blocks: KnownBlock[] = [
    input('todo', 'To-do', menu(options, only(options), 'Choose a to-do'), { optional: false }),
    input('owner', 'By whom', holderMenu(partner), { optional: false, hint: 'They are reminded of it from now on.' }),
  ];
  return modal('todo-hand-over', memory, 'Hand over a to-do', blocks, 'Hand over');
}
