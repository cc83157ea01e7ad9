import { inZone } from '../../local-slack/page/src/ui/time';
import { firstLine } from '../../local-slack/time';

test('news are the first line of a message: its times as text, cut between words or letters, never in a time', () => {
  const time = '<!date^1795568400^{date_short} at {time}|24 Nov 2026, 17:00 PST>';
  expect(firstLine(`Due by ${time}.\nMore`)).toBe('Due by 24 Nov 2026, 17:00 PST.');
  expect(firstLine(`${'long '.repeat(30)}${time}`)).toMatch(/long…$/);
  expect(firstLine('')).toBe('');
});

test('plans and news show times in the zone of who reads them', () => {
  const said = 'Late (S3): it was due by 25 Nov 2026, 01:00 UTC, and on 25 Nov.';
  expect(inZone(said, 'Europe/Amsterdam')).toBe('Late (S3): it was due by Wed, 25 Nov 2026, 02:00, and on 25 Nov.');
  expect(inZone(said, 'America/Los_Angeles')).toContain('Tue, 24 Nov 2026, 17:00');
});
