import { stringify } from 'yaml';
import { parseLifecycle } from '../../src/lifecycle/load';
import type { LifecycleFile } from '../../src/lifecycle/schema';
import { partnerConnect, tinyLifecycle } from '../support/lifecycle';

/** The kinds of maintenance in the lifecycle file. */

type Kind = NonNullable<NonNullable<LifecycleFile['maintenance']>['kinds']>[number];

const good: Kind = {
  id: 'rotation',
  title: 'Rotation',
  everyDays: 90,
  steps: [{ id: 'given', title: 'Given', doneBy: ['partner-engineering'] }],
  changes: [{ id: 'hostname', title: 'Hostname', signOffs: ['signoff-psa'], testCases: [] }],
};

/** What is wrong with kinds, without the places. */
function faults(...kinds: readonly unknown[]): readonly string[] {
  const parsed = parseLifecycle(stringify({ ...tinyLifecycle(), maintenance: { kinds } }), 'f.yml');
  return parsed.ok
    ? []
    : parsed.faults.map((fault) => fault.replace(/^f\.yml: maintenance\.kinds(.*) \(line \d+\)/, '$1'));
}

test('a good one is taken; the whole section may be left out', () => {
  expect(faults(good)).toEqual([]);
  expect(tinyLifecycle().maintenance.kinds).toEqual([]);
});

test.each([
  [
    'an unknown team',
    { ...good, steps: [{ ...good.steps[0], doneBy: ['pdn'] }] },
    /unknown team 'pdn'; did you mean 'pdm'/,
  ],
  [
    'teams of both sides',
    { ...good, steps: [{ ...good.steps[0], doneBy: ['pdm', 'partner-lead'] }] },
    /done by one side/,
  ],
  ['two steps of one id', { ...good, steps: [...good.steps, ...good.steps] }, /another step is called 'given' already/],
  ['no steps', { ...good, steps: [] }, /steps/],
  [
    'an unknown sign-off',
    { ...good, changes: [{ id: 'c', title: 'C', signOffs: ['built'] }] },
    /unknown sign-off 'built'/,
  ],
  [
    'an unknown test case',
    { ...good, changes: [{ id: 'c', title: 'C', testCases: ['P100'] }] },
    /unknown test case 'P100'/,
  ],
  ['that comes back every day', { ...good, everyDays: 1 }, /everyDays: /],
  ['a key that is none', { ...good, evryDays: 90 }, /evryDays/],
])('a kind with %s is refused', (_, kind, why) => {
  expect(faults(kind).join('\n')).toMatch(why);
});

test('two kinds of one id are refused', () => {
  expect(faults(good, good).join('\n')).toMatch(/another maintenance kind is called 'rotation' already/);
});

test('the default file rotates credentials every 90 days with an overlap, and knows what each change touches', () => {
  const kinds = partnerConnect.maintenance.kinds.map(({ id, everyDays, steps }) => [
    id,
    everyDays,
    steps.map((step) => `${step.id}: ${step.doneBy.join()}`),
  ]);
  const rotation = ['provided: partner-engineering', 'updated: engineering', 'retired: partner-engineering'];
  expect(kinds.slice(0, 2)).toEqual([
    ['credential-rotation', 90, rotation],
    ['access-token-rotation', undefined, rotation],
  ]);
  const changes = partnerConnect.maintenance.kinds.flatMap((kind) => kind.changes);
  expect(changes.map(({ id }) => id)).toEqual([
    'adds-cloud',
    'adds-unity-catalog',
    'hostname',
    'category',
    'sql-warehouses',
    'external-locations',
  ]);
  for (const { signOffs, testCases } of changes) expect(signOffs.length * testCases.length).toBeGreaterThan(0);
});
