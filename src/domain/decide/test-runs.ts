import { sides } from '../../lifecycle/schema';
import { listed } from '../actor';
import { afterForm } from '../choices';
import type { Recorded, TestRunCommand } from '../commands';
import type { RunId } from '../events';
import type { CaseId } from '../ids';
import { applies, missingFor } from '../item-state';
import type { Placed } from '../lookup';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { mayOverride } from '../test-cases/powers';
import { casesOf, itemOfRun, type CaseView, type RunKind } from '../test-cases/standing';
import type { CaseResult } from '../test-cases/state';
import { sees } from '../visibility';
import { accept, already, anyOf, forItem, missingList, onlyCoordinator, readNeeded, readText, whoCan } from './context';
import type { Context, Decision } from './context';

type Of<T extends TestRunCommand['type']> = Extract<TestRunCommand, { type: T }>;

/** Decides on test runs: what applies, rounds and results. */
export function decideTestRuns(command: TestRunCommand, context: Context): Decision {
  switch (command.type) {
    case 'SayCapabilities':
      return sayCapabilities(command, context);
    case 'OverrideCase':
      return overrideCase(command, context);
    case 'DropOverride':
      return dropOverride(command, context);
    case 'StartRound':
      return onRun('joint-rounds', context, (placed) => startRound(command, placed, context));
    case 'RecordResults':
      return onRun(kindOf(command.run), context, (placed) => recordResults(command, placed, context));
  }
}

const kindOf = ({ kind }: RunId): RunKind => (kind === 'partner' ? 'partner-run' : 'joint-rounds');

/** Decides as somebody who works on the item that is done by a run. */
function onRun(run: RunKind, context: Context, decide: (placed: Placed) => Decision): Decision {
  const { partner, lifecycle, who } = context;
  const placed = itemOfRun(run, lifecycle);
  if (!placed || !applies(placed, partner) || !sees(who.side, partner, placed))
    return refuse('This run is no part of the lifecycle. Open Tests again to see what is.');
  if (!may.workOn(who, placed, lifecycle))
    return refuse(
      `Results of this run are for ${anyOf(placed.teams, lifecycle)}: ${whoCan(context, placed.teams)} can record them.`,
    );
  return forItem(placed, context, decide(placed));
}

function sayCapabilities({ capabilities, shown }: Of<'SayCapabilities'>, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  const runs = [itemOfRun('partner-run', lifecycle), itemOfRun('joint-rounds', lifecycle)].flatMap((p) => p ?? []);
  if (!runs.some((placed) => may.workOn(who, placed, lifecycle)))
    return refuse(`This can be said by ${whoCan(context, [...new Set(runs.flatMap((p) => p.teams))])}.`);
  const known = lifecycle.capabilities.map(({ id }) => id);
  const unknown = capabilities.find((id) => !known.includes(id));
  if (unknown !== undefined) return refuse(`“${unknown}” is no longer asked for. Please open the form again.`);
  const wanted = afterForm(partner.tests.capabilities ?? [], capabilities, partner.tests.capabilities && shown);
  const said = known.filter((id) => wanted.has(id));
  return partner.tests.capabilities?.join() === said.join()
    ? already
    : accept({ type: 'CapabilitiesSaid', capabilities: said });
}

function overrideCase(command: Of<'OverrideCase'>, context: Context): Decision {
  if (!mayOverride(context.who, context.lifecycle))
    return onlyCoordinator(context, 'say that a case applies against the configuration');
  const view = findCase(command.case, context);
  if (isRefusal(view)) return view;
  const reason = readNeeded(command.reason, 'reason', 'Please say why, against what the configuration says.');
  if (isRefusal(reason)) return reason;
  const { override, wanted } = { override: context.partner.tests.overrides[view.id], wanted: command.applies };
  const internal = command.internal === true;
  if (override?.applies === wanted && override.reason === reason && (override.internal ?? false) === internal)
    return already;
  if (!override && view.applicability.applies === (wanted ? 'yes' : 'no'))
    return refuse(
      `${view.id} ${wanted ? 'applies' : 'does not apply'} already: there is nothing to override.`,
      'applies',
    );
  return accept({
    type: 'CaseOverridden',
    case: view.id,
    applies: wanted,
    reason,
    ...(internal && { internal: true as const }),
  });
}

function dropOverride(command: Of<'DropOverride'>, context: Context): Decision {
  if (!mayOverride(context.who, context.lifecycle)) return onlyCoordinator(context, 'say whether a case applies');
  return context.partner.tests.overrides[command.case]
    ? accept({ type: 'OverrideDropped', case: command.case })
    : already;
}

/** A round has people of both sides, and something to try. One that has begun and has no results yet is the round. */
function startRound({ cases, present }: Of<'StartRound'>, placed: Placed, context: Context): Decision {
  const { partner, lifecycle } = context;
  const wanted = distinct(cases);
  const invited = distinct(present);
  const people = invited.flatMap((person) => listed(person, partner, lifecycle) ?? []);
  const last = partner.tests.rounds.at(-1);
  if (last && Object.keys(last.results).length === 0)
    return sameRound(last, wanted, people)
      ? already
      : refuse(`Round ${last.number} has begun, and nothing is recorded in it yet. Record its results first.`);
  const missing = missingFor(placed, partner, lifecycle);
  if (missing.length > 0) return refuse(`A joint round is not possible yet. First: ${missingList(missing, context)}.`);
  if (wanted.length === 0) return refuse('Please choose at least one case to try.', 'cases');
  const views = findAll(wanted, context);
  if (isRefusal(views)) return views;
  if (people.length < invited.length)
    return refuse('Somebody is not on the people list (any more). Please choose again.', 'present');
  for (const side of sides)
    if (!people.some((p) => p.side === side))
      return refuse(`A joint round has people of both sides: nobody of ${lifecycle.sides[side]} is chosen.`, 'present');
  return accept({
    type: 'RoundStarted',
    item: placed.id,
    round: (last?.number ?? 0) + 1,
    cases: [...wanted],
    present: people.map(({ person, name }) => ({ person, name })),
  });
}

const sameRound = (
  round: Context['partner']['tests']['rounds'][number],
  cases: readonly CaseId[],
  people: readonly { readonly person: string }[],
): boolean =>
  sorted(round.cases) === sorted(cases) &&
  sorted(round.present.map((p) => p.person)) === sorted(people.map((p) => p.person));

const sorted = (all: readonly string[]): string => all.toSorted().join();
const distinct = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

function recordResults({ run, results }: Of<'RecordResults'>, placed: Placed, context: Context): Decision {
  const before = resultsOf(run, context);
  if (isRefusal(before)) return before;
  if (results.length === 0) return refuse('Please choose at least one case.', 'pass');
  const twice = results.find(({ case: id }, n) => results.findIndex((other) => other.case === id) < n);
  if (twice) return refuse(`${twice.case} is chosen twice. A case has one result.`, twice.is);
  const views = findAll(
    results.map((r) => r.case),
    context,
  );
  if (isRefusal(views)) return views;
  const news: Recorded[] = [];
  for (const result of results) {
    const read = readResult(result);
    if (isRefusal(read)) return read;
    const known = before[read.case];
    if (known?.is !== read.is || known.note !== read.note) news.push(read);
  }
  return news.length === 0 ? already : accept({ type: 'ResultsRecorded', item: placed.id, run, results: news });
}

/** What is recorded in a run so far. Of the joint rounds only the last is open: those before are history. */
function resultsOf(run: RunId, { partner }: Context): Readonly<Record<string, CaseResult>> | Refusal {
  if (run.kind === 'partner') return partner.tests.partnerRun;
  const last = partner.tests.rounds.at(-1);
  if (!last) return refuse('No joint round has begun yet. Start one first.');
  return last.number === run.round
    ? last.results
    : refuse(`Round ${run.round} is history. Record the results in round ${last.number}, the last one.`);
}

function readResult({ case: id, is, note }: Recorded): Recorded | Refusal {
  const field = is === 'fail' ? 'note' : 'reason';
  const said = readText(note, field);
  if (isRefusal(said)) return said;
  if (is === 'fail' && !said) return refuse('Please say what went wrong, so that it can be mended.', field);
  if (is === 'not-applicable' && !said) return refuse('Please say why it does not apply.', field);
  return { case: id, is, ...(is !== 'pass' && said && { note: said }) };
}

/** Returns a test case as it stands, when the lifecycle (still) has it. */
export function findCase(id: CaseId, { partner, lifecycle }: Context): CaseView | Refusal {
  const view = casesOf(partner, lifecycle).find((c) => c.id === id);
  return view ?? refuse(`${id} is no longer a test case. Open Tests again to see what is.`);
}

/** All of them, when each is there and applies. */
function findAll(ids: readonly CaseId[], context: Context): readonly CaseView[] | Refusal {
  const views: CaseView[] = [];
  for (const id of ids) {
    const view = findCase(id, context);
    if (isRefusal(view)) return view;
    const { applies: does } = view.applicability;
    if (does === 'unknown')
      return refuse(`It is not known yet whether ${id} applies. Say first what the product can do, under Tests.`);
    if (does === 'no') return refuse(`${id} does not apply to ${context.partner.name}.`);
    views.push(view);
  }
  return views;
}
