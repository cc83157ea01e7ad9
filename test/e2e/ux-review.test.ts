import { acme, useAcme } from '../support/acme';
import {
  expectAllWell,
  form,
  newest,
  newestShows,
  openSignOffs,
  openTests,
  reviewGuidelines,
  signOff,
} from '../support/story';
import { minute } from '../support/world';

/** The design review, sent back once, and the review list that product's sign-off goes by. */

const { world, as, opened, workUpTo } = useAcme();

async function look(who: keyof typeof world.cast) {
  const session = await openTests(world, world.cast[who], acme);
  await session.click('UX review');
  await newestShows(world, session, 'Acme · UX review');
  return session;
}

beforeAll(async () => {
  await opened();
  await workUpTo('design-review');
});
beforeEach(() => world.pass(minute));
afterAll(() => expectAllWell(world, 'conversations.invite already_in_channel'));

test('the partner hands in a design, and product is told', async () => {
  const paul = await look('paul');
  expect(newest(paul)).not.toContain('[Send it back');
  await paul.click('Hand in a design');
  await form(world, paul);
  await paul.fill({ 'Mocks or video': 'https://acme.example/mocks' }).submit();
  expect(paul.modal()).toBeUndefined();
  await as('product').sees('Design 1 was handed in by Paul Reed: acme.example/mocks');
});

test('product sends it back with comments; the partner repeats, and it passes', async () => {
  const petra = await look('product');
  await petra.click('Send it back');
  await form(world, petra);
  await petra.fill({ 'What is to be changed': 'The sign-in page <i>comes</i> first.' }).submit();
  const paul = as('paul');
  await paul.sees('Design 1 was sent back by Petra Lowe: “The sign-in page <i>comes</i> first.”');
  await look('paul');
  await paul.click('Hand in a design');
  expect(await form(world, paul)).toContain('Sent back by Petra Lowe');
  await paul.fill({ 'Mocks or video': 'https://acme.example/mocks2' }).submit();
  await as('product').sees('Design 2 was handed in by Paul Reed');
  await look('product');
  await petra.click('Pass the design');
  await newestShows(world, petra, '↳ passed');
});

test('a guideline that is not met stands in the way of product’s sign-off, and both sides read why', async () => {
  const { product } = world.cast;
  const fails = { notMet: ['Ask for payment'], comment: 'It asks for a card.' };
  await reviewGuidelines(world, product, acme, fails);
  await look('lena');
  expect(newest(as('lena'))).toMatch(
    /❌ Don’t: Ask for payment[^\n]*\n[^\n]*Petra Lowe: not met “It asks for a card\.”/,
  );
  const petra = await openSignOffs(world, product, acme);
  await petra.click({ action_id: /^sign-off/, near: 'Product sign-off' });
  expect(await form(world, petra)).toMatch(/Not possible yet[\s\S]*Ask for payment/);
  await petra.close();
});

test('mended, product signs; a verdict that changes reopens the sign-off', async () => {
  const { product } = world.cast;
  await reviewGuidelines(world, product, acme);
  await signOff(world, product, acme, { gate: 'Product sign-off' });
  await reviewGuidelines(world, product, acme, { notMet: ['two-factor'], comment: 'It asks now.' });
  await as('mia').sees('Product sign-off must be given again, since the review of the UX guidelines changed.');
});
