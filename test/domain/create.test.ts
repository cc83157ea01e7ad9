import type { ChangeDetails } from '../../src/domain/commands';
import {
  acme,
  bot,
  channel,
  clock,
  colleague,
  create,
  date,
  done,
  eng,
  given,
  internal,
  lena,
  mia,
  pat,
  psa,
  signed,
  start,
  takenBack,
  team,
  visitor,
} from '../support/given';

const pdm = { ...pat.picked, team: team('pdm') };
const alone = create({ people: [pdm] });

const target = (day: string, at: string) => given().when(pat.does({ ...alone, targetGaDate: date(day) }, clock(at)));

describe('opening an onboarding', () => {
  test('records the partner, who is who, and whom to invite', () => {
    given()
      .when(
        colleague.does({
          ...alone,
          name: ' Acme\u0007 Corp ',
          clouds: ['aws', 'gcp', 'aws'],
          people: [pdm, pdm, { ...lena.picked, team: team('partner-lead') }],
          invitations: ['Ana@Example.com ', 'ana@example.com', ' '],
          targetGaDate: date('2027-09-01'),
          notes: ' hush ',
        }),
      )
      .thenEvents(
        {
          type: 'PartnerCreated',
          id: 'p-acme',
          name: 'Acme Corp',
          slug: 'acme-corp',
          integrationType: 'read',
          clouds: ['aws', 'gcp'],
          targetGaDate: '2027-09-01',
          notes: 'hush',
        },
        { type: 'PersonAssigned', person: 'THOME:UPAT', name: 'Pat', team: 'pdm' },
        { type: 'PersonAssigned', person: 'TACME:ULENA', name: 'Lena', team: 'partner-lead' },
        { type: 'InvitationPlanned', email: 'ana@example.com' },
      );
  });

  test('twice changes nothing', () => {
    given(acme).when(pat.does(create())).thenNothing();
  });

  test('may use an existing channel', () => {
    const { partner } = given(pat.does({ ...alone, adopt: { channel: channel('C9'), name: 'acme-friends' } }));
    expect(partner.channel).toEqual({ is: 'ready', id: 'C9', name: 'acme-friends' });
  });

  test('is for people of the workspace', () => {
    given()
      .when(visitor.does(alone))
      .thenRefused(/Only people of this workspace/);
    given()
      .when({ actor: { kind: 'bot' }, command: alone })
      .thenRefused(/Only people of this workspace/);
  });

  test('needs a coordinator, and people on their own side', () => {
    given()
      .when(pat.does({ ...alone, people: [{ ...psa.picked, team: team('psa') }] }))
      .thenRefused(/Please choose the Partner development manager\./, 'pdm');
    given()
      .when(pat.does({ ...alone, people: [pdm, { ...visitor.picked, team: team('psa') }] }))
      .thenRefused(/Visitor is on the Partner side/, 'psa');
  });

  test.each(['', '   ', '\n\t', '\u00a0\u3000', '\u200b\u200b', '\u200d', '\u3164', '\ud800', '\u0007'])(
    'needs a name that can be seen: not %j',
    (name) => {
      given()
        .when(pat.does({ ...alone, name }))
        .thenRefused(/give the partner's name/, 'name');
    },
  );

  test('has a name of at most 60 characters on one line', () => {
    given()
      .when(pat.does({ ...alone, name: 'x'.repeat(300) }))
      .thenRefused(/60 characters/, 'name');
    given().and(pat.does({ ...alone, name: 'x'.repeat(60) }));
    given()
      .when(pat.does({ ...alone, name: 'Acme\nCorp' }))
      .thenRefused(/on one line/, 'name');
  });

  test.each([
    ['🚀', 'partner-pacme'],
    ['<!channel>', 'channel'],
    ['Ünïcode & Söhne', 'unicode-sohne'],
    ['株式会社', 'partner-pacme'],
    ['👩‍🚀 Acme', 'acme'],
  ])('takes %s as it is, and finds a name for the channel', (name, slug) => {
    expect(given(pat.does({ ...alone, name })).partner).toMatchObject({ name, slug });
  });

  test.each(['ana', 'ana@', 'ana@example', 'ana@example.com,bob@example.com'])('refuses to invite %j', (email) => {
    given()
      .when(pat.does({ ...alone, invitations: ['ok@example.com', email] }))
      .thenRefused(/is not an email address/, 'invitations');
  });

  test('has a target GA date in the future, by the clock of the lifecycle', () => {
    target('2027-03-01', '2027-03-01T10:00').thenRefused(/1 Mar 2027 is not in the future/, 'targetGaDate');
    target('2027-02-28', '2027-03-01T10:00').thenRefused(/not in the future/, 'targetGaDate');
    target('2027-03-02', '2027-03-01T23:59').accepted();
    target('2027-03-02', '2027-03-02T00:00').thenRefused(/not in the future/, 'targetGaDate');
  });

  test('has a type, at least one cloud, and notes of a length that can be shown', () => {
    given()
      .when(pat.does({ ...alone, integrationType: 'psychic' }))
      .thenRefused(/integration type/, 'integrationType');
    given()
      .when(pat.does({ ...alone, clouds: [] }))
      .thenRefused(/at least one cloud/, 'clouds');
    given()
      .when(pat.does({ ...alone, clouds: ['aws', 'nimbus'] }))
      .thenRefused(/at least one cloud/, 'clouds');
    given()
      .when(pat.does({ ...alone, notes: 'x'.repeat(2901) }))
      .thenRefused(/2,900 characters/, 'notes');
  });
});

describe('changing the details', () => {
  const same: ChangeDetails = {
    type: 'ChangeDetails',
    name: 'Acme',
    integrationType: 'read',
    clouds: ['aws'],
    targetGaDate: null,
    notes: '',
  };

  test('records what changed, and nothing else', () => {
    const story = given(acme);
    story.when(pat.does(same)).thenNothing();
    story.when(pat.does({ ...same, name: 'Acme 2' })).thenEvents({ type: 'DetailsChanged', name: 'Acme 2' });
    story.when(pat.does({ ...same, notes: 'hush' })).thenEvents({ type: 'NotesChanged', notes: 'hush' });
    story
      .when(pat.does({ ...same, targetGaDate: date('2027-09-01') }))
      .thenEvents({ type: 'DetailsChanged', targetGaDate: '2027-09-01' })
      .when(pat.does(same))
      .thenEvents({ type: 'DetailsChanged', targetGaDate: null });
    story
      .when(pat.does({ ...same, clouds: ['gcp', 'aws'] }))
      .thenEvents({ type: 'DetailsChanged', clouds: ['gcp', 'aws'] })
      .when(pat.does({ ...same, clouds: ['aws', 'gcp'] }))
      .thenNothing()
      .when(pat.does({ ...same, clouds: ['aws', 'aws'] }))
      .thenEvents({ type: 'DetailsChanged', clouds: ['aws'] });
  });

  test('is for the coordinator, by the same rules as opening', () => {
    const story = given(acme);
    for (const who of [eng, lena, colleague])
      story.when(who.does({ ...same, name: 'Evil' })).thenRefused(/can change the details: Pat/);
    story.when(pat.does({ ...same, name: ' ' })).thenRefused(/name/, 'name');
    story.when(pat.does({ ...same, clouds: [] })).thenRefused(/cloud/, 'clouds');
    story.when(pat.does({ ...same, targetGaDate: date('2027-02-01') })).thenRefused(/future/, 'targetGaDate');
  });

  test('leaves a target date alone that has passed meanwhile', () => {
    const set = pat.does({ ...same, targetGaDate: date('2027-03-10') });
    given(acme, set)
      .when(pat.does({ ...same, name: 'Acme 2', targetGaDate: date('2027-03-10') }, clock('2027-05-01T10:00')))
      .thenEvents({ type: 'DetailsChanged', name: 'Acme 2' });
  });

  test('of the name has the topic and the purpose of the channel set again', () => {
    const steps = ['topic', 'purpose', 'bookmarks'].map((step) => bot.does({ type: 'StepDone', step }));
    const after = given(acme, steps, pat.does({ ...same, name: 'Acme 2' }));
    expect(after.partner.steps).toEqual({ bookmarks: { is: 'done' } });
  });
});

describe('closing', () => {
  const closing = { type: 'ClosePartner', reason: 'not-a-fit', note: ' too early ' } as const;
  const closed = given(acme, pat.does(closing));

  test('is for the coordinator, with a reason of the lifecycle', () => {
    given(acme)
      .when(pat.does(closing))
      .thenEvents({ type: 'PartnerClosed', reason: 'not-a-fit', note: 'too early' })
      .when(pat.does(closing))
      .thenNothing();
    given(acme)
      .when(lena.does(closing))
      .thenRefused(/Only the Partner development manager can close an onboarding: Pat/);
    given(acme)
      .when(pat.does({ type: 'ClosePartner', reason: 'boredom' }))
      .thenRefused(/choose why it is closed/, 'reason');
    given(acme)
      .when(pat.does({ ...closing, note: 'x'.repeat(3001) }))
      .thenRefused(/3,000/, 'note');
  });

  test('for another reason, which is then said in words', () => {
    given(acme)
      .when(pat.does({ type: 'ClosePartner', reason: 'other', note: '  ' }))
      .thenRefused(/in a few words why/, 'note');
    given(acme)
      .when(pat.does({ type: 'ClosePartner', reason: 'other', note: 'They were bought.' }))
      .thenEvents({ type: 'PartnerClosed', reason: 'other', note: 'They were bought.' });
  });

  test('refuses changes from then on, by whoever and of whatever', () => {
    const changes = [
      pat.does(done('partner-registered')),
      psa.does(signed('signoff-psa')),
      psa.does(takenBack('signoff-psa')),
      pat.does(internal('mini-site')),
      pat.does({ type: 'AssignPerson', picked: colleague.picked, team: team('psa') }),
      pat.does({ type: 'InvitePartnerPerson', email: 'ana@example.com' }),
      visitor.does({ type: 'ClaimRole', team: team('partner-lead') }),
      pat.does({ type: 'RetrySetUp' }),
      mia.does({ type: 'RemovePerson', person: mia.actor.person, team: team('partner-marketing') }),
    ];
    for (const change of changes)
      closed
        .when(change)
        .thenRefused(
          /The onboarding of Acme is closed, so nothing changes\. Pat .* can resume it with `\/pc reopen Acme`/,
        );
  });

  test('still takes note of what happened in Slack', () => {
    closed.and(bot.does({ type: 'PersonDeactivated', person: mia.actor.person, name: 'Mia' }));
  });

  test('is resumed by the coordinator, and nothing is lost', () => {
    closed.when(lena.does({ type: 'ReopenPartner' })).thenRefused(/can reopen an onboarding: Pat/);
    const after = closed
      .when(pat.does({ type: 'ReopenPartner', note: ' they called ' }))
      .thenEvents({ type: 'PartnerReopened', note: 'they called' })
      .when(pat.does({ type: 'ReopenPartner' }))
      .thenNothing();
    const { version, reminders, withdrawn } = after.partner;
    const { reopenedAt, ...kept } = after.partner;
    expect(reopenedAt).toBeDefined();
    expect(kept).toEqual({ ...given(acme).partner, version, reminders, withdrawn });
    after.and(pat.does(done('partner-registered')));
  });
});

test('the story begins in the morning of 1 March 2027 in California', () => {
  expect(new Date(start).toISOString()).toBe('2027-03-01T18:00:00.000Z');
});
