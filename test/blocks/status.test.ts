import { statusMessage } from '../../blocks/status';
import type { Person } from '../../src/domain/actor';
import { itemId, personOf, teamId } from '../../src/domain/ids';
import { day } from '../../src/domain/time';
import { done } from '../support/given';
import { ana, omar, opened, pat, shown, underWay, type Story } from './support';

const status = (actor: Person, story: Story): string =>
  shown(statusMessage(story.state, story.lifecycle, story.viewer(actor)));

test('says at a glance where a partner stands and whose turn it is', () => {
  expect(status(ana, underWay())).toBe(`# Acme Analytics
Under way: *Go-to-market*, *Onboarding*
Target GA date: *16 Aug 2027*, in 161 days
*Progress*
▰▰▰▰▰ 2/2 Prerequisites
▰▰▰▰▰ 5/5 Scheduling
▱▱▱▱▱ 0/5 *Go-to-market*
▱▱▱▱▱ 0/9 *Onboarding*
▱▱▱▱▱ 0/8 End-game
*Gates: 0 of 5 given*
🔒 Engineering sign-off · not yet
🔒 Solution architect sign-off · not yet
🔒 Product sign-off · not yet
🔒 Partner sign-off · not yet
🔒 PPA confirmation · not yet
*Next*
• *UX guidelines are read*
   Partner · Partner engineering · for 5 working days · due 17 May 2027, in 70 days
• *Integration is built*
   Partner · Partner engineering · for 5 working days · due 28 Jun 2027, in 112 days
• *Partnership agreement (PPA) is signed*
   Databricks · Legal · for 5 working days · due 19 Jul 2027, in 133 days
[Checklist] [Sign-offs] [Tests] [Artifacts] [GA date] [People] [Log] [Maintenance] [Roadmap] [Reminders]`);
});

test('tells a person when it is their turn', () => {
  expect(status(pat, opened())).toContain('Databricks · Partner development · *you* · since today');
  expect(status(ana, opened())).toContain('Databricks · Partner development · Pat Doe · since today');
});

test('points a partner’s person without a role to claiming one, until it is asked for', () => {
  const story = underWay();
  expect(status(omar, story)).toMatch(/You have no role here yet.*\[Claim a role…\]/);
  for (const other of [ana, pat]) expect(status(other, story)).not.toContain('no role');
  // Whoever looks in from the other side reads first what they came for.
  const colleague = { ...pat, person: personOf('T1', 'U0CORA'), name: 'Cora Hill' };
  expect(status(colleague, story)).toMatch(/Next.*You have no role with Acme Analytics yet.*\[Claim a role…\]/s);
  story.as(omar, { type: 'ClaimRole', team: teamId.parse('partner-marketing') });
  expect(status(omar, story)).toMatch(/You asked to be Partner marketer: it waits for the confirmation of Pat Doe/);
});

test('shows what is blocked and why, what is overdue, and what is at risk', () => {
  const story = underWay()
    .as(ana, { type: 'BlockItem', item: itemId.parse('ppa-signed'), reason: 'Waiting for <legal>' })
    .as(pat, { type: 'ReopenItem', item: itemId.parse('fit-assessment') })
    .later(150 * day);
  const text = status(pat, story);
  expect(text).toContain('⛔ *Partnership agreement (PPA) is signed*: Waiting for &lt;legal&gt; · for 151 days');
  expect(text).toContain('*overdue* since 12 Apr 2027');
  expect(text).toContain(
    '⚠️ *Technical Due Diligence form is filled in* is done, but it needs Product fits Partner Connect (Partner development)',
  );
});

test('set-up problems are for the databricks side only, and lead to the set-up', () => {
  const story = opened().fact({ type: 'StepFailed', step: 'bookmarks', problem: 'The bot may not add bookmarks.' });
  expect(status(pat, story)).toContain('*Set-up needs a hand*\n⚠️ The bot may not add bookmarks.');
  expect(status(pat, story)).toContain('[Set-up] [Edit…]');
  expect(status(ana, story)).not.toMatch(/bookmarks|Set-up|Edit/);
});

test('an internal item is neither next nor counted for the partner', () => {
  const story = underWay().as(pat, { type: 'SetItemAudience', item: itemId.parse('ppa-signed'), internal: true });
  expect(status(ana, story)).not.toContain('PPA) is signed');
  expect(status(ana, story)).toContain('0/4 *Go-to-market*');
  expect(status(pat, story)).toContain('0/5 *Go-to-market*');
});

test('an agreed GA date that is marked internal stays unknown to the partner', () => {
  const story = opened();
  const ga = itemId.parse('ga-date-agreed');
  story.fact(
    { type: 'ItemDone', item: ga, value: '2027-06-15' },
    { type: 'ItemAudienceSet', item: ga, internal: true },
  );
  expect(status(pat, story)).toContain('GA date (agreed): *15 Jun 2027*');
  expect(status(ana, story)).toContain('No GA date yet');
});

test('a closed partner says so, and a coordinator can reopen it', () => {
  const story = underWay().as(pat, { type: 'ClosePartner', reason: 'paused', note: 'Back in spring' });
  expect(status(pat, story)).toContain(
    '*This onboarding is closed*, since today: Paused for now.\nBack in spring [Reopen…]',
  );
  expect(status(ana, story)).toContain(
    'Paused for now.\nBack in spring\nIt can be reopened by Pat Doe (Partner development).\n',
  );
  expect(status(ana, story)).not.toMatch(/Reopen|Next/);
});

test('of a closed partner a lost channel needs no hand', () => {
  const open = opened().fact({ type: 'ChannelArchived' });
  expect(status(pat, open)).toContain('⚠️ The channel was archived');
  expect(status(pat, open.as(pat, { type: 'ClosePartner', reason: 'paused' }))).not.toMatch(/needs a hand|archived/);
});

test('the fallback says the same in one breath', () => {
  const story = underWay().as(pat, done('ppa-signed'));
  const { text } = statusMessage(story.state, story.lifecycle, story.viewer(ana));
  expect(text).toContain(
    'Acme Analytics: Under way: Go-to-market, Onboarding, End-game. Target GA date: 16 Aug 2027, in 161 days\nGates: 0 of 5 given\nNext: UX guidelines are read, Partner · Partner engineering',
  );
});
