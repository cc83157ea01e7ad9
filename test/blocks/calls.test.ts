import { callsMessage } from '../../blocks/calls';
import { principalOf } from '../../src/domain/actor';
import { dateOf } from '../../src/domain/calendar';
import { acme, before, clock, eng, given, item, paul } from '../support/given';
import { shown } from './support';

test('calls that are over stand below, the newest first, at the time of whoever reads', () => {
  const scheduled = (starts: string) =>
    eng.does({
      type: 'ScheduleCall',
      about: item('technical-review-meeting'),
      starts: clock(starts),
      attendees: [eng, paul].map(({ actor }) => actor.person),
    });
  const { partner, lifecycle, now } = given(acme, before('technical-review-meeting')).and(
    scheduled('2027-03-09T10:00'),
    eng.does({ type: 'CancelCall', call: 'c1', reason: 'Too early.' }),
    scheduled('2027-03-16T10:00'),
    eng.does({ type: 'CancelCall', call: 'c2', reason: 'A fair.' }),
  );
  const { zone } = lifecycle;
  const viewer = { who: principalOf(eng.actor, partner, lifecycle), today: dateOf(now, zone), now, zone };
  const lines = shown(callsMessage(partner, lifecycle, viewer))
    .split('\n')
    .filter((line) => line.includes('cancelled'));
  const at = (starts: string) => new RegExp(`^\\(<!date\\^${clock(starts) / 1000}\\^`);
  expect(lines).toEqual([expect.stringMatching(at('2027-03-16T10:00')), expect.stringMatching(at('2027-03-09T10:00'))]);
  expect(lines[0]).toMatch(/Technical review.* · cancelled by Eng: A fair\./);
});
