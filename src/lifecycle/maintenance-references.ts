import { at, idsOf, known, repeated, twice, unknown, when } from './checks';
import type { Fault } from './faults';
import type { Outline } from './lenient';

/** What the schema cannot see of maintenance: teams, sign-offs and test cases that must exist. */
export function checkMaintenance({ maintenance, teams, phases, testCases }: Outline): Fault[] {
  const kinds = at(['maintenance', 'kinds'], maintenance.kinds);
  const teamIds = known(idsOf(teams));
  const sideOf = new Map(teams.map(({ id, side }) => [id, side]));
  const gates = new Set(phases.flatMap(({ items }) => idsOf(items.filter(({ kind }) => isGate(kind)))));
  const cases = new Set(idsOf(testCases));
  return [
    ...twice('maintenance kind', kinds),
    ...kinds.flatMap(({ entry: kind, path }) => [
      ...twice('step', at([...path, 'steps'], kind.steps)),
      ...twice('change', at([...path, 'changes'], kind.changes)),
      ...at([...path, 'steps'], kind.steps).flatMap(({ entry: step, path: place }) => [
        ...unknown('team', step.doneBy, [...place, 'doneBy'], teamIds),
        ...repeated('team', step.doneBy, [...place, 'doneBy']),
        ...when(
          new Set(step.doneBy.flatMap((team) => sideOf.get(team) ?? [])).size > 1,
          [...place, 'doneBy'],
          'a step is done by one side: these teams are on both',
        ),
      ]),
      ...at([...path, 'changes'], kind.changes).flatMap(({ entry: change, path: place }) => [
        ...unknown('sign-off', change.signOffs, [...place, 'signOffs'], gates),
        ...repeated('sign-off', change.signOffs, [...place, 'signOffs']),
        ...unknown('test case', change.testCases, [...place, 'testCases'], cases),
        ...repeated('test case', change.testCases, [...place, 'testCases']),
      ]),
    ]),
  ];
}

const isGate = (kind: string): boolean => kind === 'sign-off' || kind === 'confirmation';
