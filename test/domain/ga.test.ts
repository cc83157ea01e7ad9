import { backPlan } from '../../src/domain/back-plan';
import { dateOf } from '../../src/domain/calendar';
import { gaStanding } from '../../src/domain/rollout/ga-standing';
import {
  accepted,
  acme,
  acmeWaves,
  before,
  blocked,
  bot,
  channel,
  clock,
  colleague,
  create,
  date,
  done,
  eng,
  everybody,
  gaDay,
  given,
  internal,
  lena,
  mia,
  notNeeded,
  page,
  pat,
  paul,
  proposed,
  psa,
  reopened,
  rollingOut,
  signed,
  takenBack,
  unblocked,
  upTo,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';
import { refused } from '../support/outcome';

const ready = given(acme, before('ga-date-agreed'));
const declined = (day: string = gaDay, reason = 'Our blog is not ready.') =>
  ({ type: 'DeclineGaDate', date: date(day), reason }) as const;
const withdrawn = (day: string = gaDay) => ({ type: 'WithdrawGaDate', date: date(day) }) as const;
const planned = (ga: string) => expect.objectContaining({ type: 'RolloutPlanned', ga });
const agreement = (day: string) => ({ type: 'GaDateAccepted', date: day, item: 'ga-date-agreed' });

describe('proposing a GA date', () => {
  test('is for the coordinator and the partner lead, and for nobody else', () => {
    for (const who of everybody) {
      const attempt = given(acme).when(who.does(proposed(gaDay, ' after the summer ')));
      if (who === pat || who === lena)
        attempt.thenEvents({ type: 'GaDateProposed', date: gaDay, reason: 'after the summer' });
      else attempt.thenRefused(/agreed between the two sides by Pat or Lena/);
    }
  });

  test('needs nothing to be finished yet, and can be done twice without harm', () => {
    given(acme, lena.does(proposed())).when(lena.does(proposed())).thenNothing();
  });

  test('takes a reason of at most 3,000 characters', () => {
    ready.when(lena.does(proposed(gaDay, 'x'.repeat(3001)))).thenRefused(/3,000 characters/, 'reason');
  });

  test('replaces the proposal before it, whoever made that', () => {
    const story = given(acme, lena.does(proposed()), pat.does(proposed('2027-09-15')));
    expect(story.partner.gaProposal).toMatchObject({ date: '2027-09-15', by: { name: 'Pat' } });
    story.when(pat.does(accepted())).thenRefused(/1 Sep 2027 is no longer proposed: 15 Sep 2027 is/);
  });

  test.each([
    // The earliest date is seven days after the day it is in California, whatever the clocks do on the way.
    ['2027-03-10T00:00', '2027-03-17'],
    ['2027-03-10T23:59', '2027-03-17'],
    ['2027-03-11T00:00', '2027-03-18'],
    ['2027-03-13T23:59', '2027-03-20'],
    ['2027-03-14T00:00', '2027-03-21'],
    ['2027-11-06T23:59', '2027-11-13'],
    ['2027-11-07T01:30', '2027-11-14'],
    ['2027-12-28T12:00', '2028-01-04'],
    ['2028-02-25T12:00', '2028-03-03'],
  ])('at %s: %s at the earliest', (at, earliest) => {
    const dayBefore = new Date(Date.parse(earliest) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    ready
      .when(lena.does(proposed(earliest), clock(at)))
      .thenEvents({ type: 'GaDateProposed', date: earliest })
      .when(pat.does(accepted(earliest), clock(at)))
      .thenEvents(agreement(earliest), planned(earliest));
    ready
      .when(lena.does(proposed(dayBefore), clock(at)))
      .thenRefused(/at least 7 days ahead: today that is \d+ \w+ \d{4} or later\./, 'date');
  });

  test('is refused in a freeze, and when no wave could run before it', () => {
    ready
      .when(lena.does(proposed('2027-12-22')))
      .thenRefused(/Nobody launches in a freeze, .*Winter shutdown 2027, 2027-12-20 to 2028-01-02/, 'date');
    ready
      .when(lena.does(proposed('2028-01-03')))
      .thenRefused(/no day for a wave: .*freeze \(Winter shutdown 2027\).*2 Jan 2028 is no working day/, 'date');
    ready
      .and(pat.does(internal('rollout')))
      .when(lena.does(proposed('2028-01-03')))
      .thenRefused(
        /^Before 3 Jan 2028 there is no day for what comes right before a launch\. Please propose a later date\.$/,
        'date',
      );
  });
});

describe('accepting it', () => {
  const open = ready.and(lena.does(proposed()));

  test('is for the other side: that agrees on the date and plans the rollout at once', () => {
    open.when(lena.does(accepted())).thenRefused(/Your side proposed 1 Sep 2027; the answer is up to Pat/);
    open.when(eng.does(accepted())).thenRefused(/agreed between the two sides by Pat or Lena/);
    const agreed = open.when(pat.does(accepted())).thenEvents(agreement(gaDay), {
      type: 'RolloutPlanned',
      ga: gaDay,
      waves: acmeWaves().map(({ wave, regions, on }) => ({ wave, regions, on })),
    });
    expect(agreed.partner.gaProposal).toBeUndefined();
    expect(agreed.partner.items['ga-date-agreed']?.status).toMatchObject({ is: 'done', value: gaDay });
    agreed.when(pat.does(accepted())).thenNothing();
    agreed.when(lena.does(proposed())).thenNothing();
  });

  test('works both ways', () => {
    ready.and(pat.does(proposed())).when(lena.does(accepted())).thenEvents(agreement(gaDay), planned(gaDay));
  });

  test('happens by itself when the other side proposes the same date', () => {
    open.when(pat.does(proposed())).thenEvents(agreement(gaDay), planned(gaDay));
  });

  test('is checked again on the day: seven days ahead, and all it needs', () => {
    open.when(pat.does(accepted(), clock('2027-08-26T00:00'))).thenRefused(/at least 7 days ahead/, 'date');
    open.and(pat.does(accepted(), clock('2027-08-25T23:59')));
    open
      .and(eng.does(takenBack('signoff-engineering')), mia.does(reopened('launch-blog')))
      .when(pat.does(accepted()))
      .thenRefused(
        /cannot be agreed yet\. First: Engineering sign-off \(Engineering\), .*launch blog is ready \(/,
        'date',
      )
      .and(pat.does(notNeeded('launch-blog', 'no blog')), eng.does(signed('signoff-engineering')))
      .when(pat.does(accepted()))
      .thenEvents(agreement(gaDay), planned(gaDay));
  });

  test('waits also for one thing alone', () => {
    open
      .and(mia.does(reopened('mini-site')))
      .when(pat.does(accepted()))
      .thenRefused(
        /cannot be agreed yet\. First: [^,]*mini site is live \(Partner marketing\)\. 1 Sep 2027 stays proposed/,
        'date',
      );
  });

  test('is up to nobody of the partner while the item is internal, who hears of no date', () => {
    const hidden = ready.and(pat.does(proposed()), pat.does(internal('ga-date-agreed')));
    for (const command of [accepted(), proposed()])
      hidden.when(lena.does(command)).thenRefused(/^No GA date is agreed/);
  });

  test('waits while the item is blocked', () => {
    const stuck = open.and(paul.does(blocked('ga-date-agreed', 'budget')));
    stuck.when(pat.does(accepted())).thenRefused(/is blocked: budget\. Unblock it first/);
    stuck.and(paul.does(unblocked('ga-date-agreed')), pat.does(accepted()));
  });

  test('is not a tick, nor is undoing it', () => {
    ready
      .when(pat.does(done('ga-date-agreed', { value: gaDay })))
      .thenRefused(/is not ticked: one side proposes a date with `\/pc ga`/);
    open
      .and(pat.does(accepted()))
      .when(pat.does(reopened('ga-date-agreed')))
      .thenRefused(/propose another date/);
  });
});

describe('saying no', () => {
  const open = ready.and(lena.does(proposed()));

  test('the other side declines, with a reason', () => {
    open.when(pat.does(declined(gaDay, ' '))).thenRefused(/say why/, 'reason');
    open.when(lena.does(declined())).thenRefused(/You can withdraw it\./);
    const story = open
      .when(pat.does(declined()))
      .thenEvents({ type: 'GaDateDeclined', date: gaDay, reason: 'Our blog is not ready.' });
    expect(story.partner.gaProposal).toBeUndefined();
    expect(Object.keys(story.partner.outbox)).toContain('ga-declined');
    story.when(pat.does(declined())).thenRefused(/not proposed any more/);
    story.when(pat.does(accepted())).thenRefused(/not proposed any more/);
  });

  test('the side that proposed withdraws', () => {
    open.when(pat.does(withdrawn())).thenRefused(/proposed by the other side: Lena \(Partner lead\) can withdraw it/);
    const story = open.when(lena.does(withdrawn())).thenEvents({ type: 'GaDateWithdrawn', date: gaDay });
    // Nobody had been told of it yet.
    expect(Object.keys(story.partner.outbox).filter((key) => key.startsWith('ga-'))).toEqual([]);
    story.when(lena.does(withdrawn())).thenNothing();
  });
});

describe('moving an agreed date', () => {
  const agreed = given(acme, upTo('ga-date-agreed'));

  test('takes both sides again; until then the old one stands', () => {
    const story = agreed.and(pat.does(proposed('2027-09-15')));
    expect(gaStanding(story.partner, partnerConnect, date('2027-08-20'))).toMatchObject({
      agreed: gaDay,
      daysToGo: 12,
      agreeBy: '2027-08-25',
      proposal: { date: '2027-09-15', side: 'databricks' },
      atRisk: [],
    });
    story
      .when(pat.does(proposed()))
      .thenRefused(/1 Sep 2027 is agreed already\. Decline or withdraw 15 Sep 2027/, 'date');
    const moved = story
      .when(lena.does(accepted('2027-09-15')))
      .thenEvents(agreement('2027-09-15'), planned('2027-09-15'));
    expect(moved.partner.outbox['ga-agreed']?.notice).toEqual({ kind: 'ga-agreed', date: '2027-09-15' });
  });

  test('rests on all gates as the first did: it is proposed meanwhile, and accepted once they stand again', () => {
    const fell = agreed.and(
      psa.does(takenBack('signoff-psa')),
      mia.does(reopened('mini-site')),
      lena.does(proposed('2027-09-15')),
    );
    fell
      .when(pat.does(accepted('2027-09-15')))
      .thenRefused(
        /First: Solution architect sign-off \(.*\), .*mini site is live \(.*\)\. 15 Sep 2027 stays proposed, and can be accepted then\. Until then 1 Sep 2027 stands, but no wave starts and nothing is launched\.$/,
        'date',
      );
    const asked = fell.and(
      lena.does(withdrawn('2027-09-15')),
      pat.does(proposed('2027-09-15')),
      pat.does(internal('rollout')),
    );
    const told = refused(asked.when(lena.does(accepted('2027-09-15'))).decision);
    expect(told).toMatch(/Until then 1 Sep 2027 stands, but nothing is launched\.$/);
    expect(told).not.toMatch(/wave|rollout/i);
    fell
      .and(mia.does(done('mini-site', { link: page })), psa.does(signed('signoff-psa')))
      .when(pat.does(accepted('2027-09-15')))
      .thenEvents(agreement('2027-09-15'), planned('2027-09-15'));
  });

  test('is told as a move once people know of the date', () => {
    const told = agreed.and(
      bot.does({ type: 'MessageDelivered', key: 'ga-agreed', channel: channel('C1'), ts: '1.1' }),
    );
    const moved = told.and(pat.does(proposed('2027-09-15')), lena.does(accepted('2027-09-15')));
    expect(moved.partner.outbox['ga-moved']?.notice).toEqual({ kind: 'ga-moved', from: gaDay, date: '2027-09-15' });
  });

  test('keeps the waves that have started, and is refused when they would be outside', () => {
    const [wave] = acmeWaves();
    if (!wave) throw new Error('No wave');
    const started = agreed.and(rollingOut(wave));
    started
      .when(pat.does(proposed('2027-09-15')))
      .thenRefused(
        /Wave 1 has started, and .* waves run from 8 Sep 2027 to 14 Sep 2027 only\. Roll it back first, or choose \d+ Sep 2027 at the latest\./,
        'date',
      );
    const hidden = started.and(pat.does(internal('rollout')));
    const refusal = hidden.when(lena.does(proposed('2027-09-15'))).decision;
    expect(refused(refusal)).toMatch(
      /^What has begun for the date that stands holds it: choose \d+ Sep 2027 at the latest\. Ask Pat /,
    );
    const plan = backPlan(hidden.partner, partnerConnect, date('2027-09-15'), {
      today: dateOf(hidden.now, partnerConnect.zone),
      now: hidden.now,
      reader: 'partner',
    });
    expect([refused(refusal), ...plan.impossible].join('\n')).not.toMatch(/wave|rollout|roll/i);
    expect(plan.impossible).toHaveLength(1);
    const moved = started.and(
      eng.does({ type: 'RollBackWave', wave: wave.wave, reason: 'GA moves.' }),
      pat.does(proposed('2027-09-15')),
      lena.does(accepted('2027-09-15')),
    );
    // What has started once keeps its number.
    expect(moved.partner.rollout?.waves.map(({ id }) => id)).toEqual(['w2', 'w3', 'w4', 'w5', 'w6']);
  });
});

describe('the launch', () => {
  const live = given(acme, upTo('rollout'));
  const launch = { type: 'Launch' } as const;
  const day = clock(`${gaDay}T09:00`);

  test('is for the coordinator, from the agreed day on', () => {
    for (const who of [eng, lena, colleague])
      live.when(who.does(launch, day)).thenRefused(/Only the Partner development manager can launch: Pat/);
    live.when(pat.does(launch, clock('2027-08-31T23:59'))).thenRefused(/agreed for 1 Sep 2027/);
    const launched = live
      .when(pat.does(launch, day))
      .thenEvents(
        { type: 'Launched', item: 'ga' },
        expect.objectContaining({ type: 'MaintenancePlanned', kind: 'credential-rotation' }),
      );
    expect(launched.partner.outbox['launched']).toBeDefined();
    launched.when(pat.does(launch)).thenNothing();
    launched.when(lena.does(proposed('2027-10-01'))).thenRefused(/is launched: the GA date is history/);
    launched.when(pat.does(reopened('ga'))).thenRefused(/what is launched stays launched/);
  });

  test('waits for the rollout, a resume, and every gate', () => {
    given(acme, upTo('ga-date-agreed'))
      .when(pat.does(launch, day))
      .thenRefused(/First: Tile is rolled out to all regions/);
    live
      .and(lena.does({ type: 'HaltRollout', reason: 'errors' }))
      .when(pat.does(launch, day))
      .thenRefused(/The rollout is halted: errors\. It must be resumed first/);
    live
      .and(eng.does(takenBack('signoff-engineering')))
      .when(pat.does(launch, day))
      .thenRefused(/First: Engineering sign-off \(Engineering\)\./);
    live.when(pat.does(done('ga'))).thenRefused(/is not ticked: launch with/);
  });

  test('waits until the last wave has soaked, also over midnight', () => {
    const last = acmeWaves().at(-1);
    if (!last) throw new Error('No wave');
    const [, ...rest] = rollingOut(last);
    const late = given(
      acme,
      upTo('ga-date-agreed'),
      acmeWaves()
        .slice(0, -1)
        .flatMap((wave) => rollingOut(wave)),
    ).and(
      eng.does({ type: 'StartWave', wave: last.wave }, clock(`${last.on}T14:59`)),
      rest.map((move) => ({ ...move, at: clock(`${last.on}T23:30`) })),
    );
    late.when(pat.does(launch, clock(`${gaDay}T03:29`))).thenRefused(/watched until 03:30 \(America\/Los_Angeles\)/);
    late.and(pat.does(launch, clock(`${gaDay}T03:30`)));
  });
});

test('a lifecycle without such an item agrees on no date', () => {
  const phases = partnerConnect.phases.filter((phase) => phase.id !== 'end-game');
  const story = given(pat.does(create())).under({ ...partnerConnect, phases });
  story.when(lena.does(proposed())).thenRefused(/No GA date is agreed in this lifecycle/);
});
