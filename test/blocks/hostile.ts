import * as fc from 'fast-check';
import type { Person } from '../../src/domain/actor';
import { addDays, dateOf } from '../../src/domain/calendar';
import { isOpen } from '../../src/domain/calls/state';
import type { Command } from '../../src/domain/commands';
import { decide } from '../../src/domain/decide';
import type { PartnerEvent } from '../../src/domain/events';
import { calendarDate, caseId, channelId, itemId, later, teamId } from '../../src/domain/ids';
import { lookup } from '../../src/domain/lookup';
import { itemsOf, nextSteps } from '../../src/domain/progress';
import { isRefusal } from '../../src/domain/refusal';
import { startTimes } from '../../src/domain/rollout/days';
import { applicableCases, itemOfRun } from '../../src/domain/test-cases/standing';
import { verdicts } from '../../src/domain/test-cases/state';
import { reviewItem } from '../../src/domain/ux/review';
import { guidelineVerdicts } from '../../src/domain/ux/state';
import type { Lifecycle, LifecycleFile } from '../../src/lifecycle/schema';
import { partnerConnect, tinyLifecycle } from '../support/lifecycle';
import { allMet, asksReview, oneOfEachSide, passing } from '../support/runs';
import { bugCommand, hostileSop } from './hostile-bugs';
import { bulkyMaintenance, careCommand, roadmapCommand } from './hostile-care';
import { fileCommand } from './hostile-files';
import { acme, ana, kim, lee, mia, omar, pat, pick, sol, Story } from './support';

/** The worst that people type and lifecycles hold, and partners that went through it at random. */

/** Stands in everything that belongs to an item, so that a test sees where it shows. */
export const tag = (item: string): string => `§${item}§`;

const nasty = [
  '<!channel>',
  '&<>'.repeat(100),
  '*_~`',
  '@here #general',
  '🧑‍🚀'.repeat(40),
  '<@U1|x>',
  '> quote\n• list',
  '\u202e\u0000\ud800',
];

const title = (id: string, n: number): string =>
  `${tag(id)} ${nasty[n % nasty.length] ?? ''}`.slice(0, 70).replace(/[\ud800-\udfff]$/, '');

/** Twenty phases, one of them with two hundred items; teams, gates, clouds and types as many as fit, and then some. */
export const bulky: Lifecycle = tinyLifecycle({
  sop: hostileSop,
  name: 'Bulky',
  programme: '&<>'.repeat(20),
  sides: { databricks: '<!here>', partner: '&'.repeat(70) },
  teams: [
    { id: 'pdm', side: 'databricks', title: '&'.repeat(70), role: '<'.repeat(70), coordinates: true },
    { id: 'partner-lead', side: 'partner', title: '*lead*', role: '>'.repeat(70), leads: true },
    ...Array.from({ length: 110 }, (_, n) => ({
      id: `team-${n}`,
      side: n % 2 ? ('partner' as const) : ('databricks' as const),
      title: `${'&'.repeat(60)} ${n}`,
      role: `${'<'.repeat(60)} ${n}`,
    })),
  ],
  integrationTypes: Array.from({ length: 100 }, (_, n) => ({
    id: `type-${n}`,
    title: '>'.repeat(70),
    connectApi: true,
  })),
  clouds: Array.from({ length: 10 }, (_, n) => ({ id: `cloud-${n}`, title: '&'.repeat(70), regions: [`region-${n}`] })),
  phases: Array.from({ length: 20 }, (_, p) => ({
    id: `phase-${p}`,
    title: `${'&'.repeat(60)} ${p}`,
    items: Array.from({ length: p === 0 ? 200 : 4 }, (_, n) => item(`item-${p}-${n}`, n)),
  })),
  uxGuidelines: Array.from({ length: 120 }, (_, n) => ({
    id: `guideline-${n}`,
    area: n % 40 === 0 ? '&'.repeat(70) : `<!area> ${n % 30}`,
    kind: n % 2 ? ('do' as const) : ("don't" as const),
    optional: n % 5 === 0,
    text: `${n} ${nasty[n % nasty.length] ?? ''}`.slice(0, 300).replace(/[\ud800-\udfff]$/, ''),
  })),
  capabilities: Array.from({ length: 110 }, (_, n) => ({ id: `can-${n}`, title: '&'.repeat(70) })),
  testCases: Array.from({ length: 150 }, (_, n) => ({
    id: `P${100 + n}`,
    title: `${n} ${nasty[n % nasty.length] ?? ''}`.slice(0, 150).replace(/[\ud800-\udfff]$/, '') || 'x',
    expectation: '<'.repeat(300),
    suiteClass: '*'.repeat(300),
    appliesTo: n % 2 ? ('all' as const) : ('connect' as const),
    ...(n % 9 === 0 && { capabilities: [`can-${n % 110}`] }),
    optional: n % 7 === 0,
  })),
  closeReasons: Array.from({ length: 100 }, (_, n) => ({ id: `reason-${n}`, title: '<'.repeat(70) })),
  maintenance: bulkyMaintenance,
  links: Array.from({ length: 10 }, (_, n) => ({ title: `|>${n}`, url: `https://example.com/${'a'.repeat(400)}` })),
});

function item(
  id: string,
  n: number,
): LifecycleFile['phases'][number]['items'] extends (infer I)[] | undefined ? I : never {
  const base = {
    id,
    title: title(id, n),
    help: '&'.repeat(300),
    link: 'https://example.com/?a=1&b=<2>',
    doneBy:
      n % 8 === 1
        ? ['pdm', 'team-0']
        : n % 4 === 1
          ? ['partner-lead', 'team-1']
          : ['pdm', 'partner-lead', 'team-0', 'team-1'],
    audience: n % 5 === 0 ? ('internal' as const) : ('both' as const),
    needs: n > 0 && n % 3 === 0 ? [id.replace(/\d+$/, `${n - 1}`)] : [],
    due: { daysBeforeGa: n % 100 },
  };
  if (n % 4 === 1)
    return {
      ...base,
      kind: 'sign-off',
      criteria: Array.from({ length: 10 }, (_, c) => ({ id: `c${c}`, text: '&'.repeat(150) })),
      basis: { items: [id.replace(/\d+$/, `${n - 1}`)], configuration: true },
    };
  return {
    ...base,
    mayBeNotNeeded: n % 2 === 0,
    optional: n % 7 === 0,
    ...(n % 6 === 2 && { evidence: 'link' as const }),
    ...(n % 8 === 3 && { value: 'text' as const, valueLabel: '&'.repeat(70) }),
    ...(id === 'item-0-2' && { review: true }),
    ...(id.endsWith('-2') && {
      call: {
        minutes: 240,
        agenda: Array<string>(10).fill('&'.repeat(300)),
        bring: Array<string>(10).fill('<'.repeat(300)),
      },
    }),
    ...(id === 'item-0-6' && { milestone: 'partner-run' as const, needs: [], mayBeNotNeeded: false }),
    ...(id === 'item-1-2' && {
      artifacts: ['configuration' as const, 'report' as const, 'logo' as const, 'icon' as const],
    }),
    ...(id === 'item-1-0' && { milestone: 'joint-rounds' as const, mayBeNotNeeded: false }),
  };
}

const lifecycles: readonly Lifecycle[] = [partnerConnect, tinyLifecycle(), bulky];

const hostileName = fc.constantFrom(...nasty, 'Zoë', ' ').map((text) => text.repeat(8).slice(0, 300));
export const actors: readonly Person[] = [pat, lee, mia, kim, sol, ana, omar];

/** A step somebody or something tries. */
export type Try = (story: Story) => void;

const attempt =
  (actor: Person, command: (lifecycle: Lifecycle) => Command): Try =>
  (story) => {
    const { lifecycle, now, partner } = story;
    const decided = decide(command(lifecycle), partner, { actor, at: now, lifecycle });
    if (!isRefusal(decided)) story.record(...decided);
    story.later(1000 * 60 * 60 * 7);
  };

/** The coordinator more often than others, since most may do little. */
const whoever = fc.constantFrom(pat, pat, pat, pat, ...actors);
const words = fc.oneof(hostileName, fc.string({ maxLength: 3000, unit: 'grapheme' }), fc.constant('&'.repeat(3000)));

const values = (said: string) => ({
  quarter: '2027Q4',
  'date-time': '2027-05-05T10:00Z',
  'ga-date': '2027-12-01',
  text: said.slice(0, 150),
});

const anyItem = fc.record({ actor: whoever, n: fc.nat(), kind: fc.nat({ max: 9 }), text: words, flag: fc.boolean() });
const itemTry = anyItem.map(({ actor, n, kind, text, flag }): Try =>
  attempt(actor, (lifecycle) => {
    const all = lifecycle.phases.flatMap((phase) => phase.items);
    // Early items more often, so that later ones become possible.
    const chosen = all[flag ? n % Math.min(8, all.length) : n % all.length];
    const id = chosen?.id ?? 'none';
    const item = itemId.parse(id);
    const said = `${tag(id)} ${text}`.slice(0, 3000);
    const link = `https://example.com/${tag(id)}?${'&'.repeat(n % 300)}`;
    switch (kind) {
      case 0:
        return { type: 'BlockItem', item, reason: said };
      case 1:
        return { type: 'UnblockItem', item };
      case 2:
        return { type: 'MarkItemNotNeeded', item, reason: said };
      case 3:
        return { type: 'ReopenItem', item, reason: said };
      case 4:
        return { type: 'SetItemAudience', item, internal: flag };
      case 5:
        return { type: 'SetItemOwner', item, owner: actors[n % actors.length]?.person ?? null };
      case 6:
        return { type: 'SetItemDue', item, due: flag ? calendarDate.parse('2027-09-01') : null };
      case 7: {
        const criteria = chosen && chosen.kind !== 'task' ? chosen.criteria.map((c) => c.id) : [];
        return { type: 'GiveSignOff', signOff: item, comment: said, criteria };
      }
      case 8:
        return { type: 'TakeBackSignOff', signOff: item, reason: said };
      default: {
        const value = chosen?.kind === 'task' ? chosen.value : undefined;
        return { type: 'CompleteItem', item, link, note: said, ...(value && { value: values(said)[value] }) };
      }
    }
  }),
);

const anyDeed = fc.record({ actor: whoever, other: whoever, n: fc.nat(), kind: fc.nat({ max: 8 }), text: words });
const peopleTry = anyDeed.map(({ actor, other, n, kind, text }): Try =>
  attempt(actor, (lifecycle) => {
    const team = teamId.parse(lifecycle.teams[n % lifecycle.teams.length]?.id ?? 'pdm');
    switch (kind) {
      case 0:
      case 1:
        return { type: 'AssignPerson', picked: { ...pick(other), name: text.slice(0, 300) }, team };
      case 2:
        return { type: 'ClaimRole', team };
      case 3:
        return { type: 'HandOverRole', team, to: pick(other) };
      case 4:
        return { type: 'RemovePerson', person: other.person, team };
      case 5:
        return { type: 'InvitePartnerPerson', email: `${'a'.repeat(n % 60)}x${n}@example.com` };
      case 6:
        return {
          type: 'ChangeDetails',
          name: text,
          integrationType: lifecycle.integrationTypes[n % lifecycle.integrationTypes.length]?.id ?? '',
          clouds: lifecycle.clouds.map((cloud) => cloud.id),
          targetGaDate: n % 2 ? calendarDate.parse('2027-12-24') : null,
          notes: `SECRET ${text}`.slice(0, 2900),
        };
      case 7:
        return { type: 'ClosePartner', reason: lifecycle.closeReasons[0]?.id ?? '', note: text };
      default:
        return { type: 'ReopenPartner', note: text };
    }
  }),
);

/** What people do towards the launch, in any order. */
const launchTry = fc
  .record({ actor: whoever, kind: fc.nat({ max: 14 }), n: fc.nat(), text: words, days: fc.nat({ max: 4 }) })
  .map(({ actor, kind, n, text, days }): Try => (story) => {
    const waves = story.state.rollout?.waves ?? [];
    const wave = waves[n % Math.max(1, waves.length)];
    const id = wave?.id ?? 'w1';
    const regions = Object.keys(wave?.regions ?? {});
    const date = story.state.gaProposal?.date ?? calendarDate.parse(`2027-0${4 + (n % 6)}-0${1 + (n % 9)}`);
    const reason = text.slice(0, 3000);
    const deeds: readonly Command[] = [
      { type: 'ProposeGaDate', date: calendarDate.parse(`2027-0${4 + (n % 6)}-1${n % 9}`), reason },
      { type: 'AcceptGaDate', date },
      { type: 'DeclineGaDate', date, reason },
      { type: 'WithdrawGaDate', date },
      { type: 'PlanRollout', optInRegions: [], mostWaves: 1 + (n % 3), reason },
      { type: 'MoveWave', wave: id, on: wave?.on ?? date, reason },
      { type: 'StartWave', wave: id },
      { type: 'MarkRegionsLive', wave: id, regions },
      { type: 'MarkRegionFailed', wave: id, region: regions[0] ?? 'none', note: reason },
      { type: 'FinishWave', wave: id },
      { type: 'ConfirmTile', wave: id },
      { type: 'RollBackWave', wave: id, reason },
      { type: 'HaltRollout', reason },
      { type: 'ResumeRollout', note: reason },
      { type: 'Launch' },
    ];
    const deed = deeds[kind % deeds.length];
    if (deed) attempt(actor, () => deed)(story);
    story.later(days * 24 * 3600 * 1000);
  });

/** What people plan and report after the launch; some kinds also before it. */
const careTry = fc.record({ actor: whoever, kind: fc.nat({ max: 8 }), n: fc.nat(), text: words }).map(
  ({ actor, ...chosen }): Try =>
    (story) =>
      attempt(actor, () => (chosen.n % 3 === 0 ? roadmapCommand : careCommand)(chosen, story))(story),
);

/** What becomes of bugs, in any order. */
const bugTry = fc.record({ actor: whoever, n: fc.nat(), text: words }).map(
  ({ actor, ...chosen }): Try =>
    (story) =>
      attempt(actor, () => bugCommand(chosen, story))(story),
);

/** A GA date is agreed and its waves are under way, where the story has come far enough. */
const rollOut =
  ({ waves, text }: { waves: number; text: string }): Try =>
  (story) => {
    const lead = teamId.parse('partner-lead');
    const engineering = teamId.parse('engineering');
    attempt(pat, () => ({ type: 'AssignPerson', picked: pick(ana), team: lead }))(story);
    attempt(pat, () => ({ type: 'AssignPerson', picked: pick(lee), team: engineering }))(story);
    const date = addDays(dateOf(story.now, story.lifecycle.zone), 15);
    attempt(pat, () => ({ type: 'ProposeGaDate', date, reason: text.slice(0, 3000) }))(story);
    attempt(ana, () => ({ type: 'AcceptGaDate', date }))(story);
    for (let n = 0; n < waves; n += 1) {
      const wave = story.state.rollout?.waves[n];
      if (!wave) return;
      story.now = startTimes(wave.on, story.lifecycle).opens;
      attempt(lee, () => ({ type: 'StartWave', wave: wave.id }))(story);
      const regions = Object.keys(wave.regions);
      attempt(lee, () => ({ type: 'MarkRegionsLive', wave: wave.id, regions }))(story);
      attempt(lee, () => ({ type: 'FinishWave', wave: wave.id }))(story);
    }
  };

/** The UX review, in any order; what is said of it is tagged with the item of the review. */
const uxTry = fc
  .record({ actor: whoever, kind: fc.nat({ max: 2 }), n: fc.nat(), text: words })
  .map(({ actor, kind, n, text }): Try => (story) => {
    const { lifecycle } = story;
    const id = reviewItem(lifecycle)?.id ?? 'none';
    const said = `${tag(id)} ${text}`.slice(0, 3000);
    const link = `https://example.com/${tag(id)}?${'&'.repeat(n % 300)}`;
    const is = guidelineVerdicts[n % 3] ?? 'met';
    const some = lifecycle.uxGuidelines.slice(n % 7, (n % 7) + 1 + (n % 20));
    const deeds: readonly Command[] = [
      { type: 'ReviewGuidelines', verdicts: some.map((g) => ({ guideline: g.id, is, comment: said, link })) },
      { type: 'HandInDesign', link, note: said },
      { type: 'SendDesignBack', comment: said },
    ];
    const deed = deeds[kind];
    if (deed) attempt(actor, () => deed)(story);
  });

/** Joint calls, in any order. */
const callTry = fc
  .record({ actor: whoever, kind: fc.nat({ max: 3 }), n: fc.nat(), text: words })
  .map(({ actor, kind, n, text }): Try => (story) => {
    const { lifecycle, state } = story;
    const items = lifecycle.phases.flatMap((phase) => phase.items).filter((i) => i.kind === 'task' && i.call);
    const about = itemId.parse(items[n % Math.max(1, items.length)]?.id ?? 'none');
    const open = state.calls.filter(isOpen);
    const { id: call, item } = open[n % Math.max(1, open.length)] ?? { id: 'c1', item: about };
    const of = (id: string) => ({
      starts: later(story.now, (1 + (n % 40)) * 3600 * 1000),
      agenda: `${tag(id)} ${text}`.slice(0, 3000),
      link: `https://example.com/${tag(id)}?${'&'.repeat(n % 300)}`,
      attendees: oneOfEachSide(state, lifecycle),
    });
    const said = `${tag(item)} ${text}`.slice(0, 3000);
    const deeds: readonly Command[] = [
      { type: 'ScheduleCall', about, ...of(about) },
      { type: 'ChangeCall', call, ...of(item), reason: said },
      { type: 'CancelCall', call, reason: said },
      { type: 'RecordOutcome', call, outcome: n % 2 ? 'fine' : 'problems', note: said },
    ];
    const deed = deeds[kind];
    if (deed) attempt(actor, () => deed)(story);
  });

/** Test runs, in any order; what is said of a result is tagged with the item that the run is for. */
const testTry = fc
  .record({ actor: whoever, kind: fc.nat({ max: 8 }), n: fc.nat(), text: words, many: fc.boolean() })
  .map(({ actor, kind, n, text, many }): Try => (story) => {
    const { lifecycle, state } = story;
    const all = lifecycle.testCases.map(({ id }) => caseId.parse(id));
    const applying = applicableCases(state, lifecycle).map((c) => c.id);
    const some = many ? applying : applying.slice(n % 5, (n % 5) + 2);
    const one = all[n % Math.max(1, all.length)] ?? caseId.parse('P100');
    const run = n % 2 ? ('partner-run' as const) : ('joint-rounds' as const);
    const number = Math.max(1, state.tests.rounds.length);
    const note = `${tag(itemOfRun(run, lifecycle)?.id ?? 'none')} ${text}`.slice(0, 3000);
    const is = verdicts[n % 3] ?? 'pass';
    const failing = some.find((id) => state.tests.partnerRun[id]?.is === 'fail') ?? one;
    const deeds: readonly Command[] = [
      { type: 'SayCapabilities', capabilities: lifecycle.capabilities.slice(0, n % 20).map(({ id }) => id) },
      { type: 'OverrideCase', case: one, applies: many, reason: `SECRET ${text}`.slice(0, 3000), internal: true },
      { type: 'DropOverride', case: one },
      { type: 'StartRound', cases: some, present: oneOfEachSide(state, lifecycle) },
      {
        type: 'AddTodo',
        case: failing,
        title: text.slice(0, 150),
        owner: ana.person,
        due: calendarDate.parse('2027-05-01'),
      },
      { type: 'FinishTodo', todo: `t${n % 5}` },
      { type: 'HandOverTodo', todo: `t${n % 5}`, owner: n % 2 === 0 ? null : lee.person },
      {
        type: 'RecordResults',
        run: run === 'partner-run' ? { kind: 'partner' } : { kind: 'joint', round: number },
        results: some.map((id) => ({ case: id, is, note })),
      },
    ];
    attempt(actor, () => deeds[kind] ?? deeds[6] ?? { type: 'FinishTodo', todo: 't1' })(story);
  });

const fileTry = fc
  .record({ actor: whoever, kind: fc.nat({ max: 3 }), n: fc.nat(), text: words })
  .map(({ actor, ...chosen }): Try => attempt(actor, (lifecycle) => fileCommand(chosen, lifecycle)));

const factTry = fc.record({ kind: fc.nat({ max: 10 }), text: words }).map(({ kind, text }): Try => (story) => {
  const problem = `SECRET ${text}`.slice(0, 3000);
  const facts: readonly PartnerEvent[] = [
    { type: 'ChannelReady', channel: channelId.parse('C0ACME'), name: `pc-${'x'.repeat(70)}` },
    { type: 'StepFailed', step: 'bookmarks', problem },
    { type: 'StepFailed', step: 'topic', problem, retryAt: story.now },
    { type: 'ChannelArchived' },
    { type: 'ChannelUnarchived' },
    { type: 'StepDone', step: 'join' },
    { type: 'ChannelLeft' },
    { type: 'ChannelRejoined' },
    { type: 'PersonDeactivated', person: lee.person, name: text.slice(0, 300) },
    { type: 'InvitationDeclined', email: 'ana@acme.example' },
    { type: 'DeliveryFailed', key: Object.keys(story.state.outbox)[0] ?? 'none', problem },
  ];
  const fact = facts[kind];
  if (fact) story.fact(fact);
});

/** Does what is next, by those who may, so that stories come far enough for sign-offs to be given. */
const forward =
  ({ steps, text }: { steps: number; text: string }): Try =>
  (story) => {
    for (let step = 0; step < steps; step += 1) {
      const { state, lifecycle } = story;
      const next = nextSteps(itemsOf(state, lifecycle)).find((i) => !i.optional);
      if (!next || state.closed) return;
      const said = `${tag(next.id)} ${text}`.slice(0, 3000);
      if (next.item.kind === 'task') {
        const { milestone } = next.item;
        if (milestone === 'partner-run' || milestone === 'joint-rounds') {
          for (const command of passing(milestone, state, lifecycle)) attempt(pat, () => command)(story);
          continue;
        }
        const link = `https://example.com/${tag(next.id)}`;
        const value = next.item.value && { value: values(said)[next.item.value] };
        attempt(pat, () => ({ type: 'CompleteItem', item: next.id, link, note: said, ...value }))(story);
        continue;
      }
      const [team] = next.teams;
      const signer = lookup(lifecycle).teams.get(team ?? '')?.side === 'partner' ? ana : mia;
      if (team) attempt(pat, () => ({ type: 'AssignPerson', picked: pick(signer), team }))(story);
      const criteria = next.item.criteria.map((c) => c.id);
      if (asksReview(next.item)) attempt(signer, () => allMet(lifecycle))(story);
      attempt(signer, () => ({ type: 'GiveSignOff', signOff: next.id, comment: said, criteria }))(story);
    }
  };

/** Partners that lived through random deeds of everybody, under each lifecycle. */
export const stories = fc
  .record({
    lifecycle: fc.constantFrom(...lifecycles),
    /** Begins when every gate is given and the rollout is under way: what follows may undo it. */
    far: fc.option(fc.record({ text: words, waves: fc.nat({ max: 4 }) })),
    name: fc.constantFrom('Acme', '<!channel> & co', '&'.repeat(60), '🦊'.repeat(30)),
    tries: fc.array(
      fc.oneof(
        { arbitrary: itemTry, weight: 5 },
        { arbitrary: fc.record({ steps: fc.nat({ max: 12 }), text: words }).map(forward), weight: 2 },
        { arbitrary: peopleTry, weight: 2 },
        { arbitrary: launchTry, weight: 2 },
        { arbitrary: careTry, weight: 3 },
        { arbitrary: testTry, weight: 3 },
        { arbitrary: bugTry, weight: 3 },
        { arbitrary: fileTry, weight: 3 },
        { arbitrary: callTry, weight: 2 },
        { arbitrary: uxTry, weight: 2 },
        { arbitrary: fc.record({ waves: fc.nat({ max: 4 }), text: words }).map(rollOut), weight: 1 },
        factTry,
      ),
      {
        minLength: 10,
        maxLength: 60,
        size: 'max',
      },
    ),
  })
  .map(({ lifecycle, name, tries, far }) => {
    const type = lifecycle.integrationTypes[0]?.id ?? '';
    const cloud = lifecycle.clouds[0]?.id ?? '';
    const own = acme.people.filter(({ team }) => lifecycle.teams.some((t) => t.id === team));
    const story = new Story(lifecycle).as(pat, { ...acme, name, integrationType: type, clouds: [cloud], people: own });
    story.as(pat, { type: 'AssignPerson', picked: pick(ana), team: teamId.parse('partner-lead') });
    const opening = far ? [forward({ steps: 60, text: far.text }), rollOut(far)] : [];
    for (const step of [...opening, ...tries]) step(story);
    return story;
  });
