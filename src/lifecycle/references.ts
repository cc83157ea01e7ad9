import { IANAZone } from 'luxon';
import { findCycles } from './cycles';
import type { Fault } from './faults';
import type { Named, Outline, OutlineItem } from './lenient';
import { didYouMean } from './nearest';

type Path = PropertyKey[];

/** What the schema cannot see: ids that must exist, or exist once, and rules that tie two places together. */
export function checkReferences(file: Outline): Fault[] {
  return [
    ...checkTeams(file),
    ...checkClouds(file),
    ...checkPhases(file),
    ...checkItems(file),
    ...checkTestCases(file),
    ...checkTime(file),
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

function checkClouds({ clouds }: Outline): Fault[] {
  const all = at(['clouds'], clouds);
  return [
    ...twice('cloud', all),
    ...all.flatMap(({ entry: { id, regions, optInRegions }, path }) => [
      ...repeated('region', regions, [...path, 'regions']),
      ...repeated('region', optInRegions, [...path, 'optInRegions']),
      ...unknown(`region of ${id}`, optInRegions, [...path, 'optInRegions'], known(regions)),
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

function checkItems({ phases, teams, integrationTypes, publishOrder }: Outline): Fault[] {
  // Items share one set of ids over all phases.
  const placed = phases.flatMap(({ items }, p) => at(['phases', p, 'items'], items));
  const items = placed.map(({ entry }) => entry);
  const ids = known(idsOf(items));
  const [teamIds, types] = [known(idsOf(teams)), known(idsOf(integrationTypes))];
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
  ];

  const [gaDate, ...moreGaDates] = placed.filter(({ entry }) => entry.value === 'ga-date');
  return [
    ...unknown('item', publishOrder, ['publishOrder'], ids, today),
    ...repeated('item', publishOrder, ['publishOrder']),
    ...twice('item', placed),
    ...former.flatMap(({ old, path }, index) => [
      ...when(ids?.has(old), path, `'${old}' is the id of an item today`),
      ...when(former.findIndex((other) => other.old === old) < index, path, `'${old}' is claimed as a former id twice`),
    ]),
    ...placed.flatMap(({ entry, path }) => checkItem(entry, path)),
    ...moreGaDates.flatMap(({ path }) =>
      when(true, [...path, 'value'], `only one item can hold the GA date, and '${gaDate?.entry.id}' does`),
    ),
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

const when = (wrong: boolean | undefined, path: Path, reason: string): Fault[] => (wrong ? [{ path, reason }] : []);

interface Placed<Entry> {
  entry: Entry;
  path: Path;
}

/** Each entry of a list with its place in the file. */
function at<Entry>(path: Path, entries: Entry[]): Placed<Entry>[] {
  return entries.map((entry, index) => ({ entry, path: [...path, index] }));
}

const idsOf = (entries: Named[]) => entries.map(({ id }) => id).filter((id) => id !== '');

/** Where a whole list is missing, the schema says so, and not every word that refers to it is called unknown. */
const known = (ids: string[]) => (ids.length > 0 ? new Set(ids) : undefined);

function twice(what: string, entries: Placed<Named>[]): Fault[] {
  const seen = new Set<string>();
  return entries.flatMap(({ entry: { id }, path }) => {
    const again = id !== '' && seen.has(id);
    seen.add(id);
    return when(again, [...path, 'id'], `another ${what} is called '${id}' already`);
  });
}

function repeated(what: string, words: string[], path: Path): Fault[] {
  return at(path, words).flatMap(({ entry, path }, index) =>
    when(entry !== '' && words.indexOf(entry) < index, path, `${what} '${entry}' is listed twice`),
  );
}

function unknown(what: string, words: string[], path: Path, ids?: Set<string>, today?: Map<string, string>): Fault[] {
  return at(path, words).flatMap(({ entry, path }) => unknownWord(what, entry, path, ids, today));
}

function unknownWord(what: string, word: string, path: Path, ids?: Set<string>, today?: Map<string, string>): Fault[] {
  if (word === '' || ids === undefined || ids.has(word)) return [];
  const name = today?.get(word);
  const hint = name === undefined ? didYouMean(word, ids) : `; it is called '${name}' now`;
  return [{ path, reason: `unknown ${what} '${word}'${hint}` }];
}
