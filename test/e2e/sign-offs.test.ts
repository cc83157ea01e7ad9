import { itemId, personOf, teamId } from '../../src/domain/ids';
import { acme, useAcme } from '../support/acme';
import {
  criteriaOf,
  expectAllWell,
  form,
  newest,
  newestShows,
  openSignOffs,
  reviewGuidelines,
  signOff,
} from '../support/story';
import { minute } from '../support/world';

/** Who may sign, what it takes, and what everybody else is told. */

const { world, as, opened, given, workUpTo } = useAcme();
const look = (who: keyof typeof world.cast) => openSignOffs(world, world.cast[who], acme);

beforeAll(() => opened());
beforeEach(() => world.pass(minute));
afterAll(() => expectAllWell(world, 'conversations.invite already_in_channel'));

test('before its time a sign-off says what it needs, and has no button', async () => {
  const enzo = await look('eng');
  expect(newest(enzo)).toMatch(/🔒 Engineering sign-off[^\n]*\n[^\n]*First: Joint validation call is passed/);
  expect(newest(enzo)).not.toContain('[Sign off]');
});

test('only those who may give it get the button; everybody else reads who can', async () => {
  await workUpTo('signoff-engineering');
  const enzo = await look('eng');
  expect(newest(enzo)).toMatch(/Engineering sign-off[\s\S]*?\[Sign off\]/);
  for (const who of ['pat', 'lena', 'marketing'] as const) {
    const session = await look(who);
    expect(newest(session)).toMatch(/Engineering sign-off[^🔒⬜✅]*Enzo Gray/u);
    expect(newest(session)).not.toMatch(/Engineering sign-off[^🔒⬜✅]*\[Sign off\]/u);
  }
});

test('a person who lost the role while the form was open is told kindly who can', async () => {
  const { cast } = world;
  const enzo = await look('eng');
  await enzo.click({ action_id: /^sign-off/, near: 'Engineering sign-off' });
  await form(world, enzo);
  const engineering = teamId.parse('engineering');
  const cora = { person: personKeyOf(cast.colleague), name: cast.colleague.name, home: true };
  await given(cast.pat, { type: 'AssignPerson', picked: cora, team: engineering });
  await given(cast.pat, { type: 'RemovePerson', person: personKeyOf(cast.eng), team: engineering });
  await enzo.submit();
  expect(enzo.modal()).toMatch(/! Only Engineering can give “Engineering sign-off”: Cora Hill \(Engineering\)/);
  await enzo.close();
  // The old button is there still, and says so too.
  await enzo.click({ action_id: /^sign-off/, near: 'Engineering sign-off' });
  expect(await form(world, enzo)).toMatch(/can be given by Cora Hill/);
  await enzo.close();
  const back = { person: personKeyOf(cast.eng), name: cast.eng.name, home: true };
  await given(cast.pat, { type: 'AssignPerson', picked: back, team: engineering });
});

test('product ticks all three criteria, or does not sign', async () => {
  await workUpTo('signoff-product');
  await reviewGuidelines(world, world.cast.product, acme);
  const petra = await look('product');
  await petra.click({ action_id: /^sign-off/, near: 'Product sign-off' });
  await form(world, petra);
  const criteria = criteriaOf(petra);
  expect(criteria).toHaveLength(3);
  await petra.submit();
  expect(petra.modal()).toMatch(/! Please complete this required field/);
  await petra.fill({ criteria: criteria.slice(0, 2) }).submit();
  expect(petra.modal()).toMatch(/! Please tick what holds. Still open: A user who lands/);
  await petra.fill({ criteria, Comment: 'Smooth & <b>quick</b>' }).submit();
  expect(petra.modal()).toBeUndefined();
  await as('lena').sees('Product sign-off was given by Petra Lowe (Product manager).');
  await as('lena').sees('“Smooth & <b>quick</b>”');
});

test('two people sign at the same moment: it is given once and announced once', async () => {
  const { slack } = world;
  const both = [await look('eng'), await openSignOffs(world, await joined('colleague'), acme)];
  for (const session of both) {
    await session.click({ action_id: /^sign-off/, near: 'Engineering sign-off' });
    await form(world, session);
  }
  await Promise.all(both.map((session) => session.submit()));
  for (const session of both) expect(session.modal()).toBeUndefined();
  await as('lena').sees('Engineering sign-off was given by');
  await world.settled();
  const announced = slack.messagesIn(acme).filter((m) => m.text.includes('Engineering sign-off was given'));
  expect(announced).toHaveLength(1);
});

test('the partner’s sign-off is for the partner’s lead; nobody here can give it, nor the PDM for others', async () => {
  await workUpTo('signoff-partner');
  for (const who of ['pat', 'eng', 'paul'] as const)
    expect(newest(await look(who))).not.toMatch(/Partner sign-off[^🔒⬜✅]*\[Sign off\]/u);
  await signOff(world, world.cast.lena, acme, { gate: 'Partner sign-off' });
  await as('mia').sees('Partner sign-off was given by Lena Fox (Partner lead)');
});

test('taking back asks for a reason, and is told with it; given again it is announced again', async () => {
  const lena = await look('lena');
  await lena.click({ text: 'Take back', near: 'Partner sign-off' });
  await form(world, lena);
  await lena.submit();
  expect(lena.modal()).toMatch(/! Please complete this required field/);
  await lena.fill({ 'Why is it taken back?': '   ' }).submit();
  expect(lena.modal()).toMatch(/! Please say why it is taken back/);
  await lena.fill({ 'Why is it taken back?': 'We found a bug.' }).submit();
  await as('mia').sees('Partner sign-off was taken back by Lena Fox: “We found a bug.”');
  await world.pass(minute);
  await signOff(world, world.cast.lena, acme, { gate: 'Partner sign-off' });
  await world.settled();
  const announced = world.slack.messagesIn(acme).filter((m) => m.text.includes('Partner sign-off was given'));
  expect(announced).toHaveLength(2);
});

test('a change of clouds reopens the sign-offs that rest on it, and no other', async () => {
  const pat = as('pat');
  await pat.type('/pc edit');
  await form(world, pat);
  await pat.fill({ Clouds: ['AWS', 'Azure'] }).submit();
  expect(pat.modal()).toMatch(/Clouds are now AWS, Azure\..*Engineering sign-off rested on what changed/s);
  await pat.close();
  await as('mia').sees('Engineering sign-off must be given again, since the integration type or the clouds changed.');
  const mia = await look('mia');
  expect(newest(mia)).toMatch(/✅ Partner sign-off/);
  expect(newest(mia)).toMatch(/✅ Product sign-off/);
  expect(newest(mia)).toMatch(/⬜ Engineering sign-off/);
});

test('the basis of a sign-off that is not given does not matter; blocked, it cannot be given', async () => {
  await given(world.cast.pat, {
    type: 'BlockItem',
    item: itemId.parse('signoff-engineering'),
    reason: 'Waiting for logs',
  });
  const enzo = await look('eng');
  await newestShows(world, enzo, /⛔ Engineering sign-off/);
  expect(newest(enzo)).not.toMatch(/Engineering sign-off[^🔒⬜✅]*\[Sign off\]/u);
});

const personKeyOf = (person: (typeof world.cast)['pat']) => personOf(person.teamId, person.id);

async function joined(who: 'colleague') {
  world.slack.join(world.cast[who], acme);
  return world.cast[who];
}
