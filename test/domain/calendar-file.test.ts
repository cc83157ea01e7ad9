import { calendarFile } from '../../src/calendar-file';
import { acme, before, clock, eng, given, item, paul } from '../support/given';
import { partnerConnect } from '../support/lifecycle';

const details = (starts: string) => ({
  starts: clock(starts),
  agenda: 'API, clouds; trials\nand "quotes"',
  link: 'https://example.com/call',
  attendees: [eng, paul].map(({ actor }) => actor.person),
});
const planned = given(acme, before('technical-review-meeting')).and(
  eng.does({ type: 'ScheduleCall', about: item('technical-review-meeting'), ...details('2027-03-09T10:00') }),
);
const moved = planned.and(eng.does({ type: 'ChangeCall', call: 'c1', ...details('2027-03-16T10:00') }));
const off = moved.and(eng.does({ type: 'CancelCall', call: 'c1', reason: 'No.' }));

/** The lines of a calendar, long ones unfolded. */
async function lines({ partner }: typeof planned): Promise<readonly string[]> {
  const [call] = partner.calls;
  if (!call) throw new Error('There is a call');
  const { content } = await calendarFile(call, partner, partnerConnect);
  expect(content.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  return content.replaceAll('\r\n ', '').split('\r\n');
}

test('a call is an entry with its time in UTC, its agenda and what to bring', async () => {
  const entry = await lines(planned);
  expect(entry).toEqual(
    expect.arrayContaining([
      'BEGIN:VCALENDAR',
      'METHOD:PUBLISH',
      'SEQUENCE:0',
      'STATUS:CONFIRMED',
      // Ten in the morning in Los Angeles is 18:00 UTC on the winter side of the change of clocks, ...
      'DTSTART:20270309T180000Z',
      'DTEND:20270309T190000Z',
      'SUMMARY:Acme: Technical review',
      'LOCATION:https://example.com/call',
    ]),
  );
  expect(entry.find((line) => line.startsWith('DESCRIPTION:'))).toMatch(
    /^DESCRIPTION:API\\, clouds\\; trials\\nand "quotes"\\n\\nWith Eng\\, Paul\\n\\nThe partner brings:\\n- /,
  );
  // ... and 17:00 UTC after it.
  expect(await lines(moved)).toContain('DTSTART:20270316T170000Z');
});

test('it keeps its id; each change has a higher sequence; a cancellation takes it away', async () => {
  const uid = (entry: readonly string[]) => entry.find((line) => line.startsWith('UID:'));
  const [first, second, third] = [await lines(planned), await lines(moved), await lines(off)];
  expect(uid(first)).toMatch(/^UID:p-acme-c1@/);
  expect([uid(second), uid(third)]).toEqual([uid(first), uid(first)]);
  expect(second).toEqual(expect.arrayContaining(['METHOD:PUBLISH', 'SEQUENCE:1', 'STATUS:CONFIRMED']));
  expect(third).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'SEQUENCE:2', 'STATUS:CANCELLED']));
});
