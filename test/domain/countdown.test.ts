import { agenda } from '../../src/domain/agenda';
import type { Command } from '../../src/domain/commands';
import { engineers } from '../../src/domain/due/people';
import type { Instant } from '../../src/domain/ids';
import { setUpReportOf } from '../../src/domain/set-up-report';
import type { Timed } from '../../src/domain/timed';
import {
  accepted,
  acme,
  acmeWaves,
  before,
  bot,
  channel,
  channelReady,
  clock,
  create,
  eng,
  gaDay,
  given,
  internal,
  lena,
  mia,
  pat,
  product,
  proposed,
  psa,
  reopened,
  rollingOut,
  signed,
  type Story,
  takenBack,
  team,
  upTo,
  wall,
  withPhases,
} from '../support/given';
import { deliver, elapse } from '../support/launching';
import { partnerConnect } from '../support/lifecycle';

/** What time brings up on the way to the launch on Wednesday, 1 September 2027. */
const agreed = given(acme, channelReady, upTo('ga-date-agreed'));
const planned = acmeWaves();
const plannedAnew = (mostWaves: number): Command => ({
  type: 'PlanRollout',
  optInRegions: [],
  mostWaves,
  reason: 'fewer',
});

const timed = (story: Story, at: Instant): readonly Timed[] =>
  agenda(story.partner, story.lifecycle, at).due.filter((due): due is Timed => due.kind === 'timed');
const said = ({ to, what }: Timed) =>
  [to.is === 'person' ? to.name : 'channel', what.about, 'wave' in what ? what.wave : 'days' in what ? what.days : '']
    .filter((word) => word !== '')
    .join(' ');
/** Who is told what, if anybody looks at that moment. */
const due = (story: Story, at: string) => timed(story, clock(at)).map(said);
/** Everything said between two moments, with the time in California. */
function messages(story: Story, from: string, until: string): readonly string[] {
  const begin = deliver(story.after([], clock(from)));
  const ended = elapse(begin, clock(until));
  const told = ended.log
    .slice(begin.log.length)
    .flatMap(({ at, event }) => (event.type === 'Told' ? [{ at, event }] : []));
  return told
    .filter(({ event }) => !event.topic.startsWith('digest'))
    .map(({ at, event }) => `${wall(at)} ${event.topic.replace(/T(HOME|ACME):U/, '')} ${event.marker}`);
}
const rolled = (n: number) => agreed.and(planned.slice(0, n).flatMap((wave) => rollingOut(wave)));

describe('the countdown', () => {
  test('comes at T-7, T-3 and T-1 in the morning, and on the launch day', () => {
    const channelOnly = messages(agreed, '2027-08-20T10:00', '2027-09-03T10:00').filter((line) =>
      /countdown|launch|incomplete/.test(line),
    );
    expect(channelOnly).toEqual([
      '08-25 09:00 countdown:2027-09-01 T-7',
      // T-3 is a Sunday: told on the Friday before.
      '08-27 09:00 countdown:2027-09-01 T-3',
      '08-31 09:00 countdown:2027-09-01 T-1',
      '08-31 17:00 rollout-incomplete:2027-09-01 said',
      '09-01 09:00 launch-day:2027-09-01 not-ready',
    ]);
  });

  test('tells of an internal rollout that is not complete those who roll out and coordinate, each once and when they are up', () => {
    const evening = (story: Story) =>
      messages(story.and(pat.does(internal('rollout'))), '2027-08-31T12:00', '2027-09-01T10:00').filter((line) =>
        /incomplete|launch-day/.test(line),
      );
    const toPat = '08-31 17:00 rollout-incomplete:2027-09-01:PAT said';
    const launchDay = '09-01 09:00 launch-day:2027-09-01 not-ready';
    expect(evening(agreed)).toEqual(['08-31 17:00 rollout-incomplete:2027-09-01:ENG said', toPat, launchDay]);
    // Half past seven in California is eight in the morning in Kolkata, where quiet hours end.
    const people = create().people.map((p) => (p.name === 'Eng' ? { ...p, zone: 'Asia/Kolkata' } : p));
    const far = given(pat.does(create({ people })), channelReady, upTo('ga-date-agreed'));
    expect(evening(far)).toEqual([toPat, '08-31 19:30 rollout-incomplete:2027-09-01:ENG said', launchDay]);
    expect(evening(agreed.and(eng.does({ type: 'MutePartner' })))).toEqual([toPat, launchDay]);
    expect(evening(rolled(5))).toEqual(['09-01 09:00 launch-day:2027-09-01 ready']);
    // Who was told while it was for all to see is not told again.
    const told = elapse(agreed.after([], clock('2027-08-31T12:00')), clock('2027-08-31T17:30'));
    expect(due(told.and(pat.does(internal('rollout'))), '2027-08-31T17:31')).toEqual([]);
  });

  test('after an outage, or after a weekend off, only the newest is told', () => {
    expect(due(agreed, '2027-08-31T10:00').filter((line) => line.startsWith('channel'))).toEqual([
      'channel countdown 1',
    ]);
    expect(due(agreed, '2027-09-01T09:00').filter((line) => line.startsWith('channel'))).toEqual([
      'channel launch-day',
    ]);
  });

  test('an incomplete rollout that nobody could be told of in the evening is told in the morning', () => {
    expect(due(agreed, '2027-08-31T21:00').filter((line) => line.startsWith('channel'))).toEqual([]);
    const morning = messages(agreed, '2027-08-31T21:00', '2027-09-01T10:00').filter((line) =>
      /incomplete|launch/.test(line),
    );
    expect(morning).toEqual(['09-01 09:00 launch-day:2027-09-01 not-ready']);
  });

  test('holds its tongue at night and on days off: told on the next working morning', () => {
    expect(due(agreed, '2027-08-28T12:00')).toEqual([]);
    expect(due(agreed, '2027-08-30T08:59').filter((line) => line.startsWith('channel'))).toEqual([]);
    const found = deliver(agreed.after([], clock('2027-08-28T12:00')));
    expect(
      messages(found, '2027-08-28T12:00', '2027-08-30T09:00').filter((line) => line.includes('countdown')),
    ).toEqual(['08-30 09:00 countdown:2027-09-01 T-3']);
  });

  test('what was over when the date was agreed is no news', () => {
    const late = given(acme, channelReady, before('ga-date-agreed')).and(
      lena.does(proposed(), clock('2027-08-25T11:00')),
      pat.does(accepted()),
    );
    expect(due(late, '2027-08-25T12:00').filter((line) => line.includes('countdown'))).toEqual([]);
    expect(due(late, '2027-08-27T09:00')).toContain('channel countdown 3');
  });

  test('begins anew with a new date', () => {
    const told = elapse(agreed.after([], clock('2027-08-24T10:00')), clock('2027-08-25T09:30'));
    const moved = told.and(lena.does(proposed('2027-09-15')), pat.does(accepted('2027-09-15')));
    expect(due(moved, '2027-08-27T09:00')).toEqual([]);
    expect(due(moved, '2027-09-08T09:00')).toEqual(['channel countdown 7']);
  });

  test('is not for a channel that is gone, a date the partner may not see, a closed or a launched partner', () => {
    const at = '2027-08-31T10:00';
    const none = (story: Story) => due(story, at).filter((line) => line.startsWith('channel'));
    expect(none(agreed.and(bot.does({ type: 'ChannelArchived' })))).toEqual([]);
    expect(none(agreed.and(pat.does(internal('ga-date-agreed'))))).toEqual([]);
    const evening = '2027-08-31T17:00';
    expect(due(agreed, evening)).toContain('channel rollout-incomplete');
    const hidden = due(agreed.and(pat.does(internal('rollout'))), evening);
    expect(hidden).not.toContain('channel rollout-incomplete');
    expect(hidden).toEqual(expect.arrayContaining(['Eng rollout-incomplete', 'Pat rollout-incomplete']));
    expect(due(agreed.and(pat.does({ type: 'ClosePartner', reason: 'paused' })), at)).toEqual([]);
    expect(due(given(acme, channelReady, upTo('ga')), '2027-09-01T10:00')).toEqual([]);
  });

  test.each([
    // Digests at 09:00 by the clock on the wall, on either side of a night in which it changes.
    ['2027-03-16', ['03-12 09:00 countdown:2027-03-16 T-3', '03-15 09:00 countdown:2027-03-16 T-1']],
    ['2027-11-09', ['11-05 09:00 countdown:2027-11-09 T-3', '11-08 09:00 countdown:2027-11-09 T-1']],
    // Over a leap day, and over the end of a year.
    [
      '2028-03-01',
      [
        '02-23 09:00 countdown:2028-03-01 T-7',
        '02-25 09:00 countdown:2028-03-01 T-3',
        '02-29 09:00 countdown:2028-03-01 T-1',
      ],
    ],
    [
      '2028-01-05',
      [
        '12-29 09:00 countdown:2028-01-05 T-7',
        '12-30 09:00 countdown:2028-01-05 T-3',
        '01-04 09:00 countdown:2028-01-05 T-1',
      ],
    ],
  ])('towards %s', (ga, expected) => {
    const story = given(acme, channelReady, before('ga-date-agreed'), lena.does(proposed(ga)), pat.does(accepted(ga)));
    const from = new Date(Date.parse(ga) - 8 * 86_400_000).toISOString().slice(0, 10);
    const lines = messages(story, `${from}T12:00`, `${ga}T08:00`).filter((line) => line.includes('countdown'));
    expect(lines.slice(-expected.length)).toEqual(expected);
  });
});

describe('the launch day', () => {
  test('brings the command card when all is live, at nine', () => {
    const ready = rolled(5);
    expect(
      timed(ready, clock(`${gaDay}T08:59`))
        .filter(({ to }) => to.is === 'channel')
        .map(({ what }) => what.about),
    ).not.toContain('launch-day');
    expect(timed(ready, clock(`${gaDay}T09:00`)).map(({ what }) => what)).toEqual([
      { about: 'launch-day', ready: true },
    ]);
    expect(messages(ready, '2027-08-31T16:00', '2027-09-04T12:00')).toEqual([
      '09-01 09:00 launch-day:2027-09-01 ready',
    ]);
  });

  test('or says why not, and brings it as soon as nothing is in the way, at whatever hour of that day', () => {
    const stopped = rolled(5).and(lena.does({ type: 'HaltRollout', reason: 'errors' }));
    const told = elapse(stopped, clock(`${gaDay}T09:00`));
    expect(told.partner.told['launch-day:2027-09-01']).toBe('not-ready');
    const going = told.and(eng.does({ type: 'ResumeRollout' }, clock(`${gaDay}T22:00`)));
    expect(due(going, `${gaDay}T22:01`)).toEqual(['channel launch-day']);
    expect(deliver(going).partner.told['launch-day:2027-09-01']).toBe('ready');
  });

  test('says that a sign-off fell after the rollout was complete', () => {
    const fallen = rolled(5).and(psa.does(takenBack('signoff-psa')));
    expect(timed(fallen, clock(`${gaDay}T09:00`)).map(({ what }) => what)).toContainEqual({
      about: 'launch-day',
      ready: false,
    });
  });

  test('may be on a weekend: its message comes all the same', () => {
    const ga = '2027-09-04';
    const story = given(acme, channelReady, before('ga-date-agreed'), lena.does(proposed(ga)), pat.does(accepted(ga)));
    expect(due(story, `${ga}T09:00`)).toEqual(['channel launch-day']);
    // A day later it is held like everything else.
    expect(due(story, '2027-09-05T09:00')).toEqual([]);
  });
});

describe('the prompts of a wave', () => {
  const spare = agreed.and(eng.does(plannedAnew(2)));

  test('come to engineering at its hour, and to the coordinator as well when that is over', () => {
    expect(messages(spare, '2027-08-26T18:00', '2027-08-27T18:00').filter((line) => line.includes('wave'))).toEqual([
      '08-27 10:00 wave-due:ENG 2027-08-27 w1',
      '08-27 15:00 wave-late:ENG 2027-08-27 w1',
      '08-27 15:00 wave-late:PAT 2027-08-27 w1',
    ]);
  });

  test('wait until the wave before has soaked', () => {
    const [first, second] = planned;
    if (!first || !second) throw new Error('No waves');
    const [go, ...rest] = rollingOut(first);
    const story = agreed.and(
      go ?? [],
      rest.map((move) => ({ ...move, at: clock(`${second.on}T09:00`) })),
    );
    expect(due(story, `${second.on}T12:59`)).not.toContain('Eng wave-due w2');
    expect(due(story, `${second.on}T13:00`)).toContain('Eng wave-due w2');
  });

  test('do not come for a wave that started, is held or is halted', () => {
    const at = `${planned[0]?.on}T10:30`;
    expect(due(agreed, at)).toContain('Eng wave-due w1');
    expect(due(agreed.and(lena.does({ type: 'HaltRollout', reason: 'errors' })), at)).not.toContain('Eng wave-due w1');
    expect(due(agreed.and(psa.does(takenBack('signoff-psa'))), at)).toEqual(
      expect.not.arrayContaining(['Eng wave-due w1']),
    );
    expect(
      due(agreed.and(eng.does({ type: 'StartWave', wave: 'w1' }, clock(`${planned[0]?.on}T10:00`))), at),
    ).not.toContain('Eng wave-due w1');
  });

  test('come the morning before to those who would sleep through it', () => {
    const people = create().people.map((p) => (p.name === 'Eng' ? { ...p, zone: 'Asia/Kolkata' } : p));
    const far = given(pat.does(create({ people })), channelReady, upTo('ga-date-agreed'));
    // Ten in California is half past ten at night in Kolkata; nine there is half past eight the evening before.
    expect(messages(far, '2027-08-23T10:00', '2027-08-25T11:00').filter((line) => line.includes('wave-due'))).toEqual([
      '08-24 20:30 wave-due:ENG 2027-08-25 w1',
    ]);
  });

  test('come the day before to those whose next morning is after it: ten in California is two at night in Tokyo', () => {
    const people = create().people.map((p) => (p.name === 'Eng' ? { ...p, zone: 'Asia/Tokyo' } : p));
    const far = given(pat.does(create({ people })), channelReady, upTo('ga-date-agreed'));
    expect(messages(far, '2027-08-23T10:00', '2027-08-25T11:00').filter((line) => line.includes('wave-due'))).toEqual([
      '08-24 17:00 wave-due:ENG 2027-08-25 w1',
    ]);
  });

  test('do not come while the wave before would still soak when the time is over', () => {
    const [first, second] = planned;
    if (!first || !second) throw new Error('No waves');
    const [go, ...rest] = rollingOut(first);
    const late = agreed.and(
      go ?? [],
      rest.map((move) => ({ ...move, at: clock(`${second.on}T11:30`) })),
    );
    for (const at of ['11:31', '14:00', '14:59'])
      expect(due(late, `${second.on}T${at}`)).not.toContain('Eng wave-due w2');
  });

  test('do not come for a day before one that was told of: the clock was set back', () => {
    const told = agreed.and(
      bot.does({
        type: 'Told',
        topic: `wave-due:${eng.actor.person}`,
        marker: '2027-08-30 w4',
        channel: channel('D1'),
        ts: '1.1',
      }),
    );
    expect(due(told, '2027-08-25T10:30')).not.toContain('Eng wave-due w1');
  });

  test('go by direct message to people of the workspace only', () => {
    const lifecycle = withPhases(
      partnerConnect.phases.map((phase) => ({
        ...phase,
        items: phase.items.map((i) =>
          i.id === 'rollout' ? { ...i, doneBy: ['engineering', 'partner-engineering'] } : i,
        ),
      })),
    );
    expect(engineers(agreed.partner, lifecycle).map(({ name }) => name)).toEqual(['Eng']);
  });

  test('go to the coordinator while nobody rolls out, and not to those who want to hear nothing', () => {
    const at = `${planned[0]?.on}T10:30`;
    const alone = agreed.and(pat.does({ type: 'RemovePerson', person: eng.actor.person, team: team('engineering') }));
    expect(due(alone, at)).toContain('Pat wave-due w1');
    expect(due(agreed.and(eng.does({ type: 'MutePartner' })), at)).not.toContain('Eng wave-due w1');
  });
});

describe('what no longer fits', () => {
  test('is told at once to engineering and the coordinator; again only when it gets worse', () => {
    const lines = messages(agreed, '2027-08-25T08:00', '2027-08-26T23:00').filter(
      (line) => !line.includes('countdown'),
    );
    const plannedAt = agreed.partner.rollout?.plannedAt;
    expect(lines).toEqual([
      '08-25 10:00 wave-due:ENG 2027-08-25 w1',
      `08-25 15:00 does-not-fit:ENG ${plannedAt}:001`,
      `08-25 15:00 does-not-fit:PAT ${plannedAt}:001`,
      `08-26 15:00 does-not-fit:ENG ${plannedAt}:002`,
      `08-26 15:00 does-not-fit:PAT ${plannedAt}:002`,
    ]);
  });

  test('is no longer so with fewer waves', () => {
    const story = elapse(agreed, clock('2027-08-25T15:30')).and(eng.does(plannedAnew(3)));
    expect(due(story, '2027-08-25T16:00')).toEqual([]);
  });
});

describe('a gate that falls after the date was agreed', () => {
  test('is told once to engineering and the coordinator, and again when another one falls', () => {
    const fallen = agreed.and(psa.does(takenBack('signoff-psa'), clock('2027-08-10T11:00')));
    expect(due(fallen, '2027-08-10T11:00')).toEqual(['Eng held', 'Pat held']);
    const told = deliver(fallen);
    expect(due(told, '2027-08-10T12:00')).toEqual([]);
    const worse = told.and(product.does(takenBack('signoff-product')));
    expect(due(worse, '2027-08-10T12:00')).toEqual(['Eng held', 'Pat held']);
    expect(due(told.and(psa.does(signed('signoff-psa'))), '2027-08-10T12:00')).toEqual([]);
    // At night it waits for the morning.
    expect(due(agreed.and(psa.does(takenBack('signoff-psa'), clock('2027-08-10T22:00'))), '2027-08-10T22:00')).toEqual(
      [],
    );
  });

  test('is not told before a date is agreed, nor of what is no gate', () => {
    const story = given(acme, channelReady, before('ga-date-agreed'), psa.does(takenBack('signoff-psa')));
    expect(due(story, '2027-03-10T12:00')).toEqual([]);
    expect(due(agreed.and(mia.does(reopened('mini-site'))), '2027-08-10T12:00')).toEqual([]);
  });
});

describe('a message that could not be delivered', () => {
  const key = 'countdown:2027-09-01=T-1';
  const at = clock('2027-08-31T09:00');
  const failing = agreed.after([], at);

  test('is tried again when the time comes, and not before', () => {
    const retryAt = clock('2027-08-31T09:30');
    const story = failing.and(bot.does({ type: 'DeliveryFailed', key, problem: 'Slack was down', retryAt }, at));
    expect(due(story, '2027-08-31T09:29')).not.toContain('channel countdown 1');
    expect(due(story, '2027-08-31T09:30')).toContain('channel countdown 1');
    const told = story.and(
      bot.does({ type: 'Told', topic: 'countdown:2027-09-01', marker: 'T-1', channel: channel('C1'), ts: '1.1' }),
    );
    expect(told.partner.undelivered).toEqual({});
  });

  test('waits for a person when only one can help, who is told', () => {
    const story = failing.and(bot.does({ type: 'DeliveryFailed', key, problem: 'The bot is not in the channel' }, at));
    expect(due(story, '2027-08-31T10:00')).not.toContain('channel countdown 1');
    expect(setUpReportOf(story.partner, partnerConnect).undelivered).toEqual([
      { key, problem: 'The bot is not in the channel' },
    ]);
    expect(due(story.and(pat.does({ type: 'RetrySetUp' })), '2027-08-31T10:00')).toContain('channel countdown 1');
  });
});
