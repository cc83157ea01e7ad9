import { discreet } from '../../blocks/discreet';
import { context, section } from '../../blocks/kit';
import { noticeMessage } from '../../blocks/notice';
import { leftAlone, reachOf, reachOfTimed } from '../../src/domain/left-alone';
import type { Notice } from '../../src/domain/partner';
import type { What } from '../../src/domain/timed';
import { bugReport } from '../support/bugs';
import {
  before,
  bot,
  channel,
  channelReady,
  clock,
  create,
  date,
  eng,
  given,
  item,
  legal,
  lena,
  mia,
  pat,
  paul,
  proposed,
  psa,
  signed,
  team,
  type Member,
  type Move,
  type Story,
} from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';

/** Whom the messages of the channel ping, and whom they only name. Lena leads the partner in Tokyo, the others are in California. */

const people = create().people.map((one) => ({
  ...one,
  zone: one.person === lena.actor.person ? 'Asia/Tokyo' : 'America/Los_Angeles',
}));
const opened = (...moves: readonly (Move | readonly Move[])[]) =>
  given(pat.does(create({ people })), channelReady, ...moves);
/** The newest message of a kind, as it is sent at an instant: what notifies, and what shows. */
function sent({ partner }: Story, kind: Notice['kind'], at: string): string {
  const pending = Object.values(partner.outbox).findLast(({ notice }) => notice.kind === kind);
  if (!pending) throw new Error(`Nothing is told of ${kind}`);
  const spared = leftAlone(reachOf(pending.notice, partner, lifecycle), partner, lifecycle, clock(at));
  return JSON.stringify(discreet(noticeMessage(pending, partner, lifecycle), spared, partner));
}
const pings = (who: Member) => `<@${who.actor.person.split(':')[1]}>`;

test('Whoever is left alone is named wherever the message mentions them, others are mentioned', () => {
  const { partner } = opened();
  const words = `Next: ${pings(lena)}, then ${pings(legal)}`;
  const { text, blocks } = discreet(
    { text: words, blocks: [section(words), context(words)] },
    new Set([lena.actor.person]),
    partner,
  );
  const [lead] = partner.people.filter(({ person }) => person === lena.actor.person);
  const calm = `Next: ${lead?.name}, then ${pings(legal)}`;
  expect(text).toBe(calm);
  expect(blocks).toEqual([section(calm), context(calm)]);
});

describe('What the next morning tells anyway', () => {
  const story = opened(before('ga-date-agreed'), pat.does(proposed('2027-06-01')));

  test('pings nobody in the night, on a weekend or on a holiday: they are named, and read it in their morning', () => {
    // Monday morning in California is deep in the night in Tokyo, the evening there is Tuesday morning.
    for (const night of ['2027-03-01T10:00', '2027-02-27T17:30']) {
      expect(sent(story, 'ga-proposed', night)).toContain('accepts or declines · Lena');
      expect(sent(story, 'ga-proposed', night)).not.toContain(pings(lena));
    }
    expect(sent(story, 'ga-proposed', '2027-03-01T17:30')).toContain(`accepts or declines · ${pings(lena)}`);
  });

  test('pings nobody who wants to hear nothing of the partner', () => {
    const ready = opened(before('signoff-psa'));
    const undone = (told: Story) =>
      sent(
        told.and(
          psa.does(signed('signoff-psa')),
          bot.does({ type: 'MessageDelivered', key: 'sign-off-given:signoff-psa', channel: channel('C1'), ts: '1.1' }),
          psa.does({ type: 'TakeBackSignOff', signOff: item('signoff-psa'), reason: 'No.' }),
        ),
        'sign-off-undone',
        '2027-03-01T11:00',
      );
    expect(undone(ready)).toContain(pings(psa));
    expect(undone(ready.and(psa.does({ type: 'MutePartner', until: date('2027-03-05') })))).not.toContain(pings(psa));
  });

  test('nor anybody twice in one turn: who was next at an earlier sign-off already is only named', () => {
    const first = opened(before('signoff-engineering')).and(eng.does(signed('signoff-engineering')));
    const news = (told: Story) => sent(told, 'sign-off-given', '2027-03-01T17:30');
    expect(news(first)).toMatch(/Engineering sign-off\* was given .*Next: .*<@/);
    const second = news(first.and(psa.does(signed('signoff-psa'))));
    expect(second).toMatch(/Solution architect sign-off\* was given .*Next: /);
    expect(second).not.toContain('<@');
  });

  test('nor with an answer to a proposal, of which those who proposed hear in their morning', () => {
    const declined = story.and(lena.does({ type: 'DeclineGaDate', date: date('2027-06-01'), reason: 'No.' }));
    expect(sent(declined, 'ga-declined', '2027-03-01T19:00')).toContain('propose another date · Pat');
    expect(sent(declined, 'ga-declined', '2027-03-01T17:00')).toContain(`propose another date · ${pings(pat)}`);
  });
});

test('What no morning tells again pings also at night, but nobody who wants to hear nothing of the partner', () => {
  const claim = { type: 'ClaimRole', team: team('partner-engineering') } as const;
  const answered = { type: 'AnswerClaim', person: mia.actor.person, team: claim.team, accept: true } as const;
  const given = opened(mia.does(claim), pat.does(answered));
  expect(sent(given, 'role-given', '2027-03-01T03:00')).toContain(pings(mia));
  const muted = given.and(mia.does({ type: 'MutePartner', until: date('2027-03-05') }));
  expect(sent(muted, 'role-given', '2027-03-01T03:00')).not.toContain(pings(mia));
});

test('What comes with time: a countdown, and what is said on the eve, pings those who are up, the escalation of a bug those whom it has chosen', () => {
  const { partner } = opened(lena.does({ type: 'MutePartner', until: date('2027-03-05') }));
  const spared = (what: What) => leftAlone(reachOfTimed(what), partner, lifecycle, clock('2027-03-01T03:00'));
  const late = { about: 'bug-late', bug: 'ACME-1', clock: 'acknowledge', people: [lena.actor.person] } as const;
  expect(spared(late).size).toBe(0);
  expect(spared({ about: 'launch-day', ready: true })).toEqual(new Set([lena.actor.person]));
  for (const what of [
    { about: 'countdown', days: 7 },
    { about: 'rollout-incomplete' },
    { about: 'roadmap-review', quarter: '2027Q2' },
  ] as const)
    expect(spared(what)).toContain(pat.actor.person);
});

test('Holidays are those of one’s own side; of whom Slack tells no zone that there is, nobody knows whether it is night', () => {
  const holiday = { date: '2027-03-02', title: 'Founding day', side: 'partner' } as const;
  const own = { ...lifecycle, calendar: { ...lifecycle.calendar, holidays: [holiday] } };
  const { partner } = given(
    pat.does(
      create({
        people: people.map((one) => (one.person === psa.actor.person ? { ...one, zone: 'Mars/Phobos' } : one)),
      }),
    ),
  );
  const alone = (at: string) => leftAlone('who-is-up', partner, own, clock(at));
  expect([alone('2027-03-02T12:00').has(mia.actor.person), alone('2027-03-02T12:00').has(pat.actor.person)]).toEqual([
    true,
    false,
  ]);
  expect([alone('2027-03-02T03:00').has(pat.actor.person), alone('2027-03-02T03:00').has(psa.actor.person)]).toEqual([
    true,
    false,
  ]);
});

test('An outage and a halt ping those who see to it at any hour', () => {
  const grave = opened(paul.does(bugReport({ severity: 'S1', suspected: 'databricks' })));
  const slight = opened(paul.does(bugReport({ severity: 'S3', suspected: 'databricks' })));
  expect(sent(grave, 'bug', '2027-03-01T03:00')).toContain(pings(eng));
  const muted = grave.and(eng.does({ type: 'MutePartner', until: date('2027-03-05') }));
  expect(sent(muted, 'bug', '2027-03-01T03:00')).toContain(pings(eng));
  expect(sent(slight, 'bug', '2027-03-01T03:00')).not.toContain(pings(eng));
  expect(sent(slight, 'bug', '2027-03-01T09:00')).toContain(pings(eng));
});
