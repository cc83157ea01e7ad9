import * as fc from 'fast-check';
import { agenda } from '../../src/domain/agenda';
import { cardOf } from '../../src/domain/card';
import type { Command, Fact } from '../../src/domain/commands';
import { decide } from '../../src/domain/decide';
import { recordedEvent, type RecordedEvent } from '../../src/domain/events';
import { evolve } from '../../src/domain/evolve';
import { instant, later, type Instant } from '../../src/domain/ids';
import { isLaunched, signOffOf, stateOf } from '../../src/domain/item-state';
import { gatesOf, lookup } from '../../src/domain/lookup';
import { openSteps } from '../../src/domain/maintenance/views';
import type { Partner } from '../../src/domain/partner';
import { itemsFor, itemsOf } from '../../src/domain/progress';
import { isRefusal } from '../../src/domain/refusal';
import { channelDigest, channelDigestAt } from '../../src/domain/reminders/channel-digest';
import { channelZone, nextMorning } from '../../src/domain/reminders/mornings';
import { setUpSteps } from '../../src/domain/set-up';
import { setUpReportOf } from '../../src/domain/set-up-report';
import { summaryOf } from '../../src/domain/summary';
import { casesOf } from '../../src/domain/test-cases/standing';
import { isInternal } from '../../src/domain/visibility';
import { placesOf } from '../../src/store/places';
import { casesFor, configuration, fault, image, report } from '../support/artifacts';
import { anyCharacter } from '../support/characters';
import {
  acme,
  before,
  blocked,
  cast,
  channel,
  channelReady,
  colleague,
  criteriaOf,
  date,
  done,
  dueOn,
  everybody,
  given,
  grouped,
  internal,
  notNeeded,
  owned,
  page,
  reopened,
  shown,
  signed,
  takenBack,
  team,
  unblocked,
  upTo,
  visitor,
  type Move,
  type Story,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';
import { tales } from '../support/tales';

/** Whatever anybody does, in whatever order: these hold. */

const ids = lookup(partnerConnect).placed.map((p) => p.id);
const gateIds = gatesOf(partnerConnect).map((g) => g.id);
const actors = [...everybody, grouped('psa'), grouped('partner-lead'), grouped('pdm')];
const secret = 'unspeakable';

const one = <T>(values: readonly T[]) => fc.constantFrom(...values);
/** Some items and people are busier than others, so that what is done to them meets. */
const busy = [
  'mini-site',
  'self-test',
  'design-review',
  'core-integration-validated',
  'joint-validation',
  'ppa-signed',
];
const anyId = fc.oneof({ weight: 3, arbitrary: one(busy) }, { weight: 1, arbitrary: one([...ids, 'long-gone']) });
const anyGate = one([...gateIds, 'fit-assessment']);
const anyMember = fc.oneof(one(everybody), one([colleague, visitor]));
const anyTeam = fc.oneof(one([...Object.keys(cast), 'long-gone']), one(['psa', 'partner-lead'])).map(team);
const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.constant('why') },
  one(['', ' ', 'why', 'x'.repeat(3001), '<!channel>', '\u202e\ud800']),
  fc.string({ unit: anyCharacter }),
);
const anyLink = one([undefined, page, `${page}/2`, 'javascript:alert(1)', 'https://exa mple.com']);
const anyValue = one([undefined, '2027Q3', '2020Q1', 'prod', '2027-03-02T10:00', '2027-09-01', '2027-03-05']);
const anyDate = one(['2027-03-01', '2027-02-01', '2027-09-01']);

const given1 = <T>(key: string, value: T | undefined) => (value === undefined ? {} : { [key]: value });

const onItems: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: anyId.map((id) => done(id, { link: page, value: valueFor(id) })) },
  fc
    .tuple(anyId, anyLink, fc.option(anyText, { nil: undefined }), anyValue)
    .map(([id, link, note, value]) =>
      done(id, { ...given1('link', link), ...given1('note', note), ...given1('value', value) }),
    ),
  fc.tuple(anyId, anyText).map(([id, why]) => reopened(id, why)),
  fc.tuple(anyId, anyText).map(([id, why]) => blocked(id, why)),
  anyId.map(unblocked),
  fc.tuple(anyId, anyText).map(([id, why]) => notNeeded(id, why)),
  fc.tuple(anyId, fc.option(anyMember)).map(([id, who]) => owned(id, who)),
  fc.tuple(anyId, fc.option(anyDate)).map(([id, day]) => dueOn(id, day)),
  fc.tuple(anyId, anyLink, anyText).map(([id, link, note]) => shown(id, { ...given1('link', link), note })),
  fc.tuple(anyId, fc.boolean()).map(([id, hidden]) => internal(id, hidden)),
);

function valueFor(id: string): string {
  const what = lookup(partnerConnect).byId.get(id)?.item;
  const kind = what?.kind === 'task' ? what.value : undefined;
  return kind === 'quarter' ? '2027Q3' : kind === 'ga-date' ? '2027-09-01' : '2027-03-02T10:00';
}

const onSignOffs: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: anyGate.map((id) => signed(id)) },
  fc.tuple(anyGate, anyText).map(([id, comment]) => signed(id, { comment, criteria: criteriaOf(id).slice(1) })),
  fc.tuple(anyGate, anyText).map(([id, why]) => takenBack(id, why)),
);

const anyClaim = one([
  { who: visitor, role: 'partner-lead' },
  { who: colleague, role: 'psa' },
]);
const onPeople: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(anyMember, anyTeam).map(([who, to]): Command => ({ type: 'AssignPerson', picked: who.picked, team: to })),
  fc
    .tuple(anyMember, anyTeam)
    .map(([who, from]): Command => ({ type: 'RemovePerson', person: who.actor.person, team: from })),
  fc.oneof(anyTeam, one(['psa', 'partner-lead']).map(team)).map((role): Command => ({ type: 'ClaimRole', team: role })),
  fc.tuple(anyMember, anyTeam).map(([to, role]): Command => ({ type: 'HandOverRole', team: role, to: to.picked })),
  fc.tuple(anyClaim, fc.boolean()).map(([{ who, role }, yes]): Command => ({
    type: 'AnswerClaim',
    person: who.actor.person,
    team: team(role),
    accept: yes,
  })),
  one(['ana@example.com', 'nobody', 'BOB@example.com ']).map((email): Command => ({
    type: 'InvitePartnerPerson',
    email,
  })),
);

const onPartner: fc.Arbitrary<Command> = fc.oneof(
  fc
    .record({
      name: one(['Acme', 'Acme 2', ' ']),
      integrationType: one(['read', 'desktop-application', 'none']),
      clouds: fc.subarray(['aws', 'azure', 'gcp', 'nimbus']),
      targetGaDate: fc.option(anyDate.map(date)),
      notes: one(['', secret]),
    })
    .map((details): Command => ({ type: 'ChangeDetails', ...details })),
  fc
    .tuple(one(['paused', 'paused', 'none']), anyText)
    .map(([reason, note]): Command => ({ type: 'ClosePartner', reason, note })),
  anyText.map((note): Command => ({ type: 'ReopenPartner', note })),
  fc.constant<Command>({ type: 'RetrySetUp' }),
);

const someCases = casesFor(given(acme).partner);
const onFiles: fc.Arbitrary<Command> = fc.oneof(
  fc
    .tuple(fc.subarray(['aws', 'gcp', 'nimbus']), one(['ML', 'INGEST']), one(['true', 'false', undefined]), fc.nat(3))
    .map(([clouds, category, supports_demo, faults]) =>
      configuration({ category, supports_demo }, { clouds, findings: faults === 0 ? [fault()] : [] }),
    ),
  fc
    .tuple(fc.subarray([...someCases]), fc.subarray([...someCases]), one([undefined, 'acme.json', 'other.json']))
    .map(([cases, failed, ranWith]) =>
      report(cases.length % 2 ? someCases : cases, {
        failed: failed.length > 3 ? failed : [],
        ...given1('ranWith', ranWith),
      }),
    ),
  fc.tuple(one(['logo', 'icon'] as const), fc.boolean()).map(([kind, bad]) => image(kind, bad ? [fault(kind)] : [])),
);

const keys = ['channel', 'join', 'card', 'set-up', 'connect:ana@example.com', 'sign-off-given:signoff-psa', 'closed'];
const anyKey = one(keys);
const c1 = channel('C1');
const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc
    .tuple(one(['PersonDeactivated', 'PersonReactivated', 'PersonRenamed'] as const), anyMember)
    .map(([type, who]): Fact => ({ type, person: who.actor.person, name: who.picked.name })),
  one(['InvitationAccepted', 'InvitationApproved', 'InvitationDeclined'] as const).map((type): Fact => ({
    type,
    email: 'ana@example.com',
  })),
  one<Fact>([
    { type: 'InvitationSent', email: 'ana@example.com', invite: 'I1' },
    { type: 'ChannelNamed', name: 'pc-acme' },
    { type: 'ChannelReady', channel: c1, name: 'pc-acme' },
    { type: 'ChannelIdChanged', channel: channel('C2') },
    { type: 'ChannelRenamed', name: 'pc-acme-2' },
    { type: 'ChannelArchived' },
    { type: 'ChannelUnarchived' },
    { type: 'ChannelDeleted' },
    { type: 'ChannelLeft' },
    { type: 'ChannelRejoined' },
  ]),
  anyKey.map((step): Fact => ({ type: 'StepDone', step })),
  anyKey.map((step): Fact => ({ type: 'StepFailed', step, problem: 'x' })),
  anyKey.map((key): Fact => ({ type: 'MessageDelivered', key, channel: c1, ts: '1.1' })),
  anyKey.map((key): Fact => ({ type: 'DeliveryFailed', key, problem: 'x', retryAt: instant.parse(2e12) })),
  one(['card', 'set-up']).map((message): Fact => ({
    type: 'LivingMessageShown',
    message,
    channel: c1,
    ts: '1.1',
    shows: 'x',
  })),
);

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(
        fc.oneof(
          { weight: 5, arbitrary: onItems },
          { weight: 4, arbitrary: onSignOffs },
          { weight: 3, arbitrary: onPeople },
          { weight: 1, arbitrary: onPartner },
          { weight: 2, arbitrary: onFiles },
        ),
        // The coordinator gets most things done: half of what happens is theirs.
        fc.oneof(one(actors), fc.constant(cast['pdm'] ?? grouped('pdm'))),
      )
      .map(([command, { actor }]): Move => ({ actor, command })),
  },
  {
    weight: 1,
    arbitrary: anyFact.map((fact): Move => ({ actor: { kind: 'bot' }, command: { type: 'RecordFact', fact } })),
  },
);

const claiming = [visitor, colleague].map((who, n) =>
  who.does({ type: 'ClaimRole', team: team(n === 0 ? 'partner-lead' : 'psa') }),
);

/** Where the random moves set in: from nothing done to all but the launch, and after it. */
const beginnings: readonly Story[] = [
  given(acme),
  given(acme, upTo('quarter-selected')),
  given(acme, claiming),
  given(acme, before('ga-date-agreed')),
  given(acme, before('ga')),
  given(acme, upTo('ga')),
];

interface Sketch {
  readonly from: number;
  readonly moves: readonly Move[];
}
interface Step {
  readonly was: Story;
  readonly move: Move;
  readonly now: Story;
}
interface Told {
  readonly begin: Story;
  readonly steps: readonly Step[];
  readonly end: Story;
}
const anySketch: fc.Arbitrary<Sketch> = fc.record({
  from: one([...beginnings.keys()]),
  moves: fc.array(anyMove, { minLength: 1, maxLength: 40, size: 'max' }),
});

/** Goes through a tale; what is refused changes nothing. */
function tell({ from, moves }: Sketch): Told {
  const begin = beginnings[from];
  if (!begin) throw new Error('There is no such beginning');
  const steps: Step[] = [];
  const end = moves.reduce<Story>((was, move) => {
    const outcome = was.when(move);
    const now = isRefusal(outcome.decision) ? was : outcome.accepted();
    steps.push({ was, move, now });
    return now;
  }, begin);
  return { begin, steps, end };
}

const fold = (log: readonly RecordedEvent[]) => log.reduce<Partner | undefined>(evolve, undefined);
const always = tales(anySketch, tell, 50);

/** Decided twice, these say so twice: each failure is an attempt more, and counts. */
const countsAttempts = ({ command }: Move) =>
  command.type === 'RecordFact' && ['StepFailed', 'DeliveryFailed'].includes(command.fact.type);

test('deciding the same command twice changes nothing the second time', () => {
  always((told) => {
    told.steps.forEach(({ move, now }) => {
      if (countsAttempts(move)) return;
      const again = decide(move.command, now.partner, { actor: move.actor, at: now.now, lifecycle: partnerConnect });
      if (!isRefusal(again)) expect(again).toEqual([]);
    });
  });
});

test('deciding is pure: the same answer again, and nothing it was given is changed', () => {
  always((told) => {
    told.steps.forEach(({ was, move }) => {
      const text = JSON.stringify(was.partner);
      const occasion = { actor: move.actor, at: was.now, lifecycle: partnerConnect };
      const first = decide(move.command, was.partner, occasion);
      expect(decide(move.command, was.partner, occasion)).toEqual(first);
      expect(JSON.stringify(was.partner)).toBe(text);
    });
  });
});

test('every event has the shape in which the log keeps it, and is the same when it is read again', () => {
  always((told) => {
    for (const recorded of told.end.log.slice(told.begin.log.length)) {
      const text = JSON.stringify(recorded);
      expect(JSON.stringify(recordedEvent.parse(JSON.parse(text)))).toHaveLength(text.length);
      expect(recordedEvent.parse(recorded)).toEqual(recorded);
    }
  });
});

test('the state is the fold of the log, byte for byte, also from the log as it is read back, and in two parts', () => {
  always((told) => {
    const { log, partner } = told.end;
    const text = JSON.stringify(partner);
    expect(JSON.stringify(fold(log))).toBe(text);
    const read = log.map((recorded) => recordedEvent.parse(JSON.parse(JSON.stringify(recorded))));
    expect(JSON.stringify(fold(read))).toBe(text);
    expect(partner.version).toBe(log.length);
    const half = Math.floor(log.length / 2);
    const snapshot = fold(log.slice(0, half));
    const restored: typeof snapshot = snapshot && JSON.parse(JSON.stringify(snapshot));
    expect(JSON.stringify(log.slice(half).reduce<Partner | undefined>(evolve, restored))).toBe(text);
  });
});

test('nobody signs who may not: each sign-off was given by one of its teams, on its side, at that moment', () => {
  always((told) => {
    const { log } = told.end;
    log.forEach(({ event, by }, n) => {
      if (event.type !== 'SignOffGiven' && event.type !== 'SignOffTakenBack') return;
      const gate = lookup(partnerConnect).byId.get(event.signOff);
      if (by.kind !== 'person' || !gate) throw new Error('Signed by nobody, or nothing');
      const was = fold(log.slice(0, n));
      const known = lookup(partnerConnect).teams;
      const listed = was?.people.filter((a) => a.person === by.person && a.active).map((a) => a.team) ?? [];
      const viaGroup = actors
        .filter((a) => a.actor.home && a.actor.person === by.person)
        .flatMap((a) => a.actor.groups);
      const holds = gate.teams.filter((t) => [...listed, ...viaGroup].includes(t));
      expect(holds.filter((t) => known.get(t)?.side === by.side)).not.toEqual([]);
      if (event.type === 'SignOffGiven') {
        expect(holds).toContain(event.team);
        expect(gate.needs.every((need) => was && finished(need, was))).toBe(true);
        expect(event.criteria).toEqual(criteriaOf(gate.id));
      }
    });
  });
});

function finished(id: string, partner: Partner): boolean {
  const view = itemsOf(partner, partnerConnect).find((i) => i.id === id);
  return view === undefined || view.standing === 'done' || view.standing === 'not-needed';
}

test('nobody signs for both sides', () => {
  always((told) => {
    const sides = new Map<string, Set<string>>();
    for (const { event, by } of told.end.log) {
      if (event.type !== 'SignOffGiven' || by.kind !== 'person') continue;
      const side = lookup(partnerConnect).teams.get(event.team)?.side ?? 'none';
      sides.set(by.person, (sides.get(by.person) ?? new Set()).add(side));
    }
    for (const signedFor of sides.values()) expect(signedFor.size).toBe(1);
  });
});

test('a given sign-off always stands on what it was given on, until the launch', () => {
  always((told) => {
    told.steps.forEach(({ now: { partner } }) => {
      if (isLaunched(partner, partnerConnect)) return;
      for (const gate of gatesOf(partnerConnect)) {
        const state = signOffOf(gate, partner);
        if (state?.is !== 'given') continue;
        for (const [id, revision] of Object.entries(state.basis.items)) {
          const placed = lookup(partnerConnect).byId.get(id);
          expect(placed && stateOf(placed, partner).revision).toBe(revision);
        }
        if (state.basis.configuration !== undefined) expect(partner.configuration).toBe(state.basis.configuration);
      }
    });
  });
});

test('a sign-off is reopened only by a change to what it rests on', () => {
  always((told) => {
    const { log } = told.end;
    for (const { event } of log) {
      if (event.type !== 'SignOffReopened') continue;
      const gate = gatesOf(partnerConnect).find((g) => g.id === event.signOff);
      const rests: readonly string[] = gate?.item.basis.items ?? [];
      expect(event.because === 'configuration' ? gate?.item.basis.configuration : rests.includes(event.because)).toBe(
        true,
      );
    }
  });
});

test('nothing internal reaches the partner', () => {
  always((told) => {
    told.steps.forEach(({ now: { partner } }) => {
      const hidden = lookup(partnerConnect).placed.filter((p) => isInternal(partner, p));
      const visible = itemsFor('partner', partner, partnerConnect);
      const named = visible.flatMap((i) => [i.id, ...i.missing.map((m) => m.id)]);
      for (const { id } of hidden) expect(named).not.toContain(id);
      const card = JSON.stringify(cardOf(partner, partnerConnect));
      for (const {
        item: { title },
      } of hidden)
        expect(card).not.toContain(JSON.stringify(title));
      expect(card).not.toContain(secret);
    });
  }, 100);
});

test('no refusal names an internal item to the partner', () => {
  always((told) => {
    told.steps.forEach(({ was, move }) => {
      if (move.actor.kind !== 'person' || move.actor.home) return;
      const { decision } = was.when(move);
      if (!isRefusal(decision)) return;
      for (const placed of lookup(partnerConnect).placed)
        if (isInternal(was.partner, placed)) expect(decision.message).not.toContain(placed.item.title);
    });
  });
});

test('a partner person never changes an internal item', () => {
  always((told) => {
    told.steps.forEach(({ was, now }) => {
      for (const { event, by } of now.log.slice(was.log.length)) {
        if (by.kind !== 'person' || by.side !== 'partner' || !('item' in event)) continue;
        const placed = lookup(partnerConnect).byId.get(event.item);
        expect(placed && isInternal(was.partner, placed)).toBe(false);
      }
    });
  });
});

test('a closed partner changes only by being reopened, or by what happens in Slack', () => {
  always((told) => {
    told.steps.forEach(({ was, move, now }) => {
      if (!was.partner.closed || move.command.type === 'RecordFact') return;
      const changed = now.log.slice(was.log.length).map(({ event }) => event.type);
      expect([[], ['PartnerReopened'], ['PersonAssigned']]).toContainEqual(changed);
    });
  });
});

test('there is always a coordinator on the list, active or not', () => {
  always((told) => {
    expect(told.end.partner.people.some((a) => a.team === 'pdm')).toBe(true);
  });
});

test('the agenda names each thing once, keeps quiet without a channel, and never looks back', () => {
  always((told) => {
    const { partner, now } = told.end;
    for (const at of [now, later(now, 60_000)]) {
      const { due, nextAt } = agenda(partner, partnerConnect, at);
      const names = due.map(({ key }) => key);
      expect(new Set(names).size).toBe(names.length);
      if (nextAt !== undefined) expect(nextAt).toBeGreaterThan(at);
      if (partner.closed) for (const key of names) expect(['card', 'closed']).toContain(key);
      const publicKinds = due.filter((d) => d.kind === 'step' || d.key === 'card');
      if (partner.channel.is !== 'none' && partner.channel.is !== 'ready') expect(publicKinds).toEqual([]);
    }
    expect(JSON.parse(JSON.stringify(setUpReportOf(partner, partnerConnect)))).toEqual(
      setUpReportOf(partner, partnerConnect),
    );
  });
});

test('on no morning before the channel’s digest is due has it anything to say', () => {
  always((told) => {
    const story = told.end;
    const { partner, now } = story.partner.channel.is === 'none' ? story.and(channelReady) : story;
    if (partner.channel.is !== 'ready') return;
    const zone = channelZone(partner, partnerConnect);
    const until = channelDigestAt(partner, partnerConnect, now) ?? later(now, 200 * 24 * 3_600_000);
    for (let at = nextMorning(now, zone, partnerConnect); at < until; at = nextMorning(at, zone, partnerConnect))
      expect(channelDigest(partner, partnerConnect, at)).toBeUndefined();
  });
});

test('what is kept from one look to the next is what a first look finds', () => {
  always((told) => {
    told.steps.forEach(({ was, now }) => {
      // Back and forth, as when two people look while a third one changes something.
      for (const { partner, now: at } of [now, was, now])
        expect(look(partner, at)).toBe(look(structuredClone(partner), at));
    });
  }, 15);
});

/** All that is asked for at every look, as text. */
function look(partner: Partner, at: Instant): string {
  const items = itemsOf(partner, partnerConnect).map((view) => ({
    ...view,
    // The lifecycle's own, at length.
    phase: view.phase.id,
    item: view.item.id,
    missing: view.missing.map(({ id }) => id),
  }));
  const cases = casesOf(partner, partnerConnect).map((view) => ({ ...view, testCase: view.id }));
  return JSON.stringify([
    agenda(partner, partnerConnect, at),
    summaryOf(partner, partnerConnect),
    openSteps(partner, partnerConnect),
    setUpSteps(partner, partnerConnect),
    placesOf(partner, partnerConnect),
    items,
    cases,
  ]);
}

test('the tales are worth telling: most kinds of event happen in them', () => {
  const seen = new Set<string>();
  for (const sketch of fc.sample(anySketch, { numRuns: 500, seed: 1 }))
    for (const { event } of tell(sketch).end.log) seen.add(event.type);
  const wanted = [
    'ClaimDeclined DetailsChanged ItemAudienceSet ItemBlocked ItemDone ItemDueSet ItemEvidenceSet ItemNotNeeded',
    'ItemOwnerSet ItemReopened ItemUnblocked NotesChanged PartnerClosed PartnerReopened PersonAssigned',
    'PersonDeactivated PersonRemoved RoleClaimed SetUpRetried SignOffGiven SignOffReopened SignOffTakenBack',
  ];
  expect(wanted.flatMap((line) => line.split(' ')).filter((type) => !seen.has(type))).toEqual([]);
});

test('of each kind of file the newest without faults holds, and the clouds are never none', () => {
  always((told) => {
    const { partner, log } = told.end;
    expect(partner.clouds).not.toEqual([]);
    const events = log.flatMap(({ event }) => (event.type === 'ConfigurationSubmitted' ? [event] : []));
    const holding = events.findLastIndex(({ findings }) => findings.every(({ level }) => level === 'warning'));
    expect(partner.artifacts.configuration?.stands?.revision ?? 0).toBe(holding + 1);
    expect(partner.artifacts.configuration?.revisions.at(-1)?.number ?? 0).toBe(events.length);
  });
});
