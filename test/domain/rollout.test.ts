import type { Command } from '../../src/domain/commands';
import { waveBoard } from '../../src/domain/rollout/board';
import type { PlannedWave } from '../../src/domain/rollout/plan';
import {
  acme,
  acmeWaves,
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
  grouped,
  internal,
  legal,
  lena,
  mia,
  pat,
  paul,
  psa,
  reopened,
  rollingOut,
  signed,
  takenBack,
  unblocked,
  upTo,
  visitor,
  type Story,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

/** Acme, agreed on 1 September 2027: waves on 25, 26, 27, 30 and 31 August, with 1, 1, 2, 4 and 8 regions. */
const agreed = given(acme, upTo('ga-date-agreed'));
const planned = acmeWaves();
const wave = (n: number): PlannedWave => planned[n - 1] ?? { wave: `w${n}`, regions: [], on: gaDay };
const onDay = (n: number, time: string) => clock(`${wave(n).on}T${time}`);

const starts = (n: number) => ({ type: 'StartWave', wave: `w${n}` }) as const;
const live = (n: number, regions: readonly string[] = wave(n).regions): Command => ({
  type: 'MarkRegionsLive',
  wave: `w${n}`,
  regions,
});
const failed = (n: number, region = wave(n).regions[0] ?? '', note = '500s'): Command => ({
  type: 'MarkRegionFailed',
  wave: `w${n}`,
  region,
  note,
});
const finished = (n: number): Command => ({ type: 'FinishWave', wave: `w${n}` });
const confirmed = (n: number): Command => ({ type: 'ConfirmTile', wave: `w${n}` });
const rolledBack = (n: number, reason = 'errors'): Command => ({ type: 'RollBackWave', wave: `w${n}`, reason });
const moved = (n: number, on: string, reason = 'a sick engineer'): Command => ({
  type: 'MoveWave',
  wave: `w${n}`,
  on: date(on),
  reason,
});
const halted = (reason = 'customers see errors'): Command => ({ type: 'HaltRollout', reason });
const resumed: Command = { type: 'ResumeRollout', note: 'mended' };
const plannedAnew = (more: { mostWaves?: number; optInRegions?: readonly string[]; reason?: string }): Command => ({
  type: 'PlanRollout',
  optInRegions: [],
  reason: 'a short week',
  ...more,
});
const clouds = (...ids: string[]): Command => ({
  type: 'ChangeDetails',
  name: 'Acme',
  integrationType: 'read',
  clouds: ids,
  targetGaDate: null,
  notes: '',
});

/** The first waves, as they should go. */
const rolled = (n: number): Story => agreed.and(planned.slice(0, n).flatMap((w) => rollingOut(w)));
const days = ({ partner }: Story) => partner.rollout?.waves.map((w) => `${w.id} ${w.on.slice(5)}`);
const board = (story: Story, at = story.now) => {
  const drawn = waveBoard(story.partner, story.lifecycle, at);
  if (!drawn) throw new Error('No board');
  return drawn;
};
const states = (story: Story, at = story.now) => board(story, at).waves.map((w) => w.state);
const next = (story: Story, at = story.now) =>
  board(story, at).next.map((move) => [move.do, move.wave].filter(Boolean).join(' '));

describe('who does what', () => {
  test('only those who hold the rollout item, also through a user group: nobody on behalf of them', () => {
    for (const who of everybody)
      if (who !== eng)
        for (const command of [starts(1), finished(1), rolledBack(1), moved(1, '2027-08-26'), resumed, plannedAnew({})])
          agreed
            .when(who.does(command, onDay(1, '10:00')))
            .thenRefused(/in the hands of Eng \(Engineering\)\. Anybody can halt/);
    agreed.and(grouped('engineering').does(starts(1), onDay(1, '10:00')));
  });

  test('nothing before the date is agreed', () => {
    given(acme)
      .when(eng.does(starts(1)))
      .thenRefused(/planned when both sides agree on the GA date/);
    given(acme)
      .when(eng.does(plannedAnew({})))
      .thenRefused(/planned when both sides agree/);
    given(acme)
      .when(lena.does(halted()))
      .thenRefused(/no rollout to halt yet/);
    given(acme)
      .when(lena.does(confirmed(1)))
      .thenRefused(/no wave 1 any more/);
  });
});

describe('starting a wave', () => {
  test('is for its day, between the hours of the lifecycle, on its clock', () => {
    agreed
      .when(eng.does(starts(1), clock('2027-08-24T11:00')))
      .thenRefused(/planned for 25 Aug 2027\. To start it today, move it/);
    agreed.when(eng.does(starts(1), onDay(1, '09:59'))).thenRefused(/start from 10:00 on \(America\/Los_Angeles\)/);
    agreed.when(eng.does(starts(1), onDay(1, '10:00'))).thenEvents({ type: 'WaveStarted', wave: 'w1' });
    agreed.when(eng.does(starts(1), onDay(1, '14:59'))).accepted();
    agreed
      .when(eng.does(starts(1), onDay(1, '15:00')))
      .thenRefused(/until 15:00 on 25 Aug 2027\. .* move it to the next day/);
    agreed.when(eng.does(starts(1), clock('2027-08-26T10:00'))).thenRefused(/too late for that/);
    agreed.when(eng.does(starts(9), onDay(1, '10:00'))).thenRefused(/no wave 9 any more/);
  });

  test('is refused on its day when that can hold no wave any more', () => {
    const freeze = { title: 'Stocktaking', from: wave(1).on, to: wave(1).on };
    const frozen = { ...partnerConnect, calendar: { ...partnerConnect.calendar, freezes: [freeze] } };
    agreed
      .under(frozen)
      .when(eng.does(starts(1), onDay(1, '10:00')))
      .thenRefused(/cannot run on its day: .* is in a freeze \(Stocktaking\)\. Move it/);
  });

  test('twice changes nothing', () => {
    const story = agreed.and(eng.does(starts(1), onDay(1, '10:00')));
    story.when(eng.does(starts(1))).thenNothing();
  });

  test('is not what a button of an earlier plan was for', () => {
    const seen = { ...starts(1), on: wave(1).on };
    agreed.when(eng.does(seen, onDay(1, '10:00'))).thenEvents({ type: 'WaveStarted', wave: 'w1' });
    const later = agreed.and(eng.does(plannedAnew({ mostWaves: 3 }), onDay(1, '11:00')));
    const today = later.partner.rollout?.waves[0]?.on ?? '';
    expect(today > wave(1).on).toBe(true);
    later
      .when(eng.does(seen, clock(`${today}T10:00`)))
      .thenRefused(/^Wave 1 was planned for 25 Aug 2027 then, and is planned for .* now\. Open Rollout/);
    later.and(eng.does({ ...seen, on: date(today) }, clock(`${today}T10:00`)));
  });

  test('waits for the waves before it: finished, and watched long enough', () => {
    agreed.when(eng.does(starts(2), onDay(2, '10:00'))).thenRefused(/Wave 1 comes first: it is not finished/);
    const late = agreed.and(
      eng.does(starts(1), onDay(1, '14:00')),
      eng.does(live(1), onDay(2, '07:00')),
      eng.does(finished(1), onDay(2, '07:00')),
    );
    late.when(eng.does(starts(2), onDay(2, '10:59'))).thenRefused(/Wave 1 is watched until 11:00 on 26 Aug 2027/);
    late.and(eng.does(starts(2), onDay(2, '11:00')));
  });

  test('is held by a halt, by a gate that fell, and by a block', () => {
    agreed
      .and(mia.does(halted()))
      .when(eng.does(starts(1), onDay(1, '10:00')))
      .thenRefused(/is halted: customers see errors\. It must be resumed/);
    agreed
      .and(psa.does(takenBack('signoff-psa')))
      .when(eng.does(starts(1), onDay(1, '10:00')))
      .thenRefused(/until these stand again: Solution architect sign-off/);
    agreed
      .and(legal.does(reopened('ppa-signed')))
      .when(eng.does(starts(1), onDay(1, '10:00')))
      .thenRefused(/until these stand again: PPA confirmation/);
    const stuck = agreed.and(paul.does(blocked('rollout', 'no access')));
    stuck.when(eng.does(starts(1), onDay(1, '10:00'))).thenRefused(/is blocked: no access\. Unblock it first/);
    stuck.and(paul.does(unblocked('rollout')), eng.does(starts(1), onDay(1, '10:00')));
  });

  test('is not held by what is no gate', () => {
    agreed.and(mia.does(reopened('mini-site')), eng.does(starts(1), onDay(1, '10:00')));
  });
});

describe('during a wave', () => {
  const [first = '', second = ''] = wave(3).regions;
  const story = rolled(2).and(eng.does(starts(3), onDay(3, '10:00')));

  test('regions go live or fail, one by one, and a failed one may go live later', () => {
    story.when(eng.does(live(3, [first]))).thenEvents({ type: 'RegionsLive', wave: 'w3', regions: [first] });
    story.when(eng.does(live(3, ['aws/mars']))).thenRefused(/aws\/mars is not in wave 3/, 'regions');
    story.when(eng.does(failed(3, 'aws/mars'))).thenRefused(/is not in wave 3/, 'region');
    story.when(eng.does(failed(3, first, ' '))).thenRefused(/say what failed/, 'note');
    story
      .when(eng.does(failed(3, first)))
      .thenEvents({ type: 'RegionFailed', wave: 'w3', region: first, note: '500s' })
      .when(eng.does(live(3, [first, first])))
      .thenEvents({ type: 'RegionsLive', wave: 'w3', regions: [first] })
      .when(eng.does(live(3, [first])))
      .thenNothing();
    agreed.when(eng.does(live(1))).thenRefused(/Wave 1 has not started/);
  });

  test('a region fails once for each reason, and only one of the wave', () => {
    const story = agreed.and(eng.does(starts(1), onDay(1, '10:00')), eng.does(failed(1)));
    story.when(eng.does(failed(1))).thenNothing();
    story
      .and(eng.does(live(1)))
      .when(eng.does(failed(1)))
      .thenEvents(expect.objectContaining({ note: '500s' }));
    story
      .when(eng.does(failed(1, wave(1).regions[0], 'timeouts')))
      .thenEvents(expect.objectContaining({ note: 'timeouts' }));
    story.when(eng.does(failed(1, 'constructor'))).thenRefused(/constructor is not in wave 1/, 'region');
  });

  test('it is finished when no region is left open; one that failed does not hold it', () => {
    story
      .and(eng.does(live(3, [first])))
      .when(eng.does(finished(3)))
      .thenRefused(new RegExp(`Still open: ${second}\\.`));
    const over = story
      .and(eng.does(live(3, [first])), eng.does(failed(3, second)))
      .when(eng.does(finished(3)))
      .thenEvents({ type: 'WaveFinished', wave: 'w3' });
    expect(states(over)).toEqual(['done', 'done', 'failed', 'planned', 'planned']);
    over.when(eng.does(finished(3))).thenNothing();
  });

  test('anybody of the partner confirms the tile, nobody else, and not before it started', () => {
    for (const who of [lena, mia, visitor])
      story.when(who.does(confirmed(3))).thenEvents({ type: 'TileConfirmed', wave: 'w3' });
    for (const who of [eng, pat, colleague])
      story.when(who.does(confirmed(3))).thenRefused(/Only somebody of Partner can confirm/);
    story.when(lena.does(confirmed(4))).thenRefused(/Wave 4 has not started/);
    story
      .and(lena.does(confirmed(3)))
      .when(mia.does(confirmed(3)))
      .thenNothing();
  });
});

describe('the end of the rollout', () => {
  test('comes by itself with the last region, confirmed or not, and finishes the item', () => {
    const [, mark, finish] = rollingOut(wave(5));
    if (!mark || !finish) throw new Error('No moves');
    const last = rolled(4).and(eng.does(starts(5), onDay(5, '10:00')), mark);
    const over = last
      .when(finish)
      .thenEvents({ type: 'WaveFinished', wave: 'w5' }, { type: 'RolloutCompleted', item: 'rollout' });
    expect(over.log.at(-1)?.by).toEqual({ kind: 'bot' });
    expect(board(over)).toMatchObject({ complete: true, fits: { fits: true } });
    over.when(eng.does(done('rollout'))).thenRefused(/is not ticked: it is done when every wave is finished/);
    over.when(eng.does(reopened('rollout'))).thenRefused(/roll the wave back that went wrong/);
  });

  test('is undone when a wave is rolled back or a region fails', () => {
    const over = rolled(5);
    const open = { type: 'ItemReopened', item: 'rollout', reason: 'Not every region is live any more.' };
    over.when(eng.does(rolledBack(5))).thenEvents({ type: 'WaveRolledBack', wave: 'w5', reason: 'errors' }, open);
    over
      .when(eng.does(failed(2)))
      .thenEvents(expect.objectContaining({ type: 'RegionFailed' }), open)
      .when(eng.does(live(2)))
      .thenEvents(expect.objectContaining({ type: 'RegionsLive' }), { type: 'RolloutCompleted', item: 'rollout' });
  });
});

describe('rolling back', () => {
  test('is for the last wave that started, with a reason; then it is started again, or moved', () => {
    const story = rolled(2);
    story.when(eng.does(rolledBack(1))).thenRefused(/Wave 2 came after it and is live\. Roll that one back first/);
    story.when(eng.does(rolledBack(3))).thenRefused(/Wave 3 has not started: there is nothing to roll back/);
    story.when(eng.does(rolledBack(2, ' '))).thenRefused(/say why/, 'reason');
    const back = story
      .when(eng.does(rolledBack(2)))
      .thenEvents({ type: 'WaveRolledBack', wave: 'w2', reason: 'errors' });
    expect(states(back)).toEqual(['done', 'rolled-back', 'planned', 'planned', 'planned']);
    expect(board(back).waves[1]).toMatchObject({ why: 'errors' });
    expect(Object.keys(back.partner.outbox)).toContain('wave-rolled-back:w2');
    back.when(eng.does(rolledBack(2))).thenNothing();
    back.and(eng.does(starts(2), onDay(2, '13:00')));
  });

  test('is history once the wave has another day: nobody is asked to move it again, and then it may be started', () => {
    const back = agreed.and(
      eng.does(plannedAnew({ mostWaves: 3 })),
      eng.does(starts(1), clock('2027-08-26T10:00')),
      eng.does(rolledBack(1)),
    );
    expect(next(back)).toEqual(['move w1']);
    const later = back.and(
      eng.does(moved(3, '2027-08-31')),
      eng.does(moved(2, '2027-08-30')),
      eng.does(moved(1, '2027-08-27')),
    );
    expect([states(later), next(later)]).toEqual([['planned', 'planned', 'planned'], []]);
    const hour = clock('2027-08-27T10:00');
    expect([states(later, hour)[0], next(later, hour)]).toEqual(['due', ['start w1']]);
  });

  test('is over with the launch', () => {
    given(acme, upTo('ga'))
      .when(eng.does(rolledBack(5)))
      .thenRefused(/is launched: the rollout is over/);
  });
});

describe('a halt', () => {
  test('is for anybody on either side, without a role, also when the partner is closed; it needs a reason', () => {
    for (const who of everybody)
      agreed.when(who.does(halted())).thenEvents({ type: 'RolloutHalted', reason: 'customers see errors' });
    agreed.when(visitor.does(halted(' '))).thenRefused(/say what is wrong/, 'reason');
    agreed
      .and(pat.does({ type: 'ClosePartner', reason: 'paused' }))
      .when(visitor.does(halted()))
      .thenEvents({ type: 'RolloutHalted', reason: 'customers see errors' });
    given(acme, upTo('ga')).and(visitor.does(halted()));
  });

  test('stays until an engineer resumes: a new plan or a new date does not end it', () => {
    const stopped = agreed.and(lena.does(halted()));
    stopped.when(mia.does(halted('me too'))).thenNothing();
    stopped.when(pat.does(resumed)).thenRefused(/in the hands of Eng/);
    const replanned = stopped.and(eng.does(plannedAnew({ mostWaves: 2 })));
    expect(replanned.partner.rollout?.halted?.reason).toBe('customers see errors');
    expect(states(replanned)).toEqual(['held', 'held']);
    expect(board(replanned).waves[0]?.why).toBe('the rollout is halted: customers see errors');
    expect(next(replanned)).toEqual(['resume']);
    const going = replanned.when(eng.does(resumed)).thenEvents({ type: 'RolloutResumed', note: 'mended' });
    going.when(eng.does(resumed)).thenNothing();
    expect(states(going)).toEqual(['planned', 'planned']);
  });

  test('does not hinder saying what became of a wave that had started', () => {
    const story = agreed.and(eng.does(starts(1), onDay(1, '10:00')), lena.does(halted()));
    story.and(eng.does(live(1)), eng.does(finished(1)));
    story.and(eng.does(rolledBack(1)));
  });

  test('and its end are told; of neither when nobody had heard yet', () => {
    const stopped = agreed.and(lena.does(halted()));
    expect(Object.keys(stopped.partner.outbox)).toContain('rollout-halted');
    const untold = stopped.and(eng.does(resumed)).partner.outbox;
    expect([untold['rollout-halted'], untold['rollout-resumed']]).toEqual([undefined, undefined]);
    const told = stopped.and(
      bot.does({ type: 'MessageDelivered', key: 'rollout-halted', channel: channel('C1'), ts: '1.1' }),
    );
    expect(told.and(eng.does(resumed)).partner.outbox['rollout-resumed']?.notice).toMatchObject({ note: 'mended' });
  });
});

describe('changing the plan', () => {
  test('fewer waves, for a reason; the same again is nothing new', () => {
    agreed.when(eng.does(plannedAnew({ mostWaves: 3, reason: ' ' }))).thenRefused(/say why the plan changes/, 'reason');
    for (const mostWaves of [0, 6, 1.5])
      agreed.when(eng.does(plannedAnew({ mostWaves }))).thenRefused(/between 1 and 5 waves/, 'mostWaves');
    const three = agreed.and(eng.does(plannedAnew({ mostWaves: 3 })));
    expect(days(three)).toEqual(['w1 08-26', 'w2 08-27', 'w3 08-30']);
    three.when(eng.does(plannedAnew({ mostWaves: 3, reason: 'once more' }))).thenNothing();
    agreed.when(eng.does(plannedAnew({}))).thenNothing();
  });

  test('with regions to opt in to, which stay in whatever is planned later', () => {
    agreed
      .when(eng.does(plannedAnew({ optInRegions: ['aws/mars'] })))
      .thenRefused(/no region that Acme could opt in to/, 'optInRegions');
    const gov = agreed.and(
      eng.does(plannedAnew({ optInRegions: ['aws/us-gov-west-1'] })),
      pat.does(clouds('aws', 'gcp')),
    );
    const regions = gov.partner.rollout?.waves.flatMap((w) => Object.keys(w.regions)) ?? [];
    expect(regions).toContain('aws/us-gov-west-1');
    expect(regions).toHaveLength(17 + 15);
  });

  test('what has started stays, with its number', () => {
    const story = rolled(2).and(eng.does(plannedAnew({ mostWaves: 1 })));
    expect(days(story)).toEqual(['w1 08-25', 'w2 08-26', 'w3 08-30']);
    expect(states(story)).toEqual(['done', 'soaking', 'planned']);
    const back = rolled(2).and(eng.does(rolledBack(2)), eng.does(plannedAnew({ mostWaves: 2 })));
    expect(days(back)).toEqual(['w1 08-25', 'w3 08-27', 'w4 08-30']);
  });

  test('a wave is moved within the window, to a day that can hold it, between its neighbours', () => {
    const story = agreed.and(eng.does(plannedAnew({ mostWaves: 3 })));
    story
      .when(eng.does(moved(1, '2027-08-25')))
      .thenEvents(expect.objectContaining({ type: 'RolloutPlanned', reason: 'a sick engineer' }));
    story.when(eng.does(moved(3, '2027-08-31', ' '))).thenRefused(/say why/, 'reason');
    story.when(eng.does(moved(3, '2027-08-30'))).thenNothing();
    story.when(eng.does(moved(3, '2027-09-01'))).thenRefused(/waves run from 25 Aug 2027 to 31 Aug 2027/, 'on');
    story.when(eng.does(moved(1, '2027-08-24'))).thenRefused(/waves run from 25 Aug/, 'on');
    story.when(eng.does(moved(3, '2027-08-29'))).thenRefused(/29 Aug 2027 is no working day/, 'on');
    story.when(eng.does(moved(2, '2027-08-30'))).thenRefused(/Wave 3 comes after it, on 30 Aug 2027/, 'on');
    story
      .when(eng.does(moved(2, '2027-08-26')))
      .thenRefused(/Wave 1 comes before it, on 26 Aug 2027: the first day after it is 27 Aug/, 'on');
    story
      .when(eng.does(moved(1, '2027-08-25'), onDay(1, '15:00')))
      .thenRefused(/On 25 Aug 2027 it is too late to start/, 'on');
    rolled(1)
      .when(eng.does(moved(1, '2027-08-31')))
      .thenRefused(/has started: it can be rolled back, not moved/);
    expect(days(story.and(eng.does(moved(3, '2027-08-31')), eng.does(moved(2, '2027-08-30'))))).toEqual([
      'w1 08-26',
      'w2 08-30',
      'w3 08-31',
    ]);
  });

  test('follows the clouds of the partner: added and left out, but not what has started', () => {
    const story = rolled(1);
    const [, replanned] = story
      .when(pat.does(clouds('gcp')))
      .events.filter(({ event }) => event.type !== 'SignOffReopened');
    expect(replanned).toMatchObject({
      by: { kind: 'bot' },
      event: { type: 'RolloutPlanned', reason: 'The clouds of the partner changed.' },
    });
    const gcp = story.and(pat.does(clouds('gcp')));
    const regions = gcp.partner.rollout?.waves.map((w) => Object.keys(w.regions).map((region) => region.split('/')[0]));
    expect(regions?.[0]).toEqual(['aws']);
    expect(new Set(regions?.slice(1).flat())).toEqual(new Set(['gcp']));
    // Sign-offs rest on the clouds as well: nothing starts until they are given again.
    expect(states(gcp).slice(1)).toEqual(['held', 'held', 'held', 'held']);
  });

  test('with no day left for a new cloud, that is said, and nothing is planned outside the window', () => {
    const late = rolled(4).and(pat.does(clouds('aws', 'gcp'), clock('2027-08-31T16:00')));
    expect(late.log.at(-1)?.event.type).not.toBe('RolloutPlanned');
    expect(board(late).fits).toMatchObject({ fits: false, days: [], choices: ['roll-back'] });
    expect(board(late).uncovered).toHaveLength(15);
  });
});

describe('the board', () => {
  test('shows a wave through its day', () => {
    expect(states(agreed, onDay(1, '09:59'))[0]).toBe('planned');
    expect(states(agreed, onDay(1, '10:00')).slice(0, 2)).toEqual(['due', 'planned']);
    expect(states(agreed, onDay(1, '15:00'))[0]).toBe('late');
    const story = agreed.and(eng.does(starts(1), onDay(1, '10:00')));
    expect(states(story)[0]).toBe('live');
    expect(next(story)).toEqual(['mark-regions w1', 'confirm-tile w1']);
    const over = story.and(eng.does(live(1)), eng.does(finished(1), onDay(1, '11:00')), mia.does(confirmed(1)));
    expect(board(over).waves[0]).toMatchObject({
      state: 'soaking',
      until: onDay(1, '15:00'),
      number: 1,
      confirmed: { by: { name: 'Mia' } },
    });
    expect(states(over, onDay(1, '15:00'))[0]).toBe('done');
    expect(next(over, onDay(2, '10:00'))).toEqual(['start w2']);
  });

  test('says what no longer fits, and the choices', () => {
    // Five waves on five days: there is no day to lose.
    expect(board(agreed, onDay(1, '14:59')).fits).toMatchObject({ fits: true, left: 5, until: onDay(1, '15:00') });
    expect(board(agreed, onDay(1, '15:00')).fits).toMatchObject({
      fits: false,
      left: 5,
      short: 1,
      days: ['2027-08-26', '2027-08-27', '2027-08-30', '2027-08-31'],
      choices: ['compress', 'move-ga'],
    });
    expect(next(agreed, onDay(1, '15:00'))).toEqual(['compress', 'move-ga', 'move w1']);
    const spare = agreed.and(eng.does(plannedAnew({ mostWaves: 4 })));
    expect(board(spare, onDay(1, '15:00')).fits.fits).toBe(true);
    expect(next(spare, onDay(1, '15:00'))).toEqual(['move w1']);
    expect(board(rolled(4), onDay(5, '15:00')).fits).toMatchObject({
      fits: false,
      left: 1,
      days: [],
      choices: ['roll-back'],
    });
    // Started in time, but not finished by the end of the day before GA.
    const open = rolled(4).and(eng.does(starts(5), onDay(5, '14:00')));
    expect(board(open, onDay(5, '23:59')).fits.fits).toBe(true);
    expect(board(open, clock(`${gaDay}T00:00`)).fits).toMatchObject({ fits: false, choices: ['roll-back'] });
  });

  test('offers a later GA date only while one can be agreed: what has started is rolled back first', () => {
    const late = rolled(1);
    expect(board(late, onDay(4, '15:00')).fits.choices).toEqual(['compress', 'roll-back']);
    late
      .when(pat.does({ type: 'ProposeGaDate', date: date('2027-09-08') }, onDay(4, '15:00')))
      .thenRefused(/Wave 1 has started, .* Roll it back first/, 'date');
    const back = late.and(eng.does(rolledBack(1), onDay(2, '10:00')));
    expect(board(back, onDay(5, '15:00')).fits.choices).toEqual(['move-ga']);
    back.when(pat.does({ type: 'ProposeGaDate', date: date('2027-09-08') }, onDay(5, '15:00'))).thenEvents({
      type: 'GaDateProposed',
      date: '2027-09-08',
    });
  });

  test('names what holds the waves, but not what the reader may not know of', () => {
    const fallen = agreed.and(pat.does(internal('signoff-psa')), psa.does(takenBack('signoff-psa')));
    const why = (reader: 'databricks' | 'partner') =>
      waveBoard(fallen.partner, partnerConnect, fallen.now, reader)?.waves[0]?.why;
    expect(why('partner')).toBe('a step on the Databricks side must be given again');
    expect(why('databricks')).toBe('“Solution architect sign-off” must be given again');
    expect(next(fallen)).toEqual(['give-gates']);
    expect(states(fallen.and(psa.does(signed('signoff-psa'))))[0]).toBe('planned');
  });

  test('leads to the launch', () => {
    expect(next(rolled(5), clock(`${gaDay}T09:00`)).at(-1)).toBe('launch');
    expect(next(rolled(5), clock('2027-08-31T20:00')).at(-1)).not.toBe('launch');
    const over = given(acme, upTo('ga'));
    expect(next(over)).toEqual([]);
    expect(waveBoard(given(pat.does(create())).partner, partnerConnect, over.now)).toBeUndefined();
  });
});
