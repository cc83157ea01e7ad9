import { letterFor } from '../../jobs/deliver/letters';
import { agenda } from '../../src/domain/agenda';
import type { Instant } from '../../src/domain/ids';
import {
  acme,
  bot,
  channelReady,
  clock,
  date,
  dueOn,
  given,
  lena,
  owned,
  pat,
  paul,
  proposed,
  takenBack,
  upTo,
  type Story,
} from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';

/** What goes out pings whoever is up. Lena leads the partner in Tokyo, where it is night while California works. */

const moved = { type: 'PersonMoved', person: lena.actor.person, name: 'Lena', zone: 'Asia/Tokyo' } as const;
const agreed = given(acme, channelReady, bot.does(moved), upTo('ga-date-agreed'));
const ping = `<@${lena.actor.person.split(':')[1]}>`;

/** The text of the message of a kind that is due at a moment, as it is written then. */
function written(story: Story, kind: string, at: Instant): string {
  const found = agenda(story.partner, lifecycle, at).due.flatMap((due) => {
    const isIt =
      due.kind === 'timed' ? due.what.about === kind : due.kind === 'notice' && due.pending.notice.kind === kind;
    const letter = isIt && due.kind !== 'step' && due.kind !== 'living' && letterFor(due, story.partner, lifecycle, at);
    return letter ? [letter.draw().text] : [];
  });
  return found.join();
}

test('A countdown pings those whose turn it is and who are up, and names the others', () => {
  const missing = agreed.and(lena.does(takenBack('signoff-partner'), clock('2027-08-24T10:00')));
  const [night, day] = [clock('2027-08-25T09:00'), clock('2027-08-25T17:30')];
  expect(written(missing, 'countdown', night)).toContain('Lena');
  expect(written(missing, 'countdown', night)).not.toContain(ping);
  expect(written(missing, 'countdown', day)).toContain(ping);
});

test('The channel’s digest of a morning is for those whose morning it is, and of the day that it is there', () => {
  const tokyo = { type: 'PersonMoved', person: paul.actor.person, name: 'Paul', zone: 'Asia/Tokyo' } as const;
  const { partner } = given(acme, channelReady, bot.does(tokyo), upTo('fit-assessment')).and(
    pat.does(dueOn('technical-due-diligence', '2027-03-03')),
    pat.does(owned('technical-due-diligence', paul)),
  );
  const digest = (zone: string) => {
    const due = { kind: 'digest', key: 'x', zone, date: date('2027-03-03') } as const;
    return letterFor(due, partner, lifecycle, clock('2027-03-03T09:00', zone))?.draw().text ?? '';
  };
  expect(digest('Asia/Tokyo')).toMatch(/Technical Due Diligence.* due 3 Mar 2027, today/);
  expect(digest(lifecycle.zone)).not.toContain('Technical Due Diligence');
});

test('A proposed date does so, too', () => {
  const asked = agreed.and(pat.does(proposed('2027-09-15'), clock('2027-08-20T10:00')));
  const [night, day] = [clock('2027-08-20T10:01'), clock('2027-08-19T17:30')];
  expect(written(asked, 'ga-proposed', night)).toContain('Lena');
  expect(written(asked, 'ga-proposed', night)).not.toContain(ping);
  expect(written(asked, 'ga-proposed', day)).toContain(ping);
});
