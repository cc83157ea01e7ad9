import { signOffModal, takeBackModal } from '../../blocks/sign-off';
import { signOffsMessage } from '../../blocks/sign-offs';
import type { Person } from '../../src/domain/actor';
import { channelId, itemId } from '../../src/domain/ids';
import { done } from '../support/given';
import { partnerConnect } from '../support/lifecycle';
import { allMet } from '../support/runs';
import { acme, ana, edited, lee, mia, notices, omar, pat, shown, type Story, underWay } from './support';

const product = itemId.parse('signoff-product');

const reviewed = (): Story =>
  underWay()
    .as(ana, done('ux-guidelines-reviewed'))
    .as(mia, done('design-review', { link: 'https://acme.example/mocks' }), allMet(partnerConnect));

const signed = (): Story =>
  reviewed().as(mia, {
    type: 'GiveSignOff',
    signOff: product,
    comment: 'Lovely to use',
    criteria: ['connector-chosen', 'nothing-retyped', 'connection-found'],
  });

const signOffs = (actor: Person, story: Story): string =>
  shown(signOffsMessage(story.state, story.lifecycle, story.viewer(actor)));

const confirm = (actor: Person, story: Story, item: string) => {
  const i = itemId.parse(item);
  return signOffModal(story.form(actor, { i }));
};

/** Dates as tests read them: the fallback of each. */
const plainDates = (text: string): string => text.replace(/<!date\^\d+\^[^|]+\|([^>]+)>/g, '$1');

describe('Sign-offs', () => {
  test('say who may give each, and what it still needs', () => {
    expect(signOffs(mia, reviewed())).toBe(`# Acme Analytics · Sign-offs
(0 of 5 gates are given.)
🔒 *Engineering sign-off* · not yet
First: Joint validation call is passed (Engineering)
Who may give it: Lee Park (Engineering)
🔒 *Solution architect sign-off* · not yet
First: Integration is built (Partner engineering), P200 and P201 passed
Who may give it: Partner solution architecture (nobody on the people list yet)
⬜ *Product sign-off* · ready
Who may give it: Mia Chen (Product) [Sign off]
🔒 *Partner sign-off* · not yet
First: Partner has run every test case (Partner engineering)
Who may give it: Ana Lima (Partner lead)
🔒 *PPA confirmation* · not yet
First: Partnership agreement (PPA) is signed (Legal)
Who may give it: Pat Doe (Legal or Partner development)
[Status] [Checklist] [Tests] [Artifacts] [GA date] [People] [Log]`);
  });

  test('say that guidelines wait to be met before one can be given', () => {
    const story = underWay()
      .as(ana, done('ux-guidelines-reviewed'))
      .as(mia, done('design-review', { link: 'https://acme.example/mocks' }));
    const line = 'Before it: 9 UX guidelines not met or not reviewed yet (UX review, under Tests)';
    expect(signOffs(mia, story)).toContain(`⬜ *Product sign-off* · ready\n${line}\nWho may give it: Mia Chen`);
    expect(signOffs(mia, reviewed())).not.toContain('Before it');
  });

  test('say who gave one, when, with which word, and what it rests on', () => {
    expect(plainDates(signOffs(mia, signed()))).toContain(`✅ *Product sign-off* · given
By Mia Chen (Product manager), 9 Mar 2027, 08:00 UTC
“Lovely to use”
✓ The user does not have to choose Databricks as the connector
✓ The user does not have to type what the Connect API call already carried
✓ A user who lands in the product finds the Databricks connection without searching and never loses the way
Rests on: Design review is passed (done 8 Mar 2027) [Take back…]`);
    expect(signOffs(pat, signed())).not.toContain('Take back');
  });

  test('say why one must be given again', () => {
    const again = signed().as(mia, done('design-review', { link: 'https://acme.example/new-mocks' }));
    expect(signOffs(ana, again)).toContain('To be given again, since today: “Design review is passed” changed');
    const taken = signed().as(mia, { type: 'TakeBackSignOff', signOff: product, reason: 'The wizard has changed' });
    expect(plainDates(signOffs(ana, taken))).toContain('Taken back by Mia Chen, 9 Mar 2027: “The wizard has changed”');
  });
});

describe('Signing off', () => {
  test('asks for each criterion and a word', () => {
    expect(plainDates(shown(confirm(mia, reviewed(), product)))).toBe(`# Product sign-off
Usability, seen by a new user who does not know the partner's product.
(Rests on: Design review is passed (done 8 Mar 2027). If that changes, the sign-off is asked for again.)
Please tick what holds: ☐ The user does not have to choose Databricks as the connector ☐ The user does not have to type what the Connect API call already carried ☐ A user who lands in the product finds the Databricks connection
Comment: <plain_text_input>`);
  });

  test('a criterion too long for its label goes on in the line under it', () => {
    expect(JSON.stringify(confirm(mia, reviewed(), product))).toContain('"without searching and never loses the way"');
  });

  test.each([
    ['somebody else', omar, product, 'It can be given by Mia Chen (Product). Nobody can sign on behalf of others.'],
    ['the coordinator', pat, product, 'It can be given by Mia Chen (Product). Nobody can sign on behalf of others.'],
    [
      'too early',
      lee,
      'signoff-engineering',
      'It is not possible yet. First: Joint validation call is passed (Engineering).',
    ],
    ['no longer asked for', mia, 'signoff-gone', 'This sign-off is no longer asked for.'],
  ])('%s is told kindly', (_why, actor, item, words) => {
    const modal = confirm(actor, reviewed(), item);
    expect(modal.submit).toBeUndefined();
    expect(shown(modal)).toContain(words);
  });

  test('given already says by whom', () => {
    expect(plainDates(shown(confirm(mia, signed(), product)))).toContain(
      'It was given by Mia Chen, 9 Mar 2027, 08:00 UTC.',
    );
  });

  test('taking back asks why', () => {
    const story = signed();
    const modal = takeBackModal(story.form(mia, { i: product }));
    expect(shown(modal)).toContain('Why is it taken back?: <plain_text_input>');
    const open = reviewed();
    expect(shown(takeBackModal(open.form(mia, { i: product })))).toBe('It is not given (any more).');
  });
});

describe('In the channel', () => {
  test('a sign-off is told once, and pings only who is next', () => {
    const story = signed();
    expect(notices(story)).toEqual([
      `✅ *Product sign-off* was given by Mia Chen (Product manager).
“Lovely to use”
Next: *Integration is built* · Partner engineering
[Sign-offs] [Status]`,
    ]);
    const ready = reviewed().as(pat, done('ppa-signed'));
    ready.as(mia, {
      type: 'GiveSignOff',
      signOff: product,
      criteria: ['connector-chosen', 'nothing-retyped', 'connection-found'],
    });
    expect(notices(ready)[0]).toContain('Next: *PPA confirmation* · Legal\n');
    ready.as(pat, { type: 'SetItemOwner', item: itemId.parse('ppa-confirmed'), owner: pat.person });
    expect(notices(ready)[0]).toContain('Next: *PPA confirmation* · Partner development · <@UPAT>');
  });

  test('one that must be given again says why, and pings who gives it', () => {
    const told = { key: 'sign-off-given:signoff-product', channel: channelId.parse('C0ACME'), ts: '1' };
    const story = signed().fact({ type: 'MessageDelivered', ...told });
    story.as(mia, done('design-review', { link: 'https://acme.example/new-mocks' }));
    expect(notices(story)).toEqual([
      `↩️ *Product sign-off* must be given again, since “Design review is passed” changed.
Next: *Product sign-off* · Product · <@UMIA>
[Sign-offs] [Status]`,
    ]);
  });

  test('what it rested on stays unnamed when that is internal', () => {
    const story = signed().as(pat, { type: 'SetItemAudience', item: itemId.parse('design-review'), internal: true });
    expect(signOffs(ana, story)).not.toContain('Design review');
    expect(signOffs(pat, story)).toContain('Design review');
    story.as(pat, { ...edited, name: acme.name, clouds: ['aws', 'azure'] });
    expect(signOffs(ana, story)).toContain('✅ *Product sign-off* · given');
  });
});
