import { IANAZone } from 'luxon';
import { z } from 'zod';
import { findCycles } from './cycles';
import type { Fault } from './faults';
import { didYouMean } from './nearest';

/**
 * What the schema cannot see: ids that must exist, or exist once, and rules that tie two places together. Reads the raw
 * data leniently, so that these faults are found beside those of the schema, in the same run. What is missing or has
 * the wrong type reads as empty here and is left to the schema.
 */
export function checkReferences(data: unknown): Fault[] {
  const file = rough.parse(data);
  return [
    ...checkTeams(file),
    ...checkClouds(file),
    ...checkPhases(file),
    ...checkItems(file),
    ...checkTestCases(file),
    ...checkTime(file),
    ...duplicates(file.integrationTypes, ['integrationTypes'], 'integration type'),
    ...duplicates(file.capabilities, ['capabilities'], 'capability'),
    ...duplicates(file.closeReasons, ['closeReasons'], 'close reason'),
    ...duplicates(file.uxGuidelines, ['uxGuidelines'], 'UX guideline'),
  ];
}

const text = z.string().catch('');
const texts = z.array(text).catch([]);
const flag = z.boolean().catch(false);
const number = z.number().catch(Number.NaN);
const group = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (typeof value === 'object' && value !== null ? value : {}), z.object(shape));
const listOf = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(group(shape)).catch([]);
const ids = listOf({ id: text });

const rough = group({
  zone: text,
  teams: listOf({ id: text, side: text, coordinates: flag }),
  integrationTypes: ids,
  capabilities: ids,
  clouds: listOf({ id: text, regions: texts, optInRegions: texts }),
  phases: listOf({
    id: text,
    after: texts,
    inOrder: flag,
    items: listOf({
      id: text,
      kind: text,
      formerly: texts,
      doneBy: texts,
      needs: texts,
      optional: flag,
      value: text,
      due: group({ item: text }),
      notForIntegrationTypes: texts,
      criteria: ids,
      basis: group({ items: texts }),
    }),
  }),
  closeReasons: ids,
  ga: group({ rolloutFromDaysBefore: number, rolloutCompleteDaysBefore: number }),
  calendar: group({ freezes: listOf({ from: text, to: text }) }),
  reminders: group({
    digestAt: text,
    quietFrom: text,
    quietUntil: text,
    ladder: listOf({ afterWorkingDays: number }),
  }),
  uxGuidelines: ids,
  testCases: listOf({ id: text, capabilities: texts }),
});
export type RoughLifecycle = z.infer<typeof rough>;
type RoughItem = RoughLifecycle['phases'][number]['items'][number];

/** Every item with its place in the file, over all phases: items share one set of ids. */
function itemsOf(file: RoughLifecycle): { item: RoughItem; path: PropertyKey[] }[] {
  return file.phases.flatMap(({ items }, p) => items.map((item, i) => ({ item, path: ['phases', p, 'items', i] })));
}

function checkTeams({ teams }: RoughLifecycle): Fault[] {
  const faults = duplicates(teams, ['teams'], 'team');
  const coordinating = teams.flatMap(({ side, coordinates }, index) => (coordinates ? [{ side, index }] : []));
  if (teams.length > 0 && coordinating.length === 0)
    faults.push({ path: ['teams'], reason: 'one team must coordinate (coordinates: true); none does' });
  for (const { side, index } of coordinating) {
    const path = ['teams', index, 'coordinates'];
    if (side === 'partner') faults.push({ path, reason: 'the team that coordinates must be on the databricks side' });
    if (coordinating.length > 1) faults.push({ path, reason: 'only one team can coordinate' });
  }
  return faults;
}

function checkClouds({ clouds }: RoughLifecycle): Fault[] {
  return [
    ...duplicates(clouds, ['clouds'], 'cloud'),
    ...clouds.flatMap(({ id, regions, optInRegions }, c) => [
      ...repeats(regions, ['clouds', c, 'regions'], 'region'),
      ...repeats(optInRegions, ['clouds', c, 'optInRegions'], 'region'),
      ...unknown(optInRegions, ['clouds', c, 'optInRegions'], `region of ${id}`, new Set(regions)),
    ]),
  ];
}

function checkPhases({ phases }: RoughLifecycle): Fault[] {
  const known = idSet(phases);
  return [
    ...duplicates(phases, ['phases'], 'phase'),
    ...phases.flatMap(({ after }, p) => unknown(after, ['phases', p, 'after'], 'phase', known)),
    ...findCycles(phases),
  ];
}

function checkItems(file: RoughLifecycle): Fault[] {
  const placed = itemsOf(file);
  const items = placed.map(({ item }) => item);
  const [itemIds, teamIds, types] = [idSet(items), idSet(file.teams), idSet(file.integrationTypes)];
  const renamed = new Map(items.flatMap(({ id, formerly }) => formerly.map((old) => [old, id])));
  const sideOf = new Map(file.teams.map(({ id, side }) => [id, side]));
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const seenFormerly = new Set<string>();
  let gaDate: string | undefined;

  for (const { item, path } of placed) {
    if (item.id !== '' && seen.has(item.id))
      faults.push({ path: [...path, 'id'], reason: `another item is called '${item.id}' already` });
    seen.add(item.id);

    for (const [index, old] of item.formerly.entries()) {
      const at = [...path, 'formerly', index];
      if (itemIds.has(old)) faults.push({ path: at, reason: `'${old}' is the id of an item today` });
      if (seenFormerly.has(old)) faults.push({ path: at, reason: `'${old}' is claimed as a former id twice` });
      if (old !== '') seenFormerly.add(old);
    }

    const inItem = (key: string, words: string[], what: string, known: Set<string>, at: PropertyKey[] = [key]) => [
      ...unknown(words, [...path, ...at], what, known, renamed),
      ...repeats(words, [...path, ...at], what),
    ];
    faults.push(
      ...inItem('doneBy', item.doneBy, 'team', teamIds),
      ...inItem('needs', item.needs, 'item', itemIds),
      ...inItem('notForIntegrationTypes', item.notForIntegrationTypes, 'integration type', types),
      ...inItem('basis', item.basis.items, 'item', itemIds, ['basis', 'items']),
      ...unknownWord(item.due.item, [...path, 'due', 'item'], 'item', itemIds, renamed),
      ...duplicates(item.criteria, [...path, 'criteria'], 'criterion'),
    );

    const sides = new Set(item.doneBy.map((team) => sideOf.get(team)).filter((side) => side !== undefined));
    if ((item.kind === 'sign-off' || item.kind === 'confirmation') && sides.size > 1)
      faults.push({
        path: [...path, 'doneBy'],
        reason: `a ${item.kind} is given by one side: these teams are on both`,
      });

    if (item.value === 'ga-date') {
      if (gaDate !== undefined)
        faults.push({ path: [...path, 'value'], reason: `only one item can hold the GA date, and '${gaDate}' does` });
      gaDate ??= item.id;
    }
  }
  return faults;
}

function checkTestCases({ testCases, capabilities }: RoughLifecycle): Fault[] {
  const known = idSet(capabilities);
  return [
    ...duplicates(testCases, ['testCases'], 'test case'),
    ...testCases.flatMap((testCase, index) =>
      unknown(testCase.capabilities, ['testCases', index, 'capabilities'], 'capability', known),
    ),
  ];
}

function checkTime({ zone, ga, calendar, reminders }: RoughLifecycle): Fault[] {
  const faults: Fault[] = [];
  if (zone !== '' && !IANAZone.isValidZone(zone))
    faults.push({ path: ['zone'], reason: `unknown time zone '${zone}'; write it like America/Los_Angeles` });

  if (ga.rolloutCompleteDaysBefore > ga.rolloutFromDaysBefore)
    faults.push({
      path: ['ga', 'rolloutCompleteDaysBefore'],
      reason: 'the rollout would be complete before it starts',
    });

  for (const [index, { from, to }] of calendar.freezes.entries())
    if (from !== '' && to !== '' && from > to)
      faults.push({ path: ['calendar', 'freezes', index, 'to'], reason: `the freeze ends before it starts (${from})` });

  for (const [index, rung] of reminders.ladder.entries()) {
    const before = reminders.ladder[index - 1];
    if (before !== undefined && rung.afterWorkingDays <= before.afterWorkingDays) {
      const path = ['reminders', 'ladder', index, 'afterWorkingDays'];
      faults.push({ path, reason: `each rung comes later than the one before it (${before.afterWorkingDays})` });
    }
  }

  if (isQuiet(reminders)) {
    const reason = `lies in the quiet hours (${reminders.quietFrom} to ${reminders.quietUntil}): it would never be sent`;
    faults.push({ path: ['reminders', 'digestAt'], reason });
  }
  return faults;
}

/** Times of day compare as texts. Quiet hours usually span midnight. */
function isQuiet({ digestAt, quietFrom, quietUntil }: RoughLifecycle['reminders']): boolean {
  if (digestAt === '' || quietFrom === '' || quietUntil === '') return false;
  const [started, going] = [digestAt >= quietFrom, digestAt < quietUntil];
  return quietFrom <= quietUntil ? started && going : started || going;
}

const idSet = (entries: { id: string }[]) => new Set(entries.map(({ id }) => id).filter((id) => id !== ''));

function duplicates(entries: { id: string }[], path: PropertyKey[], what: string): Fault[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }, index) => {
    const twice = id !== '' && seen.has(id);
    seen.add(id);
    return twice ? [{ path: [...path, index, 'id'], reason: `another ${what} is called '${id}' already` }] : [];
  });
}

function repeats(words: string[], path: PropertyKey[], what: string): Fault[] {
  return words.flatMap((word, index) =>
    word !== '' && words.indexOf(word) < index
      ? [{ path: [...path, index], reason: `${what} '${word}' is listed twice` }]
      : [],
  );
}

function unknown(
  words: string[],
  path: PropertyKey[],
  what: string,
  known: Set<string>,
  renamed?: Map<string, string>,
): Fault[] {
  return words.flatMap((word, index) => unknownWord(word, [...path, index], what, known, renamed));
}

function unknownWord(
  word: string,
  path: PropertyKey[],
  what: string,
  known: Set<string>,
  renamed?: Map<string, string>,
): Fault[] {
  if (word === '' || known.has(word)) return [];
  const today = what === 'item' ? renamed?.get(word) : undefined;
  const hint = today === undefined ? didYouMean(word, known) : `; it is called '${today}' now`;
  return [{ path, reason: `unknown ${what} '${word}'${hint}` }];
}
