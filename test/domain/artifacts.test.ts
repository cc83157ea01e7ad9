import { principalOf } from '../../src/domain/actor';
import { certificationOf } from '../../src/domain/artifacts/certification';
import { changedFields } from '../../src/domain/artifacts/changes';
import { configurationOf, saysYes } from '../../src/domain/artifacts/configuration';
import { kindsFor } from '../../src/domain/artifacts/items';
import { fileFor } from '../../src/domain/artifacts/sending';
import { artifactKinds } from '../../src/domain/artifacts/state';
import { handInProblem } from '../../src/domain/decide/artifacts';
import type { Partner } from '../../src/domain/partner';
import { casesFor, configuration, fault, image, report } from '../support/artifacts';
import { clock, date, grouped, type Member } from '../support/given';
import { acme, before, colleague, create, done, finishing, given, lena, mia, page, pat, paul } from '../support/given';
import {
  givenUnder,
  internal,
  notNeeded,
  psa,
  reopened,
  shown,
  signed,
  upTo,
  visitor,
  withPhases,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

const status = ({ items }: Partner, id: string) => items[id]?.status.is ?? 'open';
const plain = given(acme).partner;
const usual = casesFor(plain);

describe('Who may hand in', () => {
  test.each([
    ['an engineer of the partner', paul],
    ['the lead of the partner', lena],
    ['the coordinator', pat],
  ])('%s', (_, who) => {
    const { partner } = given(acme, who.does(configuration()));
    expect(configurationOf(partner)?.name).toBe('Acme');
    expect(partner.artifacts.configuration?.revisions).toMatchObject([{ number: 1, by: { name: who.actor.name } }]);
  });

  test('what the coordinator hands in is on behalf of the partner', () => {
    const [first] = given(acme).when(pat.does(configuration())).events;
    expect(first?.onBehalfOf).toBe('partner-engineering');
  });

  test.each([mia, psa, colleague, visitor])('not anybody else', (who) => {
    for (const command of [configuration(), report(usual), image('logo')])
      given(acme)
        .when(who.does(command))
        .thenRefused(/handed in by Partner engineering: Paul/, kindOf(command));
  });

  test('nobody while the onboarding is closed', () => {
    given(acme, pat.does({ type: 'ClosePartner', reason: 'paused' }))
      .when(paul.does(configuration()))
      .thenRefused(/is closed/);
  });

  test('of a desktop application, which the suite cannot try, no report is wanted', () => {
    const story = given(pat.does(create({ integrationType: 'desktop-application' })));
    story.when(paul.does(report(usual))).thenRefused(/^No certification report is asked for/, 'report');
    const handedIn = story.and(
      before('certification-passed'),
      [configuration(), image('logo'), image('icon')].map((c) => paul.does(c)),
    );
    expect(status(handedIn.partner, 'artifacts-submitted')).toBe('done');
  });

  test('of a product that turned out to be one, the report that came before is not waited for any more', () => {
    const turned = given(acme, before('artifacts-submitted')).and(
      paul.does(report([])),
      pat.does({ type: 'ChangeDetails', integrationType: 'desktop-application' }),
      [configuration(), image('logo'), image('icon')].map((c) => paul.does(c)),
    );
    expect(status(turned.partner, 'artifacts-submitted')).toBe('done');
  });

  test('an item that is not for such products is not done by itself', () => {
    const spared = withPhases(
      partnerConnect.phases.map((phase) => ({
        ...phase,
        items: phase.items.map((one) =>
          one.id === 'certification-passed' ? { ...one, notForIntegrationTypes: ['desktop-application'] } : one,
        ),
      })),
    );
    const story = givenUnder(spared, pat.does(create({ integrationType: 'desktop-application' })));
    expect(story.and(upTo('integration-built')).partner.items['certification-passed']).toBeUndefined();
  });

  test('of an internal item the partner’s people are asked for nothing, and hand nothing in', () => {
    const hidden = given(
      acme,
      ['certification-passed', 'artifacts-submitted'].map((id) => pat.does(internal(id))),
    );
    hidden.when(paul.does(image('logo'))).thenRefused(/^No logo is asked for/, 'logo');
    expect(kindsFor('partner', hidden.partner, partnerConnect)).toEqual([]);
    hidden.and(pat.does(image('logo')));
    expect(kindsFor('databricks', hidden.partner, partnerConnect)).toEqual(artifactKinds);
  });

  test('is known before the files are read', () => {
    const problem = (who: Member, { partner, lifecycle } = given(acme)) =>
      handInProblem(['logo', 'report'], { partner, lifecycle, who: principalOf(who.actor, partner, lifecycle) })
        ?.message;
    expect(problem(paul)).toBeUndefined();
    expect(problem(mia)).toMatch(/^Files are handed in by Partner engineering: Paul/);
    expect(problem(paul, given(acme, pat.does({ type: 'ClosePartner', reason: 'paused' })))).toMatch(/is closed/);
  });

  test('a product of a kind that the lifecycle no longer has is taken to implement the Connect API', () => {
    const integrationTypes = partnerConnect.integrationTypes.filter(({ id }) => id !== 'read');
    given(acme)
      .under({ ...partnerConnect, integrationTypes })
      .and(paul.does(report(usual)));
  });
});

const kindOf = (command: ReturnType<typeof configuration | typeof report | typeof image>) =>
  command.type === 'SubmitImage' ? command.kind : command.type === 'SubmitReport' ? 'report' : 'configuration';

describe('Who may be sent a file', () => {
  const handIn = configuration();
  const uploaded = { ...handIn, upload: { ...handIn.upload, file: 'F1' } };
  const story = given(acme, paul.does(uploaded, clock('2027-03-01T10:00')));
  const asked = (who: Member, today = '2027-03-02', { partner, lifecycle } = story) =>
    fileFor('configuration', {
      partner,
      lifecycle,
      today: date(today),
      who: principalOf(who.actor, partner, lifecycle),
    });

  test.each([pat, psa, grouped('engineering')])('people of databricks with a role here: $actor.name', (who) => {
    expect(asked(who)).toMatchObject({ name: 'acme.json', file: 'F1' });
  });

  test('nobody else of the workspace, and nobody of the partner’s', () => {
    expect(asked(colleague)).toMatchObject({ message: expect.stringMatching(/on its people list/) });
    for (const who of [paul, lena, visitor])
      expect(asked(who)).toMatchObject({ message: expect.stringMatching(/^The partner’s people have the file/) });
  });

  test('for as long as the lifecycle says, and then nobody', () => {
    const under = story.under({ ...partnerConnect, artifacts: { keepDays: 30 } });
    expect(asked(pat, '2027-03-31', under)).toMatchObject({ file: 'F1' });
    expect(asked(pat, '2027-04-01', under)).toMatchObject({
      message:
        'acme.json was handed in on 1 Mar 2027, and files are fetched for 30 days only. Ask Paul, who handed it in.',
    });
    expect(asked(pat, '2028-02-29')).toMatchObject({ file: 'F1' });
  });

  test('the one that holds, not a newer one with faults', () => {
    const broken = configuration({}, { findings: [fault()] });
    const newer = { ...broken, upload: { ...broken.upload, name: 'acme-new.json', file: 'F2' } };
    expect(asked(pat, '2027-03-02', story.and(paul.does(newer)))).toMatchObject({ name: 'acme.json', file: 'F1' });
  });

  test('not what was never handed in, or is not kept track of', () => {
    expect(asked(pat, '2027-03-02', given(acme))).toMatchObject({ message: 'There is no such file any more.' });
    expect(asked(pat, '2027-03-02', given(acme, paul.does(handIn)))).toMatchObject({
      message: expect.stringMatching(/no such file/),
    });
  });
});

describe('Revisions', () => {
  test('the same file again is no new revision; an older one again is', () => {
    const [one, two] = [configuration(), configuration({ name: 'Acme Analytics' })];
    const story = given(acme, paul.does(one));
    story.when(paul.does(one)).thenNothing();
    story.when(lena.does(one)).thenNothing();
    const back = story.and(paul.does(two), paul.does(one));
    expect(back.partner.artifacts.configuration?.revisions.map((r) => r.number)).toEqual([1, 2, 3]);
  });

  test('nor is the same file with faults, whoever hands it in', () => {
    const broken = configuration({ category: undefined }, { findings: [fault('category')] });
    given(acme, paul.does(broken)).when(lena.does(broken)).thenNothing();
  });

  test('one with faults is on record, and the one before goes on to hold', () => {
    const broken = configuration({ category: undefined }, { clouds: ['gcp'], findings: [fault('category')] });
    const { partner } = given(acme, paul.does(configuration()), paul.does(broken));
    expect(partner.artifacts.configuration).toMatchObject({
      stands: { revision: 1, facts: { clouds: ['aws'] } },
      findings: [{ field: 'category' }],
      revisions: [{ number: 1 }, { number: 2, faults: 1 }],
    });
    expect(partner.clouds).toEqual(['aws']);
  });

  test('of many, the newest are at hand', () => {
    const many = Array.from({ length: 15 }, (_, n) => paul.does(configuration({ name: `Acme ${n}` })));
    const revisions = given(acme, many).partner.artifacts.configuration?.revisions;
    expect(revisions?.map((r) => r.number)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  });
});

describe('The configuration tailors the partner', () => {
  test('its clouds are the partner’s, and so those of the rollout', () => {
    const { partner } = given(acme, paul.does(configuration({}, { clouds: ['aws', 'gcp'] })));
    expect(partner.clouds).toEqual(['aws', 'gcp']);
  });

  test('a planned rollout follows', () => {
    const story = given(acme, upTo('ga-date-agreed'));
    const { events } = story.when(paul.does(configuration({}, { clouds: ['gcp'] })));
    expect(events.map(({ event }) => event.type)).toContain('RolloutPlanned');
  });

  test('a cloud that the lifecycle does not have is warned about, and left out', () => {
    const { partner } = given(acme, paul.does(configuration({}, { clouds: ['gcp', 'nimbus'] })));
    expect(partner.clouds).toEqual(['gcp']);
    expect(partner.artifacts.configuration?.findings).toMatchObject([{ level: 'warning', field: 'supported_clouds' }]);
  });

  test('another name than the onboarding’s is a warning', () => {
    const { partner } = given(acme, paul.does(configuration({ name: 'Tideline' })));
    expect(partner.artifacts.configuration?.findings).toMatchObject([{ level: 'warning', field: 'name' }]);
    expect(partner.name).toBe('Acme');
  });

  test('one that does not tell a name is not warned about for that; there are forty warnings at most', () => {
    const findings = (command: ReturnType<typeof configuration>) =>
      given(acme, paul.does(command)).partner.artifacts.configuration?.findings;
    expect(findings(configuration({ name: '' }))).toEqual([]);
    const many = Array.from({ length: 40 }, (_, n) => ({ ...fault(`f${n}`), level: 'warning' as const }));
    expect(findings(configuration({ name: 'Tideline' }, { findings: many }))).toHaveLength(40);
  });

  test('a cloud that it leaves out is no longer the partner’s; without any, they stay', () => {
    const both = given(acme, paul.does(configuration({}, { clouds: ['aws', 'gcp'] })));
    expect(both.and(paul.does(configuration({}, { clouds: ['gcp'] }))).partner.clouds).toEqual(['gcp']);
    expect(both.and(paul.does(configuration({}, { clouds: [] }))).partner.clouds).toEqual(['aws', 'gcp']);
  });

  test('what it says decides what the suite must try', () => {
    const hooked = configuration({ 'endpoints.delete_account_path': '/delete', supports_demo: 'true' });
    const { partner } = given(acme, paul.does(hooked));
    expect(casesFor(partner).filter((id) => !usual.includes(id))).toEqual(['P403', 'P404', 'P405', 'P700']);
    expect(casesFor(given(acme, paul.does(configuration({ supports_demo: 'false' }))).partner)).toEqual(usual);
  });

  test.each(['', 'false', 'null'])('a field with “%s” says no', (value) => {
    const facts = { name: '', clouds: [], fields: { 'endpoints.get_connectors_path': value } };
    expect(saysYes(facts, 'endpoints.get_connectors_path')).toBe(false);
  });

  test('what changed is told by field', () => {
    const [one, two] = [configuration({ trial_type: 'user' }), configuration({ category: 'ML' }, { clouds: ['gcp'] })];
    if (!one.facts || !two.facts) throw new Error('no facts');
    expect(changedFields(one.facts, two.facts)).toEqual([
      { field: 'category', from: 'BI_AND_VIZ', to: 'ML' },
      { field: 'supported_clouds', from: 'aws', to: 'gcp' },
      { field: 'trial_type', from: 'user' },
    ]);
  });
});

describe('Sign-offs that rest on the configuration', () => {
  const signedOff = given(
    acme,
    paul.does(configuration()),
    before('signoff-psa'),
    psa.does(signed('signoff-psa')),
    before('signoff-product').filter(({ command }) => !('item' in command && /ux|design/.test(command.item))),
  );

  test('are reopened by one that says something else', () => {
    const { events } = signedOff.when(paul.does(configuration({ category: 'ML' })));
    expect(events.map(({ event }) => event)).toMatchObject([
      { type: 'ConfigurationSubmitted' },
      { type: 'SignOffReopened', signOff: 'signoff-psa', because: 'configuration' },
    ]);
  });

  test('are left alone by one that says the same in another file, or is faulty', () => {
    const { facts, ...rest } = configuration();
    const turned = facts && { ...facts, fields: Object.fromEntries(Object.entries(facts.fields).toReversed()) };
    const same = { ...rest, ...(turned && { facts: turned }), upload: { ...rest.upload, sha256: 'f'.repeat(64) } };
    const faulty = configuration({ category: 'ML' }, { findings: [fault()] });
    for (const command of [same, faulty])
      expect(signedOff.when(paul.does(command)).events.map(({ event }) => event.type)).toEqual([
        'ConfigurationSubmitted',
      ]);
  });
});

describe('The report', () => {
  const built = given(acme, before('certification-passed'));

  test('marks the certification passed when all that the suite tries for this partner passed', () => {
    const { partner, log } = built.and(paul.does(report(usual)));
    expect(status(partner, 'certification-passed')).toBe('done');
    expect(partner.items['certification-passed']?.evidence).toEqual({
      note: `Certification report, revision 1: ${usual.length} of ${usual.length} automated cases passed`,
    });
    expect(log.at(-1)?.by).toEqual({ kind: 'bot' });
  });

  test('does not when a case failed or is missing', () => {
    const failed = built.and(paul.does(report(usual, { failed: ['P300'] }))).partner;
    const missing = built.and(paul.does(report(usual.filter((id) => id !== 'P600')))).partner;
    expect([failed, missing].map((p) => status(p, 'certification-passed'))).toEqual(['open', 'open']);
    expect(certificationOf(failed, partnerConnect)).toMatchObject({ failed: ['P300'], missing: [], complete: false });
    expect(certificationOf(missing, partnerConnect)).toMatchObject({ failed: [], missing: ['P600'] });
  });

  test('waits for what comes before it', () => {
    const early = given(acme, paul.does(report(usual)));
    expect(status(early.partner, 'certification-passed')).toBe('open');
    const possible = early.and(before('certification-passed'));
    expect(status(possible.partner, 'certification-passed')).toBe('done');
  });

  test('a newer one with a failure opens it again, and says why', () => {
    const { events } = built.and(paul.does(report(usual))).when(paul.does(report(usual, { failed: ['P100'] })));
    expect(events.map(({ event }) => event)).toMatchObject([
      { type: 'CertificationReportSubmitted' },
      { type: 'ItemReopened', item: 'certification-passed', reason: 'Failed in the newest report: P100.' },
    ]);
  });

  test('a configuration by which more cases apply opens it again', () => {
    const certified = built.and(paul.does(configuration()), paul.does(report(usual)));
    const { events } = certified.when(paul.does(configuration({ supports_demo: 'true' })));
    expect(events.map(({ event }) => event)).toMatchObject([
      {},
      { type: 'ItemReopened', item: 'certification-passed', reason: expect.stringMatching(/Not in .*: P700/) },
    ]);
  });

  test('after the launch nothing is opened again', () => {
    const launched = given(acme, paul.does(configuration()), paul.does(report(usual)), upTo('ga'));
    const { events } = launched.when(paul.does(configuration({ supports_demo: 'true' })));
    expect(events.map(({ event }) => event.type)).toEqual(['ConfigurationSubmitted']);
  });

  test('optional cases are not missed', () => {
    const trials = given(acme, paul.does(configuration({ trial_type: 'user' })), paul.does(report(usual)));
    expect(certificationOf(trials.partner, partnerConnect)).toMatchObject({ missing: [], complete: true });
  });

  test('but one that was tried counts, and must not have failed', () => {
    const trials = given(acme, paul.does(configuration({ trial_type: 'user' })));
    const tried = (failed: readonly string[]) =>
      certificationOf(trials.and(paul.does(report([...usual, 'P501'], { failed }))).partner, partnerConnect);
    expect(tried([])).toMatchObject({ expected: usual.length + 1, complete: true });
    expect(tried(['P501'])).toMatchObject({ failed: ['P501'], complete: false });
  });

  test('an item that somebody reopened stays open until another file comes', () => {
    const again = built.and(paul.does(report(usual)), paul.does(reopened('certification-passed', 'It was a fluke.')));
    expect(status(again.partner, 'certification-passed')).toBe('open');
    const later = again.and(paul.does(configuration()));
    expect(status(later.partner, 'certification-passed')).toBe('done');
  });

  test('a link that somebody gave stays', () => {
    const { partner } = built.and(paul.does(done('certification-passed', { link: page })), paul.does(report(usual)));
    expect(partner.items['certification-passed']?.evidence).toEqual({ link: page });
  });

  test('to the link of an item that was opened again, what it shows is added', () => {
    const again = built.and(
      paul.does(done('certification-passed', { link: page })),
      pat.does(reopened('certification-passed')),
    );
    expect(again.and(paul.does(report(usual))).partner.items['certification-passed']?.evidence).toEqual({
      link: page,
      note: expect.stringMatching(/^Certification report, revision 1: /),
    });
  });

  test('what somebody noted stays until another file comes', () => {
    const noted = built.and(
      paul.does(report(usual)),
      paul.does(shown('certification-passed', { note: 'See the mail.' })),
      pat.does(notNeeded('self-test', 'They have one.')),
    );
    expect(noted.partner.items['certification-passed']?.evidence).toEqual({ note: 'See the mail.' });
    expect(noted.and(paul.does(report([...usual, 'P101']))).partner.items['certification-passed']?.evidence).toEqual({
      note: expect.stringMatching(/revision 2/),
    });
  });

  test.each(['tideline.json', 'reports/Tideline.json', 'test.json'])('made with %s is refused', (ranWith) => {
    given(acme, paul.does(configuration()))
      .when(paul.does(report(usual, { ranWith })))
      .thenRefused(/made with the configuration .*; the configuration handed in here is acme\.json/, 'report');
  });

  test.each(['acme.json', 'partners/prod/Acme.json', 'acme-prod.json', 'acme (1).json'])(
    'made with %s is theirs',
    (ranWith) => {
      expect(certificationOf(given(acme, paul.does(report(usual, { ranWith }))).partner, partnerConnect)).toMatchObject(
        { foreign: false },
      );
    },
  );
});

describe('A configuration is one of the partner’s', () => {
  const named = (file: string, name = 'Acme') => {
    const command = configuration({ name });
    return paul.does({ ...command, upload: { ...command.upload, name: file } });
  };
  const made = (ranWith: string) => paul.does(report(usual, { ranWith }));

  test('when it is called like the product in it, or like any file that was handed in', () => {
    given(acme, named('partner.json', 'Tideline'), made('tideline.json'));
    given(acme, named('first.json'), named('second.json', 'Acme One'), made('first.json'));
  });

  test('when its name has three letters of theirs in it: two are too few to tell', () => {
    given(pat.does(create({ name: 'Zoe' })), made('zoe-prod.json'));
    given(pat.does(create({ name: 'Io' })))
      .when(made('radio.json'))
      .thenRefused(/made with the configuration radio\.json/, 'report');
  });

  test('until another one says that the product is called otherwise: then its report certifies nothing', () => {
    const certified = given(acme, before('certification-passed')).and(
      named('partner.json', 'Tideline'),
      made('tideline.json'),
    );
    expect(status(certified.partner, 'certification-passed')).toBe('done');
    const { events } = certified.when(named('partner.json'));
    expect(events.map(({ event }) => event)).toMatchObject([
      {},
      {
        type: 'ItemReopened',
        item: 'certification-passed',
        reason: expect.stringMatching(/with another configuration/),
      },
    ]);
  });
});

describe('Artifacts are handed in', () => {
  const ready = given(acme, before('artifacts-submitted'));
  const all = [configuration(), report(usual), image('logo'), image('icon')];

  test('once all of them are in order, whatever comes last', () => {
    for (const last of all) {
      const story = ready.and(all.filter((c) => c !== last).map((c) => paul.does(c)));
      expect(status(story.partner, 'artifacts-submitted')).toBe('open');
      expect(status(story.and(paul.does(last)).partner, 'artifacts-submitted')).toBe('done');
    }
  });

  test('the report that passes the certification may be the one that completes them, in one go', () => {
    const story = given(acme, before('certification-passed')).and(
      all.filter((c) => c.type !== 'SubmitReport').map((c) => paul.does(c)),
    );
    const { events } = story.when(paul.does(report(usual)));
    expect(events.flatMap(({ event }) => (event.type === 'ItemDone' ? [event.item] : []))).toEqual([
      'certification-passed',
      'artifacts-submitted',
    ]);
  });

  test('a logo of wrong proportions does not count', () => {
    const story = ready.and(
      [...all.slice(0, 2), image('logo', [fault('logo')]), image('icon')].map((c) => paul.does(c)),
    );
    expect(status(story.partner, 'artifacts-submitted')).toBe('open');
  });

  test('can still be ticked: what is not handed in here may have gone in elsewhere', () => {
    expect(status(ready.and(finishing('artifacts-submitted')).partner, 'artifacts-submitted')).toBe('done');
  });
});
