import { itemModal } from '../../blocks/item';
import type { Person } from '../../src/domain/actor';
import { itemId } from '../../src/domain/ids';
import { done } from '../support/given';
import { ana, lee, mia, omar, opened, pat, shown, underWay, type Story } from './support';

const draw = (actor: Person, story: Story, item: string) => {
  const i = itemId.parse(item);
  return itemModal(story.form(actor, { i }));
};
const form = (actor: Person, story: Story, item: string): string => shown(draw(actor, story, item));

test('one form for everything a coordinator may do', () => {
  expect(form(pat, underWay(), 'mini-site')).toBe(`# ⬜ Partner's Databricks mini site is live
A page of the partner about Databricks, such as partner.com/databricks.
*Ready* to be done, for 5 working days
(Go-to-market · Partner marketing · due 2 Aug 2027, in 147 days)
What happens: <Keep as it is | (Done) | Blocked | Not needed>
Link: <url_text_input>
Note: <plain_text_input>
Reason: <plain_text_input>
Owner: <(Nobody in particular) | Pat Doe | Ana Lima>
Due: <datepicker>
Who sees it: ☐ Internal: hide from the partner`);
});

test('somebody of another team can only say that it is blocked', () => {
  expect(form(mia, underWay(), 'mini-site')).toBe(`# ⬜ Partner's Databricks mini site is live
A page of the partner about Databricks, such as partner.com/databricks.
*Ready* to be done, for 5 working days
(Go-to-market · Partner marketing · due 2 Aug 2027, in 147 days)
What happens: <(Keep as it is) | Blocked>
Reason: <plain_text_input>
(It can be done by Partner marketing (nobody on the people list yet).)`);
});

test('somebody without a role reads, and learns who can', () => {
  const modal = draw(omar, underWay(), 'mini-site');
  expect(modal.submit).toBeUndefined();
  expect(shown(modal)).toContain('Is that you? Claim your role under *People*.');
});

test('what is known is filled in', () => {
  const story = underWay().as(pat, { type: 'SetItemOwner', item: itemId.parse('quarter-selected'), owner: pat.person });
  const modal = draw(pat, story, 'quarter-selected');
  expect(shown(modal)).toContain('*Done* by Pat Doe');
  expect(shown(modal)).toContain('Quarter: 2027Q2');
  expect(shown(modal)).toContain('What happens: <(Keep as it is) | Done, as filled in below | Reopen>');
  expect(shown(modal)).toContain('Owner: <Nobody in particular | (Pat Doe)>');
  expect(JSON.stringify(modal)).toContain('"initial_value":"2027Q2"');
});

test('dates are shown in words, and come back into their inputs', () => {
  const story = underWay();
  const modal = draw(lee, story, 'technical-review-meeting');
  expect(shown(modal)).toMatch(/Meeting: <!date\^1804701600\^/);
  expect(JSON.stringify(modal)).toContain('"initial_date_time":1804701600');
});

test('an item that cannot be done yet says what comes first', () => {
  const text = form(lee, opened(), 'technical-review-meeting');
  expect(text).toContain(
    '*Not yet possible*\nFirst: Company is a registered Databricks partner (Partner development), ',
  );
  expect(text).toContain('What happens: <(Keep as it is) | Blocked>');
});

test('a blocked item shows the whole reason, and can be unblocked', () => {
  const reason = `${'long '.repeat(500)}end`;
  const text = form(
    ana,
    underWay().as(ana, { type: 'BlockItem', item: itemId.parse('mini-site'), reason }),
    'mini-site',
  );
  expect(text).toContain(`*Blocked* by Ana Lima, since today:\n${reason}`);
  expect(text).toContain('<(Keep as it is) | Blocked, for another reason | No longer blocked>');
});

test('a sign-off is blocked and dated here, and given with Sign-offs', () => {
  const text = form(mia, underWay(), 'signoff-product');
  expect(text).toContain('What happens: <(Keep as it is) | Blocked>');
  expect(text).toContain('Owner: <(Nobody in particular) | Mia Chen>');
  expect(text).toContain('This is given with *Sign-offs*, not ticked here; you can give it.');
  expect(text).not.toMatch(/Link|Who sees it/);
});

test('an item that is hidden or gone gives nothing away', () => {
  const story = underWay().as(pat, { type: 'SetItemAudience', item: itemId.parse('ppa-signed'), internal: true });
  const gone = 'This item is no longer on the checklist. Open the checklist again to see what is.';
  expect(form(ana, story, 'ppa-signed')).toBe(gone);
  expect(form(pat, story, 'never-there')).toBe(gone);
});

test('a closed partner has no form', () => {
  const story = underWay().as(pat, { type: 'ClosePartner', reason: 'paused' });
  expect(draw(pat, story, 'mini-site').submit).toBeUndefined();
  expect(form(pat, story.as(pat, { type: 'ReopenPartner' }, done('ppa-signed')), 'ppa-signed')).toContain(
    '*Done* by Pat Doe',
  );
});
