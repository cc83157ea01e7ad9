import { roleFacts, type Account } from '../../src/domain/account';
import type { PeopleCommand } from '../../src/domain/commands';
import type { Partner } from '../../src/domain/partner';
import { setUpSteps } from '../../src/domain/set-up';
import {
  acme,
  blocked,
  bot,
  colleague,
  deactivated,
  done,
  eng,
  given,
  grouped,
  lena,
  type Member,
  mia,
  pat,
  paul,
  psa,
  type Story,
  team,
  visitor,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

const assign = (who: Member, role: string): PeopleCommand => ({
  type: 'AssignPerson',
  picked: who.picked,
  team: team(role),
});
const remove = (who: Member, role: string): PeopleCommand => ({
  type: 'RemovePerson',
  person: who.actor.person,
  team: team(role),
});
const claim = (role: string): PeopleCommand => ({ type: 'ClaimRole', team: team(role) });
const handOver = (role: string, to: Member): PeopleCommand => ({
  type: 'HandOverRole',
  team: team(role),
  to: to.picked,
});
const answer = (who: Member, role: string, accept: boolean): PeopleCommand => ({
  type: 'AnswerClaim',
  person: who.actor.person,
  team: team(role),
  accept,
});
const reactivated = (who: Member) =>
  bot.does({ type: 'PersonReactivated', person: who.actor.person, name: who.picked.name });

const named = ({ actor }: Member) => ({ person: actor.person, name: actor.name });
const holders = (partner: Partner, role: string) =>
  partner.people.filter((a) => a.team === role && a.active).map((a) => a.name);

describe('assigning', () => {
  test('is for the coordinator', () => {
    given(acme)
      .when(pat.does(assign(colleague, 'psa')))
      .thenEvents({ type: 'PersonAssigned', ...named(colleague), team: 'psa' });
    for (const who of [eng, lena, colleague])
      given(acme)
        .when(who.does(assign(colleague, 'psa')))
        .thenRefused(/Only the Partner development manager can change who is who: Pat/);
  });

  test('twice changes nothing', () => {
    given(acme)
      .when(pat.does(assign(psa, 'psa')))
      .thenNothing();
  });

  test('keeps to the side of the person', () => {
    given(acme)
      .when(pat.does(assign(visitor, 'psa')))
      .thenRefused(/Visitor is on the Partner side and cannot act as Solution architect for Databricks/, 'person');
    given(acme)
      .when(pat.does(assign(colleague, 'partner-lead')))
      .thenRefused(/Colleague is on the Databricks side/, 'person');
    given(acme)
      .when(pat.does(assign(colleague, 'long-gone')))
      .thenRefused(/no longer part of the lifecycle/, 'team');
  });

  test('settles a claim', () => {
    const after = given(acme, visitor.does(claim('partner-marketing')), pat.does(assign(visitor, 'partner-marketing')));
    expect([after.partner.claims, after.partner.outbox]).toEqual([[], {}]);
  });
});

describe('removing', () => {
  test('is for the coordinator, and for oneself', () => {
    const removed = { type: 'PersonRemoved', ...named(mia), team: 'partner-marketing' };
    for (const who of [pat, mia])
      given(acme)
        .when(who.does(remove(mia, 'partner-marketing')))
        .thenEvents(removed)
        .when(who.does(remove(mia, 'partner-marketing')))
        .thenNothing();
    given(acme)
      .when(lena.does(remove(mia, 'partner-marketing')))
      .thenRefused(/Only the Partner development manager can remove somebody else/);
  });

  test('the last coordinator cannot leave', () => {
    const story = given(acme);
    story
      .when(pat.does(remove(pat, 'pdm')))
      .thenRefused(/left without a Partner development manager\. Hand the role over/);
    story.and(pat.does(assign(colleague, 'pdm')), pat.does(remove(pat, 'pdm')));
    story
      .and(pat.does(assign(colleague, 'pdm')), deactivated(colleague))
      .when(pat.does(remove(pat, 'pdm')))
      .thenRefused(/left without/);
  });

  test('takes one role, from who holds it: others stay, also with the last coordinator', () => {
    const two = given(acme, pat.does(assign(pat, 'legal')));
    two.when(pat.does(remove(pat, 'legal'))).thenEvents({ type: 'PersonRemoved', ...named(pat), team: 'legal' });
    two.when(pat.does(remove(pat, 'psa'))).thenNothing();
  });

  test('takes away what the role allowed', () => {
    given(acme, pat.does(remove(psa, 'psa')))
      .when(psa.does(done('core-integration-validated')))
      .thenRefused(/nobody holds that role yet/);
  });
});

describe('claiming', () => {
  const claimed = given(acme).and(visitor.does(claim('partner-marketing')));

  test('is recorded, and told to the coordinator; twice changes nothing', () => {
    given(acme)
      .when(visitor.does(claim('partner-marketing')))
      .thenEvents({ type: 'RoleClaimed', ...named(visitor), team: 'partner-marketing' });
    claimed.when(visitor.does(claim('partner-marketing'))).thenNothing();
    claimed.when(mia.does(claim('partner-marketing'))).thenNothing();
    expect(Object.values(claimed.partner.outbox).map((p) => p.notice)).toEqual([
      { kind: 'claim', person: visitor.actor.person, team: 'partner-marketing' },
    ]);
  });

  test('gives nothing before it is confirmed', () => {
    expect(holders(claimed.partner, 'partner-marketing')).toEqual(['Mia']);
    claimed
      .when(visitor.does({ type: 'RemovePerson', person: mia.actor.person, team: team('partner-marketing') }))
      .thenRefused(/Only the/);
  });

  test('keeps to the side of the person', () => {
    given(acme)
      .when(visitor.does(claim('psa')))
      .thenRefused(/Visitor is on the Partner side/, 'person');
    given(acme)
      .when(colleague.does(claim('partner-lead')))
      .thenRefused(/Colleague is on the Databricks side/, 'person');
  });

  test('is confirmed by the coordinator alone', () => {
    for (const who of [eng, lena, visitor])
      claimed
        .when(who.does(answer(visitor, 'partner-marketing', true)))
        .thenRefused(/Only the Partner development manager can confirm a role/);
    claimed
      .when(pat.does(answer(visitor, 'partner-marketing', true)))
      .thenEvents({ type: 'PersonAssigned', ...named(visitor), team: 'partner-marketing', confirmed: true })
      .when(pat.does(answer(visitor, 'partner-marketing', true)))
      .thenNothing();
  });

  test('of several, each is answered for itself', () => {
    const several = claimed.and(visitor.does(claim('partner-lead')), lena.does(claim('partner-marketing')));
    expect(several.partner.claims).toHaveLength(3);
    several
      .when(pat.does(answer(visitor, 'partner-lead', true)))
      .thenEvents({ type: 'PersonAssigned', ...named(visitor), team: 'partner-lead', confirmed: true })
      .when(pat.does(answer(lena, 'partner-marketing', false)))
      .thenEvents({ type: 'ClaimDeclined', ...named(lena), team: 'partner-marketing', tell: true })
      .when(pat.does(answer(lena, 'partner-lead', true)))
      .thenNothing()
      .when(visitor.does(claim('partner-marketing')))
      .thenNothing();
  });

  test('confirmed, is told; a role that nobody asked for is not', () => {
    const key = `role-given:${visitor.actor.person}:partner-marketing`;
    const { outbox } = claimed.and(pat.does(answer(visitor, 'partner-marketing', true))).partner;
    expect(Object.keys(outbox)).toEqual([key]);
    expect(given(acme, pat.does(assign(visitor, 'partner-marketing'))).partner.outbox[key]).toBeUndefined();
  });

  test('can be declined, and made again', () => {
    const after = claimed
      .when(pat.does(answer(visitor, 'partner-marketing', false)))
      .thenEvents({ type: 'ClaimDeclined', ...named(visitor), team: 'partner-marketing', tell: true });
    const key = `claim-declined:${visitor.actor.person}:partner-marketing`;
    expect([after.partner.claims, Object.keys(after.partner.outbox)]).toEqual([[], [key]]);
    after.when(pat.does(answer(visitor, 'partner-marketing', true))).thenNothing();
    // Who asks again, or is given the role after all, need not read that it was not confirmed.
    for (const next of [visitor.does(claim('partner-marketing')), pat.does(assign(visitor, 'partner-marketing'))])
      expect(after.and(next).partner.outbox[key]).toBeUndefined();
  });

  test('a colleague claims a role like anybody else', () => {
    given(acme)
      .when(colleague.does(claim('psa')))
      .thenEvents({ type: 'RoleClaimed', ...named(colleague), team: 'psa' });
  });

  test('of somebody deactivated is over', () => {
    const after = claimed.and(deactivated(visitor));
    expect(after.partner.claims).toEqual([]);
    expect(Object.keys(after.partner.outbox)).toEqual([`deactivated:${visitor.actor.person}`]);
  });
});

describe('an orphaned coordinator role', () => {
  const orphaned = given(acme, deactivated(pat));

  test('is taken over at once by somebody of the workspace', () => {
    orphaned
      .when(colleague.does(claim('pdm')))
      .thenEvents({ type: 'PersonAssigned', ...named(colleague), team: 'pdm', tookOver: true })
      .and(colleague.does(assign(visitor, 'partner-lead')));
  });

  test('is told to everybody, since nobody confirmed it', () => {
    const after = orphaned.and(colleague.does(claim('pdm')));
    expect(after.partner.outbox['took-over']?.notice).toMatchObject({ name: 'Colleague', team: 'pdm' });
    expect(given(acme, pat.does(assign(colleague, 'pdm'))).partner.outbox['took-over']).toBeUndefined();
  });

  test('is only for members when the team is a user group', () => {
    const outside = { ...colleague.actor, notIn: [team('pdm')] };
    const command = claim('pdm');
    orphaned
      .when({ ...colleague.does(command), actor: outside })
      .thenRefused(/is who is in its Slack user group/, 'person');
  });

  test('is not for the partner, and other roles still wait for a coordinator', () => {
    orphaned.when(lena.does(claim('pdm'))).thenRefused(/Lena is on the Partner side/, 'person');
    orphaned.when(colleague.does(claim('psa'))).thenEvents({ type: 'RoleClaimed', ...named(colleague), team: 'psa' });
  });

  test('is taken over also while the partner is closed, or nobody could reopen it', () => {
    const closed = given(acme, pat.does({ type: 'ClosePartner', reason: 'paused' }));
    closed.when(colleague.does(claim('pdm'))).thenRefused(/is closed/);
    closed.and(deactivated(pat)).and(colleague.does(claim('pdm')), colleague.does({ type: 'ReopenPartner' }));
  });
});

describe('handing over', () => {
  test('to a colleague is done at once', () => {
    given(acme)
      .when(pat.does(handOver('pdm', colleague)))
      .thenEvents(
        { type: 'PersonAssigned', ...named(colleague), team: 'pdm', inPlaceOf: pat.actor.person },
        { type: 'PersonRemoved', ...named(pat), team: 'pdm' },
      )
      .when(pat.does(handOver('pdm', colleague)))
      .thenNothing();
    const { outbox } = given(acme, pat.does(handOver('pdm', colleague))).partner;
    expect(Object.values(outbox).map(({ notice }) => notice)).toEqual([
      { kind: 'role-given', person: colleague.actor.person, name: 'Colleague', team: 'pdm', before: 'Pat' },
    ]);
  });

  test('to somebody who holds it already just leaves it to them', () => {
    for (const [from, to, role] of [
      [pat, colleague, 'pdm'],
      [mia, visitor, 'partner-marketing'],
    ] as const)
      given(acme, pat.does(assign(to, role)))
        .when(from.does(handOver(role, to)))
        .thenEvents({ type: 'PersonRemoved', ...named(from), team: role });
  });

  test('outside is a claim that the coordinator confirms; until then the role stays', () => {
    const asked = given(acme)
      .when(lena.does(handOver('partner-lead', visitor)))
      .thenEvents({ type: 'RoleClaimed', ...named(visitor), team: 'partner-lead', inPlaceOf: lena.actor.person });
    expect(holders(asked.partner, 'partner-lead')).toEqual(['Lena']);
    asked.when(lena.does(handOver('partner-lead', visitor))).thenNothing();
    const after = asked.when(pat.does(answer(visitor, 'partner-lead', true))).thenEvents(
      {
        type: 'PersonAssigned',
        ...named(visitor),
        team: 'partner-lead',
        confirmed: true,
        inPlaceOf: lena.actor.person,
      },
      { type: 'PersonRemoved', ...named(lena), team: 'partner-lead' },
    );
    expect(holders(after.partner, 'partner-lead')).toEqual(['Visitor']);
  });

  test('outside, declined, changes nobody', () => {
    const after = given(
      acme,
      lena.does(handOver('partner-lead', visitor)),
      pat.does(answer(visitor, 'partner-lead', false)),
    );
    expect(holders(after.partner, 'partner-lead')).toEqual(['Lena']);
  });

  test('of a role that was claimed already tells whose place is taken, and stays one claim', () => {
    const after = given(acme, visitor.does(claim('partner-lead')), lena.does(handOver('partner-lead', visitor)));
    expect(after.partner.claims).toMatchObject([{ team: 'partner-lead', inPlaceOf: lena.actor.person }]);
  });

  test('is refused to the other side, to oneself, and of what one does not hold', () => {
    const story = given(acme);
    story.when(pat.does(handOver('pdm', visitor))).thenRefused(/Visitor is on the Partner side/, 'person');
    story.when(lena.does(handOver('partner-lead', colleague))).thenRefused(/Colleague is on the Databricks/, 'person');
    story.when(pat.does(handOver('pdm', pat))).thenRefused(/choose somebody else/, 'person');
    story.when(eng.does(handOver('psa', colleague))).thenRefused(/You do not hold Partner solution architecture/);
    story.when(grouped('psa').does(handOver('psa', colleague))).thenRefused(/You do not hold/);
  });
});

describe('deactivated people', () => {
  test('are noticed once, told to the coordinator, and no longer act', () => {
    const after = given(acme)
      .when(deactivated(paul))
      .thenEvents({ type: 'PersonDeactivated', ...named(paul) });
    after.when(deactivated(paul)).thenNothing();
    expect(holders(after.partner, 'partner-engineering')).toEqual([]);
    expect(Object.keys(after.partner.outbox)).toEqual([`deactivated:${paul.actor.person}`]);
    after.when(paul.does(blocked('mini-site', 'why'))).thenRefused(/not on the people list/);
  });

  const turned = (who: Member, account: Account) =>
    roleFacts(named(who), account, partnerConnect).map((fact) => bot.does({ ...fact }));

  test('who became guests hold nothing of their side any more, until they are members again', () => {
    const guest = given(acme, ...turned(psa, 'partner'));
    expect(holders(guest.partner, 'psa')).toEqual([]);
    expect(guest.partner.outbox).toMatchObject({
      [`deactivated:${psa.actor.person}`]: { notice: { changedSide: true } },
    });
    const member = guest.and(...turned(psa, 'databricks'));
    expect(holders(member.partner, 'psa')).toEqual(['Psa']);
    expect(member.partner.outbox).toEqual({});
  });

  test('whose account merely changed otherwise keep what they hold, on either side', () => {
    const story = given(acme, ...turned(psa, 'databricks'), ...turned(paul, 'partner'));
    expect([...holders(story.partner, 'psa'), ...holders(story.partner, 'partner-engineering')]).toEqual([
      'Psa',
      'Paul',
    ]);
    expect(story.partner.version).toBe(given(acme).partner.version);
  });

  test('that nobody knows here are no news', () => {
    given(acme).when(deactivated(visitor)).thenNothing();
  });

  test('who are back hold their roles again, and nobody is told that they left', () => {
    const after = given(acme, deactivated(paul), reactivated(paul));
    expect(holders(after.partner, 'partner-engineering')).toEqual(['Paul']);
    expect(after.partner.outbox).toEqual({});
    after.when(reactivated(paul)).thenNothing();
    given(acme, deactivated(mia)).when(reactivated(paul)).thenNothing();
  });
});

test('a renamed person is called by the new name', () => {
  const renamed = bot.does({ type: 'PersonRenamed', person: pat.actor.person, name: 'Patricia' });
  const after = given(acme, renamed);
  expect(holders(after.partner, 'pdm')).toEqual(['Patricia']);
  after.when(renamed).thenNothing();
});

const invite = (email: string): PeopleCommand => ({ type: 'InvitePartnerPerson', email });

describe('withdrawing an invitation', () => {
  const email = 'ana@wrong.example';
  const withdraw: PeopleCommand = { type: 'WithdrawInvitation', email };
  const problem = 'Slack does not take this email address.';
  const refused = given(acme).and(
    pat.does(invite(email)),
    bot.does({ type: 'StepFailed', step: `connect:${email}`, problem }),
  );
  const connects = ({ partner }: Story) =>
    setUpSteps(partner, partnerConnect).filter(({ step }) => step.kind === 'connect');

  test('is for the coordinator; it needs no hand any more, and the address can be invited again', () => {
    expect(connects(refused)).toHaveLength(1);
    refused.when(eng.does(withdraw)).thenRefused(/Only the Partner development manager can withdraw an invitation/);
    const after = refused.when(pat.does(withdraw)).thenEvents({ type: 'InvitationWithdrawn', email });
    expect([connects(after), after.partner.steps]).toEqual([[], {}]);
    after.when(pat.does(withdraw)).thenNothing();
    after.when(pat.does(invite(email))).thenEvents({ type: 'InvitationPlanned', email });
  });

  test('that went out just then, or is accepted after all, is seen; one that was accepted stays', () => {
    const after = refused.and(pat.does(withdraw), bot.does({ type: 'InvitationSent', email, invite: 'I1' }));
    expect(after.partner.invitations[email]?.status).toBe('invited');
    const accepted = after.and(pat.does(withdraw), bot.does({ type: 'InvitationAccepted', email }));
    expect(accepted.partner.invitations[email]).toMatchObject({ status: 'accepted', invite: 'I1' });
    accepted.when(pat.does(withdraw)).thenRefused(/has accepted the invitation already/);
  });
});

describe('inviting somebody of the partner', () => {
  test('is for the coordinator', () => {
    given(acme)
      .when(pat.does(invite(' Ana@Example.com ')))
      .thenEvents({ type: 'InvitationPlanned', email: 'ana@example.com' })
      .when(pat.does(invite('ana@example.com')))
      .thenNothing();
    given(acme)
      .when(lena.does(invite('ana@example.com')))
      .thenRefused(/Only the Partner development manager can invite/);
  });

  test.each(['', 'ana', 'ana@', '@example.com', 'ana@example', 'ana@exa mple.com', `${'a'.repeat(150)}@example.com`])(
    'refuses %j',
    (email) => {
      given(acme)
        .when(pat.does(invite(email)))
        .thenRefused(/is not an email address\. It should look like ana@example\.com\./, 'invitations');
    },
  );

  test('who declined can be invited again', () => {
    given(acme, pat.does(invite('ana@example.com')))
      .and(bot.does({ type: 'InvitationSent', email: 'ana@example.com', invite: 'I1' }))
      .and(bot.does({ type: 'InvitationDeclined', email: 'ana@example.com' }))
      .when(pat.does(invite('ana@example.com')))
      .thenEvents({ type: 'InvitationPlanned', email: 'ana@example.com' });
  });
});
