import type { Page } from 'playwright-core';
import { isLaunched } from '../../src/domain/item-state';
import { partnerConnect } from '../support/lifecycle';
import { expectAllWell } from '../support/story';
import { pageFaults, startStage, type Stage } from './support';

/** The guided tour, followed word by word: from the first question to the launch, as a visitor does in the browser. */

let stage: Stage;
let page: Page;

beforeAll(async () => {
  stage = await startStage();
  page = await stage.as('Priya Nair', 'pc-northwind-data');
});
afterAll(() => stage?.stop());
afterEach(() => expect(pageFaults()).toEqual([]));

const tour = () => page.getByRole('region', { name: 'Guided tour' });
const press = (name: string) => tour().getByRole('button', { name, exact: true }).click();
const isAt = (title: string) => tour().getByRole('heading', { name: title }).waitFor();
const message = (text: string | RegExp) => page.getByRole('article').filter({ hasText: text }).last();
const mine = (text: string | RegExp) => message(text).filter({ hasText: 'Only visible to you' });
/** Becomes whom the tour asks for. */
const beThem = async () => {
  const there = tour().getByRole('button', { name: /^(Be|Go to) / });
  if (await there.isVisible()) await there.click();
  await there.waitFor({ state: 'detached' });
  await page.getByRole('article').first().waitFor();
};
const typeIt = async () => {
  await press('Type it for me');
  await page.getByRole('textbox', { name: /^Message to/ }).press('Enter');
};

test('a question, and an item that is ticked off by the partner', async () => {
  await isAt('Welcome');
  await press('Show me around');
  await isAt('Ask where a partner stands');
  await beThem();
  await typeIt();
  await mine('Under way').waitFor();
  await press('Next');
  await isAt('Tick something off');
  const [, title = ''] = /“([^”]+)”/.exec((await tour().textContent()) ?? '') ?? [];
  await beThem();
  await page.getByRole('button', { name: 'Checklist', exact: true }).first().click();
  await mine('Checklist')
    .getByRole('button', { name: new RegExp(`^(Open|Done): ${title}`) })
    .first()
    .click();
  const form = page.getByRole('dialog');
  await form
    .or(tour().getByRole('button', { name: 'Next', exact: true }))
    .first()
    .waitFor();
  if (await form.isVisible()) {
    await form.getByLabel(/^Link/).fill('https://northwind.example/report');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
  }
  await press('Next');
});

test('a sign-off by the one who may give it', async () => {
  await isAt('Sign off');
  await beThem();
  await typeIt();
  await mine('Sign-offs')
    .getByRole('button', { name: /^Sign off/ })
    .first()
    .click();
  const form = page.getByRole('dialog', { name: 'Sign off' });
  await form.waitFor();
  for (const box of await form.getByRole('checkbox').all()) await box.check();
  await form.getByRole('button', { name: 'Sign off', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await press('Next');
});

test('what is left is done as time passes, both sides agree on a date, and time goes on until the launch', async () => {
  await isAt('Agree on the GA date');
  await beThem();
  await press('Play it');
  await tour().getByText('All gates are given').waitFor({ timeout: 40_000 });
  await page.getByTitle('Play until this partner is live').waitFor();
  await beThem();
  await typeIt();
  await mine('GA date')
    .getByRole('button', { name: /^Propose/ })
    .click();
  const form = page.getByRole('dialog', { name: 'Propose a GA date' });
  await form.getByRole('button', { name: 'Propose', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await tour().getByText('It takes both sides').waitFor();
  await beThem();
  await message('as the GA date')
    .getByRole('button', { name: /^Accept/ })
    .click();
  await page.getByRole('dialog', { name: 'Agree on this GA date?' }).getByRole('button', { name: 'Agree' }).click();
  await press('Next');
  await isAt('Play the countdown');
  await beThem();
  await press('Play it');
  await tour().getByText('is live').waitFor({ timeout: 40_000 });
  await press('Finish');
  await tour().waitFor({ state: 'detached' });
  const [partner] = await stage.theatre.partners.open();
  expect(partner && isLaunched(partner, partnerConnect)).toBe(true);
});

test('all the while Slack refused nothing', () => expectAllWell(stage.world));
