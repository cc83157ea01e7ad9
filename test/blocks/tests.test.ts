import { caseModal } from '../../blocks/case';
import { digestMessage } from '../../blocks/digest';
import { describe as tell } from '../../blocks/history';
import { statusMessage } from '../../blocks/status';
import { resultsModal, todoModal } from '../../blocks/test-forms';
import { testsMessage } from '../../blocks/tests';
import type { Person } from '../../src/domain/actor';
import { calendarDate, caseId, itemId, later, teamId } from '../../src/domain/ids';
import { digestFor } from '../../src/domain/reminders/digest';
import type { Side } from '../../src/lifecycle/schema';
import { passing } from '../support/runs';
import { ana, lee, pat, pick, shown, underWay, type Story } from './support';

const [p100, p200, p700] = [caseId.parse('P100'), caseId.parse('P200'), caseId.parse('P700')];

/** Ana, who leads the partner's side, has tried every case; one has failed, and one applies on Lee's word. */
function tried(): Story {
  const story = underWay().as(pat, { type: 'AssignPerson', picked: pick(ana), team: teamId.parse('partner-lead') });
  story.as(ana, ...passing('partner-run', story.state, story.lifecycle));
  story.as(ana, {
    type: 'RecordResults',
    run: { kind: 'partner' },
    results: [{ case: p100, is: 'fail', note: 'No redirect *at all*' }],
  });
  return story.as(lee, { type: 'OverrideCase', case: p700, applies: true, reason: 'SECRET word', internal: true });
}

const tests = (actor: Person, story: Story) => shown(testsMessage(story.state, story.lifecycle, story.viewer(actor)));
const ofCase = (actor: Person, story: Story, id: typeof p100) => shown(caseModal(story.form(actor, { i: id })));

test('the matrix says how each run stands, what failed and what is left', () => {
  const text = tests(ana, tried());
  expect(text).toContain('*Partner’s run*: 7 of 9 cases passed · failed: P100 · to be tried: P700');
  expect(text).toContain(
    '❌ *P100* A new user in a new workspace creates a connection\n“No redirect ∗at all∗” [Report a bug…]',
  );
  expect(text).toContain('*P200* The core integration works through the connection\n   Partner ✅');
  expect(text).toContain('[Record partner’s run…]');
});

test('before anybody said what the product can do, that is asked first', () => {
  const text = tests(pat, underWay());
  expect(text).toContain('not known whether they apply: P201, P401');
  expect(text).toContain('Say what the product can do');
});

test('a case says why it applies; an internal reason stays on its side', () => {
  expect(ofCase(pat, tried(), p700)).toContain('*Applies*: so Lee Park says: “SECRET word” (_internal_).');
  expect(ofCase(ana, tried(), p700)).toContain('*Applies*: so Lee Park says.');
  expect(ofCase(ana, tried(), p200)).toContain('every product must pass it');
});

test('what failed in a run that is internal is nothing for the partner, nor what is done about it', () => {
  const todo = { type: 'AddTodo', case: p100, title: 'SECRET fix' } as const;
  const hidden = tried()
    .as(lee, todo)
    .as(lee, { ...todo, title: 'SECRET check' }, { type: 'FinishTodo', todo: 't2' })
    .as(pat, { type: 'SetItemAudience', item: itemId.parse('partner-validation'), internal: true });
  expect(tests(pat, hidden)).toContain('SECRET fix');
  expect(tests(ana, hidden)).not.toMatch(/SECRET|To-do/);
  expect(ofCase(ana, hidden, p100)).not.toContain('SECRET');
  const said = (side: Side) => hidden.log.flatMap((one) => tell(one, hidden.state, hidden.lifecycle, side) ?? []);
  expect(said('databricks').join('\n')).toMatch(/added a to-do for P100: SECRET fix[^]*finished a to-do for P100/);
  expect(said('partner').join('\n')).not.toMatch(/SECRET|to-do/);
  const form = (who: Person) => todoModal(hidden.form(who, {}));
  expect(shown(form(pat))).toContain('P100');
  expect(shown(form(ana))).toContain('No case has failed');
});

test('a form of a closed partner says so', () => {
  const story = underWay();
  const memory = { p: story.state.id, run: { kind: 'partner' } as const };
  const closed = story.as(pat, { type: 'ClosePartner', reason: 'paused' });
  expect(shown(resultsModal(closed.form(ana, memory)))).toContain('closed');
});

test('a to-do stands in its owner’s digest with what to do about it, and in the status, one’s own first', () => {
  const todo = { type: 'AddTodo', case: p100 } as const;
  const due = calendarDate.parse('2027-03-10');
  const story = tried()
    .as(lee, { ...todo, title: 'Ask for logs', owner: ana.person, due: calendarDate.parse('2027-03-09') })
    .as(lee, { ...todo, title: 'Mend the *redirect*', owner: lee.person, due })
    .as(lee, { ...todo, title: 'Tell the users', due });
  const now = later(story.now, Date.parse('2027-03-10T17:00:00Z') - story.now);
  const digest = (who: Person) => {
    const mine = digestFor(who.person, [story.state], story.lifecycle, now);
    return mine ? shown(digestMessage(mine, story.lifecycle, due)) : '';
  };
  expect(digest(lee)).toMatch(
    /🟠 \*To-do for P100: Mend the ∗redirect∗\* · due 10 Mar 2027[^\n]*\n\[Done\] \[Tests\] \[Snooze…\] \[Mute…\]/,
  );
  expect(digest(lee)).not.toMatch(/Ask for logs|Tell the users/);
  expect(digest(pat)).toMatch(/👤 \*To-do for P100: Tell the users\* · due [^\n]* · nobody has it/);
  const status = shown(statusMessage(story.state, story.lifecycle, story.viewer(lee)));
  expect(status).toMatch(
    /\*To-dos\*\n📌 \*P100\* Mend the ∗redirect∗ · \*you\* · due [^\n]*\n📌 \*P100\* Ask for logs · Ana/,
  );
  expect(tests(lee, story)).toMatch(/Mend the[^]*Ask for logs[^]*Tell the users · nobody has it/);
});
