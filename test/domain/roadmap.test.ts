import { agenda } from '../../src/domain/agenda';
import type { RoadmapCommand, Whose } from '../../src/domain/commands';
import { quarterAfter, quarterOf, quarterStart } from '../../src/domain/roadmap/quarters';
import {
  acme,
  bot,
  channel,
  channelReady,
  clock,
  colleague,
  date,
  eng,
  given,
  lena,
  mia,
  pat,
  paul,
  visitor,
  type Story,
} from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';
import { launched } from '../support/maintaining';

/** Both sides plan together: one proposes, the other one answers, whoever does it says when it is done. */

const propose = (title: string, quarter = '2027Q4', whose: Whose = 'partner', note?: string): RoadmapCommand => ({
  type: 'ProposeRoadmapEntry',
  title,
  quarter,
  whose,
  ...(note !== undefined && { note }),
});
const roadmapNews = (story: Story, at: string) => {
  const { due, nextAt } = agenda(story.partner, lifecycle, clock(at));
  return { told: due.some(({ key }) => key.startsWith('roadmap:')), nextAt };
};
const accept = (entry: string, revision = 0): RoadmapCommand => ({ type: 'AcceptRoadmapEntry', entry, revision });
const decline = (entry: string, reason = 'Not now.'): RoadmapCommand => ({
  type: 'DeclineRoadmapEntry',
  entry,
  reason,
});
const change = (
  entry: string,
  to: Partial<Extract<RoadmapCommand, { type: 'ChangeRoadmapEntry' }>>,
): RoadmapCommand => ({
  type: 'ChangeRoadmapEntry',
  entry,
  ...to,
});
const finish = (entry: string): RoadmapCommand => ({ type: 'FinishRoadmapEntry', entry });
const withdraw = (entry: string, reason = 'Plans changed.'): RoadmapCommand => ({
  type: 'WithdrawRoadmapEntry',
  entry,
  reason,
});

const proposed = given(acme, channelReady).and(paul.does(propose('Lineage', '2027q4', paul.actor.person, 'With UC.')));

describe('A proposal', () => {
  test('has a title, a quarter, a side and an owner, and waits for the other side', () => {
    given(acme)
      .when(paul.does(propose(' Lineage\nin UC ', '2027 Q4', paul.actor.person)))
      .thenEvents({
        type: 'RoadmapProposed',
        entry: 'r1',
        title: 'Lineage in UC',
        quarter: '2027Q4',
        side: 'partner',
        owner: { person: paul.actor.person, name: 'Paul' },
      });
    given(acme)
      .when(eng.does(propose('Lineage', '2027Q1', 'partner')))
      .thenEvents({ type: 'RoadmapProposed', entry: 'r1', title: 'Lineage', quarter: '2027Q1', side: 'partner' });
  });

  test.each([
    [propose(' '), /few words/, 'title'],
    [propose('x'.repeat(151)), /150 characters/, 'title'],
    [propose('Lineage', 'soon'), /looks like 2027Q1/, 'quarter'],
    [propose('Lineage', '2026Q4'), /2026Q4 is over/, 'quarter'],
    [propose('Lineage', '2027Q4', visitor.actor.person), /not on the people list/, 'whose'],
    [propose('Lineage', '2027Q4', 'partner', 'x'.repeat(3001)), /3,000 characters/, 'note'],
  ])('is refused when something is missing: %j', (command, why, field) => {
    given(acme).when(paul.does(command)).thenRefused(why, field);
  });

  test('is for people on the list, of an open partner', () => {
    for (const who of [visitor, colleague])
      given(acme)
        .when(who.does(propose('Lineage')))
        .thenRefused(/Only people on the people list of Acme/);
    given(acme)
      .and(pat.does({ type: 'ClosePartner', reason: 'paused' }))
      .when(paul.does(propose('Lineage')))
      .thenRefused(/is closed/);
  });

  test('is made once, by whichever side', () => {
    proposed.when(mia.does(propose('Lineage'))).thenNothing();
    proposed.when(eng.does(propose('Lineage'))).thenRefused(/on the roadmap for 2027Q4 already/, 'title');
  });

  test('is answered by the lead of the other side, with a reason when it is no', () => {
    proposed
      .when(lena.does(accept('r1')))
      .thenRefused(/Your side proposed this; the answer is up to Pat \(Databricks\)/);
    proposed.when(eng.does(accept('r1'))).thenRefused(/The answer for Databricks is up to Pat/);
    proposed.when(pat.does(decline('r1', ' '))).thenRefused(/say why/, 'reason');
    const declined = proposed
      .when(pat.does(decline('r1')))
      .thenEvents({ type: 'RoadmapDeclined', entry: 'r1', reason: 'Not now.' });
    declined.when(pat.does(decline('r1'))).thenNothing();
    declined.when(pat.does(accept('r1'))).thenRefused(/“Lineage” is declined already/);
    const accepted = proposed.when(pat.does(accept('r1'))).thenEvents({ type: 'RoadmapAccepted', entry: 'r1' });
    accepted.when(pat.does(accept('r1'))).thenNothing();
    accepted.when(pat.does(decline('r1'))).thenRefused(/accepted already\. It can be withdrawn/);
    given(acme)
      .and(pat.does(propose('Docs', '2027Q2', 'databricks')))
      .and(lena.does(accept('r1')));
  });

  test('that was changed meanwhile is read again before it is accepted', () => {
    const changed = proposed.and(paul.does(change('r1', { quarter: '2028Q1' })));
    changed.when(pat.does(accept('r1'))).thenRefused(/changed meanwhile/);
    changed.and(pat.does(accept('r1', 1)));
  });
});

describe('An entry', () => {
  const agreed = proposed.and(pat.does(accept('r1')));

  test('is changed by its side while it is proposed, by both once it is accepted', () => {
    proposed.when(eng.does(change('r1', { title: 'Other' }))).thenRefused(/The other side proposed this/);
    agreed
      .when(eng.does(change('r1', { whose: 'databricks', quarter: '2028Q1', title: 'Lineage', note: 'With UC.' })))
      .thenEvents({ type: 'RoadmapChanged', entry: 'r1', quarter: '2028Q1', side: 'databricks', owner: null })
      .when(eng.does(change('r1', { whose: eng.actor.person })))
      .thenEvents({ type: 'RoadmapChanged', entry: 'r1', owner: { person: eng.actor.person, name: 'Eng' } });
    agreed.when(mia.does(change('r1', {}))).thenNothing();
  });

  test('of a quarter that is over can be changed without another quarter', () => {
    const late = clock('2028-02-01T10:00');
    agreed.and(paul.does(change('r1', { title: 'Lineage at last' }), late));
    agreed.when(paul.does(change('r1', { quarter: '2027Q3' }), late)).thenRefused(/2027Q3 is over/, 'quarter');
  });

  test('is done when the side that does it says so, and is kept', () => {
    proposed.when(paul.does(finish('r1'))).thenRefused(/not accepted yet/);
    agreed.when(pat.does(finish('r1'))).thenRefused(/said by Acme, who do it/);
    const done = agreed.when(mia.does(finish('r1'))).thenEvents({ type: 'RoadmapDone', entry: 'r1' });
    done.when(mia.does(finish('r1'))).thenNothing();
    expect(done.partner.roadmap.entries.map(({ status }) => status.is)).toEqual(['done']);
  });

  test('is withdrawn with a reason: a proposal by its side, an agreement by a lead of either', () => {
    proposed.when(pat.does(withdraw('r1'))).thenRefused(/You can decline it/);
    proposed.and(mia.does(withdraw('r1')));
    agreed.when(eng.does(withdraw('r1'))).thenRefused(/lead of either side/);
    agreed.when(pat.does(withdraw('r1', ''))).thenRefused(/say why/, 'reason');
    agreed
      .and(pat.does(withdraw('r1')))
      .when(lena.does(withdraw('r1')))
      .thenNothing();
  });

  test('that nobody knows is refused', () => {
    agreed.when(pat.does(finish('r9'))).thenRefused(/no longer on the roadmap/);
  });

  test('keeps its number, and there is an end to it', () => {
    const many = Array.from({ length: 50 }, (_, n) => paul.does(propose(`No. ${n}`)));
    const story = given(acme).and(...many);
    story.when(paul.does(propose('One more'))).thenRefused(/50 entries are open already/);
    const fewer = story.and(Array.from({ length: 30 }, (_, n) => paul.does(withdraw(`r${n + 1}`))));
    expect(fewer.partner.roadmap.entries).toHaveLength(40);
    fewer.when(paul.does(propose('One more'))).thenEvents(expect.objectContaining({ entry: 'r51' }));
  });
});

describe('Before each quarter', () => {
  const reviews = (story: Story, at: string) =>
    agenda(story.partner, lifecycle, clock(at)).due.flatMap((due) =>
      due.kind === 'timed' && due.what.about === 'roadmap-review' ? [due.what.quarter] : [],
    );
  const told = (story: Story, quarter: string, at: string) =>
    story.and(
      bot.does(
        { type: 'Told', topic: 'roadmap-review', marker: quarter, channel: channel('C1'), ts: '1.1' },
        clock(at),
      ),
    );

  test('both leads are reminded to review, on a working morning, once', () => {
    const story = launched();
    expect(reviews(story, '2027-09-17T08:59')).toEqual([]);
    expect(reviews(story, '2027-09-17T09:00')).toEqual(['2027Q4']);
    // Somebody's evening: it waits for Monday.
    expect(reviews(story, '2027-09-17T19:00')).toEqual([]);
    expect(reviews(story, '2027-09-20T08:00')).toEqual(['2027Q4']);
    const once = told(story, '2027Q4', '2027-09-17T09:00');
    expect(reviews(once, '2027-09-20T12:00')).toEqual([]);
    // The 18th of December is a Saturday.
    expect(reviews(once, '2027-12-17T09:00')).toEqual(['2028Q1']);
  });

  test('the lead in Tokyo is told on a day and at an hour at which they work as well', () => {
    const moved = launched().and(
      bot.does({ type: 'PersonMoved', person: lena.actor.person, name: 'Lena', zone: 'Asia/Tokyo' }),
    );
    // Friday in California is Saturday there: Monday afternoon it is, when Tuesday begins.
    expect(reviews(moved, '2027-09-17T17:30')).toEqual([]);
    expect(reviews(moved, '2027-09-20T15:59')).toEqual([]);
    expect(reviews(moved, '2027-09-20T16:00')).toEqual(['2027Q4']);
  });

  test('a review that was slept through is not told in the quarter itself', () => {
    expect(reviews(launched(), '2027-10-01T10:00')).toEqual([]);
  });

  test('there is none before the launch, while nothing is on the roadmap', () => {
    expect(reviews(given(acme, channelReady), '2027-03-18T10:00')).toEqual([]);
    expect(reviews(proposed, '2027-03-18T10:00')).toEqual(['2027Q2']);
    expect(reviews(proposed.and(paul.does(withdraw('r1'))), '2027-03-18T10:00')).toEqual([]);
  });

  test('nor of a partner that is closed', () => {
    expect(reviews(launched().and(pat.does({ type: 'ClosePartner', reason: 'paused' })), '2027-09-17T09:00')).toEqual(
      [],
    );
  });
});

test('quarters are counted over the years', () => {
  expect(quarterOf(date('2027-12-31'))).toBe('2027Q4');
  expect(quarterOf(date('2027-01-01'))).toBe('2027Q1');
  expect(quarterAfter('2027Q4')).toBe('2028Q1');
  expect(quarterAfter('2027Q2', 9)).toBe('2029Q3');
  expect(quarterStart('2027Q3')).toBe('2027-07-01');
});

test('a proposal is told when the lead who is asked is up, so that nobody is pinged at night and nobody misses it', () => {
  const tokyo = { type: 'PersonMoved', person: lena.actor.person, name: 'Lena', zone: 'Asia/Tokyo' } as const;
  const live = launched().and(bot.does(tokyo));
  const monday = clock('2027-09-13T10:00');
  const story = live.and(pat.does(propose('Offer Delta sharing', '2027Q4', 'partner'), monday));
  expect(roadmapNews(story, '2027-09-13T10:00').told).toBe(false);
  expect(roadmapNews(story, '2027-09-13T15:59').told).toBe(false);
  expect(roadmapNews(story, '2027-09-13T16:00').told).toBe(true);
  // An answer is for nobody to act on: it is told at once.
  const accepted = story.and(lena.does(accept('r1'), clock('2027-09-13T16:30')));
  expect(roadmapNews(accepted, '2027-09-13T16:30').told).toBe(true);
});

test('A review whose day was over when the first was proposed is not asked for', () => {
  const asked = (day: string) => {
    const story = given(acme, channelReady, paul.does(propose('Lineage'), clock(`${day}T12:00`)));
    return agenda(story.partner, lifecycle, clock('2027-03-22T12:00')).due.some(({ key }) =>
      key.startsWith('roadmap-review'),
    );
  };
  // The second quarter is reviewed on Thursday, 18 March.
  expect([asked('2027-03-16'), asked('2027-03-20')]).toEqual([true, false]);
});
