import { deskOf } from '../../src/domain/desk/desk';
import type { Waiting } from '../../src/domain/desk/waiting';
import { partnerId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { bugReport } from '../support/bugs';
import {
  acme,
  acmeWaves,
  before,
  bot,
  channelReady,
  clock,
  colleague,
  create,
  date,
  done,
  eng,
  gaDay,
  given,
  item,
  legal,
  lena,
  pat,
  psa,
  signed,
  team,
  upTo,
  visitor,
  type Member,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

/** What waits for somebody with all their partners, and where these are. */

const at = (text: string) => clock(text);
const desk = (who: Member, partners: readonly Partner[], when = '2027-03-01T12:00') =>
  deskOf(who.actor.person, partners, partnerConnect, at(when));

const inShort = ({ urgency, ...waiting }: Waiting): string => {
  switch (waiting.is) {
    case 'duty':
      return `${urgency} ${waiting.entry.why} ${waiting.entry.view.id}`;
    case 'rollout':
      return `${urgency} ${waiting.move.do} ${waiting.move.wave ?? ''}`.trim();
    default:
      return `${urgency} ${waiting.is}`;
  }
};
const waitingFor = (who: Member, partners: readonly Partner[], when?: string) =>
  desk(who, partners, when).waiting.map(inShort);

/** The same story at another partner. */
const other = (name: string, partner: Partner): Partner => ({ ...partner, id: partnerId.parse(`p-${name}`), name });

const due = (what: string, on: string) => ({ type: 'SetItemDue', item: item(what), due: date(on) }) as const;

describe('What waits', () => {
  test('is what is theirs and urgent, and nothing of others', () => {
    const { partner } = given(acme, channelReady, pat.does(due('partner-registered', '2027-03-02')));
    expect(waitingFor(pat, [partner])).toEqual(['soon soon partner-registered']);
    expect(waitingFor(pat, [partner], '2027-03-02T09:00')).toEqual(['today today partner-registered']);
    expect(waitingFor(pat, [partner], '2027-03-04T09:00')).toEqual(['overdue overdue partner-registered']);
    expect(waitingFor(eng, [partner])).toEqual([]);
  });

  test('of all partners the most urgent comes first', () => {
    const late = given(acme, pat.does(due('partner-registered', '2027-03-02'))).partner;
    const soon = given(acme, pat.does(due('partner-registered', '2027-03-05'))).partner;
    const told = desk(
      pat,
      [other('soon', soon), other('late', late), other('calm', given(acme).partner)],
      '2027-03-04T09:00',
    );
    expect(told.waiting.map(({ partner }) => partner.name)).toEqual(['late', 'soon']);
    expect(told.partners.map(({ partner }) => partner.name)).toEqual(['late', 'soon', 'calm']);
    expect(told.partners.map(({ overdue }) => overdue)).toEqual([1, 0, 0]);
  });

  test('a sign-off waits for whoever gives it, whatever its date', () => {
    const { partner } = given(acme, before('signoff-psa'));
    expect(waitingFor(psa, [partner])).toContain('answer sign signoff-psa');
    expect(waitingFor(eng, [partner])).not.toContain('answer sign signoff-psa');
    const signedOff = given(acme, before('signoff-psa'), psa.does(signed('signoff-psa', { criteria: [] })));
    expect(waitingFor(psa, [signedOff.partner])).not.toContain('answer sign signoff-psa');
  });

  test('what nobody has is its coordinator’s, and comes last', () => {
    const people = [pat, eng].map((who, n) => ({ ...who.picked, team: team(['pdm', 'engineering'][n] ?? '') }));
    const { partner } = given(
      pat.does(create({ people })),
      pat.does(due('core-integration-validated', '2027-03-02')),
      pat.does(due('partner-registered', '2027-03-05')),
    );
    expect(waitingFor(pat, [partner], '2027-03-04T09:00')).toEqual([
      'soon soon partner-registered',
      'nobody unassigned core-integration-validated',
    ]);
    expect(waitingFor(eng, [partner], '2027-03-04T09:00')).toEqual([]);
  });

  test('what was put off or muted does not show, and is counted', () => {
    const { partner } = given(
      acme,
      pat.does(due('partner-registered', '2027-03-02')),
      pat.does({ type: 'MuteItem', item: item('partner-registered') }),
    );
    expect(waitingFor(pat, [partner])).toEqual([]);
    expect(desk(pat, [partner]).putOff).toBe(1);
  });

  test('a date that the partner proposed waits for the PDM’s answer; one of ours does not', () => {
    const ready = given(acme, before('ga-date-agreed'));
    const proposes = { type: 'ProposeGaDate', date: gaDay } as const;
    const theirs = ready.and(lena.does(proposes)).partner;
    expect(waitingFor(pat, [theirs])).toContain('answer answer ga-date-agreed');
    expect(waitingFor(eng, [theirs]).join()).not.toContain('ga-date-agreed');
    const ours = ready.and(pat.does(proposes)).partner;
    expect(waitingFor(pat, [ours]).join()).not.toContain('ga-date-agreed');
  });

  test('a claim waits for whoever can confirm it', () => {
    const { partner } = given(acme, channelReady, visitor.does({ type: 'ClaimRole', team: team('partner-lead') }));
    expect(waitingFor(pat, [partner])).toEqual(['answer claim']);
    expect(waitingFor(eng, [partner])).toEqual([]);
  });

  test('a wave waits for engineering from its hour on; a halted rollout to be resumed', () => {
    const [first] = acmeWaves();
    const planned = given(acme, channelReady, upTo('ga-date-agreed'));
    const hour = `${first?.on}T10:30`;
    expect(waitingFor(eng, [planned.partner], hour)[0]).toBe(`at-once start ${first?.wave}`);
    expect(waitingFor(eng, [planned.partner], `${first?.on}T08:00`)).not.toContain(`at-once start ${first?.wave}`);
    expect(waitingFor(psa, [planned.partner], hour).join()).not.toContain('start');
    const halted = planned.and(lena.does({ type: 'HaltRollout', reason: 'A page is broken.' }));
    expect(waitingFor(eng, [halted.partner], hour)[0]).toBe('at-once resume');
    expect(desk(pat, [halted.partner], hour).partners).toMatchObject([{ halted: true, risks: ['halted'] }]);
  });

  test('a wave and the rollout that it is part of are one thing, and nothing for an engineer who left', () => {
    const planned = given(acme, channelReady, upTo('ga-date-agreed'));
    const eve = '2027-08-31T10:30';
    expect(waitingFor(eng, [planned.partner], eve)).toEqual(['at-once compress']);
    const role = { type: 'AssignPerson', picked: eng.picked, team: team('legal') } as const;
    const teams = [team('engineering')];
    const gone = { type: 'PersonDeactivated', person: eng.actor.person, name: 'Eng', teams } as const;
    const left = planned.and(pat.does(role), bot.does(gone));
    expect(waitingFor(eng, [left.partner], eve).filter((one) => one.startsWith('at-once'))).toEqual([]);
  });

  test('a call waits for those who take part, on its day and until somebody says how it went', () => {
    const attendees = [eng, lena].map(({ actor }) => actor.person);
    const about = item('technical-review-meeting');
    const starts = at('2027-03-02T15:00');
    const story = given(
      acme,
      channelReady,
      before(about),
      eng.does({ type: 'ScheduleCall', about, starts, attendees }),
    );
    const calls = (who: Member, when: string, { partner } = story) =>
      waitingFor(who, [partner], when).filter((one) => one.endsWith('call'));
    expect(calls(eng, '2027-03-01T18:00')).toEqual([]);
    expect(calls(eng, '2027-03-02T09:00')).toEqual(['today call']);
    expect(calls(psa, '2027-03-02T09:00')).toEqual([]);
    const told = story.and(eng.does({ type: 'RecordOutcome', call: 'c1', outcome: 'fine' }, at('2027-03-02T16:00')));
    expect([calls(eng, '2027-03-03T09:00'), calls(eng, '2027-03-03T09:00', told)]).toEqual([['today call'], []]);
  });

  test('a bug waits for whoever has it, at once when its time has run out', () => {
    const reported = given(acme, channelReady, pat.does(bugReport({ suspected: 'databricks' })));
    const of = (when: string) => waitingFor(eng, [reported.partner], when);
    expect(of('2027-03-01T10:10')).toEqual(['today bug']);
    expect(of('2027-03-05T10:10')).toEqual(['at-once bug']);
    expect(waitingFor(psa, [reported.partner])).toEqual([]);
  });
});

describe('The partners', () => {
  test('are those with a role on the Databricks side, and none that is closed', () => {
    const { partner } = given(acme);
    const closed = given(acme, pat.does({ type: 'ClosePartner', reason: 'not-a-fit', note: 'Later.' })).partner;
    expect(desk(pat, [partner, closed]).partners).toHaveLength(1);
    expect(desk(colleague, [partner]).partners).toEqual([]);
    expect(desk(lena, [partner])).toMatchObject({ partners: [], waiting: [] });
  });

  test('say what is next, whoever’s turn it is, and what is overdue with others', () => {
    const { partner } = given(
      acme,
      pat.does(due('core-integration-validated', '2027-03-02')),
      pat.does(done('partner-registered')),
    );
    const [one] = desk(pat, [partner], '2027-03-04T09:00').partners;
    expect(one).toMatchObject({
      waiting: [],
      overdue: 1,
      next: { id: 'core-integration-validated', turn: { person: { name: 'Psa' } } },
    });
  });

  test('with nothing for this person come by trouble, then by GA date, then by name', () => {
    const calm = (target: string) => given(pat.does(create({ targetGaDate: date(target) }))).partner;
    const late = given(acme, pat.does(due('core-integration-validated', '2027-03-02'))).partner;
    const all = [
      other('z', calm('2027-10-01')),
      other('b', calm('2027-09-01')),
      other('a', calm('2027-10-01')),
      other('late', late),
    ];
    const told = deskOf(legal.actor.person, all, partnerConnect, at('2027-03-04T09:00'));
    expect(told.partners.map(({ partner }) => partner.name)).toEqual(['late', 'b', 'a', 'z']);
  });
});

test('what is due today goes by the reader’s own calendar', () => {
  const tokyo = bot.does({ type: 'PersonMoved', person: pat.actor.person, name: 'Pat', zone: 'Asia/Tokyo' });
  const story = given(acme, channelReady, pat.does(due('partner-registered', '2027-03-02')));
  // Monday noon in California is Tuesday morning in Tokyo.
  expect(waitingFor(pat, [story.partner])).toEqual(['soon soon partner-registered']);
  expect(waitingFor(pat, [story.and(tokyo).partner])).toEqual(['today today partner-registered']);
});

test('what became possible during the reader’s night is not overdue in the morning, neither for them nor with the partner', () => {
  const tokyo = bot.does({ type: 'PersonMoved', person: pat.actor.person, name: 'Pat', zone: 'Asia/Tokyo' });
  const { partner } = given(acme, channelReady, pat.does(due('partner-registered', '2027-03-01')), tokyo);
  expect(waitingFor(pat, [partner])).toEqual(['today today partner-registered']);
  const { partners } = desk(pat, [partner]);
  expect(partners.map(({ overdue }) => overdue)).toEqual([0]);
});
