import { agenda } from '../../src/domain/agenda';
import { clocksOf } from '../../src/domain/bugs/clocks';
import { dateOf } from '../../src/domain/calendar';
import type { Partner } from '../../src/domain/partner';
import { itemsOf } from '../../src/domain/progress';
import { channelDigest } from '../../src/domain/reminders/channel-digest';
import { digestFor, type Entry } from '../../src/domain/reminders/digest';
import { dutiesOf, type Duty } from '../../src/domain/reminders/duty';
import { daysLate } from '../../src/domain/reminders/ladder';
import { bugReport } from '../support/bugs';
import {
  accepted,
  acme,
  before,
  can,
  caseOf,
  cases,
  channelReady,
  clock,
  create,
  date,
  done,
  eng,
  given,
  item,
  lena,
  page,
  pat,
  paul,
  product,
  proposed,
  results,
  upTo,
  type Member,
} from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';

/** Whose turn it is, while something goes back and forth between the sides, and after a pause. */

const line = ({ view, why }: Entry): string => `${why} ${view.id}`;
const told = (who: Member, partner: Partner, at: string): readonly string[] =>
  digestFor(who.actor.person, [partner], lifecycle, clock(at))?.parts.flatMap((p) => p.entries.map(line)) ?? [];
const toldInChannel = (partner: Partner, at: string): readonly string[] =>
  channelDigest(partner, lifecycle, clock(at))?.people.flatMap((p) => p.entries.map((e) => `${p.name}: ${line(e)}`)) ??
  [];
const turnOf = (id: string, partner: Partner) =>
  itemsOf(partner, lifecycle).find((i) => i.id === id)?.turn.person?.name;

describe('A GA date that was proposed', () => {
  const ready = given(acme, channelReady, before('ga-date-agreed'));

  test('waits for the other side, which is told on its next morning, and not for whoever proposed it', () => {
    const byPat = ready.and(pat.does(proposed('2027-06-01'))).partner;
    expect(turnOf('ga-date-agreed', byPat)).toBe('Lena');
    expect(toldInChannel(byPat, '2027-03-02T09:00')).toEqual(['Lena: answer ga-date-agreed']);
    expect(told(pat, byPat, '2027-03-02T09:00')).toEqual([]);
    const byLena = ready.and(lena.does(proposed('2027-06-01'))).partner;
    expect(told(pat, byLena, '2027-03-02T09:00')).toEqual(['answer ga-date-agreed']);
    expect(toldInChannel(byLena, '2027-03-02T09:00')).toEqual([]);
  });

  test('is due on the last day on which it can be agreed', () => {
    const { partner } = ready.and(pat.does(proposed('2027-03-12')));
    expect(toldInChannel(partner, '2027-03-05T09:00')).toEqual(['Lena: today ga-date-agreed']);
    expect(toldInChannel(partner, '2027-03-08T09:00')).toEqual(['Lena: overdue ga-date-agreed']);
  });

  test('is brought up also while another date stands, until it is answered', () => {
    const agreed = given(acme, channelReady, upTo('ga-date-agreed'));
    const move = agreed.and(lena.does(proposed('2027-10-01')));
    expect(told(pat, move.partner, '2027-03-02T09:00')).toContain('answer ga-date-agreed');
    const answered = move.and(pat.does(accepted('2027-10-01')));
    expect(told(pat, answered.partner, '2027-03-02T09:00')).toEqual([]);
  });
});

describe('A design', () => {
  const due = create({ targetGaDate: date('2027-05-17') });
  const ready = given(pat.does(due), channelReady, before('design-review'));
  const handIn = paul.does({ type: 'HandInDesign', link: page });
  const sendBack = product.does({ type: 'SendDesignBack', comment: 'It asks for a phone number.' });

  test('is the partner’s to hand in, and nobody reviews what is still to come', () => {
    expect(turnOf('design-review', ready.partner)).toBe('Paul');
    expect(told(product, ready.partner, '2027-03-02T09:00')).toEqual([]);
    expect(toldInChannel(ready.partner, '2027-03-02T09:00')).toContain('Paul: overdue design-review');
  });

  test('waits for product once it is there, and for the partner when it was sent back', () => {
    const there = ready.and(handIn).partner;
    expect(turnOf('design-review', there)).toBe('Product');
    expect(told(product, there, '2027-03-02T09:00')).toEqual(['overdue design-review']);
    const back = ready.and(handIn, sendBack).partner;
    expect(turnOf('design-review', back)).toBe('Paul');
    expect(told(product, back, '2027-03-02T09:00')).toEqual([]);
  });

  test('is answered on the next morning, however far its date', () => {
    const far = given(acme, channelReady, before('design-review')).and(handIn).partner;
    expect(told(product, far, '2027-03-02T09:00')).toEqual(['answer design-review']);
  });
});

describe('An onboarding that was paused', () => {
  const begun = given(pat.does(create({ targetGaDate: date('2027-07-20') })), channelReady).and(
    eng.does(bugReport({ severity: 'S3', suspected: 'databricks' })),
  );
  const paused = begun.and(pat.does({ type: 'ClosePartner', reason: 'paused' }, clock('2027-03-02T12:00')));
  const resumed = paused.and(pat.does({ type: 'ReopenPartner' }, clock('2027-04-05T12:00')));
  const lateOn = (day: string, partner: Partner) => {
    const view = itemsOf(partner, lifecycle).find((i) => i.id === 'partner-registered');
    return view && daysLate(view, { lifecycle, today: date(day) });
  };

  test('makes nobody late for the time in which nothing could be done', () => {
    expect(lateOn('2027-04-07', begun.partner)).toBe(26);
    expect(lateOn('2027-04-05', resumed.partner)).toBe(0);
    expect(lateOn('2027-04-07', resumed.partner)).toBe(2);
  });

  test('nor with an answer to a proposed date, or with a to-do for a failed case', () => {
    const pause = [
      pat.does({ type: 'ClosePartner', reason: 'paused' }, clock('2027-03-04T12:00')),
      pat.does({ type: 'ReopenPartner' }, clock('2027-04-05T12:00')),
    ];
    const dated = given(acme, channelReady, before('ga-date-agreed'), pat.does(proposed('2027-03-15')), pause);
    expect(toldInChannel(dated.partner, '2027-04-06T09:00')).toEqual(['Lena: overdue ga-date-agreed']);
    const late = (duties: readonly Duty[], id: string) =>
      duties.filter((duty) => duty.id === id).map((duty) => daysLate(duty, { lifecycle, today: date('2027-04-07') }));
    expect(late(dutiesOf(dated.partner, lifecycle), 'ga-date-agreed')).toEqual([2]);
    const todo = { type: 'AddTodo', case: caseOf('P100'), title: 'Mend it', owner: paul.actor.person } as const;
    const tried = given(
      acme,
      channelReady,
      paul.does(can()),
      paul.does(results('partner', 'fail', cases('P100'), 'No redirect.')),
      eng.does({ ...todo, due: date('2027-03-10') }),
      pause,
    );
    expect(late(dutiesOf(tried.partner, lifecycle), 'todo/t1')).toEqual([2]);
  });

  test('lets the clocks of its bugs begin anew', () => {
    const [bug] = Object.values(resumed.partner.bugs);
    const clocks = bug ? clocksOf(bug, lifecycle) : [];
    expect(clocks.map(({ since }) => dateOf(since, lifecycle.zone))).toEqual(['2027-04-05', '2027-04-05']);
  });

  test('asks nobody how a call went that lay in the pause', () => {
    const work = given(acme, channelReady, before('technical-review-meeting'));
    const starts = clock('2027-03-10T10:00');
    const call = { type: 'ScheduleCall', about: item('technical-review-meeting'), starts, attendees: [] } as const;
    const story = work.and(
      pat.does({ ...call, attendees: [eng.actor.person, paul.actor.person] }),
      pat.does({ type: 'ClosePartner', reason: 'paused' }, clock('2027-03-05T12:00')),
    );
    const asked = (from: string) => {
      const { partner } = story.and(pat.does({ type: 'ReopenPartner' }, clock(from)));
      const { due } = agenda(partner, lifecycle, clock('2027-03-16T12:00'));
      return due.some((one) => one.kind === 'timed' && one.what.about === 'call-over');
    };
    expect(asked('2027-03-15T12:00')).toBe(false);
    expect(asked('2027-03-09T12:00')).toBe(true);
  });
});

test('What is done is nobody’s turn to answer', () => {
  const passed = given(acme, channelReady, before('design-review')).and(
    paul.does({ type: 'HandInDesign', link: page }),
    product.does(done('design-review', { link: page })),
  );
  expect(told(product, passed.partner, '2027-03-02T09:00')).not.toContain('answer design-review');
});

describe('Somebody in Tokyo', () => {
  const there = 'Asia/Tokyo';
  const people = create().people.map((person) => ({ ...person, zone: there }));
  /** The company's registration (Pat's) is due on Friday, 14 May 2027. */
  const { partner } = given(pat.does(create({ people, targetGaDate: date('2027-10-01') })), channelReady);
  const inTheMorning = (day: string) =>
    digestFor(pat.actor.person, [partner], lifecycle, clock(`${day}T09:00`, there))?.parts[0]?.entries.map(line)[0];

  test('is told by their own calendar what is due today: in California the day before has not ended', () => {
    expect(inTheMorning('2027-05-13')).toBe('soon partner-registered');
    expect(inTheMorning('2027-05-14')).toBe('today partner-registered');
    expect(inTheMorning('2027-05-17')).toBe('overdue partner-registered');
  });

  test('is not late in the morning with what became possible during their night', () => {
    // Noon in California is four in the morning of the next day in Tokyo.
    const near = given(pat.does(create({ people, targetGaDate: date('2027-04-01') })), channelReady).and(
      pat.does(done('partner-registered'), clock('2027-03-09T12:00')),
      pat.does(done('core-integration-validated')),
      pat.does(done('fit-assessment')),
    );
    const morning = (day: string) =>
      channelDigest(near.partner, lifecycle, clock(`2027-03-${day}T09:00`, there))?.people.flatMap((p) =>
        p.entries.map(line),
      );
    expect(morning('10')).toEqual(['today technical-due-diligence']);
    expect(morning('11')).toEqual(['overdue technical-due-diligence']);
  });
});
