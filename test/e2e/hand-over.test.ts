import type { Session } from '../../local-slack';
import { calendarDate } from '../../src/domain/ids';
import { useAcme } from '../support/acme';
import {
  eventually,
  everybody,
  expectAllWell,
  form,
  given,
  newest,
  open,
  optionsOf,
  partnerNamed,
} from '../support/story';
import { minute } from '../support/world';

/** Somebody leaves, and a colleague takes all of their roles over: one form, and one message. */

const { world, as, at } = useAcme();
const partners = ['Acme', 'Globex', 'Initech'];

beforeAll(async () => {
  for (const name of partners) await open(world, name, everybody(world.cast));
});
// Nothing is on its way to somebody who leaves.
beforeEach(() => world.pass(minute));
afterAll(() => expectAllWell(world));

async function atHome(who: keyof typeof world.cast): Promise<Session> {
  const session = as(who, 'general').openHome();
  await world.settled();
  return session;
}

const holders = async (name: string, team: string) =>
  (await partnerNamed(world, name)).people.filter((a) => a.team === team && a.active).map((a) => a.name);

/** What somebody was told by direct message. */
const toldTo = (who: keyof typeof world.cast, words: string) =>
  as(who, 'general')
    .direct()
    .filter(({ text }) => text.includes(words));

const inChannel = (name: string, words: string) =>
  world.slack.messagesIn(`pc-${name.toLowerCase()}`).filter(({ text }) => text.includes(words));

test('all roles of a PDM go to a colleague, those that cannot say why, and the desk is drawn anew', async () => {
  const pat = await atHome('pat');
  await pat.click('Hand over…');
  expect(await form(world, pat)).toContain('Your roles, for a colleague.');
  expect(optionsOf(pat, 'roles')).toEqual(partners.map((name) => `${name} · Partner development manager`));
  // Meanwhile somebody closes one of them.
  await given(world, 'Initech', world.cast.pat, { type: 'ClosePartner', reason: 'not-a-fit', note: 'Another time.' });
  await pat.fill({ 'To whom': world.cast.colleague }).submit();
  await world.settled();
  expect(pat.modal()).toMatch(/Cora Hill has 2 roles now; one stays as it was\./);
  expect(pat.modal()).toMatch(/⚠️ Initech · Partner development manager: [^\n]*closed/);
  expect(pat.modal()).toMatch(/✅ Acme · Partner development manager\n\s*✅ Globex · Partner development manager/);
  await pat.close();
  expect(pat.home()).toMatch(/You are on no partner’s list yet/);
  expect(await Promise.all(partners.map((name) => holders(name, 'pdm')))).toEqual([
    ['Cora Hill'],
    ['Cora Hill'],
    ['Pat Doe'],
  ]);
});

test('both sides read it in each channel, without a ping; the colleague hears of it once, in the morning', async () => {
  for (const name of ['Acme', 'Globex']) {
    const told = await eventually(world, () => inChannel(name, 'Cora Hill is Partner development manager')[0]);
    expect(told.text).toBe(`Cora Hill is Partner development manager of ${name} now, in place of Pat Doe.`);
    expect(JSON.stringify(told.blocks)).not.toContain('<@');
  }
  expect(toldTo('colleague', 'in place of')).toEqual([]);
  expect((await atHome('colleague')).home()).toMatch(/Your partners[^]*Acme · #pc-acme[^]*Globex · #pc-globex/);
  await at(calendarDate.parse('2026-11-24'), '09:01');
  const told = await eventually(world, () => toldTo('colleague', 'in place of Pat Doe')[0]);
  expect(told.text).toContain('You are Partner development manager now, in place of Pat Doe: Acme, Globex');
  await at(calendarDate.parse('2026-11-25'), '09:01');
  expect(toldTo('colleague', 'in place of Pat Doe')).toHaveLength(1);
});

test('the report of the set-up comes to the new PDM, and stays as it was with the one before', async () => {
  const reports = (who: 'pat' | 'colleague') => toldTo(who, 'Set-up').map(({ text }) => /^\w+/.exec(text)?.[0] ?? '');
  await eventually(world, () => reports('colleague').length > 0 || undefined);
  await world.settled();
  expect(reports('colleague').toSorted()).toEqual(['Acme', 'Globex']);
  expect(reports('pat').toSorted()).toEqual(['Acme', 'Globex', 'Initech']);
});

test('from the list that `/pc people` shows outside a partner’s channel, some only', async () => {
  const sara = as('psa', 'general');
  await sara.type('/pc people');
  await world.settled();
  expect(newest(sara)).toContain('[Hand over roles…]');
  await sara.click('Hand over roles…');
  await form(world, sara);
  await sara.fill({ 'To whom': world.cast.marketing, Which: ['Globex · Solution architect'] }).submit();
  await world.settled();
  expect(sara.modal()).toMatch(/Max Hart has 1 role now\.\s+✅ Globex · Solution architect/);
  await sara.close();
  expect(await holders('Acme', 'psa')).toEqual(['Sara Quinn']);
  expect(await holders('Globex', 'psa')).toEqual(['Max Hart']);
});

test('nobody of the other side, and not without a role', async () => {
  const sara = as('psa', 'general');
  await sara.type('/pc people');
  await sara.click('Hand over roles…');
  await form(world, sara);
  await sara.fill({ 'To whom': world.cast.lena }).submit();
  expect(sara.modal()).toMatch(/! Lena Fox is not on the Databricks side\./);
  await sara.fill({ 'To whom': world.cast.marketing, Which: [] }).submit();
  expect(sara.modal()).toMatch(/! (Please choose at least one role|.*required)/i);
  await sara.close();
});

test('the roles of somebody who left are handed over by the PDM, whose desk says so', async () => {
  world.slack.deactivate(world.cast.eng);
  await world.settled();
  const cora = await atHome('colleague');
  expect(cora.home()).toMatch(/⚠️ Enzo Gray is deactivated, and has 2 roles with your partners\.\s+\[Hand over…\]/);
  await cora.click({ text: 'Hand over…', near: 'Enzo Gray' });
  expect(await form(world, cora)).toContain('The roles of Enzo Gray, whose account is closed');
  await cora.fill({ 'To whom': world.cast.product }).submit();
  await world.settled();
  expect(cora.modal()).toMatch(/Petra Lowe has 2 roles now\.\s+✅ Acme · Engineer\s+✅ Globex · Engineer/);
  await cora.close();
  expect(cora.home()).not.toContain('Enzo Gray is deactivated');
  expect(await holders('Acme', 'engineering')).toEqual(['Petra Lowe']);
});

test('when the only PDM left, whoever works with the partners takes them over themselves, from the message that tells so', async () => {
  world.slack.deactivate(world.cast.colleague);
  await world.settled();
  const petra = as('product', '@bot');
  await petra.sees('Cora Hill was deactivated in Slack and was Partner development manager for Globex');
  await petra.click('Hand over all their roles…');
  await form(world, petra);
  // It is theirs to take, not to give.
  await petra.fill({ 'To whom': world.cast.legal }).submit();
  await world.settled();
  expect(petra.modal()).toMatch(/stay as they were[^]*⚠️ Acme · [^\n]*nobody holds that role yet/);
  await petra.close();
  await petra.click('Hand over all their roles…');
  await form(world, petra);
  await petra.submit();
  await world.settled();
  expect(petra.modal()).toMatch(/Petra Lowe has 2 roles now/);
  await petra.close();
  expect(await holders('Globex', 'pdm')).toEqual(['Petra Lowe']);
  await eventually(world, () => inChannel('Globex', 'Petra Lowe is Partner development manager of Globex now')[0]);
});
