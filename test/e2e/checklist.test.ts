import { itemId } from '../../src/domain/ids';
import { acme, useAcme } from '../support/acme';
import { form, newest, newestShows, openChecklist, reveal, row } from '../support/story';
import { day, minute } from '../support/world';

/** The checklist in the hands of both sides. */

const { world, as, opened, acmeNow, given, workUpTo } = useAcme();
const look = (who: keyof typeof world.cast) => openChecklist(world, world.cast[who], acme);
const events = async () => (await acmeNow()).version;

beforeAll(() => opened({ 'Target GA date': '2027-06-01' }));

beforeEach(() => world.pass(minute));
afterEach(async () => {
  await world.settled();
  expect(world.faults).toEqual([]);
});

const registered = 'Company is a registered Databricks partner';
const validated = 'Core integration is validated';

test('done at a click, drawn anew in place; reopened with a reason', async () => {
  const pat = await look('pat');
  const before = pat.ephemerals().length;
  await pat.click({ text: 'Done', near: row(registered) });
  await newestShows(world, pat, /✅ Company is a registered Databricks partner · done/);
  expect(pat.ephemerals()).toHaveLength(before);
  await pat.click({ text: 'Open', near: row(registered) });
  await pat.fill({ 'What happens': 'Reopen', Reason: 'The wrong company.' }).submit();
  await newestShows(world, pat, `⬜ ${registered}`);
  await pat.type('/pc log');
  expect(newest(pat)).toContain(`Pat Doe reopened ${registered}: The wrong company.`);
});

test('blocked with a reason, which everybody sees; no longer blocked', async () => {
  const sara = await look('psa');
  await sara.choose('Open an item…', validated);
  await sara.fill({ 'What happens': 'Blocked' }).submit();
  expect(sara.modal()).toMatch(/! Please say what blocks it/);
  await sara.fill({ Reason: 'Waiting for <!channel> & *logs*' }).submit();
  await newestShows(world, sara, /⛔ Core integration is validated.*\n[^\n]*Waiting for <!channel> & ∗logs∗/);
  const lena = as('lena');
  await lena.type('@bot status');
  await newestShows(world, lena, /Blocked\n.*Core integration is validated: Waiting for/);
  await sara.click({ text: 'Open', near: row(validated) });
  await sara.fill({ 'What happens': 'No longer blocked' }).submit();
  await newestShows(world, sara, `⬜ ${validated}`);
});

test('what is not yet possible says what is missing', async () => {
  const lena = await look('lena');
  await reveal(world, lena, 'Partner commits engineers', 'Scheduling');
  expect(newest(lena)).toMatch(/🔒 Partner commits engineers[^\n]*\n\s*First: Company is a registered/);
  await lena.click({ text: 'Open', near: row('Partner commits engineers') });
  expect(await form(world, lena)).toMatch(/First: Company is a registered/);
  expect(lena.modal()).not.toMatch(/\( \) Done/);
  await lena.close();
});

test('an owner, a due date, and evidence: a link that is one', async () => {
  await workUpTo('technical-due-diligence');
  const paul = await look('paul');
  await paul.click({ text: 'Open', near: row('Technical Due Diligence form') });
  await paul.fill({ 'What happens': 'Done' }).submit();
  expect(paul.modal()).toMatch(/! Please give the link that shows it/);
  await paul.fill({ Link: 'acme' }).submit();
  expect(paul.modal()).toMatch(/! Enter a valid link/);
  await paul.fill({ 'What happens': 'Keep as it is', Link: null, Owner: 'Lena Fox', Due: '2027-01-15' }).submit();
  await newestShows(world, paul, /⬜ Technical Due Diligence form is filled in · Lena Fox · due 15 Jan 2027/);
  await paul.click({ text: 'Open', near: row('Technical Due Diligence form') });
  await paul.fill({ 'What happens': 'Done', Link: 'https://acme.example/tdd', Note: 'second version' }).submit();
  await newestShows(world, paul, /✅ Technical Due Diligence form[^\n]*\n\s*acme.example\/tdd – second version/);
});

test('a quarter in the past or none at all is refused at its field', async () => {
  await workUpTo('quarter-selected');
  const pat = await look('pat');
  await pat.click({ text: 'Open', near: row('Engineering quarter is chosen') });
  for (const quarter of ['2026Q2', '2027Q5', 'soon', '']) {
    await pat.fill({ 'What happens': 'Done', Quarter: quarter }).submit();
    expect(pat.modal()).toMatch(/Quarter[^!]*! /);
  }
  await pat.fill({ Quarter: '2027 q1' }).submit();
  await newestShows(world, pat, /✅ Engineering quarter is chosen[^\n]*\n\s*Quarter: 2027Q1/);
});

test('not needed, with a reason, by the PDM alone and only where the lifecycle allows it', async () => {
  const mia = as('mia');
  await look('mia');
  await mia.click({ text: 'Open', near: row("Partner's launch blog is ready") });
  expect(await form(world, mia)).not.toContain('Not needed');
  await mia.close();
  const pat = as('pat');
  await pat.type('/pc gtm');
  await pat.click({ text: 'Open', near: row('Databricks logo is in') });
  await pat.fill({ 'What happens': 'Not needed', Reason: 'They have no directory.' }).submit();
  await newestShows(world, pat, /➖ Databricks logo[^\n]*\n[^\n]*They have no directory/);
  await pat.choose('Open an item…', 'Partnership agreement (PPA) is signed');
  expect(await form(world, pat)).not.toContain('Not needed');
  await pat.close();
});

test('an item made internal is gone for the partner: from the checklist, the status, the card, the log, and old buttons', async () => {
  const paul = await look('paul');
  await reveal(world, paul, 'UX guidelines are read', 'Onboarding');
  expect(newest(paul)).toContain('UX guidelines are read');
  const pat = await look('pat');
  await reveal(world, pat, 'UX guidelines are read', 'Onboarding');
  await pat.choose('Open an item…', 'UX guidelines are read');
  await pat.fill({ 'Who sees it': ['Internal: hide from the partner'] }).submit();
  await newestShows(world, pat, /UX guidelines are read · [^\n]*internal/);
  await paul.click({ text: 'Done', near: row('UX guidelines are read') });
  await paul.sees(/no longer/);
  await look('paul');
  await reveal(world, paul, 'Integration is built', 'Onboarding');
  expect(newest(paul)).not.toContain('UX guidelines');
  await world.pass(minute);
  await world.settled();
  const card = paul.messages().find((m) => m.pinned)?.text;
  expect(card).not.toContain('UX guidelines');
  await paul.type('@bot status');
  await newestShows(world, paul, /^Acme\n/);
  expect(newest(paul)).not.toContain('UX guidelines');
  await paul.type('@bot log');
  await newestShows(world, paul, /^Acme · Log/);
  expect(newest(paul)).not.toContain('UX guidelines');
  await given(world.cast.pat, {
    type: 'SetItemAudience',
    item: itemId.parse('ux-guidelines-reviewed'),
    internal: false,
  });
});

test('a double click does it once', async () => {
  const paul = await look('paul');
  await reveal(world, paul, 'UX guidelines are read', 'Onboarding');
  const before = await events();
  const found = paul.things().filter(({ placed }) => placed.element.action_id === 'item-done');
  const first = found.find(({ surface }) => surface === found.at(-1)?.surface);
  if (!first) throw new Error('There is nothing to tick');
  await Promise.all([paul.clickOn(first), paul.clickOn(first), paul.clickOn(first)]);
  await newestShows(world, paul, /✅ UX guidelines are read/);
  await world.settled();
  const paulDid = (await world.bot.onboarding.history((await acmeNow()).id, { limit: 20 })).entries;
  const done = paulDid.filter(({ n, recorded }) => n > before && recorded.event.type === 'ItemDone');
  expect(done).toHaveLength(1);
});

test('two people at once both get a true answer', async () => {
  await workUpTo('integration-built');
  const paul = await look('paul');
  const lena = await look('lena');
  for (const session of [paul, lena]) await reveal(world, session, 'Integration is built', 'Onboarding');
  await Promise.all([paul, lena].map((session) => session.click({ text: 'Done', near: row('Integration is built') })));
  for (const session of [paul, lena]) await newestShows(world, session, /✅ Integration is built · done/);
});

test('a button on last month’s message acts on the state of today', async () => {
  const paul = await look('paul');
  await reveal(world, paul, 'Certification test suite passes', 'Onboarding');
  await world.pass(35 * day);
  const report = {
    type: 'CompleteItem',
    item: itemId.parse('certification-passed'),
    link: 'https://acme.example/r',
  } as const;
  await given(world.cast.pat, report);
  await paul.click({ text: 'Open', near: row('Certification test suite passes') });
  expect(await form(world, paul)).toMatch(/Done by Pat Doe/);
  await paul.close();
});

test('a form submitted after the state moved on is told so; nothing is overwritten', async () => {
  const pat = await look('pat');
  await reveal(world, pat, 'Artifacts are handed in', 'Onboarding');
  await pat.choose('Open an item…', 'Artifacts are handed in');
  await given(world.cast.paul, {
    type: 'BlockItem',
    item: itemId.parse('artifacts-submitted'),
    reason: 'The form is down.',
  });
  await form(world, pat);
  await pat.fill({ 'What happens': 'Done' }).submit();
  expect(pat.modal()).toMatch(/! “Artifacts are handed in” is blocked: The form is down/);
  await pat.close();
});

test('a form left open over lunch is still taken', async () => {
  const paul = await look('paul');
  await reveal(world, paul, 'Artifacts are handed in', 'Onboarding');
  await paul.click({ text: 'Open', near: row('Artifacts are handed in') });
  await form(world, paul);
  await world.pass(45 * minute);
  await paul.fill({ 'What happens': 'No longer blocked' }).submit();
  expect(paul.modal()).toBeUndefined();
  await world.settled();
  expect((await acmeNow()).items['artifacts-submitted']?.status.is).toBe('open');
});

test('a closed onboarding refuses changes, kindly, also on old buttons; reopened it goes on', async () => {
  const paul = await look('paul');
  await reveal(world, paul, 'Artifacts are handed in', 'Onboarding');
  const pat = as('pat');
  await pat.type('/pc close');
  await pat.fill({ Why: 'Paused for now', 'A word to everybody': 'Back in spring.' }).submit();
  await paul.sees(/The onboarding of Acme is closed: Paused for now.\s+Back in spring/);
  await paul.sees('It can be reopened by Pat Doe (Partner development).');
  await pat.type('/pc edit');
  await newestShows(world, pat, /is closed, so nothing changes. Pat Doe .* can resume it with \/pc reopen Acme\./);
  await paul.click({ text: 'Done', near: row('Artifacts are handed in') });
  await paul.sees(/The onboarding of Acme is closed[^:]/);
  await world.pass(minute);
  const cora = as('eng');
  await cora.type('/pc reopen');
  await newestShows(world, cora, 'Only the Partner development manager can reopen');
  expect(cora.modal()).toBeUndefined();
  await pat.type('/pc reopen');
  await form(world, pat);
  await pat.submit();
  await paul.sees('The onboarding of Acme goes on.');
});

test('Slack refused nothing but the answers to a form that was open too long', () => {
  const late = world.slack.refusals().filter((c) => c.method === 'response_url');
  expect(late.map((c) => c.answer.error)).toEqual(['expired_url']);
  expect(world.slack.refusals()).toEqual(late);
  expect(world.faults).toEqual([]);
});
