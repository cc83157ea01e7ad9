import { evolve } from '../../src/domain/evolve';
import { signOffOf } from '../../src/domain/item-state';
import { gatesOf } from '../../src/domain/lookup';
import type { Partner } from '../../src/domain/partner';
import { withUserGroups } from '../../src/domain/user-groups';
import {
  acme,
  before,
  blocked,
  cast,
  colleague,
  create,
  criteriaOf,
  date,
  done,
  dueOn,
  eng,
  everybody,
  finishing,
  given,
  givenUnder,
  grouped,
  internal,
  legal,
  lena,
  page,
  pat,
  paul,
  product,
  psa,
  reopened,
  shown,
  signed,
  takenBack,
  team,
  upTo,
  visitor,
  type Member,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

const gates = [
  ['signoff-engineering', [eng]],
  ['signoff-psa', [psa]],
  ['signoff-product', [product]],
  ['signoff-partner', [lena]],
  ['ppa-confirmed', [legal, pat]],
] as const;

const standing = (partner: Partner) =>
  Object.fromEntries(gatesOf(partnerConnect).map((gate) => [gate.id, signOffOf(gate, partner)?.is ?? 'open']));
const allGiven = given(
  acme,
  gates.flatMap(([id]) => before(id)).filter((move, n, all) => all.findIndex((m) => same(m, move)) === n),
  gates.flatMap(([id]) => finishing(id)),
);
function same(a: { command: object }, b: { command: object }) {
  return JSON.stringify(a.command) === JSON.stringify(b.command);
}
const given5 = {
  'signoff-engineering': 'given',
  'signoff-psa': 'given',
  'signoff-product': 'given',
  'signoff-partner': 'given',
  'ppa-confirmed': 'given',
};

test('the four sign-offs and the PPA confirmation are all there are', () => {
  expect(gatesOf(partnerConnect).map((gate) => gate.id)).toEqual(gates.map(([id]) => id));
  expect(standing(allGiven.partner)).toEqual(given5);
});

test('who may give one is named also when a Slack user group holds the team', () => {
  const grouping = withUserGroups(partnerConnect, new Map([[team('legal'), 'S1']]));
  const nobody = givenUnder(grouping, pat.does(create({ people: create().people.filter((p) => p.team !== 'legal') })));
  nobody
    .when(eng.does(signed('ppa-confirmed')))
    .thenRefused(/Pat or the Slack user group of Legal \(Legal or Partner development\)/);
});

describe.each(gates)('%s', (id, signers: readonly Member[]) => {
  const ready = given(acme, before(id));

  test('is given by its own team, and by nobody else: neither coordinator nor lead, of either side', () => {
    for (const who of everybody) {
      const attempt = ready.when(who.does(signed(id)));
      if (signers.includes(who)) expect(attempt.events).toHaveLength(1);
      else attempt.thenRefused(/^Only .* can give /);
    }
  });

  test('is recorded with the team it was given for', () => {
    for (const who of signers) {
      const [recorded] = ready.when(who.does(signed(id, { comment: ' fine ' }))).events;
      const held = Object.entries(cast).find(([, member]) => member === who)?.[0];
      expect(recorded?.event).toMatchObject({ type: 'SignOffGiven', signOff: id, team: held, comment: 'fine' });
      expect(recorded?.by).toMatchObject({ person: who.actor.person, teams: [held] });
    }
  });

  test('waits for what it needs', () => {
    const [who] = signers;
    given(acme)
      .when((who ?? pat).does(signed(id)))
      .thenRefused(/is not possible yet\. First: /);
  });

  test('given twice, by anybody of the team, changes nothing', () => {
    const [who] = signers;
    const after = ready.and((who ?? pat).does(signed(id)));
    for (const signer of signers) after.when(signer.does(signed(id))).thenNothing();
  });

  test('is not given while it is blocked', () => {
    const [who = pat] = signers;
    ready
      .and(paul.does(blocked(id, 'wait for the fix')))
      .when(who.does(signed(id)))
      .thenRefused(/is blocked: wait for the fix\. Unblock it first\./);
  });

  test('is taken back by its team, with a reason, and told to be open again', () => {
    const [who = pat] = signers;
    const after = ready.and(who.does(signed(id)));
    for (const other of everybody)
      if (!signers.includes(other)) after.when(other.does(takenBack(id))).thenRefused(/^Only .* can take back /);
    after.when(who.does(takenBack(id, '  '))).thenRefused(/why it is taken back/, 'reason');
    const open = after
      .when(who.does(takenBack(id, ' a case failed ')))
      .thenEvents({ type: 'SignOffTakenBack', signOff: id, reason: 'a case failed' });
    expect(open.partner.signOffs[id]).toMatchObject({ is: 'taken-back', reason: 'a case failed' });
    open.when(who.does(takenBack(id))).thenNothing();
    open.and(who.does(signed(id)));
  });
});

describe('who may sign', () => {
  const ready = given(acme, before('signoff-psa'));

  test('a coordinator who gave themselves the role may not, until another one says so', () => {
    const assign = (who: Member, role: string) =>
      ({ type: 'AssignPerson', picked: who.picked, team: team(role) }) as const;
    const self = ready.and(pat.does(assign(pat, 'psa')));
    self.when(pat.does(signed('signoff-psa'))).thenRefused(/You gave yourself the role .* needs somebody else's word/);
    self.when(pat.does(assign(pat, 'psa'))).thenNothing();
    self.and(psa.does(signed('signoff-psa')));
    const vouched = self.and(pat.does(assign(colleague, 'pdm')), colleague.does(assign(pat, 'psa')));
    vouched.and(pat.does(signed('signoff-psa')));
    const claimed = ready.and(pat.does({ type: 'ClaimRole', team: team('psa') }));
    const own = { type: 'AnswerClaim', person: pat.actor.person, team: team('psa'), accept: true } as const;
    claimed
      .and(pat.does(own))
      .when(pat.does(signed('signoff-psa')))
      .thenRefused(/gave yourself/);
  });

  test('a member of the user group may, whoever put them on the list', () => {
    const member = { ...pat, actor: { ...pat.actor, groups: [team('psa')] } };
    const self = ready.and(pat.does({ type: 'AssignPerson', picked: pat.picked, team: team('psa') }));
    self.and({ ...pat.does(signed('signoff-psa')), actor: member.actor });
  });

  test('somebody on the list of a team may not, when that is a user group without them', () => {
    ready.when({ actor: { ...psa.actor, notIn: [team('psa')] }, command: signed('signoff-psa') }).thenRefused(/^Only /);
  });

  test('of several teams of theirs it is given for one that counts', () => {
    const confirming = given(acme, before('ppa-confirmed'));
    const self = confirming.and(pat.does({ type: 'AssignPerson', picked: pat.picked, team: team('legal') }));
    const { by, event } = self.when(pat.does(signed('ppa-confirmed'))).events[0] ?? {};
    expect([event, by]).toMatchObject([{ team: 'pdm' }, { teams: ['pdm', 'legal'] }]);
    self
      .and(
        pat.does({ type: 'AssignPerson', picked: colleague.picked, team: team('pdm') }),
        colleague.does({ type: 'RemovePerson', person: pat.actor.person, team: team('pdm') }),
      )
      .when(pat.does(signed('ppa-confirmed')))
      .thenRefused(/gave yourself/);
  });

  test('somebody in the user group of the team may', () => {
    ready.and(grouped('psa').does(signed('signoff-psa')));
    ready.when(grouped('engineering').does(signed('signoff-psa'))).thenRefused(/^Only /);
  });

  test('nobody signs for both sides: a group of the other side gives nothing', () => {
    given(acme, before('signoff-partner'))
      .when(grouped('partner-lead').does(signed('signoff-partner')))
      .thenRefused(/Only Partner lead can give “Partner sign-off”: Lena \(Partner lead\)\./);
    const both: Member = { ...paul, actor: { ...paul.actor, groups: [team('psa')] } };
    ready.when({ actor: both.actor, command: signed('signoff-psa') }).thenRefused(/^Only /);
    // A user group is made by those of the workspace: who is put into it from outside gets nothing by it.
    const outside = { ...visitor.actor, groups: [team('partner-lead')] };
    given(acme, before('signoff-partner'))
      .when({ actor: outside, command: signed('signoff-partner') })
      .thenRefused(/^Only /);
  });

  test('somebody who joined the workspace no longer signs as the partner', () => {
    given(acme, before('signoff-partner'))
      .when({ actor: { ...lena.actor, home: true }, command: signed('signoff-partner') })
      .thenRefused(/^Only /);
  });

  test('somebody who left the team, or was deactivated, no longer may', () => {
    ready
      .and(pat.does({ type: 'RemovePerson', person: psa.actor.person, team: team('psa') }))
      .when(psa.does(signed('signoff-psa')))
      .thenRefused(/nobody holds that role yet/);
    const gone = { kind: 'bot' } as const;
    const fact = { type: 'PersonDeactivated', person: psa.actor.person, name: 'Psa' } as const;
    ready
      .and({ actor: gone, command: { type: 'RecordFact', fact } })
      .when(psa.does(signed('signoff-psa')))
      .thenRefused(/nobody holds that role yet/);
  });

  test('a sign-off that is internal is unknown to the partner', () => {
    given(acme, before('signoff-partner'), pat.does(internal('signoff-partner')))
      .when(lena.does(signed('signoff-partner')))
      .thenRefused(/^This sign-off is no longer part of the lifecycle\./);
    given(acme, pat.does(internal('signoff-psa')))
      .when(lena.does(takenBack('signoff-psa')))
      .thenRefused(/^This sign-off is no longer part of the lifecycle\./);
  });

  test('a sign-off that is gone says so', () => {
    given(acme)
      .when(eng.does(signed('partner-registered')))
      .thenRefused(/no longer part/);
    given(acme)
      .when(eng.does(signed('long-gone')))
      .thenRefused(/no longer part/);
  });
});

describe('criteria', () => {
  const ready = given(acme, before('signoff-product'));

  test('each of the three of the product sign-off must be ticked', () => {
    const all = criteriaOf('signoff-product');
    expect(all).toHaveLength(3);
    for (const left of all)
      ready
        .when(product.does(signed('signoff-product', { criteria: all.filter((id) => id !== left) })))
        .thenRefused(/tick what holds\. Still open: [^·]+$/, 'criteria');
    ready
      .when(product.does(signed('signoff-product', { criteria: [] })))
      .thenRefused(/Still open: .* · .* · /, 'criteria');
  });

  test('are kept with the sign-off; unknown ones are not', () => {
    const ticked = [...criteriaOf('signoff-product'), 'made-up'];
    const [recorded] = ready.when(product.does(signed('signoff-product', { criteria: ticked }))).events;
    expect(recorded?.event).toMatchObject({ criteria: criteriaOf('signoff-product') });
  });

  test('a comment has at most 3,000 characters', () => {
    ready
      .when(product.does(signed('signoff-product', { comment: 'x'.repeat(3001) })))
      .thenRefused(/3,000 characters/, 'comment');
  });
});

const reopens = (after: ReturnType<typeof given>, ...ids: readonly string[]) => {
  const open = Object.fromEntries(ids.map((id) => [id, 'reopened']));
  expect(standing(after.partner)).toEqual({ ...given5, ...open });
};

describe('a change to what a sign-off rests on reopens it, and no other', () => {
  test.each([
    ['core-integration-validated', psa, 'signoff-psa'],
    ['design-review', product, 'signoff-product'],
    ['ppa-signed', legal, 'ppa-confirmed'],
  ])('%s reopened', (id, who, signOff) => {
    const after = allGiven
      .when(who.does(reopened(id)))
      .thenEvents({ type: 'ItemReopened', item: id }, { type: 'SignOffReopened', signOff, because: id });
    reopens(after, signOff);
    expect(after.log.at(-1)?.by).toEqual({ kind: 'bot' });
  });

  test('other evidence for what it rests on', () => {
    reopens(allGiven.and(paul.does(shown('design-review', { link: `${page}/2` }))), 'signoff-product');
  });

  test('the configuration: clouds or integration type', () => {
    const details = { type: 'ChangeDetails', name: 'Acme', targetGaDate: null, notes: '' } as const;
    for (const changed of [
      { integrationType: 'read', clouds: ['aws', 'gcp'] },
      { integrationType: 'write', clouds: ['aws'] },
    ]) {
      const after = allGiven.and(pat.does({ ...details, ...changed }));
      reopens(after, 'signoff-engineering', 'signoff-psa');
      expect(after.partner.signOffs['signoff-psa']).toMatchObject({ because: 'configuration' });
    }
  });

  test('but not what it does not rest on: a name, notes, dates, owners, audience, other items', () => {
    const acme2 = { type: 'ChangeDetails', name: 'Acme 2', integrationType: 'read', clouds: ['aws'] } as const;
    reopens(
      allGiven.and(
        pat.does({ ...acme2, targetGaDate: date('2027-09-01'), notes: 'a note' }),
        pat.does(dueOn('joint-validation', '2027-09-01')),
        pat.does(internal('joint-validation')),
        pat.does(reopened('partner-registered')),
        pat.does(blocked('mini-site', 'no designer')),
      ),
    );
  });

  test('the same again changes nothing and reopens nothing', () => {
    allGiven.when(paul.does(shown('design-review', { link: page }))).thenNothing();
  });

  test('and it can be given again, on the new basis', () => {
    const after = allGiven.and(
      paul.does(reopened('design-review')),
      product.does(done('design-review', { link: page })),
      product.does(signed('signoff-product')),
    );
    expect(standing(after.partner)).toEqual(given5);
    after
      .when(paul.does(reopened('design-review')))
      .thenEvents(
        { type: 'ItemReopened', item: 'design-review' },
        { type: 'SignOffReopened', signOff: 'signoff-product', because: 'design-review' },
      );
  });
});

describe('after GA', () => {
  const launched = given(acme, upTo('ga'));

  test('a sign-off is not taken back any more', () => {
    for (const [id, [who]] of gates) launched.when(who.does(takenBack(id))).thenRefused(/GA is over/);
  });

  test('a change reopens none', () => {
    launched.when(paul.does(reopened('design-review'))).thenEvents({ type: 'ItemReopened', item: 'design-review' });
  });

  test('until then it is, also when the date is agreed and the rollout done', () => {
    given(acme, upTo('rollout')).and(eng.does(takenBack('signoff-engineering')));
  });
});

test('the refusal names the people who can, or says that nobody can yet', () => {
  given(acme)
    .when(colleague.does(signed('ppa-confirmed')))
    .thenRefused(
      /^Only Legal or Partner development can give “[^”]+”: Pat or Legal \(Legal or Partner development\)\.$/,
    );
  given(pat.does(create({ people: [{ ...pat.picked, team: team('pdm') }] })))
    .when(pat.does(signed('signoff-psa')))
    .thenRefused(/: Partner solution architecture, but nobody holds that role yet\.$/);
});

test('a sign-off keeps what it was based on', () => {
  const { partner, log } = allGiven;
  expect(partner.signOffs['signoff-engineering']).toMatchObject({
    basis: { items: { 'joint-validation': partner.items['joint-validation']?.revision }, configuration: 1 },
  });
  expect(log.reduce<Partner | undefined>(evolve, undefined)).toEqual(partner);
});
