import type { KnownBlock, ModalView } from '@slack/types';
import type { Partner } from '../src/domain/partner';
import { mayOverride } from '../src/domain/test-cases/powers';
import { casesOf, type CaseView } from '../src/domain/test-cases/standing';
import { seesRun, seesTodos } from '../src/domain/test-cases/summary';
import type { Lifecycle } from '../src/lifecycle/schema';
import { closed, type Form } from './form-parts';
import { context, header, input, modal, option, paragraph, radios, section } from './kit';
import { internalAudience } from './options';
import type { Viewer } from './picture';
import { becauseWords, resultLine } from './test-words';
import { fitLines, longDate, name, oneLine, typed } from './text';

/** The choices of the field `applies`. */
const choices = [
  { value: 'as-configured', label: 'Goes by configuration and capabilities' },
  { value: 'yes', label: 'Applies' },
  { value: 'no', label: 'Does not apply' },
] as const;

/** Everything about one test case, and for those who may, a form to override whether it applies. */
export function caseModal({ partner, lifecycle, viewer, memory }: Form<'case'>): ModalView {
  const view = casesOf(partner, lifecycle).find(({ id }) => id === memory.i);
  if (!view) return modal('case', memory, 'Test case', [section('This is no longer a test case. Open Tests again.')]);
  const { testCase, id } = view;
  const overrides = !partner.closed && mayOverride(viewer.who, lifecycle);
  const blocks: KnownBlock[] = [
    header(`${id} · ${testCase.title}`),
    ...(testCase.expectation ? [section(typed(testCase.expectation, 1500))] : []),
    section(appliesLine(view, lifecycle, viewer)),
    ...resultBlocks(view, partner, lifecycle, viewer),
    ...(seesTodos(viewer.who.side, partner, lifecycle) ? todoLines(view, partner) : []).map((line) => section(line)),
    ...(testCase.suiteClass ? [context(`The certification suite tries it too: ${oneLine(testCase.suiteClass)}.`)] : []),
    ...(partner.closed ? [context(closed)] : []),
    ...(overrides ? overrideInputs(view) : []),
  ];
  return modal('case', memory, 'Test case', blocks, overrides ? 'Save' : undefined);
}

function appliesLine({ applicability, testCase }: CaseView, lifecycle: Lifecycle, { who }: Viewer): string {
  const words = { yes: '*Applies*', no: '*Does not apply*', unknown: '*Not known yet whether it applies*' };
  const optional = testCase.optional ? ' It is optional: it needs no result, but must not fail.' : '';
  return `${words[applicability.applies]}: ${becauseWords(applicability.because, lifecycle, who.side)}.${optional}`;
}

function resultBlocks(view: CaseView, partner: Partner, lifecycle: Lifecycle, { who: { side } }: Viewer): KnownBlock[] {
  const own = seesRun(side, 'partner-run', partner, lifecycle) ? view.partner : undefined;
  const joint = seesRun(side, 'joint-rounds', partner, lifecycle) ? view.rounds : [];
  const rounds = joint.flatMap((result, n) => (result ? [`*Round ${n + 1}*: ${resultLine(result)}`] : []));
  const { certified } = view;
  const lines = [
    ...(certified ? [certifiedLine(certified)] : []),
    ...(own ? [`*Partner’s run*: ${resultLine(own)}`] : []),
    ...rounds.slice(-10),
  ];
  return lines.length === 0 ? [context('It was not tried yet.')] : lines.map((line) => section(line));
}

function certifiedLine({ result, failed }: NonNullable<CaseView['certified']>): string {
  const words = { pass: '✅ passed', fail: '❌ failed', skipped: 'not run throughout' };
  return fitLines([`*Certification*: ${words[result]}`, ...failed.map((test) => `• ${oneLine(test)}`)]);
}

const todoLines = ({ id }: CaseView, { tests }: Partner): readonly string[] =>
  tests.todos
    .filter((todo) => todo.case === id)
    .slice(-5)
    .map(
      ({ title, owner, due, done }) =>
        `${done ? '☑️' : '📌'} ${oneLine(title)}${owner ? ` · ${name(owner.name)}` : ''}${due ? ` · ${longDate(due)}` : ''}`,
    );

function overrideInputs({ applicability: { because } }: CaseView): KnownBlock[] {
  const override = because.is === 'override' ? because.override : undefined;
  const now = override === undefined ? 'as-configured' : override.applies ? 'yes' : 'no';
  const options = choices.map(({ value, label }) => option(label, value));
  const hide = option('The reason is internal', internalAudience);
  return [
    input('applies', 'Whether it applies', radios(options, now), { optional: false }),
    input('reason', 'Why, against the configuration', paragraph(override?.reason)),
    input('audience', 'Audience', {
      type: 'checkboxes',
      options: [hide],
      ...(override?.internal && { initial_options: [hide] }),
    }),
  ];
}
