import { acme, before, clock, done, eng, given, lena, page, pat, paul, shown, upTo } from '../support/given';
import { partnerConnect } from '../support/lifecycle';

describe('a link', () => {
  const story = given(acme, before('technical-due-diligence'));
  const linked = (link: string) => story.when(paul.does(done('technical-due-diligence', { link })));

  test('is asked for', () => {
    story.when(paul.does(done('technical-due-diligence'))).thenRefused(/give the link that shows it/, 'link');
    story
      .when(paul.does(done('technical-due-diligence', { note: 'sent by mail' })))
      .thenRefused(/give the link/, 'link');
  });

  test.each([page, 'http://partner.com/databricks', ' https://docs.example.com/a?b=c#d ', 'https://bücher.example/ü'])(
    'may be %j',
    (link) => {
      linked(link).thenEvents({ type: 'ItemDone', item: 'technical-due-diligence', evidence: { link: link.trim() } });
    },
  );

  test.each([
    'example.com',
    'our site',
    'javascript:alert(1)',
    'ftp://example.com/form',
    'mailto:ana@example.com',
    'https://localhost/form',
    'https://',
    'https://./',
    'https://exa mple.com',
    'https://example.com/a b',
    'https://example.com/a\nb',
    'https://example.com/\u202egnp.exe',
    '<https://example.com>',
  ])('may not be %j', (link) => {
    linked(link).thenRefused(/not a web address\. It should look like https:\/\/example\.com\/page\./, 'link');
  });

  test('has no password in it, and at most 500 characters', () => {
    linked('https://ana:secret@example.com/form').thenRefused(/leave user name and password out/, 'link');
    const longest = `${page}?${'x'.repeat(500 - page.length - 1)}`;
    linked(longest).accepted();
    linked(`${longest}x`).thenRefused(/longer than 500 characters/, 'link');
  });

  test('that was given before need not be given again', () => {
    given(acme, before('technical-due-diligence'))
      .and(paul.does(shown('technical-due-diligence', { link: page })))
      .when(paul.does(done('technical-due-diligence')))
      .thenEvents({ type: 'ItemDone', item: 'technical-due-diligence' });
  });

  test('that is given anew on a finished item is recorded; the same one is not', () => {
    const finished = given(acme, upTo('technical-due-diligence'));
    finished.when(paul.does(done('technical-due-diligence', { link: page }))).thenNothing();
    finished
      .when(paul.does(done('technical-due-diligence', { link: `${page}/2` })))
      .thenEvents({ type: 'ItemDone', item: 'technical-due-diligence', evidence: { link: `${page}/2` } });
  });
});

describe('a quarter', () => {
  const story = given(acme, before('quarter-selected'));
  const chosen = (value: string, at = '2027-03-03T10:00') =>
    story.when(pat.does(done('quarter-selected', { value }), clock(at)));

  test.each(['2027Q2', ' 2027q2 ', '2027 Q2', '2027-Q2'])('may be written %j', (value) => {
    chosen(value).thenEvents({ type: 'ItemDone', item: 'quarter-selected', value: '2027Q2' });
  });

  test.each(['', 'Q2', '2027Q5', '2027Q0', 'soon', '27Q2', '2027Q22', '1927Q1'])('may not be written %j', (value) => {
    chosen(value).thenRefused(/A quarter looks like 2027Q1\./, 'value');
  });

  test('is not over yet: its last day still counts, by the clock of the lifecycle', () => {
    chosen('2027Q1', '2027-03-31T23:59').accepted();
    chosen('2027Q1', '2027-04-01T00:00').thenRefused(/2027Q1 is over/, 'value');
    chosen('2026Q4').thenRefused(/2026Q4 is over/, 'value');
    // Already April in Lisbon.
    story
      .when(pat.does(done('quarter-selected', { value: '2027Q1' }), clock('2027-04-01T05:00', 'Europe/Lisbon')))
      .accepted();
  });

  test('can be chosen again; the same one changes nothing', () => {
    const after = given(acme, upTo('quarter-selected'));
    after.when(pat.does(done('quarter-selected', { value: '2027Q3' }))).thenNothing();
    after.when(pat.does(done('quarter-selected'))).thenNothing();
    after
      .when(pat.does(done('quarter-selected', { value: '2027Q4' })))
      .thenEvents({ type: 'ItemDone', item: 'quarter-selected', value: '2027Q4' });
  });
});

const recorded = (value: string) => ({ type: 'ItemDone', item: 'technical-review-meeting', value });

describe('a date and time', () => {
  const story = given(acme, before('technical-review-meeting'));
  const held = (value: string) => story.when(eng.does(done('technical-review-meeting', { value })));
  test('is kept with its offset: without one it is read in the zone of the lifecycle', () => {
    held('2027-03-02T10:00').thenEvents(recorded('2027-03-02T10:00-08:00'));
    held('2027-07-02T10:00:30').thenEvents(recorded('2027-07-02T10:00-07:00'));
    held('2027-03-02T10:00Z').thenEvents(recorded('2027-03-02T02:00-08:00'));
  });

  test.each(['', '2027-03-02', 'tomorrow', '2027-02-30T10:00', '2027-03-02T25:00', '2027-03-02T10:00 <!channel>'])(
    'may not be %j',
    (value) => {
      held(value).thenRefused(/choose the date and time/, 'value');
    },
  );

  test('the same one twice changes nothing, however it is written', () => {
    held('2027-03-02T10:00')
      .accepted()
      .when(eng.does(done('technical-review-meeting', { value: '2027-03-02T18:00Z' })))
      .thenNothing();
  });
});

describe('a name', () => {
  test('of a workspace is asked for, with at most 150 characters', () => {
    const story = given(acme, before('workspace-provisioned'));
    const named = (value: string) => story.when(eng.does(done('workspace-provisioned', { value })));
    named(' acme-prod ').thenEvents({ type: 'ItemDone', item: 'workspace-provisioned', value: 'acme-prod' });
    named('  ').thenRefused(/fill this in, with at most 150 characters/, 'value');
    named('x'.repeat(151)).thenRefused(/at most 150/, 'value');
  });
});

describe('the GA date, in a lifecycle in which it is ticked', () => {
  const phases = partnerConnect.phases.map((phase) => ({
    ...phase,
    items: phase.items.map((item) => ({ ...item, milestone: undefined })),
  }));
  const story = given(acme, before('ga-date-agreed')).under({ ...partnerConnect, phases });
  const agreed = (value: string, at: number) =>
    story.when(pat.does(done('ga-date-agreed', { value }), clock(new Date(at).toISOString())));

  test('is agreed by either side', () => {
    for (const who of [pat, lena])
      story
        .when(who.does(done('ga-date-agreed', { value: '2027-03-20' }), clock('2027-03-10T10:00')))
        .thenEvents({ type: 'ItemDone', item: 'ga-date-agreed', value: '2027-03-20' });
    story.when(paul.does(done('ga-date-agreed', { value: '2027-03-20' }))).thenRefused(/can be done by Pat or Lena/);
  });

  test.each([
    // Agreed at ... The earliest date is seven days after the day it is in California.
    ['2027-03-10T10:00', '2027-03-17'],
    ['2027-03-10T00:00', '2027-03-17'],
    ['2027-03-10T23:59', '2027-03-17'],
    ['2027-03-11T00:00', '2027-03-18'],
    // Over the night in which clocks go forward (14 March 2027) and the one in which they go back (7 November 2027).
    ['2027-03-13T23:59', '2027-03-20'],
    ['2027-03-14T00:00', '2027-03-21'],
    ['2027-03-14T03:00', '2027-03-21'],
    ['2027-03-14T23:59', '2027-03-21'],
    ['2027-03-15T00:00', '2027-03-22'],
    ['2027-11-06T23:59', '2027-11-13'],
    ['2027-11-07T00:00', '2027-11-14'],
    ['2027-11-07T01:30', '2027-11-14'],
    ['2027-11-07T23:59', '2027-11-14'],
    ['2027-11-08T00:00', '2027-11-15'],
    // Over the end of a year and a leap day.
    ['2027-12-28T12:00', '2028-01-04'],
    ['2028-02-25T12:00', '2028-03-03'],
  ])('agreed at %s is %s at the earliest', (at, earliest) => {
    const dayBefore = new Date(Date.parse(earliest) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    agreed(earliest, clock(at)).thenEvents({ type: 'ItemDone', item: 'ga-date-agreed', value: earliest });
    agreed(dayBefore, clock(at)).thenRefused(/at least 7 days ahead: \d+ \w+ \d{4} or later\./, 'value');
  });

  test('counts the 25th hour of the night in which clocks go back to the day that ends', () => {
    // 00:30 the next day by an offset that no longer holds: 23:30 Pacific standard time.
    agreed('2027-11-14', Date.UTC(2027, 10, 8, 7, 30)).accepted();
    agreed('2027-11-14', Date.UTC(2027, 10, 8, 8, 0)).thenRefused(/15 Nov 2027 or later/, 'value');
  });

  test.each(['', 'soon', '2027-02-29', '2027-13-01', '2027-09-31', '20270901', '09/01/2027'])(
    'may not be %j',
    (value) => {
      agreed(value, clock('2027-03-10T10:00')).thenRefused(/not a date of the calendar/, 'value');
    },
  );

  test('is not agreed in the past', () => {
    agreed('2026-09-01', clock('2027-03-10T10:00')).thenRefused(/17 Mar 2027 or later/, 'value');
  });

  test('can be agreed anew', () => {
    agreed('2027-09-01', clock('2027-03-10T10:00'))
      .accepted()
      .when(lena.does(done('ga-date-agreed', { value: '2027-10-01' })))
      .thenEvents({ type: 'ItemDone', item: 'ga-date-agreed', value: '2027-10-01' });
  });
});
