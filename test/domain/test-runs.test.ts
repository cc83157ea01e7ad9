import { stateOf } from '../../src/domain/item-state';
import { lookup } from '../../src/domain/lookup';
import type { Partner } from '../../src/domain/partner';
import { askedFor, suggested } from '../../src/domain/test-cases/applicability';
import { applicableCases, casesOf, factsOf, standingOf } from '../../src/domain/test-cases/standing';
import { testSummary } from '../../src/domain/test-cases/summary';
import type { Side } from '../../src/lifecycle/schema';
import { configuration } from '../support/artifacts';
import {
  acme,
  acmeCases,
  before,
  can,
  caseOf,
  cases,
  colleague,
  create,
  date,
  eng,
  given,
  givenUnder,
  internal,
  item,
  jointRound,
  lena,
  mia,
  type Move,
  never,
  partnerRun,
  pat,
  paul,
  psa,
  results,
  round,
  signed,
  upTo,
  withPhases,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

const all = acmeCases();
const ids = (views: readonly { readonly id: string }[]) => views.map(({ id }) => id);
const applicable = (partner: Partner) => ids(applicableCases(partner, partnerConnect));
const is = (id: string, { partner }: { readonly partner: Partner }) => {
  const placed = lookup(partnerConnect).byId.get(id);
  return placed && stateOf(placed, partner).status.is;
};
const signOff = (id: string, { partner }: { readonly partner: Partner }) => partner.signOffs[id]?.is;
const because = (partner: Partner, id: string) =>
  casesOf(partner, partnerConnect).find((c) => c.id === id)?.applicability;

describe('which cases apply', () => {
  const some = ['P100', 'P101', 'P200', 'P300', 'P301', 'P302', 'P400', 'P600'];

  test('what every product must pass; of what a case needs and nobody told, it is not known', () => {
    const { partner } = given(acme);
    expect(applicable(partner)).toEqual(some);
    expect(because(partner, 'P401')).toEqual({
      applies: 'unknown',
      because: { is: 'capabilities', ids: ['delete-connection'] },
    });
  });

  test('what the product can do adds cases, and rules others out', () => {
    const { partner } = given(acme, paul.does(can('delete-connection', 'ingest')));
    expect(applicable(partner)).toEqual([...some.slice(0, 7), 'P401', 'P402', 'P600']);
    expect(because(partner, 'P900')).toEqual({
      applies: 'no',
      because: { is: 'capabilities', ids: ['get-connectors-hook'] },
    });
    expect(ids(standingOf('partner-run', partner, partnerConnect).unknown)).toEqual([]);
  });

  test('to a desktop application only P200 does, whatever it can do', () => {
    const { partner } = given(
      pat.does(create({ integrationType: 'desktop-application' })),
      paul.does(can('delete-connection')),
    );
    expect(applicable(partner)).toEqual(['P200']);
  });

  test('is said by those who run the tests, of what the lifecycle knows, and said again is nothing new', () => {
    const story = given(acme, paul.does(can('ingest', 'demo-flag')));
    expect(story.partner.tests.capabilities).toEqual(['demo-flag', 'ingest']);
    story.when(eng.does(can('demo-flag', 'ingest'))).thenNothing();
    story.when(mia.does(can())).thenRefused(/can be said by Eng or Paul/);
    const form = (...capabilities: string[]) => ({ ...can(...capabilities), shown: ['ingest'] }) as const;
    story
      .when(paul.does(form('delete-connection')))
      .thenEvents({ type: 'CapabilitiesSaid', capabilities: ['delete-connection', 'demo-flag'] });
    story.when(paul.does(can('teleport'))).thenRefused(/no longer asked for/);
  });
});

describe('what the configuration file says', () => {
  const hooked = given(
    acme,
    paul.does(configuration({ 'endpoints.test_connection_path': '/test', category: 'INGEST' })),
  );
  const facts = (story = hooked) => factsOf(story.partner, partnerConnect);
  const asked = (story = hooked) => askedFor(partnerConnect.testCases, facts(story));

  test('wins over what somebody said of the product', () => {
    const { partner } = hooked.and(paul.does(can('delete-connection')));
    expect(applicable(partner)).toContain('P800');
    expect(applicable(partner)).not.toContain('P401');
    expect(because(partner, 'P401')).toEqual({
      applies: 'no',
      because: { is: 'configuration', field: 'endpoints.delete_connection_path' },
    });
  });

  test('need not be asked; of a desktop application nothing is', () => {
    expect(asked(given(acme))).toContain('test-connection-hook');
    expect(asked()).toEqual(['destination-support']);
    expect(asked(given(pat.does(create({ integrationType: 'desktop-application' }))))).toEqual([]);
  });

  test('may suggest an answer, which is said as it stands when the form is saved', () => {
    expect(suggested(partnerConnect.testCases, facts())).toEqual(['destination-support']);
    expect(suggested(partnerConnect.testCases, facts(given(acme, paul.does(configuration()))))).toEqual([]);
    hooked
      .when(
        paul.does({ type: 'SayCapabilities', capabilities: ['destination-support'], shown: ['destination-support'] }),
      )
      .thenEvents({ type: 'CapabilitiesSaid', capabilities: ['destination-support'] });
  });
});

describe('overriding what applies', () => {
  const override = (applies: boolean, reason: string, internal?: boolean) =>
    ({
      type: 'OverrideCase',
      case: cases('P700')[0] ?? never(),
      applies,
      reason,
      ...(internal && { internal }),
    }) as const;
  const story = given(acme, paul.does(can()));

  test('takes a reason, which may be internal, and wins over all else', () => {
    story.when(eng.does(override(true, ' '))).thenRefused(/say why/, 'reason');
    const after = story
      .when(eng.does(override(true, 'They showed it.', true)))
      .thenEvents({ type: 'CaseOverridden', case: 'P700', applies: true, reason: 'They showed it.', internal: true });
    expect(applicable(after.partner)).toContain('P700');
    expect(applicable(after.and(paul.does(can('ingest'))).partner)).toContain('P700');
    after.when(eng.does(override(true, 'They showed it.', true))).thenNothing();
    const back = after.and(eng.does({ type: 'DropOverride', case: cases('P700')[0] ?? never() }));
    expect(back.partner.tests.overrides).toEqual({});
    expect(applicable(back.partner)).not.toContain('P700');
  });

  test('is for those of the databricks side who check the results', () => {
    const drop = { type: 'DropOverride', case: caseOf('P700') } as const;
    const overridden = story.and(pat.does(override(true, 'why')));
    for (const who of [paul, lena, psa, colleague]) {
      story.when(who.does(override(true, 'why'))).thenRefused(/^Only /);
      overridden.when(who.does(drop)).thenRefused(/^Only /);
    }
    overridden.and(eng.does(drop));
  });

  test('what is so already is not overridden', () => {
    story.when(eng.does(override(false, 'why'))).thenRefused(/P700 does not apply already/, 'applies');
  });

  test('the reason may be put better, and hidden from the partner or shown, later', () => {
    const hidden = story.and(eng.does(override(true, 'They told us.', true)));
    const overridden = { type: 'CaseOverridden', case: 'P700', applies: true } as const;
    hidden.when(eng.does(override(true, 'They told us.'))).thenEvents({ ...overridden, reason: 'They told us.' });
    hidden
      .when(eng.does(override(false, 'They told us.', true)))
      .thenEvents({ ...overridden, applies: false, reason: 'They told us.', internal: true });
    hidden
      .when(eng.does(override(true, 'They showed it.', true)))
      .thenEvents({ ...overridden, reason: 'They showed it.', internal: true });
  });
});

describe('recording results', () => {
  const story = given(acme, paul.does(can()));

  test('several at once; a failure says what was seen, what does not apply says why', () => {
    story.when(paul.does(results('partner', 'fail', cases('P100')))).thenRefused(/what went wrong/, 'note');
    story.when(paul.does(results('partner', 'not-applicable', cases('P100')))).thenRefused(/why/, 'reason');
    story.when(paul.does(results('partner', 'fail', cases('P100', 'P200'), ' No redirect. '))).thenEvents({
      type: 'ResultsRecorded',
      item: 'partner-validation',
      run: { kind: 'partner' },
      results: cases('P100', 'P200').map((id) => ({ case: id, is: 'fail', note: 'No redirect.' })),
    });
  });

  test('the same again is nothing new, also among others', () => {
    const after = story.and(paul.does(results('partner', 'pass', cases('P100'))));
    after.when(lena.does(results('partner', 'pass', cases('P100')))).thenNothing();
    after.when(paul.does(results('partner', 'pass', cases('P100', 'P101')))).thenEvents({
      type: 'ResultsRecorded',
      item: 'partner-validation',
      run: { kind: 'partner' },
      results: [{ case: 'P101', is: 'pass' }],
    });
  });

  test('what was seen may be said better later; of what passed nothing is said', () => {
    const failed = story.and(paul.does(results('partner', 'fail', cases('P100'), 'It broke.')));
    const again = failed.and(paul.does(results('partner', 'fail', cases('P100'), 'No redirect.')));
    expect(again.partner.tests.partnerRun['P100']).toMatchObject({ is: 'fail', note: 'No redirect.' });
    const passed = again.and(paul.does(results('partner', 'pass', cases('P100'), 'No redirect.')));
    expect(passed.partner.tests.partnerRun['P100']).not.toHaveProperty('note');
  });

  test('of a run that is internal is not for the partner, who cannot know of it', () => {
    const hidden = story.and(pat.does(internal('partner-validation')));
    hidden.when(paul.does(results('partner', 'pass', all))).thenRefused(/no part of the lifecycle/);
    hidden.and(pat.does(results('partner', 'pass', all)));
  });

  test('a case has one result, and must be one that applies', () => {
    const twice = [
      { case: cases('P100')[0] ?? never(), is: 'pass' as const },
      { case: cases('P100')[0] ?? never(), is: 'fail' as const, note: 'no' },
    ];
    story
      .when(paul.does({ type: 'RecordResults', run: { kind: 'partner' }, results: twice }))
      .thenRefused(/P100 is chosen twice/, 'fail');
    story.when(paul.does(results('partner', 'pass', cases('P700')))).thenRefused(/P700 does not apply to Acme/);
    story.when(paul.does(results('partner', 'pass', cases('P999')))).thenRefused(/P999 is no longer a test case/);
    given(acme)
      .when(paul.does(results('partner', 'pass', cases('P700'))))
      .thenRefused(/Say first what the product can do/);
    story.when(paul.does(results('partner', 'pass', []))).thenRefused(/at least one/, 'pass');
  });

  test('is for those who work on it, on behalf of others too', () => {
    for (const who of [mia, psa, colleague])
      story.when(who.does(results('partner', 'pass', all))).thenRefused(/can record them/);
    const [recorded] = story.when(pat.does(results('partner', 'pass', all))).events;
    expect(recorded?.onBehalfOf).toBe('partner-engineering');
  });
});

describe('the partner’s run', () => {
  test('is passed when every case that applies has a result and none failed', () => {
    const story = given(acme, before('partner-validation'), paul.does(can()));
    const half = story.and(paul.does(results('partner', 'pass', all.slice(0, 3))));
    expect(is('partner-validation', half)).toBe('open');
    const failing = half.and(paul.does(results('partner', 'fail', all.slice(3), 'It broke.')));
    expect(is('partner-validation', failing)).toBe('open');
    const passed = failing.when(paul.does(results('partner', 'pass', all.slice(3))));
    expect(passed.events.map(({ event, by }) => [event.type, by.kind])).toEqual([
      ['ResultsRecorded', 'person'],
      ['ItemDone', 'bot'],
    ]);
  });

  test('is not ticked, nor reopened by hand', () => {
    given(acme, before('partner-validation'))
      .when(paul.does({ type: 'CompleteItem', item: item('partner-validation') }))
      .thenRefused(/is not ticked: .*\/pc tests/);
    given(acme, upTo('partner-validation'))
      .when(paul.does({ type: 'ReopenItem', item: item('partner-validation') }))
      .thenRefused(/is not reopened: record what fails/);
  });

  test('tried early, it is passed once what it needs is there', () => {
    const early = given(acme, partnerRun());
    expect(is('partner-validation', early)).toBe('open');
    expect(is('partner-validation', early.and(before('partner-validation')))).toBe('done');
  });

  test('is not passed as long as nobody said what the product can do', () => {
    const story = given(acme, before('partner-validation'), paul.does(results('partner', 'pass', all)));
    expect(is('partner-validation', story)).toBe('open');
    expect(is('partner-validation', story.and(paul.does(can())))).toBe('done');
  });

  test('what is optional may be left out, and must not fail', () => {
    const story = given(acme, before('partner-validation'), paul.does(can('time-limited-trials')));
    const passed = story.and(paul.does(results('partner', 'pass', all)));
    expect(is('partner-validation', passed)).toBe('done');
    expect(is('partner-validation', passed.and(paul.does(results('partner', 'fail', cases('P501'), 'No.'))))).toBe(
      'open',
    );
  });

  test('with nothing to try, nothing is waited for; what was done before the file asked for a run stays done', () => {
    const nothing = { ...partnerConnect, testCases: [] };
    const story = givenUnder(nothing, acme, before('partner-validation').filter(isNoRun));
    expect(is('partner-validation', story)).toBe('done');
    expect(is('partner-validation', story.under(partnerConnect).and(paul.does(can())))).toBe('done');
  });

  test('that is passed ends no block', () => {
    const stuck = given(
      acme,
      before('partner-validation'),
      paul.does({ type: 'BlockItem', item: item('partner-validation'), reason: 'No account.' }),
    );
    expect(is('partner-validation', stuck.and(partnerRun()))).toBe('blocked');
  });

  test('of a product for which there is none is not done by itself', () => {
    const spared = withPhases(
      partnerConnect.phases.map((phase) => ({
        ...phase,
        items: phase.items.map((one) =>
          one.id === 'partner-validation' ? { ...one, notForIntegrationTypes: ['read'] } : one,
        ),
      })),
    );
    const { partner } = givenUnder({ ...spared, testCases: [] }, acme, before('partner-validation').filter(isNoRun));
    expect(partner.items['partner-validation']).toBeUndefined();
  });

  test('is not opened again after the launch', () => {
    const launched = given(acme, upTo('ga')).when(paul.does(can('demo-flag')));
    expect(launched.events.map(({ event }) => event.type)).toEqual(['CapabilitiesSaid']);
  });

  test('a case that comes to apply opens it again, with what rests on it', () => {
    const story = given(acme, upTo('signoff-partner'));
    const after = story.when(paul.does(can('demo-flag')));
    expect(after.events.map(({ event }) => event)).toEqual([
      { type: 'CapabilitiesSaid', capabilities: ['demo-flag'] },
      { type: 'ItemReopened', item: 'partner-validation', reason: 'P700 to be tried.' },
      { type: 'SignOffReopened', signOff: 'signoff-partner', because: 'partner-validation' },
    ]);
  });
});

describe('joint rounds', () => {
  const ready = given(acme, before('joint-validation'));

  test('start with people of both sides, who are on the list, and something to try', () => {
    ready.when(eng.does(round([]))).thenRefused(/at least one case/, 'cases');
    ready.when(eng.does(round(all, eng, psa))).thenRefused(/both sides: nobody of Partner/, 'present');
    ready.when(eng.does(round(all, eng, paul, colleague))).thenRefused(/not on the people list/, 'present');
    ready.when(eng.does(round(cases('P700')))).thenRefused(/does not apply/);
    ready.when(eng.does(round(all))).thenEvents({
      type: 'RoundStarted',
      item: 'joint-validation',
      round: 1,
      cases: all,
      present: [eng, paul].map(({ picked: { person, name } }) => ({ person, name })),
    });
  });

  test('wait for the partner’s run', () => {
    given(acme)
      .when(eng.does(round(all)))
      .thenRefused(/A joint round is not possible yet\. First: /);
  });

  test('one begins when the one before has results; twice the same is one', () => {
    const one = ready.and(eng.does(round(all)));
    one.when(paul.does(round(all))).thenNothing();
    one.when(eng.does(round(all.slice(1)))).thenRefused(/Round 1 has begun, and nothing is recorded/);
    one.when(eng.does(round(all, eng, paul, lena))).thenRefused(/Round 1 has begun/);
    ready.when(eng.does(round([...all, ...all], eng, paul, eng))).thenEvents(one.log.at(-1)?.event ?? {});
    const two = one.and(eng.does(results(1, 'pass', all.slice(1))), eng.does(round(all.slice(0, 1))));
    expect(two.partner.tests.rounds.map((r) => r.number)).toEqual([1, 2]);
    two.when(eng.does(results(1, 'pass', all.slice(0, 1)))).thenRefused(/Round 1 is history/);
    ready.when(eng.does(results(1, 'pass', all))).thenRefused(/No joint round has begun/);
  });

  test('a failure is tried again in the next; when it passes, the item is done and engineering may sign', () => {
    const failed = ready.and(
      eng.does(round(all)),
      paul.does(results(1, 'pass', all.slice(1))),
      eng.does(results(1, 'fail', all.slice(0, 1), 'No redirect.')),
    );
    expect(is('joint-validation', failed)).toBe('open');
    failed.when(eng.does(signed('signoff-engineering'))).thenRefused(/First: Joint validation call is passed/);
    const passed = failed.and(eng.does(round(all.slice(0, 1))), eng.does(results(2, 'pass', all.slice(0, 1))));
    expect(is('joint-validation', passed)).toBe('done');
    passed.and(eng.does(signed('signoff-engineering')));
  });

  test('the item has the date and time of the last round', () => {
    const story = ready.and(jointRound());
    expect(story.partner.items['joint-validation']?.status).toMatchObject({
      value: expect.stringMatching(/^2027-03-01T1\d:\d\d-08:00$/),
    });
  });
});

describe('a result that changes reopens what rests on it, and nothing else', () => {
  const story = given(acme, upTo('signoff-engineering'), upTo('signoff-psa'), upTo('signoff-partner'));
  const given3 = (after: { readonly partner: Partner }) =>
    ['signoff-engineering', 'signoff-psa', 'signoff-partner'].map((id) => signOff(id, after));

  test('in the joint round: engineering’s', () => {
    const after = story.when(eng.does(results(1, 'fail', cases('P300'), 'It broke.')));
    expect(after.events.slice(1).map(({ event }) => event)).toEqual([
      { type: 'ItemReopened', item: 'joint-validation', reason: 'P300 failed.' },
      { type: 'SignOffReopened', signOff: 'signoff-engineering', because: 'joint-validation' },
    ]);
    expect(given3(after.accepted())).toEqual(['reopened', 'given', 'given']);
  });

  test('also when it still passes', () => {
    const after = story.and(eng.does(results(1, 'not-applicable', cases('P300'), 'No such user.')));
    expect(is('joint-validation', after)).toBe('done');
    expect(given3(after)).toEqual(['reopened', 'given', 'given']);
  });

  test('in the partner’s run: the partner’s', () => {
    expect(given3(story.and(paul.does(results('partner', 'fail', cases('P300'), 'No.'))))).toEqual([
      'given',
      'given',
      'reopened',
    ]);
  });

  test('P200: that of the solution architect, and that of the run', () => {
    const after = story.and(eng.does(results(1, 'fail', cases('P200'), 'No data.')));
    expect(given3(after)).toEqual(['reopened', 'reopened', 'given']);
    expect(after.partner.signOffs['signoff-psa']).toMatchObject({ because: 'P200' });
    after.when(psa.does(signed('signoff-psa'))).thenRefused(/First: P200 passed/);
  });

  test('the same again reopens nothing', () => {
    story.when(eng.does(results(1, 'pass', all))).thenNothing();
  });
});

describe('the solution architect’s sign-off is read from the results', () => {
  const ready = given(acme, before('core-integration-validated'), upTo('integration-built'), paul.does(can()));

  test('P200 must have passed: it is not ticked', () => {
    ready.when(psa.does(signed('signoff-psa'))).thenRefused(/not possible yet\. First: P200 passed/);
    const tried = ready.and(paul.does(results('partner', 'not-applicable', cases('P200'), 'No data.')));
    tried.when(psa.does(signed('signoff-psa'))).thenRefused(/P200/);
    const passed = ready.and(paul.does(results('partner', 'pass', cases('P200'))));
    passed.and(psa.does(signed('signoff-psa', { criteria: [] })));
  });

  test('P201 as well, where it applies', () => {
    const chooses = ready.and(
      paul.does(can('destination-support')),
      paul.does(results('partner', 'pass', cases('P200'))),
    );
    chooses.when(psa.does(signed('signoff-psa'))).thenRefused(/First: P201 passed/);
    const signedOff = chooses.and(
      paul.does(results('partner', 'pass', cases('P201'))),
      psa.does(signed('signoff-psa')),
    );
    const without = signedOff.and(paul.does(can()));
    expect(signOff('signoff-psa', without)).toBe('reopened');
    without.and(psa.does(signed('signoff-psa')));
  });
});

describe('what is done about a failure', () => {
  const failed = given(acme, paul.does(can()), paul.does(results('partner', 'fail', cases('P100'), 'No redirect.')));
  const todo = (title: string, more: object = {}) =>
    ({ type: 'AddTodo', case: cases('P100')[0] ?? never(), title, ...more }) as const;

  test('a to-do has an owner on the list and a day that is not past', () => {
    const added = failed
      .when(eng.does(todo(' Mend it ', { owner: paul.actor.person, due: date('2027-03-05') })))
      .thenEvents({
        type: 'TodoAdded',
        case: 'P100',
        todo: 't1',
        title: 'Mend it',
        owner: { person: paul.actor.person, name: 'Paul' },
        due: '2027-03-05',
      });
    added.when(paul.does(todo('Mend it'))).thenNothing();
    const finished = added.and(paul.does({ type: 'FinishTodo', todo: 't1' }));
    finished.when(paul.does({ type: 'FinishTodo', todo: 't1' })).thenNothing();
    failed.when(eng.does(todo(' '))).thenRefused(/what is to be done/, 'title');
    failed.when(eng.does(todo('x', { owner: colleague.actor.person }))).thenRefused(/people list/, 'owner');
    failed.when(eng.does(todo('x', { due: date('2027-02-01') }))).thenRefused(/past/, 'due');
    failed.when(colleague.does(todo('x'))).thenRefused(/not on the people list/);
    failed.when(eng.does({ type: 'FinishTodo', todo: 't9' })).thenRefused(/not there/);
  });

  test('is added again when it was done and the case goes on to fail', () => {
    const done = failed.and(eng.does(todo('Mend it')), eng.does({ type: 'FinishTodo', todo: 't1' }));
    expect(done.and(eng.does(todo('Mend it'))).partner.tests.todos.map(({ id }) => id)).toEqual(['t1', 't2']);
  });

  test('by the partner only for a failure that they may see', () => {
    const joint = given(acme, before('joint-validation'), eng.does(round(all))).and(
      eng.does(results(1, 'fail', cases('P100'), 'No redirect.')),
      pat.does(internal('joint-validation')),
    );
    joint.when(paul.does(todo('Mend it'))).thenRefused(/P100 has not failed/, 'case');
    joint.and(eng.does(todo('Mend it')));
  });

  test('there is none for what has not failed', () => {
    const mended = failed.and(paul.does(results('partner', 'pass', cases('P100'))));
    mended.when(eng.does(todo('Mend it'))).thenRefused(/P100 has not failed/, 'case');
  });
});

test('the line about the runs is about the rounds, once there is one; for the partner, about what they may see', () => {
  const joint = given(acme, before('joint-validation'), eng.does(round(all)));
  const line = (side: Side, { partner }: { readonly partner: Partner }) => testSummary(side, partner, partnerConnect);
  expect(line('partner', given(acme))).toBeUndefined();
  expect(line('partner', joint)).toMatchObject({ run: 'joint-rounds', round: 1, passed: 0 });
  const hidden = joint.and(pat.does(internal('joint-validation')));
  expect(line('partner', hidden)).toEqual({ run: 'partner-run', passed: 8, applicable: 8, failed: [] });
  expect(line('databricks', hidden)).toMatchObject({ run: 'joint-rounds' });
});

/** Leaves out what has to do with test cases. */
const isNoRun = ({ command: { type } }: Move) => type !== 'SayCapabilities' && type !== 'RecordResults';
