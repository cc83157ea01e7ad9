import {
  bar,
  escape,
  fitLines,
  inDays,
  link,
  name,
  namedLink,
  oneLine,
  since,
  truncate,
  typed,
} from '../../blocks/text';
import { calendarDate, instant } from '../../src/domain/ids';

describe('What people type', () => {
  test('is escaped', () => {
    expect(escape('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  });

  test('formats nothing', () => {
    expect(typed('*bold* _slanted_ `code` ~gone~')).toBe('∗bold∗ ˍslantedˍ ˋcodeˋ ∼gone∼');
    expect(typed('my_table_name')).toBe('my_table_name');
  });

  test('is cut between characters, and never inside an escape', () => {
    expect(truncate('🦊🦊🦊', 4)).toBe('🦊…');
    expect(typed('&&&', 11)).toBe('&amp;&amp;…');
    expect(typed('&&', 10)).toBe('&amp;&amp;');
  });

  test('loses control characters and halves of characters', () => {
    expect(oneLine('a\u0000b\n c\ud800')).toBe('ab c\uFFFD');
  });

  test('is cut where there is little room, also after it was shown whole', () => {
    const text = 'Data & AI: <b>'.repeat(3);
    const whole = 'Data &amp; AI: &lt;b&gt;'.repeat(3);
    expect([100, 30, 100].map((limit) => oneLine(text, limit))).toEqual([
      whole,
      'Data &amp; AI: &lt;b&gt;Data…',
      whole,
    ]);
  });

  test('a name without letters is still somebody', () => {
    expect(name(' \n ')).toBe('Somebody');
  });
});

describe('Links', () => {
  test('show where they lead', () => {
    expect(link('https://www.acme.example/databricks')).toBe(
      '<https://www.acme.example/databricks|acme.example/databricks>',
    );
    expect(link('https://acme.example/')).toBe('<https://acme.example/|acme.example>');
  });

  test('cannot be broken out of', () => {
    expect(namedLink('https://acme.example/?a=<b>|c d', 'a|<b>')).toBe(
      '<https://acme.example/?a=&lt;b&gt;%7Cc%20d|a/&lt;b&gt;>',
    );
    expect(link('javascript:alert(1)')).toBe('javascript:alert(1)');
  });
});

describe('Dates', () => {
  const today = calendarDate.parse('2027-03-02');

  test.each([
    ['2027-03-14', 'in 12 days'],
    ['2027-03-03', 'tomorrow'],
    ['2027-03-02', 'today'],
    ['2027-03-01', 'yesterday'],
    ['2027-02-27', '3 days ago'],
  ])('%s is %s', (date, words) => {
    expect(inDays(calendarDate.parse(date), today)).toBe(words);
  });

  test('since when is counted in days of the zone', () => {
    const zone = 'America/Los_Angeles';
    expect(since(instant.parse(Date.parse('2027-03-02T08:30Z')), today, zone)).toBe('since today');
    expect(since(instant.parse(Date.parse('2027-03-02T07:30Z')), today, zone)).toBe('since yesterday');
    expect(since(instant.parse(Date.parse('2027-02-27T20:00Z')), today, zone)).toBe('for 3 days');
  });
});

test('a bar is full only when all is done, and empty only when nothing is', () => {
  expect([bar(0, 200), bar(1, 200), bar(3, 5), bar(199, 200), bar(200, 200)]).toEqual([
    '▱▱▱▱▱',
    '▰▱▱▱▱',
    '▰▰▰▱▱',
    '▰▰▰▰▱',
    '▰▰▰▰▰',
  ]);
});

test('lines that do not fit are counted', () => {
  expect(fitLines(['one', 'two', 'three'], 30)).toBe('one\ntwo\n… and 1 more');
});
