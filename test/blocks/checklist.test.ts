import { checklistMessage } from '../../blocks/checklist';
import { encodeMenu } from '../../blocks/ids';
import type { Person } from '../../src/domain/actor';
import { itemId } from '../../src/domain/ids';
import { day } from '../../src/domain/time';
import { done } from '../support/given';
import { bulky } from './hostile';
import { acme, ana, mia, omar, opened, pat, shown, Story, underWay } from './support';

const checklist = (actor: Person, story: Story, phase?: string, page = 0): string =>
  shown(checklistMessage(story.state, story.lifecycle, story.viewer(actor), { phase, page }));

test('unfolds the phase under way, and offers what this person can do', () => {
  expect(checklist(pat, underWay())).toBe(`# Acme Analytics · Checklist
Prerequisites ▰▰▰▰▰ 2/2 [Show]
Scheduling ▰▰▰▰▰ 5/5 [Show]
*Go-to-market* ▱▱▱▱▱ 0/5
⬜ *Partnership agreement (PPA) is signed* · Legal · due 19 Jul 2027, in 133 days [Done]
⬜ *Partner's Databricks mini site is live* · Partner marketing · due 2 Aug 2027, in 147 days [Open]
⬜ *Databricks logo is in the partner's directory* · Partner marketing · due 2 Aug 2027, in 147 days [Open]
⬜ *Partner's launch blog is ready* · Partner marketing · due 2 Aug 2027, in 147 days [Open]
⬜ *Partner docs are published* · Partner engineering · due 2 Aug 2027, in 147 days [Open]
<Partnership agreement (PPA) is signed>
---
Onboarding ▱▱▱▱▱ 0/9 [Show]
End-game ▱▱▱▱▱ 0/8 [Show]
[Status] [Sign-offs] [Tests] [Artifacts] [GA date] [People] [Log] [Reminders]`);
});

test('rows say what is missing, what blocks, what was given and when', () => {
  const story = underWay()
    .as(ana, done('ux-guidelines-reviewed'))
    .as(mia, done('design-review', { link: 'https://acme.example/mocks' }))
    .as(ana, { type: 'BlockItem', item: itemId.parse('integration-built'), reason: 'No test workspace' })
    .as(pat, { type: 'MarkItemNotNeeded', item: itemId.parse('self-test'), reason: 'Agreed to skip' });
  const text = checklist(omar, story, 'onboarding');
  expect(text).toMatch(/✅ \*UX guidelines are read\* · done <!date\^\d+\^[^|]+\|\d+ Mar 2027> by Ana Lima \[Open]/);
  expect(text).toContain('<https://acme.example/mocks|acme.example/mocks> [Open]');
  expect(text).toContain(
    '⛔ *Integration is built* · Partner engineering · due 28 Jun 2027, in 111 days\nBlocked: No test workspace',
  );
  expect(text).toContain('\nFirst: Integration is built (Partner engineering)');
  expect(text).toContain("➖ *Self-test in the partner's own workspace* · not needed\nAgreed to skip [Open]");
});

test('what is optional and nobody took on is late for nobody', () => {
  const story = underWay()
    .as(ana, done('ux-guidelines-reviewed'), done('integration-built'))
    .later(200 * day);
  const row = (of: Story) =>
    checklist(ana, of, 'onboarding')
      .split('\n')
      .find((line) => line.includes('Self-test'));
  expect(row(story)).toMatch(/ · planned for .* · optional/);
  const item = itemId.parse('self-test');
  expect(row(story.as(ana, { type: 'SetItemOwner', item, owner: ana.person }))).toContain('*overdue* since');
});

test('a gate is signed off from its row by those who may', () => {
  const link = 'https://acme.example/mocks';
  const story = underWay().as(ana, done('ux-guidelines-reviewed')).as(mia, done('design-review', { link }));
  const gate = '⬜ *Product sign-off* · Mia Chen · due 6 Aug 2027, in 151 days';
  expect(checklist(mia, story, 'end-game')).toContain(`${gate} [Sign off]`);
  expect(checklist(pat, story, 'end-game')).toContain(`${gate} [Open]`);
});

test('internal items carry a mark at home, and are unknown to the partner', () => {
  const story = underWay().as(pat, { type: 'SetItemAudience', item: itemId.parse('ppa-signed'), internal: true });
  expect(checklist(pat, story)).toContain(
    '*Partnership agreement (PPA) is signed* · Legal · due 19 Jul 2027, in 133 days · _internal_',
  );
  expect(checklist(ana, story)).not.toContain('(PPA) is signed');
  expect(checklist(ana, story, 'end-game')).toContain('First: something on the Databricks side');
});

test('a closed partner can be read, not changed', () => {
  const story = underWay().as(pat, { type: 'ClosePartner', reason: 'paused' });
  expect(checklist(pat, story)).not.toContain('[Done]');
  expect(checklist(pat, story)).toContain('nothing changes until it is reopened');
});

test('two hundred items come in pages', () => {
  const story = new Story(bulky).as(pat, {
    ...acme,
    integrationType: 'type-0',
    clouds: ['cloud-0'],
    people: acme.people.slice(0, 1),
  });
  const draw = (page: number) => checklistMessage(story.state, bulky, story.viewer(pat), { phase: 'phase-0', page });
  const first = draw(0);
  expect(shown(first)).toContain('[Next]');
  expect(shown(first)).not.toContain('[Previous]');
  expect(shown(draw(13))).toContain('[Previous]');
  expect(shown(draw(13))).not.toContain('[Next]');
  expect(draw(99)).toEqual(draw(13));
  const rows = Array.from({ length: 14 }, (_, page) => shown(draw(page)).match(/§item-0-\d+§\b/g) ?? []).flat();
  expect(new Set(rows).size).toBeLessThanOrEqual(200);
});

test('a menu opens the items whose button does something else', () => {
  const story = opened();
  const { blocks } = checklistMessage(story.state, story.lifecycle, story.viewer(pat), { page: 0 });
  const menu = blocks.find((block) => block.block_id !== undefined);
  const from = { s: 'checklist' as const, phase: 'prerequisites', page: 0 };
  expect(menu?.block_id).toBe(encodeMenu({ p: story.state.id, from }));
  expect(JSON.stringify(menu)).toContain('"value":"partner-registered"');
});

test('opens where the viewer is next, unless they ask for another phase', () => {
  const item = itemId.parse('ux-guidelines-reviewed');
  const story = underWay().as(pat, { type: 'SetItemOwner', item, owner: pat.person });
  expect(checklist(pat, story)).toContain('\n*Onboarding* ');
  expect(checklist(pat, story, 'scheduling')).toContain('\n*Scheduling* ');
  expect(checklist(mia, story)).toContain('\n*Go-to-market* ');
});
