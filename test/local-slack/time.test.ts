import { firstLine } from '../../local-slack/time';

test('news are the first line of a message: its times as text, cut between words or letters, never in a time', () => {
  const time = '<!date^1795568400^{date_short} at {time}|24 Nov 2026, 17:00 PST>';
  expect(firstLine(`Due by ${time}.\nMore`)).toBe('Due by 24 Nov 2026, 17:00 PST.');
  expect(firstLine(`${'long '.repeat(30)}${time}`)).toMatch(/long…$/);
  expect(firstLine('')).toBe('');
});
