import type { ActionsBlock, KnownBlock } from '@slack/types';
import { openBugs } from '../src/domain/bugs/order';
import { isLaunched, missingFor } from '../src/domain/item-state';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { casesOf, itemOfRun, runKinds, standingOf, toTry, type CaseView } from '../src/domain/test-cases/standing';
import type { CaseResult } from '../src/domain/test-cases/state';
import { latestSeen, seesRun, seesTodos, testSummary } from '../src/domain/test-cases/summary';
import { openTodos, ownFirst } from '../src/domain/test-cases/todos';
import type { Lifecycle } from '../src/lifecycle/schema';
import { heading } from './heading';
import { encodeMenu } from './ids';
import { button, context, moreContext, option, plain, row, section } from './kit';
import { surfaces, validation } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import type { Surface } from './surface';
import {
  caseTitle,
  named,
  runWords,
  standingLine,
  summaryLine,
  todoButton,
  todoLine,
  verdictMarks,
} from './test-words';
import { count, day, fitLines, name, oneLine } from './text';
import { whoCan } from './words';

const from: Surface = { s: 'tests' };

/** As many cases as are drawn, and in one section; the menu leads to the others. */
const mostCases = 40;
const sectionOf = 6;
const mostTodos = 5;
const mostFailures = 5;

/** The matrix of test cases by run, with what this viewer may do about it. */
export function testsMessage(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): Picture {
  const all = casesOf(partner, lifecycle);
  const shown = all.filter(({ applicability: { applies } }) => applies === 'yes');
  const ruledOut = all.filter(({ applicability: { applies } }) => applies === 'no');
  const left = shown.length - mostCases;
  const standing = standingLines(partner, lifecycle, viewer);
  const summary = testSummary(viewer.who.side, partner, lifecycle);
  const blocks: KnownBlock[] = [
    ...heading(partner, 'Tests'),
    section(fitLines(standing)),
    ...row(...runButtons(partner, lifecycle, viewer)),
    ...failureBlocks(shown, partner, lifecycle, viewer),
    ...caseSections(shown.slice(0, mostCases), partner, lifecycle, viewer),
    ...moreContext(left, `${count(left, 'more case')}.`),
    ...(ruledOut.length > 0 ? [context(`Do not apply: ${named(ruledOut)}. Choose one below to read why.`)] : []),
    ...(seesTodos(viewer.who.side, partner, lifecycle) ? todoBlocks(partner, lifecycle, viewer) : []),
    ...caseMenu(all, partner),
    ...row(...validation(partner.id, 'tests'), ...surfaces(partner.id, lifecycle, 'tests')),
  ];
  const said = summary ? summaryLine(summary) : 'nothing is recorded yet.';
  return picture([`Tests of ${name(partner.name)}: ${said}`, ...standing], blocks);
}

function standingLines(partner: Partner, lifecycle: Lifecycle, { who: { side } }: Viewer): readonly string[] {
  const lines = runKinds.flatMap((run) => {
    const placed = itemOfRun(run, lifecycle);
    if (!placed || !seesRun(side, run, partner, lifecycle)) return [];
    const last = partner.tests.rounds.at(-1);
    const who = whoCan(partner, lifecycle, placed.teams);
    if (run === 'joint-rounds' && !last) return [`*Joint rounds*: none yet · ${who}`];
    const title = run === 'partner-run' ? runWords(run) : `${runWords(run, last?.number)}, ${last ? day(last.at) : ''}`;
    return [`*${title}*: ${standingLine(standingOf(run, partner, lifecycle))} · ${who}`];
  });
  if (lines.length === 0) return ['This onboarding has no test runs.'];
  const present = partner.tests.rounds.at(-1)?.present ?? [];
  const unknown = standingOf('partner-run', partner, lifecycle).unknown.length;
  const seesJoint = seesRun(side, 'joint-rounds', partner, lifecycle);
  return [
    ...lines,
    ...(present.length > 0 && seesJoint
      ? [
          `In that round: ${present
            .slice(0, 8)
            .map((p) => name(p.name))
            .join(', ')}`,
        ]
      : []),
    ...(unknown > 0 ? ['Say what the product can do, so that it is known which cases apply.'] : []),
  ];
}

function runButtons(partner: Partner, lifecycle: Lifecycle, { who }: Viewer) {
  if (partner.closed) return [];
  const works = (run: (typeof runKinds)[number]) => {
    const placed = itemOfRun(run, lifecycle);
    return placed !== undefined && seesRun(who.side, run, partner, lifecycle) && may.workOn(who, placed, lifecycle);
  };
  const value = { p: partner.id, from };
  const last = partner.tests.rounds.at(-1);
  const inRound = last !== undefined && works('joint-rounds');
  const known = standingOf('partner-run', partner, lifecycle).unknown.length === 0;
  const failing = casesOf(partner, lifecycle).some((c) => latestSeen(who.side, c, partner, lifecycle)?.is === 'fail');
  return [
    works('partner-run')
      ? button(
          'Record partner’s run…',
          'results',
          { ...value, run: { kind: 'partner' } },
          { suffix: 'partner', ...(!inRound && known && { style: 'primary' }) },
        )
      : undefined,
    inRound
      ? button(
          `Record round ${last.number}…`,
          'results',
          { ...value, run: { kind: 'joint', round: last.number } },
          { suffix: 'joint', style: 'primary' },
        )
      : undefined,
    works('joint-rounds') && mayStart(partner, lifecycle)
      ? button(`Start round ${(last?.number ?? 0) + 1}…`, 'round-start', value)
      : undefined,
    works('partner-run') || works('joint-rounds')
      ? button('What it can do…', 'capabilities', value, known ? {} : { style: 'primary' })
      : undefined,
    failing && may.takePart(who) ? button('To-do…', 'todo-add', value) : undefined,
    seesTodos(who.side, partner, lifecycle) && openTodos(partner, lifecycle).length > 0 && may.takePart(who)
      ? button('Hand over a to-do…', 'todo-hand-over', value)
      : undefined,
  ];
}

/** When all it needs is there, the last round has results, and something is to be tried. */
function mayStart(partner: Partner, lifecycle: Lifecycle): boolean {
  const placed = itemOfRun('joint-rounds', lifecycle);
  const last = partner.tests.rounds.at(-1);
  const begun = last !== undefined && Object.keys(last.results).length === 0;
  return (
    placed !== undefined &&
    !begun &&
    missingFor(placed, partner, lifecycle).length === 0 &&
    toTry(partner, lifecycle).length > 0
  );
}

/** What failed last, on top: with its note, and its bug or a button to report one. */
function failureBlocks(
  cases: readonly CaseView[],
  partner: Partner,
  lifecycle: Lifecycle,
  { who }: Viewer,
): KnownBlock[] {
  const joint = seesRun(who.side, 'joint-rounds', partner, lifecycle);
  const last = (view: CaseView) => latestSeen(who.side, view, partner, lifecycle);
  const reports = lifecycle.sop !== undefined && !partner.closed && !isLaunched(partner, lifecycle);
  return cases
    .filter((view) => last(view)?.is === 'fail')
    .slice(0, mostFailures)
    .map((view) => {
      const bug = openBugs(partner, lifecycle).find(({ testCase }) => testCase?.case === view.id);
      const run = view.joint && joint ? `round ${view.rounds.lastIndexOf(view.joint) + 1}` : 'partner’s run';
      const value = { p: partner.id, testCase: { case: view.id, run } };
      const report =
        reports && !bug
          ? button('Report a bug…', 'bug-report', value, { suffix: view.id, label: `Report a bug: ${view.id} failed` })
          : undefined;
      const said = `❌ ${caseTitle(view)}\n“${oneLine(last(view)?.note ?? '', 300)}”`;
      return section(bug ? `${said} · ${oneLine(bug.number, 20)}` : said, report);
    });
}

function caseSections(
  cases: readonly CaseView[],
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
): KnownBlock[] {
  const { side } = viewer.who;
  const [own, joint] = runKinds.map((run) => seesRun(side, run, partner, lifecycle));
  const line = (view: CaseView): string => {
    const { certified } = view;
    const tried = [
      ...(certified ? [`Certification ${certifiedMarks[certified.result]}`] : []),
      ...(own ? [`Partner ${markOf(view.partner)}`] : []),
      ...(joint ? view.rounds.map((result, n) => `Round ${n + 1} ${markOf(result)}`).slice(-5) : []),
    ];
    const optional = view.testCase.optional ? ' (optional)' : '';
    return `${caseTitle(view)}${optional}\n   ${tried.join(' · ')}`;
  };
  const groups = Array.from({ length: Math.ceil(cases.length / sectionOf) }, (_, n) =>
    cases.slice(n * sectionOf, (n + 1) * sectionOf),
  );
  return groups.map((group) => section(fitLines(group.map(line))));
}

const certifiedMarks = { pass: '✅', fail: '❌', skipped: '–' } as const;

const markOf = (result: CaseResult | undefined): string => (result ? verdictMarks[result.is] : '–');

/** The viewer's own first. */
function todoBlocks(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): KnownBlock[] {
  const { who } = viewer;
  const open = ownFirst(openTodos(partner, lifecycle), who.person);
  const shown = open.slice(0, mostTodos);
  const left = open.length - mostTodos;
  return [
    ...shown.map((view) =>
      section(
        todoLine(view, viewer),
        may.takePart(who) && !partner.closed ? todoButton(view.todo, partner.id) : undefined,
      ),
    ),
    ...moreContext(left, `${count(left, 'more to-do')}.`),
  ];
}

function caseMenu(cases: readonly CaseView[], { id }: Partner): ActionsBlock[] {
  if (cases.length === 0) return [];
  const options = cases.slice(0, 100).map((c) => option(`${c.id} · ${c.testCase.title}`, c.id));
  return [
    {
      type: 'actions',
      block_id: encodeMenu({ p: id, from }),
      elements: [
        { type: 'static_select', action_id: 'case-open', placeholder: plain('Look at a case…', 150), options },
      ],
    },
  ];
}
