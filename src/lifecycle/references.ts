import { IANAZone } from 'luxon';
import { at, idsOf, known, repeated, twice, unknown, unknownWord, when, type Path } from './checks';
import { findCycles } from './cycles';
import type { Fault } from './faults';
import type { Outline, OutlineItem } from './lenient';
import { checkMaintenance } from './maintenance-references';
import { checkRollout } from './rollout-references';
import { checkSop } from './sop-references';

/** What the schema cannot see: ids that must exist, or exist once, and rules that tie two places together. */
export function checkReferences(file: Outline): Fault[] {
  return [
    ...checkTeams(file),
    ...checkRollout(file),
    ...checkPhases(file),
    ...checkItems(file),
    ...checkTestCases(file),
    ...checkMaintenance(file),
    ...checkTime(file),
    ...checkSop(file),
    ...twice('integration type', at(['integrationTypes'], file.integrationTypes)),
    ...twice('capability', at(['capabilities'], file.capabilities)),
    ...twice('close reason', at(['closeReasons'], file.closeReasons)),
    ...twice('UX guideline', at(['uxGuidelines'], file.uxGuidelines)),
  ];
}

function checkTeams({ teams }: Outline): Fault[] {
  const coordinating = at(['teams'], teams).filter(({ entry }) => entry.coordinates);
  const none = teams.length > 0 && coordinating.length === 0;
  return [
    ...twice('team', at(['teams'], teams)),
    ...when(none, ['teams'], 'one team must coordinate (coordinates: true); none does'),
    ...coordinating.flatMap(({ entry, path }) => [
      ...when(entry.side === 'partner', [...path, 'side'], 'the team that coordinates must be on the databricks side'),
      ...when(coordinating.length > 1, [...path, 'coordinates'], 'only one team can coordinate'),
    ]),
  ];
}

function checkPhases({ phases }: Outline): Fault[] {
  const ids = known(idsOf(phases));
  const all = at(['phases'], phases);
  return [
    ...twice('phase', all),
    ...all.flatMap(({ entry, path }) => unknown('phase', entry.after, [...path, 'after'], ids)),
    ...findCycles(phases),
  ];
}

function checkItems({ phases, teams, integrationTypes, publishOrder, testCases, uxGuidelines }: Outline): Fault[] {
  // Items share one set of ids over all phases.
  const placed = phases.flatMap(({ items }, p) => at(['phases', p, 'items'], items));
  const items = placed.map(({ entry }) => entry);
  const ids = known(idsOf(items));
  const [teamIds, types] = [known(idsOf(teams)), known(idsOf(integrationTypes))];
  const cases = new Set(idsOf(testCases));
  const guidelines = new Set(idsOf(uxGuidelines));
  const sideOf = new Map(teams.map(({ id, side }) => [id, side]));
  const today = new Map(items.flatMap(({ id, formerly }) => formerly.map((old) => [old, id])));
  const former = placed.flatMap(({ entry, path }) =>
    at([...path, 'formerly'], entry.formerly).map(({ entry: old, path }) => ({ old, path })),
  );

  const checkItem = (item: OutlineItem, path: Path): Fault[] => [
    ...unknown('team', item.doneBy, [...path, 'doneBy'], teamIds),
    ...repeated('team', item.doneBy, [...path, 'doneBy']),
    ...when(
      (item.kind === 'sign-off' || item.kind === 'confirmation') &&
        item.doneBy.map((id) => sideOf.get(id)).some(differs),
      [...path, 'doneBy'],
      `a ${item.kind} is given by one side: these teams are on both`,
    ),
    ...unknown('item', item.needs, [...path, 'needs'], ids, today),
    ...repeated('item', item.needs, [...path, 'needs']),
    ...unknown('item', item.basis?.items ?? [], [...path, 'basis', 'items'], ids, today),
    ...unknownWord('item', item.due?.item ?? '', [...path, 'due', 'item'], ids, today),
    ...unknown('integration type', item.notForIntegrationTypes ?? [], [...path, 'notForIntegrationTypes'], types),
    ...twice('criterion', at([...path, 'criteria'], item.criteria ?? [])),
    ...at([...path, 'criteria'], item.criteria ?? []).flatMap(({ entry, path: place }) => [
      ...unknownWord('test case', entry.testCase ?? '', [...place, 'testCase'], cases),
      ...unknown('UX guideline', entry.guidelines, [...place, 'guidelines'], guidelines),
    ]),
  ];

  return [
    ...unknown('item', publishOrder, ['publishOrder'], ids, today),
    ...repeated('item', publishOrder, ['publishOrder']),
    ...twice('item', placed),
    ...former.flatMap(({ old, path }, index) => [
      ...when(ids?.has(old), path, `'${old}' is the id of an item today`),
      ...when(former.findIndex((other) => other.old === old) < index, path, `'${old}' is claimed as a former id twice`),
    ]),
    ...placed.flatMap(({ entry, path }) => checkItem(entry, path)),
  ];
}

/** Is any of these another than the first? Those that are not known are another fault. */
const differs = (side: string | undefined, _index: number, all: (string | undefined)[]) =>
  side !== undefined && side !== all.find((other) => other !== undefined);

function checkTestCases({ testCases, capabilities }: Outline): Fault[] {
  const ids = new Set(idsOf(capabilities));
  const all = at(['testCases'], testCases);
  return [
    ...twice('test case', all),
    ...all.flatMap(({ entry, path }) => unknown('capability', entry.capabilities, [...path, 'capabilities'], ids)),
  ];
}

function checkTime({ zone, ga, calendar, reminders }: Outline): Fault[] {
  const { ladder, quietFrom, quietUntil } = reminders;
  return [
    ...when(
      zone !== '' && !IANAZone.isValidZone(zone),
      ['zone'],
      `unknown time zone '${zone}'; write it like America/Los_Angeles`,
    ),
    ...when(
      ga.rolloutCompleteDaysBefore > ga.rolloutFromDaysBefore,
      ['ga', 'rolloutCompleteDaysBefore'],
      'the rollout would be complete before it starts',
    ),
    ...at(['calendar', 'freezes'], calendar.freezes).flatMap(({ entry: { from, to }, path }) =>
      when(from !== '' && to !== '' && from > to, [...path, 'to'], `the freeze ends before it starts (${from})`),
    ),
    ...at(['reminders', 'ladder'], ladder).flatMap(({ entry, path }, index) => {
      const before = ladder[index - 1];
      const level = before !== undefined && entry.afterWorkingDays <= before.afterWorkingDays;
      return when(level, [...path, 'afterWorkingDays'], 'each rung comes later than the one before it');
    }),
    ...when(
      isQuiet(reminders),
      ['reminders', 'digestAt'],
      `lies in the quiet hours (${quietFrom} to ${quietUntil}): it would never be sent`,
    ),
  ];
}

/** Times of day compare as texts. Quiet hours usually span midnight. */
function isQuiet({ digestAt, quietFrom, quietUntil }: Outline['reminders']): boolean {
  if (digestAt === '' || quietFrom === '' || quietUntil === '') return false;
  const [started, going] = [digestAt >= quietFrom, digestAt < quietUntil];
  return quietFrom <= quietUntil ? started && going : started || going;
}
