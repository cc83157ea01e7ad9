import { stateOf } from '../../src/domain/item-state';
import { lookup } from '../../src/domain/lookup';
import {
  accepted,
  acme,
  before,
  blocked,
  bot,
  clock,
  colleague,
  create,
  done,
  dueOn,
  eng,
  finishing,
  given,
  grouped,
  internal,
  lena,
  legal,
  marketing,
  mia,
  notNeeded,
  owned,
  page,
  pat,
  paul,
  product,
  proposed,
  psa,
  reopened,
  shown,
  takenBack,
  team,
  unblocked,
  upTo,
  visitor,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

describe('doing an item', () => {
  test('is for a person of its team', () => {
    given(acme)
      .when(psa.does(done('core-integration-validated')))
      .thenEvents({ type: 'ItemDone', item: 'core-integration-validated' });
  });

  test('is for a person in the user group of its team, too', () => {
    given(acme)
      .when(grouped('psa').does(done('core-integration-validated')))
      .thenEvents({ type: 'ItemDone', item: 'core-integration-validated' });
  });

  test.each([
    ['another team', eng],
    ['the other side', paul],
    ['a colleague on no list', colleague],
    ['a visitor on no list', visitor],
  ])('is not for %s, who hears who can', (_, who) => {
    given(acme)
      .when(who.does(done('core-integration-validated')))
      .thenRefused(/can be done by Psa \(Partner solution architecture\)\./);
  });

  test('names the team when nobody holds it yet', () => {
    const alone = pat.does(create({ people: [{ ...pat.picked, team: team('pdm') }] }));
    given(alone)
      .when(colleague.does(done('core-integration-validated')))
      .thenRefused(/Partner solution architecture, but nobody holds that role yet\./);
  });

  test('by either of two teams counts for both', () => {
    for (const who of [pat, lena])
      given(acme, before('fit-assessment'))
        .when(who.does(done('fit-assessment')))
        .thenEvents({ type: 'ItemDone', item: 'fit-assessment' });
  });

  test('twice changes nothing', () => {
    given(acme, upTo('partner-registered'))
      .when(pat.does(done('partner-registered')))
      .thenNothing();
  });

  test('is recorded with who did it, their side and their teams', () => {
    const [recorded] = given(acme).when(psa.does(done('core-integration-validated'))).events;
    expect(recorded?.by).toEqual({
      kind: 'person',
      person: 'THOME:UPSA',
      name: 'Psa',
      side: 'databricks',
      teams: ['psa'],
    });
    expect(recorded).not.toHaveProperty('onBehalfOf');
  });

  test('that is gone says so', () => {
    given(acme)
      .when(pat.does(done('long-gone')))
      .thenRefused(/no longer on the checklist/);
  });

  test('that is a sign-off points to Sign off', () => {
    given(acme)
      .when(psa.does(done('signoff-psa')))
      .thenRefused(/is given with Sign off/);
    given(acme)
      .when(psa.does(reopened('signoff-psa')))
      .thenRefused(/is taken back with Take back/);
  });

  test('is not for the bot', () => {
    given(acme)
      .when({ actor: { kind: 'bot' }, command: done('partner-registered') })
      .thenRefused(/Only a person/);
  });
});

const doneBy = (story: ReturnType<typeof given>, ...[who, id]: [typeof pat, string]) =>
  story.when(who.does(done(id))).events[0]?.onBehalfOf;

describe('on behalf of others', () => {
  test('the coordinator acts for the team that owns an item of either side', () => {
    const story = given(acme, before('engineering-commitment'));
    expect(doneBy(given(acme), pat, 'core-integration-validated')).toBe('psa');
    expect(doneBy(story, pat, 'engineering-commitment')).toBe('partner-lead');
  });

  test('the lead of the partner acts for a team of the partner, never for one of the other side', () => {
    const story = given(acme, before('ux-guidelines-reviewed'));
    expect(doneBy(story, lena, 'ux-guidelines-reviewed')).toBe('partner-engineering');
    given(acme)
      .when(lena.does(done('core-integration-validated')))
      .thenRefused(/can be done by Psa/);
  });

  test('the lead acts for the team of their own side when both sides do an item', () => {
    const story = given(acme, before('technical-review-meeting'));
    const [recorded] = story.when(lena.does(done('technical-review-meeting', { value: '2027-03-02T10:00' }))).events;
    expect(recorded?.onBehalfOf).toBe('partner-engineering');
  });

  test('nobody acts for others with one of the teams of the item', () => {
    expect(doneBy(given(acme, before('fit-assessment')), lena, 'fit-assessment')).toBeUndefined();
  });
});

describe('order and dependencies', () => {
  test('scheduling waits for the prerequisites, and says which', () => {
    given(acme)
      .when(pat.does(done('fit-assessment')))
      .thenRefused(
        /“Product fits Partner Connect” is not possible yet\. First: Company is a registered Databricks partner \(Partner development\), Core integration is validated \(Partner solution architecture\)\.$/,
      );
  });

  test('scheduling goes in order', () => {
    given(acme, upTo('fit-assessment'))
      .when(lena.does(done('engineering-commitment')))
      .thenRefused(/First: Technical Due Diligence form is filled in \(Partner engineering\)\.$/);
  });

  test('a long list of what is missing is cut', () => {
    given(acme, lena.does(proposed()))
      .when(pat.does(accepted()))
      .thenRefused(/^(?:[^(]*\(){5}[^(]*\), 5 more\. 1 Sep 2027 stays proposed/, 'date');
  });

  test('go-to-market and onboarding run side by side after scheduling', () => {
    const story = given(acme, upTo('quarter-selected'));
    story.when(legal.does(done('ppa-signed'))).thenEvents({ type: 'ItemDone', item: 'ppa-signed' });
    story.when(paul.does(done('integration-built'))).thenEvents({ type: 'ItemDone', item: 'integration-built' });
  });

  test.each([
    ['design-review', 'UX guidelines are read'],
    ['certification-passed', 'Integration is built'],
    ['artifacts-submitted', 'Certification test suite passes'],
    ['tile-added', 'Artifacts are handed in'],
  ])('%s waits for: %s', (id, missing) => {
    given(acme, upTo('quarter-selected'))
      .when(pat.does(done(id, { link: page, value: '2027-09-01T10:00' })))
      .thenRefused(new RegExp(`First: ${missing} \\(`));
  });

  test('the GA date waits for the four sign-offs, the PPA confirmation and go-to-market', () => {
    const story = given(acme, before('ga-date-agreed'), lena.does(proposed()));
    story.and(pat.does(accepted()));
    const needs = [
      ['signoff-engineering', eng],
      ['signoff-psa', psa],
      ['signoff-product', product],
      ['signoff-partner', lena],
      ['ppa-confirmed', legal],
      ['ppa-signed', legal],
      ['mini-site', mia],
      ['partner-directory-logo', mia],
      ['launch-blog', mia],
      ['partner-docs', paul],
    ] as const;
    for (const [id, who] of needs) {
      const title = lookup(partnerConnect).byId.get(id)?.item.title ?? '';
      const undo = lookup(partnerConnect).byId.get(id)?.item.kind === 'task' ? reopened(id) : takenBack(id);
      const after = story.and(who.does(undo)).when(pat.does(accepted()));
      after.thenRefused(new RegExp(`First: .*${title.replace(/[()]/g, '\\$&')} \\(`), 'date');
    }
  });

  test('every item of the lifecycle can be finished, in its order', () => {
    const story = given(acme, upTo('ga'));
    const open = lookup(partnerConnect).placed.filter(
      (p) => p.item.kind === 'task' && !p.item.optional && stateOf(p, story.partner).status.is !== 'done',
    );
    expect(open).toEqual([]);
  });
});

describe('blocking', () => {
  test('is for anybody on the list, with a reason', () => {
    const story = given(acme);
    story.when(mia.does(blocked('mini-site', ' no designer '))).thenEvents({
      type: 'ItemBlocked',
      item: 'mini-site',
      reason: 'no designer',
    });
    story.when(mia.does(blocked('mini-site', '  '))).thenRefused(/say what blocks it/, 'reason');
    story.when(mia.does(blocked('mini-site', 'x'.repeat(3001)))).thenRefused(/3,000 characters/, 'reason');
    for (const who of [colleague, visitor]) {
      story.when(who.does(blocked('mini-site', 'why'))).thenRefused(/not on the people list of Acme yet/);
      story.when(who.does(unblocked('mini-site'))).thenRefused(/not on the people list of Acme yet/);
    }
  });

  test('for the same reason twice changes nothing; for another one it does', () => {
    const story = given(acme, mia.does(blocked('mini-site', 'no designer')));
    story.when(pat.does(blocked('mini-site', 'no designer'))).thenNothing();
    story.when(pat.does(blocked('mini-site', 'no text'))).thenEvents({
      type: 'ItemBlocked',
      item: 'mini-site',
      reason: 'no text',
    });
  });

  test('holds until it is unblocked', () => {
    const story = given(acme, paul.does(blocked('partner-registered', 'the wrong company')));
    story
      .when(pat.does(done('partner-registered')))
      .thenRefused(/“Company is a registered Databricks partner” is blocked: the wrong company\. Unblock it first\./)
      .when(eng.does(unblocked('partner-registered')))
      .thenEvents({ type: 'ItemUnblocked', item: 'partner-registered' })
      .and(pat.does(done('partner-registered')))
      .when(eng.does(unblocked('partner-registered')))
      .thenNothing();
  });

  test('is not for what is done, signed or not needed', () => {
    const story = given(acme, upTo('ppa-confirmed'), pat.does(notNeeded('mini-site', 'no site')));
    story.when(mia.does(blocked('ppa-signed', 'why'))).thenRefused(/is done already. Reopen it first/);
    story.when(mia.does(blocked('ppa-confirmed', 'why'))).thenRefused(/is done already/);
    story.when(mia.does(blocked('mini-site', 'why'))).thenRefused(/is not needed. Reopen it first/);
  });
});

describe('not needed', () => {
  test('is for the coordinator, with a reason, where the lifecycle allows it', () => {
    const story = given(acme);
    story.when(pat.does(notNeeded('launch-blog', 'no blog'))).thenEvents({
      type: 'ItemNotNeeded',
      item: 'launch-blog',
      reason: 'no blog',
    });
    story.when(pat.does(notNeeded('self-test', 'no time'))).thenEvents({
      type: 'ItemNotNeeded',
      item: 'self-test',
      reason: 'no time',
    });
    story.when(pat.does(notNeeded('launch-blog', ' '))).thenRefused(/why it is not needed/, 'reason');
    for (const who of [mia, marketing, lena, colleague])
      story
        .when(who.does(notNeeded('launch-blog', 'no blog')))
        .thenRefused(/Only the Partner development manager can .*: Pat \(Partner development\)\./);
    for (const id of ['ppa-signed', 'joint-validation', 'signoff-psa', 'ga'])
      story.when(pat.does(notNeeded(id, 'why'))).thenRefused(/cannot be left out/);
  });

  test('counts as finished, and can be reopened', () => {
    const waived = ['mini-site', 'partner-directory-logo', 'launch-blog', 'partner-docs'];
    const moves = before('ga-date-agreed').filter(
      ({ command }) => !(command.type === 'CompleteItem' && waived.includes(command.item)),
    );
    given(
      acme,
      moves,
      waived.map((id) => pat.does(notNeeded(id, 'not for this partner'))),
    )
      .and(finishing('ga-date-agreed'))
      .when(mia.does(reopened('mini-site', 'they want one')))
      .thenEvents({ type: 'ItemReopened', item: 'mini-site', reason: 'they want one' })
      .and(finishing('rollout'));
  });

  test('for the same reason twice changes nothing', () => {
    given(acme, pat.does(notNeeded('launch-blog', 'no blog')))
      .when(pat.does(notNeeded('launch-blog', 'no blog ')))
      .thenNothing();
  });
});

describe('reopening', () => {
  test('keeps the evidence, forgets the value, and is for who may do it', () => {
    const story = given(acme, upTo('technical-due-diligence'));
    story.when(mia.does(reopened('technical-due-diligence'))).thenRefused(/can be done by Paul/);
    const after = story
      .when(paul.does(reopened('technical-due-diligence', ' a page is missing ')))
      .thenEvents({ type: 'ItemReopened', item: 'technical-due-diligence', reason: 'a page is missing' });
    expect(after.partner.items['technical-due-diligence']).toMatchObject({
      status: { is: 'open' },
      evidence: { link: page },
    });
    after.when(paul.does(reopened('technical-due-diligence'))).thenNothing();
    after
      .when(paul.does(done('technical-due-diligence')))
      .thenEvents({ type: 'ItemDone', item: 'technical-due-diligence' });
  });
});

describe('owner, due date and evidence', () => {
  test('an owner is somebody of the list who may do it', () => {
    const story = given(acme);
    story.when(pat.does(owned('mini-site', mia))).thenEvents({
      type: 'ItemOwnerSet',
      item: 'mini-site',
      owner: { person: 'TACME:UMIA', name: 'Mia' },
    });
    story.when(pat.does(owned('mini-site', visitor))).thenRefused(/Only somebody on the people list/, 'owner');
    story.when(pat.does(owned('mini-site', eng))).thenRefused(/Eng could not do it: .* Partner marketing\./, 'owner');
    story.when(pat.does(owned('signoff-psa', pat))).thenRefused(/Pat could not do it/, 'owner');
    story.when(eng.does(owned('mini-site', mia))).thenRefused(/can be done by Mia/);
  });

  test('an internal item is never owned by the partner', () => {
    given(acme, pat.does(internal('fit-assessment')))
      .when(pat.does(owned('fit-assessment', lena)))
      .thenRefused(/Lena could not do it/, 'owner');
  });

  test('an owner can be taken off again; twice changes nothing', () => {
    given(acme, pat.does(owned('mini-site', mia)))
      .when(pat.does(owned('mini-site', mia)))
      .thenNothing()
      .when(mia.does(owned('mini-site', null)))
      .thenEvents({ type: 'ItemOwnerSet', item: 'mini-site', owner: null })
      .when(mia.does(owned('mini-site', null)))
      .thenNothing();
  });

  test('a due date is today or later, in the zone of the lifecycle', () => {
    const story = given(acme);
    const late = clock('2027-03-01T23:30');
    story.when(mia.does(dueOn('mini-site', '2027-03-01'), late)).thenEvents({
      type: 'ItemDueSet',
      item: 'mini-site',
      due: '2027-03-01',
    });
    story.when(mia.does(dueOn('mini-site', '2027-02-28'), late)).thenRefused(/28 Feb 2027 is in the past/, 'due');
    story
      .and(mia.does(dueOn('mini-site', '2027-04-01')))
      .when(mia.does(dueOn('mini-site', '2027-04-01')))
      .thenNothing()
      .when(mia.does(dueOn('mini-site', null)))
      .thenEvents({ type: 'ItemDueSet', item: 'mini-site', due: null });
  });

  test('evidence is a link, a note or both', () => {
    const story = given(acme);
    story.when(mia.does(shown('mini-site', { link: page, note: ' draft ' }))).thenEvents({
      type: 'ItemEvidenceSet',
      item: 'mini-site',
      evidence: { link: page, note: 'draft' },
    });
    story.when(mia.does(shown('mini-site', { link: ' ' }))).thenRefused(/give a link or a note/, 'link');
    story.when(mia.does(shown('mini-site', { note: 'x'.repeat(3001) }))).thenRefused(/3,000 characters/, 'note');
    story
      .and(mia.does(shown('mini-site', { note: 'draft' })))
      .when(mia.does(shown('mini-site', { note: 'draft' })))
      .thenNothing();
  });
});

describe('audience', () => {
  const hidden = given(acme, pat.does(internal('mini-site')));

  test('an internal item is unknown to the partner, whoever asks and whatever for', () => {
    for (const command of [
      done('mini-site', { link: page }),
      blocked('mini-site', 'why'),
      unblocked('mini-site'),
      reopened('mini-site'),
      notNeeded('mini-site', 'why'),
      owned('mini-site', mia),
      dueOn('mini-site', '2027-04-01'),
      shown('mini-site', { note: 'x' }),
      internal('mini-site', false),
    ])
      for (const who of [mia, lena, visitor])
        hidden.when(who.does(command)).thenRefused(/^This item is no longer on the checklist\./);
  });

  test('what an item waits for is not named to the partner when it is internal', () => {
    const story = given(acme, upTo('partner-registered'), pat.does(internal('core-integration-validated')));
    story.when(lena.does(done('fit-assessment'))).thenRefused(/First: a step on the Databricks side\.$/);
    story.when(pat.does(done('fit-assessment'))).thenRefused(/First: Core integration is validated/);
  });

  test('is changed by the coordinator alone', () => {
    hidden.when(pat.does(internal('mini-site'))).thenNothing();
    hidden.when(marketing.does(internal('mini-site', false))).thenRefused(/Only the Partner development manager/);
    hidden.when(pat.does(internal('mini-site', false))).thenEvents({
      type: 'ItemAudienceSet',
      item: 'mini-site',
      internal: false,
    });
  });
});

describe('a desktop application', () => {
  const desktop = pat.does(create({ integrationType: 'desktop-application' }));

  test('has no self-test', () => {
    given(desktop, upTo('integration-built'))
      .when(paul.does(done('self-test')))
      .thenRefused(/does not apply to this kind of integration/);
    given(acme, upTo('integration-built'))
      .when(paul.does(done('self-test')))
      .thenEvents({ type: 'ItemDone', item: 'self-test' });
  });
});

describe('a partner that nobody knows', () => {
  test('is refused to people, and to the bot', () => {
    given()
      .when(pat.does(done('partner-registered')))
      .thenRefused(/not known here/);
    given()
      .when(bot.does({ type: 'ChannelArchived' }))
      .thenRefused(/not known here/);
  });
});

test('product owns the design review', () => {
  given(acme, before('design-review'))
    .when(product.does(done('design-review', { link: page })))
    .thenEvents({ type: 'ItemDone', item: 'design-review', evidence: { link: page } });
});
