import { planMessage, type SameDay } from '../../blocks/plan';
import type { Person } from '../../src/domain/actor';
import { date, internal } from '../support/given';
import { signedOff } from './launching';
import { ana, lee, opened, pat, shown, underWay, type Story } from './support';

function plan(actor: Person, story: Story, on?: string, sameDay?: SameDay) {
  return planMessage(
    story.state,
    story.lifecycle,
    story.viewer(actor),
    on === undefined ? undefined : date(on),
    sameDay,
  );
}

test('without a date it asks for one', () => {
  expect(shown(plan(ana, opened()))).toContain('Choose a GA date, and see what it means before anything is saved.');
});

test('counts back from the target: agree-by date, waves, latest dates', () => {
  const text = shown(plan(pat, underWay()));
  expect(text).toContain(
    'If GA is on *Mon 16 Aug 2027*, in 161 days, the target:\nAgree by *9 Aug 2027, in 154 days*.',
  );
  expect(text).toContain('• Wave 1: *Mon 9 Aug 2027* · 1 region');
  expect(text).toContain("• *Partner's launch blog is ready* · Partner marketing · by 2 Aug 2027");
  expect(text).toContain('[Propose as GA date…]');
  expect(text).not.toContain('[Use as target]');
});

test('another date can become the target, or be proposed, by those who may', () => {
  expect(shown(plan(pat, underWay(), '2027-09-07'))).toContain('[Propose as GA date…] [Use as target]');
  expect(shown(plan(ana, underWay(), '2027-09-07'))).toContain('[Propose as GA date…] [GA date]');
  expect(shown(plan(lee, underWay(), '2027-09-07'))).not.toMatch(/Propose|Use as target/);
});

test('a date before which an internal rollout does not fit is not offered to the partner either', () => {
  const story = signedOff().as(pat, internal('rollout'));
  expect(shown(plan(ana, story, '2027-08-16'))).toContain('[Propose as GA date…]');
  const text = shown(plan(ana, story, '2028-01-03'));
  expect(text).toContain('⛔ *Not possible.* Before 3 Jan 2028 there is no day for what comes right before a launch.');
  expect(text).not.toMatch(/Propose as|wave|rollout/i);
});

test('an impossible date says why, and offers nothing to save', () => {
  const picture = plan(pat, signedOff(), '2027-04-28');
  expect(shown(picture)).toContain(
    '⛔ *Not possible.* Both sides agree at least 7 days ahead: from today the earliest GA date is 3 May 2027.',
  );
  expect(shown(picture)).not.toMatch(/\[Propose|\[Use as/);
  expect(picture.text).toContain('Not possible');
});

test('what is late already comes first, and speaks in the notification too', () => {
  const picture = plan(pat, underWay(), '2027-04-05');
  expect(shown(picture)).toMatch(/\*Late already: \d+ items\*\n• \*UX guidelines are read\* · .* · was due/);
  expect(picture.text).toMatch(/Late: UX guidelines are read/);
});

test('another partner’s launch on the day is said to those who may know, and that there are more', () => {
  const text = shown(plan(pat, underWay(), undefined, { names: ['Globex <b>', 'Initech'], incomplete: true }));
  expect(text).toContain('⚠️ Also on that day: GA of Globex &lt;b&gt;, Initech and many more.');
  expect(shown(plan(ana, underWay()))).not.toContain('Also on that day');
});
