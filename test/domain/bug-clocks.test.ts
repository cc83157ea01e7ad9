import { agenda } from '../../src/domain/agenda';
import { clocksOf, elapsed, firstDue, reaches, takenFor } from '../../src/domain/bugs/clocks';
import { openBugs } from '../../src/domain/bugs/order';
import { afterCounted, counted, readSpan } from '../../src/domain/bugs/working-time';
import type { ReportBug } from '../../src/domain/commands';
import { later } from '../../src/domain/ids';
import { hour } from '../../src/domain/time';
import type { Timed } from '../../src/domain/timed';
import { bugIn, bugReport } from '../support/bugs';
import {
  acme,
  bot,
  channelReady,
  clock,
  create,
  eng,
  given,
  lena,
  pat,
  paul,
  type Story,
  wall,
} from '../support/given';
import { deliver, elapse } from '../support/launching';
import { partnerConnect } from '../support/lifecycle';

/** The clocks of bugs and the ladder: whose time runs, when it is missed, who is told. */

const span = (text: string) => readSpan(text, partnerConnect);

describe('A length of time', () => {
  test.each([
    ['15 minutes', hour / 4, false],
    ['1 hour', hour, false],
    ['2 days', 48 * hour, false],
    ['90 working minutes', 1.5 * hour, true],
    ['2 working hours', 2 * hour, true],
    // A working day is as long as its hours, from 9 to 5.
    ['3 working days', 24 * hour, true],
  ])('%s', (text, ms, working) => {
    expect(span(text)).toEqual({ ms, working });
  });

  test.each([
    ['within a day', '2027-03-01T10:00', '2027-03-01T12:00', 2],
    ['over a night', '2027-03-01T16:00', '2027-03-02T10:00', 2],
    ['over a weekend', '2027-03-05T16:00', '2027-03-08T10:00', 2],
    ['over a holiday (Memorial Day)', '2027-05-28T16:00', '2027-06-01T10:00', 2],
    ['through the night alone', '2027-03-01T18:00', '2027-03-02T08:00', 0],
    ['over the day on which clocks go forward', '2027-03-12T16:00', '2027-03-15T10:00', 2],
    ['a whole week', '2027-03-01T00:00', '2027-03-08T00:00', 40],
    ['backwards', '2027-03-02T10:00', '2027-03-01T10:00', 0],
  ])('counts working hours %s', (_, from, to, hours) => {
    const [a, b] = [clock(from), clock(to)];
    expect(counted(a, b, span('1 working hour'), partnerConnect) / hour).toBe(hours);
    if (hours === 2) expect(afterCounted(a, 2 * hour, span('1 working hour'), partnerConnect)).toBe(b);
  });

  test('what ends with the working day ends then, not on the next morning', () => {
    const end = afterCounted(clock('2027-03-01T16:00'), hour, span('1 working hour'), partnerConnect);
    expect(end).toBe(clock('2027-03-01T17:00'));
  });
});

const handOver = (to: 'databricks' | 'partner') =>
  ({ type: 'HandOverBug', bug: 'ACME-1', to, reason: 'Yours.' }) as const;
const acknowledge = { type: 'AcknowledgeBug', bug: 'ACME-1' } as const;
const update = { type: 'UpdateBug', bug: 'ACME-1', note: 'On it.' } as const;
const resolve = { type: 'ResolveBug', bug: 'ACME-1', note: 'Mended.' } as const;

const open = given(acme, channelReady);
const reported = (severity: string, at: string, more: Partial<ReportBug> = {}) =>
  open.and(paul.does(bugReport({ severity, ...more }), clock(at)));
/** When each clock runs out. */
const due = (story: Story) =>
  Object.fromEntries(
    clocksOf(bugIn(story), partnerConnect).map((one) => [one.name, wall(reaches(one, 1, partnerConnect))]),
  );
/** Everybody who is told of missed times until a moment: when, which clock, at which rung, who. */
function told(story: Story, until: string): readonly string[] {
  const begin = deliver(story);
  return elapse(begin, clock(until))
    .log.slice(begin.log.length)
    .flatMap(({ at, event }) => {
      if (event.type !== 'Told' || !event.topic.startsWith('bug:')) return [];
      const [, , name, side, , rung, , user = ''] = event.topic.split(':');
      return [`${wall(at)} ${name} ${side} ${rung} ${user.slice(1)}`];
    });
}

describe('The clocks of a bug', () => {
  test('run around the clock for what is grave, in working hours for the rest', () => {
    expect(due(reported('S1', '2027-03-06T03:00'))).toEqual({ acknowledge: '03-06 03:15', resolve: '03-06 11:00' });
    expect(due(reported('S2', '2027-03-05T16:00'))).toEqual({ acknowledge: '03-08 10:00', resolve: '03-10 16:00' });
  });

  test('once somebody sees to it, the next word is due, and again after each', () => {
    const acked = reported('S1', '2027-03-06T03:00').and(eng.does(acknowledge, clock('2027-03-06T03:10')));
    expect(due(acked)).toEqual({ update: '03-06 04:10', resolve: '03-06 11:00' });
    expect(due(acked.and(eng.does(update, clock('2027-03-06T04:00'))))).toMatchObject({ update: '03-06 05:00' });
  });

  test('with the other side, their clocks run; back again, what was used of the own time counts', () => {
    const theirs = reported('S1', '2027-03-06T03:00').and(eng.does(handOver('partner'), clock('2027-03-06T06:00')));
    expect(due(theirs)).toEqual({ acknowledge: '03-06 06:15', resolve: '03-06 14:00' });
    const ours = theirs.and(paul.does(handOver('databricks'), clock('2027-03-06T10:00')));
    // Three of eight hours were used before.
    expect(due(ours)).toEqual({ acknowledge: '03-06 10:15', resolve: '03-06 15:00' });
  });

  test('another severity counts the same time by its own hours', () => {
    const severity = { type: 'ChangeBugSeverity', bug: 'ACME-1', severity: 'S2', reason: 'A way around.' } as const;
    const changed = reported('S1', '2027-03-05T16:00').and(eng.does(severity));
    expect(due(changed)).toEqual({ acknowledge: '03-08 10:00', resolve: '03-10 16:00' });
  });

  test('none runs when it is resolved; reopened, they begin anew', () => {
    const done = reported('S1', '2027-03-06T03:00').and(eng.does(resolve, clock('2027-03-06T05:00')));
    expect(due(done)).toEqual({});
    const again = { type: 'ReopenBug', bug: 'ACME-1', reason: 'Blank again.' } as const;
    expect(due(done.and(paul.does(again, clock('2027-03-06T08:00'))))).toEqual({
      acknowledge: '03-06 08:15',
      resolve: '03-06 16:00',
    });
  });

  test('tell afterwards how long it took, in time that counts', () => {
    const story = reported('S2', '2027-03-05T16:00').and(
      eng.does(acknowledge, clock('2027-03-08T09:30')),
      eng.does(resolve, clock('2027-03-08T13:00')),
    );
    expect(takenFor(bugIn(story), partnerConnect)).toEqual({
      acknowledge: { ms: 1.5 * hour, working: true },
      resolve: { ms: 5 * hour, working: true },
    });
  });

  test('the list begins with the one whose time runs out first', () => {
    const story = reported('S3', '2027-03-01T10:00').and(
      paul.does(bugReport({ severity: 'S1' }), clock('2027-03-01T11:00')),
      paul.does(bugReport({ severity: 'S2' }), clock('2027-03-01T11:30')),
      eng.does({ ...resolve, bug: 'ACME-3' }),
    );
    expect(openBugs(story.partner, partnerConnect).map(({ number }) => number)).toEqual(['ACME-2', 'ACME-1', 'ACME-3']);
    expect(firstDue(bugIn(story, 'ACME-3'), partnerConnect)).toBeUndefined();
  });
});

describe('The ladder', () => {
  test('a grave bug at three in the morning of a Saturday: it climbs at once, rung by rung', () => {
    expect(told(reported('S1', '2027-03-06T03:00'), '2027-03-06T05:00')).toEqual([
      '03-06 03:15 acknowledge databricks on-duty ENG',
      '03-06 03:22 acknowledge databricks engineer ENG',
      '03-06 03:30 acknowledge databricks pdm PAT',
      '03-06 03:45 acknowledge databricks lead PAT',
      '03-06 04:00 acknowledge databricks leads PAT',
      '03-06 04:00 acknowledge databricks leads LENA',
    ]);
  });

  test('of one less grave people hear in their own working hours', () => {
    const far = create({
      people: create().people.map((p) => (p.name === 'Eng' ? { ...p, zone: 'Asia/Kolkata' } : p)),
    });
    // Missed at 10:00 in California, which is late in the evening for Eng: he is told on his next morning.
    const story = given(pat.does(far), channelReady).and(
      paul.does(bugReport({ severity: 'S2' }), clock('2027-03-01T08:00')),
    );
    expect(told(story, '2027-03-02T09:00').filter((line) => line.includes('on-duty'))).toEqual([
      '03-01 18:30 acknowledge databricks on-duty ENG',
    ]);
  });

  test('who muted the partner is left alone, unless it is grave', () => {
    const muted = { type: 'MutePartner' } as const;
    const s2 = reported('S2', '2027-03-01T10:10').and(eng.does(muted));
    expect(told(s2, '2027-03-01T12:30')).toEqual([]);
    const s1 = reported('S1', '2027-03-01T10:10').and(eng.does(muted));
    expect(told(s1, '2027-03-01T10:26')).toEqual(['03-01 10:25 acknowledge databricks on-duty ENG']);
  });

  test('a partner who never answers: it climbs to the leads of both sides, once', () => {
    const story = reported('S2', '2027-03-01T10:00').and(eng.does(handOver('partner'), clock('2027-03-01T11:00')));
    const lines = told(story, '2027-03-03T09:00');
    expect(lines.filter((line) => line.includes('acknowledge'))).toEqual([
      '03-01 13:00 acknowledge partner on-duty PAUL',
      '03-01 14:00 acknowledge partner engineer PAUL',
      '03-01 15:00 acknowledge partner pdm PAT',
      '03-01 17:00 acknowledge partner lead LENA',
      '03-02 11:00 acknowledge partner leads LENA',
      '03-02 11:00 acknowledge partner leads PAT',
    ]);
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('whatever the other side did or left undone is not told to this one', () => {
    const story = reported('S1', '2027-03-01T10:00').and(eng.does(handOver('partner'), clock('2027-03-01T10:10')));
    const lines = told(story, '2027-03-01T10:26');
    expect(lines).toEqual(['03-01 10:25 acknowledge partner on-duty PAUL']);
  });

  test('an answer ends it; a missed update begins another', () => {
    const story = reported('S1', '2027-03-01T10:00').and(eng.does(acknowledge, clock('2027-03-01T10:14')));
    expect(told(story, '2027-03-01T11:15')).toEqual(['03-01 11:14 update databricks on-duty ENG']);
    expect(told(story.and(eng.does(update, clock('2027-03-01T11:10'))), '2027-03-01T11:15')).toEqual([]);
    expect(told(story.and(eng.does(resolve, clock('2027-03-01T11:10'))), '2027-03-03T11:15')).toEqual([]);
  });

  test('what was missed during an outage is told in one line, a few people in each', () => {
    const story = deliver(reported('S1', '2027-03-06T03:00')).after([], clock('2027-03-06T08:00'));
    const lines = agenda(story.partner, partnerConnect, story.now).due.filter(
      (one): one is Timed => one.kind === 'timed',
    );
    expect(lines.map(({ what }) => what)).toEqual([
      {
        about: 'bug-late',
        bug: 'ACME-1',
        clock: 'acknowledge',
        people: [pat.actor.person, lena.actor.person],
      },
      { about: 'bug-late', bug: 'ACME-1', clock: 'acknowledge', people: [eng.actor.person] },
    ]);
    const after = deliver(story);
    expect(agenda(after.partner, partnerConnect, after.now).due).toEqual([]);
  });

  test('the lines stand in the thread of the bug; without a channel those at home are told directly', () => {
    const story = reported('S1', '2027-03-06T03:00');
    const late = (of: Story) =>
      agenda(of.partner, partnerConnect, clock('2027-03-06T07:00')).due.flatMap((one) =>
        one.kind === 'timed' ? [one.to] : [],
      );
    // Before its message stands in the channel there is no thread.
    expect(late(story)).toEqual([]);
    expect(late(deliver(story))[0]).toEqual({ is: 'thread', bug: 'ACME-1' });
    const gone = story.and(bot.does({ type: 'ChannelArchived' }));
    expect(late(gone)).toEqual([
      { is: 'person', person: pat.actor.person, name: 'Pat' },
      { is: 'person', person: eng.actor.person, name: 'Eng' },
    ]);
  });

  test('while the partner is closed, nothing is told', () => {
    const closed = reported('S1', '2027-03-01T10:00').and(pat.does({ type: 'ClosePartner', reason: 'paused' }));
    expect(told(closed, '2027-03-03T10:00')).toEqual([]);
  });

  test('a side that has nobody: those who run the onboarding hear of it', () => {
    const people = create().people.filter(({ team }) => team !== 'partner-engineering');
    const story = given(pat.does(create({ people })), channelReady).and(
      lena.does(bugReport({ severity: 'S1', suspected: 'partner' }), clock('2027-03-01T10:00')),
    );
    expect(told(story, '2027-03-01T10:16')).toEqual(['03-01 10:15 acknowledge partner on-duty PAT']);
  });

  test('time that has passed never comes back', () => {
    const story = reported('S1', '2027-03-06T03:00');
    const [first] = clocksOf(bugIn(story), partnerConnect);
    if (!first) throw new Error('no clock');
    const at = (minutes: number) => elapsed(first, later(clock('2027-03-06T03:00'), minutes * 60_000), partnerConnect);
    expect([at(0), at(7), at(30)]).toEqual([0, 7 * 60_000, 30 * 60_000]);
  });
});
