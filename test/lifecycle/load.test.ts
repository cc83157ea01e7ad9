import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCycles } from '../../src/lifecycle/cycles';
import { defaultLifecycleFile, LifecycleError, loadLifecycle, parseLifecycle } from '../../src/lifecycle/load';

/** A small valid file, one thought a line, so that the tests can name lines. */
const good = `name: Tiny
programme: Tiny programme
zone: Europe/Lisbon
sides: { databricks: Host, partner: Guest }
teams:
  - { id: pdm, side: databricks, title: PDM, role: Manager, coordinates: true }
  - { id: psa, side: databricks, title: PSA, role: Architect }
  - { id: lead, side: partner, title: Lead, role: Lead, leads: true }
integrationTypes:
  - { id: read, title: Read, connectApi: true }
capabilities:
  - { id: demo, title: Demo }
clouds:
  - { id: aws, title: AWS, regions: [us-west-2, us-gov-west-1], optInRegions: [us-gov-west-1] }
phases:
  - id: first
    title: First
    inOrder: true
    items:
      - { id: plan, title: Plan, doneBy: [pdm] }
      - { id: build, title: Build, doneBy: [lead], needs: [plan], formerly: [make] }
  - id: second
    title: Second
    after: [first]
    items:
      - { id: sign, kind: sign-off, title: Sign, doneBy: [psa], needs: [build], basis: { items: [build] } }
      - { id: agree, title: Agree, doneBy: [pdm, lead], needs: [sign], value: ga-date, due: { daysBeforeGa: 7 } }
closeReasons:
  - { id: other, title: Other }
ga: { agreeDaysAhead: 7, rolloutFromDaysBefore: 7, rolloutCompleteDaysBefore: 1 }
calendar:
  workingDays: [1, 2, 3, 4, 5]
  freezes:
    - { from: 2026-12-21, to: 2027-01-03, title: Winter }
reminders:
  digestAt: 09:00
  quietFrom: 18:00
  quietUntil: 08:00
  dueSoonDays: 5
  staleInvitationDays: 3
  ladder:
    - { afterWorkingDays: 0, tell: owner }
    - { afterWorkingDays: 2, tell: pdm }
uxGuidelines:
  - { id: minimal, area: Sign-up, kind: do, text: Ask for little. }
testCases:
  - { id: P100, title: Works, appliesTo: all, capabilities: [demo] }
rollout: { maxWaves: 3, growth: 2, startAt: 10:00, startBy: 15:00, soakHours: 4 }
`;

/** The good file with some texts replaced, each of which must be there. */
function edited(...edits: [from: string, to: string][]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the file has no '${from}'`);
    return text.replace(from, () => to);
  }, good);
}

function faultsOf(text: string): string[] {
  const parsed = parseLifecycle(text, 'f.yml');
  return parsed.ok ? [] : parsed.faults.map((fault) => fault.replace(/^f\.yml: /, ''));
}

test('a good file has no faults', () => {
  expect(faultsOf(good)).toEqual([]);
});

describe('a fault tells path, line and reason', () => {
  test.each<[name: string, from: string, to: string, ...faults: string[]]>([
    // What the schema sees.
    ['a missing key', 'programme: Tiny programme\n', '', 'programme (line 1): is missing'],
    ['a missing key of an item', 'title: Plan, ', '', 'phases[0].items[0].title (line 20): is missing'],
    ['an empty key', 'name: Tiny', 'name:', 'name (line 1): is empty; it must be a text'],
    ['an empty text', 'name: Tiny', "name: '  '", 'name (line 1): must not be empty'],
    ['an empty list', 'doneBy: [lead]', 'doneBy: []', 'phases[0].items[1].doneBy (line 21): must not be empty'],
    [
      'a long title',
      'title: Plan,',
      `title: ${'Plan '.repeat(16)},`,
      'phases[0].items[0].title (line 20): must have at most 70 characters, and has 79',
    ],
    ['a number for a text', 'name: Tiny', 'name: 2027', 'name (line 1): must be a text, not 2027'],
    [
      'a text for a number',
      'dueSoonDays: 5',
      'dueSoonDays: soon',
      'reminders.dueSoonDays (line 39): must be a number, not a text',
    ],
    [
      'a part of a day',
      'dueSoonDays: 5',
      'dueSoonDays: 0.5',
      'reminders.dueSoonDays (line 39): must be a whole number, not 0.5',
    ],
    [
      'a text for a list',
      'needs: [plan]',
      'needs: plan',
      'phases[0].items[1].needs (line 21): must be a list, not a text',
    ],
    ['too many days', 'dueSoonDays: 5', 'dueSoonDays: 999', 'reminders.dueSoonDays (line 39): must be at most 365'],
    ['days below zero', 'dueSoonDays: 5', 'dueSoonDays: -1', 'reminders.dueSoonDays (line 39): must be at least 0'],
    [
      'an id with capitals',
      'id: demo',
      'id: Demo',
      'capabilities[0].id (line 12): ids are lower case letters, digits and hyphens, and open with a letter',
      "testCases[0].capabilities[0] (line 47): unknown capability 'demo'; did you mean 'Demo'?",
    ],
    [
      'an unknown choice',
      'tell: pdm',
      'tell: pmd',
      "reminders.ladder[1].tell (line 43): must be one of owner, pdm, channel, lead; did you mean 'pdm'?",
    ],
    [
      'an unknown kind',
      'kind: sign-off',
      'kind: signoff',
      "phases[1].items[0].kind (line 26): must be one of sign-off, confirmation, task; did you mean 'sign-off'?",
    ],
    [
      'a bad address',
      'title: Plan,',
      'title: Plan, link: partner portal,',
      'phases[0].items[0].link (line 20): must be a web address that opens with http:// or https://',
    ],
    [
      'a bad date',
      'to: 2027-01-03',
      'to: 2027-02-30',
      'calendar.freezes[0].to (line 34): must be a date such as 2027-03-02',
    ],
    [
      'a bad time',
      'digestAt: 09:00',
      'digestAt: 9am',
      'reminders.digestAt (line 36): must be a time of day such as 09:00',
    ],
    ['a test case with an odd id', 'id: P100', 'id: T1', 'testCases[0].id (line 47): test cases are named like P100'],
    // Unknown keys, with the nearest known one.
    [
      'a mistyped key',
      'zone: Europe/Lisbon',
      'zone: Europe/Lisbon\nlink: []',
      "link (line 4): unknown key; did you mean 'links'?",
    ],
    [
      'a mistyped key of an item',
      'needs: [plan]',
      'need: [plan]',
      "phases[0].items[1].need (line 21): unknown key; did you mean 'needs'?",
    ],
    [
      'a mistyped key of a sign-off',
      'basis: {',
      'critera: [], basis: {',
      "phases[1].items[0].critera (line 26): unknown key; did you mean 'criteria'?",
    ],
    [
      'a key of another kind',
      'needs: [plan]',
      'criteria: []',
      'phases[0].items[1].criteria (line 21): does not belong to this kind of entry',
    ],
    ['a key like no other', 'name: Tiny', 'colour: red\nname: Tiny', 'colour (line 1): unknown key'],
    // References.
    [
      'an unknown team',
      'doneBy: [psa]',
      'doneBy: [pas]',
      "phases[1].items[0].doneBy[0] (line 26): unknown team 'pas'; did you mean 'psa'?",
    ],
    [
      'an unknown item',
      'needs: [sign]',
      'needs: [sing]',
      "phases[1].items[1].needs[0] (line 27): unknown item 'sing'; did you mean 'sign'?",
    ],
    [
      'an item by its former id',
      'needs: [build]',
      'needs: [make]',
      "phases[1].items[0].needs[0] (line 26): unknown item 'make'; it is called 'build' now",
    ],
    [
      'an unknown item in a basis',
      'items: [build] }',
      'items: [built] }',
      "phases[1].items[0].basis.items[0] (line 26): unknown item 'built'; did you mean 'build'?",
    ],
    [
      'an unknown item in a due date',
      'due: { daysBeforeGa: 7 }',
      'due: { daysAfter: 7, item: plans }',
      "phases[1].items[1].due.item (line 27): unknown item 'plans'; did you mean 'plan'?",
    ],
    [
      'an unknown phase',
      'after: [first]',
      'after: [frist]',
      "phases[1].after[0] (line 24): unknown phase 'frist'; did you mean 'first'?",
    ],
    [
      'an unknown region',
      'optInRegions: [us-gov-west-1]',
      'optInRegions: [eu-west-9]',
      "clouds[0].optInRegions[0] (line 14): unknown region of aws 'eu-west-9'",
    ],
    [
      'an unknown quiet region',
      'optInRegions: [us-gov-west-1]',
      'quietRegions: [eu-west-9]',
      "clouds[0].quietRegions[0] (line 14): unknown region of aws 'eu-west-9'",
    ],
    [
      'a region that is quiet and busy',
      'optInRegions: [us-gov-west-1]',
      'quietRegions: [us-west-2], busyRegions: [us-west-2]',
      "clouds[0].busyRegions[0] (line 14): region 'us-west-2' is among the quiet ones too",
    ],
    [
      'an unknown integration type',
      'title: Plan,',
      'title: Plan, notForIntegrationTypes: [reed],',
      "phases[0].items[0].notForIntegrationTypes[0] (line 20): unknown integration type 'reed'; did you mean 'read'?",
    ],
    [
      'an unknown capability',
      'capabilities: [demo]',
      'capabilities: [demos]',
      "testCases[0].capabilities[0] (line 47): unknown capability 'demos'; did you mean 'demo'?",
    ],
    [
      'an unknown zone',
      'Europe/Lisbon',
      'Europe/Lissabon',
      "zone (line 3): unknown time zone 'Europe/Lissabon'; write it like America/Los_Angeles",
    ],
    // Ids that must be there once.
    [
      'an item twice, in two phases',
      'id: agree',
      'id: plan',
      "phases[1].items[1].id (line 27): another item is called 'plan' already",
    ],
    [
      'a team twice',
      'id: lead',
      'id: pdm',
      "teams[2].id (line 8): another team is called 'pdm' already",
      "phases[0].items[1].doneBy[0] (line 21): unknown team 'lead'",
      "phases[1].items[1].doneBy[1] (line 27): unknown team 'lead'",
    ],
    ['a phase twice', 'id: second', 'id: first', "phases[1].id (line 22): another phase is called 'first' already"],
    [
      'a region twice',
      '[us-west-2, us-gov',
      '[us-west-2, us-west-2, us-gov',
      "clouds[0].regions[1] (line 14): region 'us-west-2' is listed twice",
    ],
    [
      'a need twice',
      'needs: [plan]',
      'needs: [plan, plan]',
      "phases[0].items[1].needs[1] (line 21): item 'plan' is listed twice",
    ],
    [
      'a former id in use',
      'formerly: [make]',
      'formerly: [sign]',
      "phases[0].items[1].formerly[0] (line 21): 'sign' is the id of an item today",
    ],
    [
      'a former id claimed twice',
      'title: Agree',
      'formerly: [make], title: Agree',
      "phases[1].items[1].formerly[0] (line 27): 'make' is claimed as a former id twice",
    ],
    // Rules that tie places together.
    [
      'no coordinating team',
      ', coordinates: true',
      '',
      'teams (line 5): one team must coordinate (coordinates: true); none does',
    ],
    [
      'a partner team that coordinates',
      'leads: true',
      'coordinates: true',
      'teams[0].coordinates (line 6): only one team can coordinate',
      'teams[2].side (line 8): the team that coordinates must be on the databricks side',
      'teams[2].coordinates (line 8): only one team can coordinate',
    ],
    [
      'a sign-off of both sides',
      'doneBy: [psa]',
      'doneBy: [psa, lead]',
      'phases[1].items[0].doneBy (line 26): a sign-off is given by one side: these teams are on both',
    ],
    [
      'two items with the GA date',
      'title: Plan,',
      'title: Plan, value: ga-date,',
      "phases[1].items[1].value (line 27): only one item can hold the GA date, and 'plan' does",
    ],
    [
      'two items that are the GA date',
      'title: Plan, doneBy: [pdm]',
      'title: Plan, doneBy: [pdm, lead], milestone: ga-date',
      "phases[1].items[1].value (line 27): only one item can hold the GA date, and 'plan' does",
    ],
    [
      'a GA date that one side agrees on with itself',
      'doneBy: [pdm, lead], needs: [sign], value: ga-date,',
      'doneBy: [pdm], needs: [sign], value: ga-date, milestone: ga-date,',
      'phases[1].items[1].doneBy (line 27): one side proposes the GA date and the other accepts it: name a team of each',
    ],
    [
      'a rollout that is never planned',
      'title: Plan,',
      'title: Plan, milestone: rollout,',
      'phases[0].items[0].milestone (line 20): a rollout is planned when the GA date is agreed: no item has milestone: ga-date',
    ],
    [
      'a wave that can never start',
      'startBy: 15:00',
      'startBy: 09:00',
      'rollout.startBy (line 48): a wave could never be started: its time is over before it begins (10:00)',
    ],
    [
      'a freeze that ends early',
      'to: 2027-01-03',
      'to: 2026-01-03',
      'calendar.freezes[0].to (line 34): the freeze ends before it starts (2026-12-21)',
    ],
    [
      'a ladder that does not climb',
      'afterWorkingDays: 2',
      'afterWorkingDays: 0',
      'reminders.ladder[1].afterWorkingDays (line 43): each rung comes later than the one before it',
    ],
    [
      'a rollout that ends before it starts',
      'rolloutCompleteDaysBefore: 1',
      'rolloutCompleteDaysBefore: 8',
      'ga.rolloutCompleteDaysBefore (line 30): the rollout would be complete before it starts',
    ],
    [
      'a digest in quiet hours',
      'digestAt: 09:00',
      'digestAt: 07:30',
      'reminders.digestAt (line 36): lies in the quiet hours (18:00 to 08:00): it would never be sent',
    ],
  ])('%s', (_name, from, to, ...faults) => {
    expect(faultsOf(edited([from, to]))).toEqual(faults);
  });
});

describe('a cycle is named as a whole', () => {
  test('through needs', () => {
    expect(faultsOf(edited(['needs: [build]', 'needs: [agree]']))).toEqual([
      'phases[1].items[0].needs[0] (line 26): can never be done: sign needs agree, agree needs sign',
    ]);
  });

  test('of one item', () => {
    expect(faultsOf(edited(['needs: [build]', 'needs: [sign]']))).toEqual([
      'phases[1].items[0].needs[0] (line 26): can never be done: sign needs sign',
    ]);
  });

  test('through the order of a phase', () => {
    expect(faultsOf(edited(['title: Plan,', 'title: Plan, needs: [build],'], ['needs: [plan], ', '']))).toEqual([
      'phases[0].items[0].needs[0] (line 20): can never be done: plan needs build, build comes after plan (inOrder)',
    ]);
  });

  test('through phases', () => {
    expect(faultsOf(edited(['title: Plan,', 'title: Plan, needs: [agree],'], ['needs: [sign], ', '']))).toEqual([
      'phases[0].items[0].needs[0] (line 20): can never be done: plan needs agree, agree is in phase second, ' +
        'phase second comes after phase first, phase first has plan',
    ]);
  });

  test('but a phase does not wait for what is optional', () => {
    const text = edited(
      ['inOrder: true', 'inOrder: false'],
      ['title: Plan,', 'title: Plan, optional: true, needs: [agree],'],
      ['needs: [plan], ', ''],
    );
    expect(faultsOf(text)).toEqual([]);
  });

  test('of empty phases', () => {
    const text = `${good.split('phases:')[0]}phases:
  - { id: a, title: A, after: [b] }
  - { id: b, title: B, after: [a] }
closeReasons:${good.split('closeReasons:')[1]}`;
    expect(faultsOf(text)).toEqual([expect.stringContaining('phase a comes after phase b')]);
  });

  test('of due dates that follow each other', () => {
    const text = edited(
      ['title: Plan,', 'title: Plan, due: { daysAfter: 1, item: build },'],
      ['title: Build,', 'title: Build, due: { daysAfter: 1, item: plan },'],
    );
    expect(faultsOf(text)).toEqual([
      'phases[0].items[0].due (line 20): can never be due: plan is due after build, build is due after plan',
    ]);
  });

  test('nor does an order', () => {
    const text = edited(
      ['title: Plan,', 'title: Plan, optional: true, needs: [agree],'],
      ['needs: [plan], ', ''],
      ['needs: [build],', 'needs: [],'],
      ['after: [first]', 'after: []'],
    );
    expect(faultsOf(text)).toEqual([]);
  });

  test('a chain of 20,000 items is no cycle and no stack overflow', () => {
    const items = Array.from({ length: 20_000 }, (_, i) => ({
      id: `i${i}`,
      kind: 'task',
      formerly: [],
      doneBy: ['pdm'],
      needs: i === 0 ? [] : [`i${i - 1}`],
    }));
    const phases = [{ id: 'long', after: [], inOrder: false, items: items.toReversed() }];
    expect(findCycles(phases)).toEqual([]);
    expect(findCycles([{ id: 'long', after: [], inOrder: true, items: items.toReversed() }])).not.toEqual([]);
  });
});

describe('all at once', () => {
  test('faults of schema and references come together, in the order of lines', () => {
    const text = edited(
      ['zone: Europe/Lisbon', 'zone: Mars/Base'],
      ['role: Architect', 'rol: Architect'],
      ['doneBy: [lead]', 'doneBy: [leed]'],
      ['kind: sign-off', 'kind: sign-of'],
      ['needs: [sign]', 'needs: [sing]'],
      ['quietFrom: 18:00', 'quietFrom: late'],
    );
    expect(faultsOf(text)).toEqual([
      "zone (line 3): unknown time zone 'Mars/Base'; write it like America/Los_Angeles",
      'teams[1].role (line 7): is missing',
      "teams[1].rol (line 7): unknown key; did you mean 'role'?",
      "phases[0].items[1].doneBy[0] (line 21): unknown team 'leed'; did you mean 'lead'?",
      "phases[1].items[0].kind (line 26): must be one of sign-off, confirmation, task; did you mean 'sign-off'?",
      "phases[1].items[1].needs[0] (line 27): unknown item 'sing'; did you mean 'sign'?",
      'reminders.quietFrom (line 37): must be a time of day such as 09:00',
    ]);
  });

  test('a missing section does not make everything that refers to it unknown', () => {
    const text = good.replace(/teams:\n(?: {2}- .*\n)+/, '');
    expect(faultsOf(text)).toEqual(['teams (line 1): is missing']);
  });

  test('every error of syntax has its line', () => {
    expect(faultsOf('name: "Tiny\nzone: [a\n')).toEqual([expect.stringMatching(/^YAML \(line \d\): /)]);
    expect(faultsOf('a: 1\n\tb: 2\nc: {\n').length).toBeGreaterThan(1);
  });

  test('a key twice is a fault beside the others', () => {
    expect(faultsOf(edited(['name: Tiny', 'name: Tiny\nname: Twin\ncolour: red']))).toEqual([
      'YAML (line 2): Map keys must be unique',
      'colour (line 3): unknown key',
    ]);
  });

  test.each([
    ['nothing', '', 'the file (line 1): is empty; it must be a group of keys'],
    ['a text', 'hello', 'the file (line 1): must be a group of keys, not a text'],
    ['a list', '- a', 'the file (line 1): must be a group of keys, not a list'],
    [
      'two documents',
      `${good}---\n${good}`,
      'YAML (line 49): Source contains multiple documents; please use YAML.parseAllDocuments()',
    ],
    ['an alias without anchor', 'a: *b', 'YAML: Unresolved alias (the anchor must be set before the alias): b'],
    ['brackets without end', '['.repeat(100_000), 'YAML: nested too deeply'],
    ['dashes without end', '- '.repeat(100_000), 'YAML: nested too deeply'],
    ['a group as a key', '? { a: 1 }\n: 2', 'YAML (line 1): a key must be a plain word'],
    ['an unknown tag', edited(['name: Tiny', 'name: !secret x']), 'YAML (line 1): Unresolved tag: !secret'],
    [
      'an explosion of aliases',
      `a: &a [1]\n${Array.from({ length: 12 }, (_, i) => `x${i}: &x${i} [${`*${i ? `x${i - 1}` : 'a'},`.repeat(9)}]`).join('\n')}`,
      'YAML: Excessive alias count indicates a resource exhaustion attack',
    ],
  ])('a file with %s', (_name, text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  test('an anchor that holds itself is refused like any wrong type', () => {
    expect(faultsOf(edited(['name: Tiny', 'name: &self [*self]']))).toEqual([
      'name (line 1): must be a text, not a list',
    ]);
  });

  test('anchors and aliases may be used, and faults within point to the anchor', () => {
    const text = edited(['doneBy: [pdm]', 'doneBy: &who [pdn]'], ['doneBy: [lead]', 'doneBy: *who']);
    expect(faultsOf(text)).toEqual([
      "phases[0].items[0].doneBy[0] (line 20): unknown team 'pdn'; did you mean 'pdm'?",
      "phases[0].items[1].doneBy[0] (line 20): unknown team 'pdn'; did you mean 'pdm'?",
    ]);
  });
});

describe('loading', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifecycle-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('reads a file, with windows line ends too', () => {
    const file = join(folder, 'good.yml');
    writeFileSync(file, good.replaceAll('\n', '\r\n'));
    expect(loadLifecycle(file).name).toBe('Tiny');
  });

  test('throws one error that lists all faults with the file', () => {
    const file = join(folder, 'bad.yml');
    writeFileSync(file, edited(['name: Tiny', 'name: 1'], ['zone: Europe/Lisbon', 'zone: Mars']));
    expect(() => loadLifecycle(file)).toThrow(
      new LifecycleError([
        `${file}: name (line 1): must be a text, not 1`,
        `${file}: zone (line 3): unknown time zone 'Mars'; write it like America/Los_Angeles`,
      ]),
    );
  });

  test('says when a file cannot be read', () => {
    const file = join(folder, 'absent.yml');
    expect(() => loadLifecycle(file)).toThrow(`${file}: cannot be read: ENOENT`);
  });

  test('finds the default file', () => {
    expect(loadLifecycle(defaultLifecycleFile).programme).toBe('Partner Connect');
  });
});
