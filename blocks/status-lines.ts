import { bugCardOf } from '../src/domain/bugs/card';
import { holderOf } from '../src/domain/bugs/court';
import { openBugs } from '../src/domain/bugs/order';
import { proposalOnCard } from '../src/domain/card-rollout';
import { gaDateFor, launchedOn } from '../src/domain/ga-date';
import { tasksByDue } from '../src/domain/maintenance/steps';
import type { Partner } from '../src/domain/partner';
import { currentPhasesFor, phaseProgress, type ItemView } from '../src/domain/progress';
import { setUpSteps } from '../src/domain/set-up';
import { testSummary } from '../src/domain/test-cases/summary';
import { ownFirst, todosFor } from '../src/domain/test-cases/todos';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { bugMark, bugTitle, statusWords, turnWords } from './bug-words';
import { proposalLine } from './card-rollout';
import { lossOf } from './lost-channel';
import { againWords, doneBy, nextOf, stepTitle, taskLine } from './maintenance-words';
import type { Viewer } from './picture';
import { summaryLine, todoLine } from './test-words';
import { andMore, bar, count, inDays, longDate, oneLine } from './text';
import { dueFor, held, marks, missing, sinceWhen, standingWords, title, turn } from './words';

/** What the status says of each matter, a line or a few each. */

/** "Under way: *Onboarding*, *Go-to-market*"; a phase of internal items only is none for the partner. */
export function phaseLine(partner: Partner, lifecycle: Lifecycle, reader: Side): string {
  const phases = currentPhasesFor(reader, partner, lifecycle).map((phase) => oneLine(phase.title));
  const stands = partner.closed ? 'Stopped in' : 'Under way';
  return phases.length === 0 ? stands : `${stands}: *${phases.slice(0, 5).join('*, *')}*`;
}

/** The day of the launch, or the GA date as far as there is one; with what waits for an answer, and how the tests go. */
export function gaLine(partner: Partner, lifecycle: Lifecycle, { who, today }: Viewer): string {
  const ga = gaDateFor(who.side, partner, lifecycle);
  const launched = launchedOn(who.side, partner, lifecycle);
  const stands = launched
    ? `Launched: *${longDate(launched)}*, ${inDays(launched, today)}`
    : ga
      ? `${ga.agreed ? 'GA date (agreed)' : 'Target GA date'}: *${longDate(ga.date)}*, ${inDays(ga.date, today)}`
      : 'No GA date yet';
  const tests = testSummary(who.side, partner, lifecycle);
  return [stands, ...proposalLine(proposalOnCard(partner, lifecycle)), ...(tests ? [summaryLine(tests)] : [])].join(
    '\n',
  );
}

/** A bar for each phase, those under way in bold. */
export function progressLines(partner: Partner, items: readonly ItemView[], lifecycle: Lifecycle, reader: Side) {
  const current = new Set(currentPhasesFor(reader, partner, lifecycle).map((phase) => phase.id));
  return phaseProgress(items, lifecycle).map(({ phase, done, total }) => {
    const label = current.has(phase.id) ? `*${oneLine(phase.title)}*` : oneLine(phase.title);
    return `${bar(done, total)} ${done}/${total} ${label}`;
  });
}

const gatesAmong = (items: readonly ItemView[]): readonly ItemView[] => items.filter((i) => i.item.kind !== 'task');

/** "Gates: 3 of 5 given"; empty where a lifecycle has none. */
export function gateTitle(items: readonly ItemView[]): string {
  const gates = gatesAmong(items);
  const given = gates.filter((i) => i.standing === 'done').length;
  return gates.length === 0 ? '' : `Gates: ${given} of ${gates.length} given`;
}

export const gateLines = (items: readonly ItemView[]): readonly string[] =>
  gatesAmong(items).map(
    (i) => `${marks[i.standing]} ${title(i)} · ${i.standing === 'done' ? 'given' : standingWords[i.standing]}`,
  );

export function nextLine(i: ItemView, lifecycle: Lifecycle, viewer: Viewer): string {
  const due = i.due ? ` · ${dueFor(i, viewer)}` : '';
  const optional = i.optional ? ' (optional)' : '';
  return `• *${title(i)}*${optional}\n   ${turn(i, lifecycle, viewer)} · ${held(i, viewer, lifecycle)}${due}`;
}

/** Why it is blocked and since when; nothing when it is not. */
export function blockedLine(i: ItemView, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const { status } = i.state;
  if (status.is !== 'blocked') return [];
  const when = sinceWhen(status.since, viewer, lifecycle);
  return [`${marks.blocked} *${title(i)}*: ${oneLine(status.reason)} · ${when}`];
}

/** Of what was done before something that it needs fell again. */
export const riskLine = (i: ItemView, lifecycle: Lifecycle): string =>
  `⚠️ *${title(i)}* is done, but it needs ${missing(i, lifecycle)}`;

/** What is planned after the launch: each task's next step, whose it is, and what must be validated again. */
export function maintenanceLines(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const { side } = viewer.who;
  const tasks = partner.closed ? [] : tasksByDue(partner);
  return tasks.map((task) => {
    const [next] = nextOf(task, partner, lifecycle, side);
    const again = againWords(task, partner, lifecycle, side);
    const step = next ? `\n   Next: ${stepTitle(next)} · ${doneBy(next, lifecycle)} · ${dueFor(next, viewer)}` : '';
    return `${taskLine(task, lifecycle, viewer)}${step}${again ? `\n   🔁 To be validated again: ${again}` : ''}`;
  });
}

/** What of the set-up needs a hand: for the databricks side. */
export function setUpLines(partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const failed = setUpSteps(partner, lifecycle).flatMap(({ state }) => (state.is === 'failed' ? [state.problem] : []));
  const undelivered = Object.values(partner.outbox).filter((pending) => pending.failed !== undefined);
  // A closed partner needs no channel.
  const loss = partner.closed ? undefined : lossOf(partner);
  return [
    ...failed.slice(0, 3).map((problem) => `⚠️ ${oneLine(problem, 200)}`),
    ...andMore(failed.length - 3),
    ...(undelivered.length > 0 ? [`⚠️ ${count(undelivered.length, 'message')} could not be delivered yet`] : []),
    ...(loss === undefined ? [] : [`⚠️ ${loss}`]),
  ];
}

const mostTodos = 3;

/** What is to be done about failed test cases: the viewer's own first, then by date. */
export function todoLines(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const { person, side } = viewer.who;
  const by = ownFirst(todosFor(side, partner, lifecycle), person);
  const shown = by.slice(0, mostTodos).map((todo) => todoLine(todo, viewer));
  const left = by.length - mostTodos;
  return [...shown, ...andMore(left, `${left} more, under Tests`)];
}

const mostBugs = 3;

/** Open bugs, the most urgent first, and with whom they are. */
export function bugLines(partner: Partner, lifecycle: Lifecycle, { who }: Viewer): readonly string[] {
  const open = openBugs(partner, lifecycle);
  const shown = open.slice(0, mostBugs).map((bug) => {
    const yours = holderOf(bug, partner, lifecycle)?.person === who.person;
    const card = bugCardOf(bug, partner, lifecycle);
    const turn = yours ? 'with *you*' : turnWords(card);
    return [`${bugMark(bug, lifecycle)} *${bugTitle(bug)}*`, statusWords[bug.status.is], turn].join(' · ');
  });
  return [...shown, ...andMore(open.length - mostBugs)];
}
