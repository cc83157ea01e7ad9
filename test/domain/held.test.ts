import { describe as said } from '../../blocks/history';
import { acme, blocked, clock, done, given, never, notNeeded, pat, unblocked } from '../support/given';
import { partnerConnect } from '../support/lifecycle';

/** The log says how long an item was in whose court when it passes on. */

const id = 'partner-registered';
const last = (story: ReturnType<typeof given>) => {
  const [recorded] = story.log.filter(({ event }) => 'item' in event && event.item === id).slice(-1);
  return recorded && said(recorded, story.partner, partnerConnect, 'partner');
};

test('what is done after some days names the team that had it; what is done at once does not', () => {
  const late = given(acme).and(pat.does(done(id), clock('2027-03-09T10:00')));
  expect(last(late)).toMatch(/marked \*.*\* done.* · after 6 working days with Partner development$/);
  expect(last(given(acme, pat.does(done(id))))).not.toContain('after');
});

test('what is blocked was somebody’s until then; the time it stood still is nobody’s', () => {
  const stopped = given(acme).and(pat.does(blocked(id, 'No answer.'), clock('2027-03-03T10:00')));
  expect(last(stopped)).toMatch(/: No answer\. · after 2 working days with Partner development$/);
  const freed = stopped.and(pat.does(unblocked(id), clock('2027-03-10T10:00')));
  expect(last(freed)).not.toContain('after');
  expect(last(freed.and(pat.does(done(id), clock('2027-03-11T10:00'))))).toMatch(/after 1 working day with/);
});

test('what nobody could begin was in nobody’s court, however long it stood there', () => {
  const early = given(acme).and(pat.does(notNeeded('mini-site', 'No site.'), clock('2027-03-09T10:00')));
  expect(early.log.at(-1)).not.toHaveProperty('held');
});

test('an old log, which does not have it, is told as before', () => {
  const late = given(acme).and(pat.does(done(id), clock('2027-03-09T10:00')));
  const [{ held: _, ...old } = never()] = late.log.slice(-1);
  expect(said(old, late.partner, partnerConnect, 'partner')).not.toContain('after');
});
