import type { Page } from 'playwright-core';
import { expectAllWell } from '../support/story';
import { pageFaults, seriousFindings, startStage, type Stage } from './support';

/** People use the bot in a browser: both sides, with the mouse, with the keyboard alone, and on a phone. */

jest.setTimeout(60_000);

const channel = 'pc-northwind-data';
let stage: Stage;
/** One page, in which one is anyone in turn. */
let page: Page;

beforeAll(async () => {
  stage = await startStage();
}, 90_000);
afterAll(() => stage?.stop());
afterEach(() => expect(pageFaults()).toEqual([]));

const be = async (name: string, where = channel): Promise<void> => {
  page = await stage.as(name, where, page && { page });
};
const composer = () => page.getByRole('textbox', { name: /^Message to/ });
const say = async (text: string) => {
  await composer().fill(text);
  await composer().press('Enter');
};
const message = (text: string | RegExp) => page.getByRole('article').filter({ hasText: text }).last();
/** Resolves when the channel is scrolled to its end. */
const atEnd = () =>
  page.evaluate(`new Promise((resolve, reject) => {
    const list = document.querySelector('.messages');
    setTimeout(reject, 10_000, new Error('the end of the channel is not in view'));
    const look = () => (list.scrollHeight - list.scrollTop - list.clientHeight < 5 ? resolve() : requestAnimationFrame(look));
    look();
  })`);
const mine = (text: string | RegExp) => message(text).filter({ hasText: 'Only visible to you' });

describe('The status of a partner', () => {
  test('one of the workspace types the command, and is answered alone', async () => {
    await be('Priya Nair');
    await say('/pc status');
    await mine('Under way').waitFor();
    await be('Erik Holm');
    expect(await mine('Under way').count()).toBe(0);
  });

  test('one of the partner cannot type it, is told so, and has the button', async () => {
    await be('Evan Cole');
    await composer().fill('/pc status');
    await page.getByText('Commands are for people of the workspace only').waitFor();
    await composer().press('Enter');
    await page.getByText('is not a valid command').first().waitFor();
    await page.getByRole('button', { name: 'Status', exact: true }).first().click();
    await mine('Under way').waitFor();
  });
});

test('a reminder comes as time moves to the next thing that the bot does, and the sidebar says that it is there', async () => {
  await be('Priya Nair');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  const plans = page.getByRole('region', { name: 'Plans and news' });
  await plans
    .getByText(/^Digest/)
    .first()
    .waitFor();
  await page.getByTitle('Move time to the next thing the bot does').click();
  await plans.locator('.news').first().waitFor();
  const said = (await plans.locator('.news').first().textContent()) ?? '';
  const [, who] = /^@([^:]+):/.exec(said) ?? [];
  await be(who ?? 'Nora Lind', who === undefined ? channel : '@bot');
  await message(/for you|this is yours/).waitFor();
});

describe('For everybody', () => {
  test('the keyboard is enough: suggestions, a form, its errors, and a way out', async () => {
    await be('Priya Nair');
    await page.reload();
    await composer().waitFor();
    await page.keyboard.press('Tab');
    await page.getByText('Skip to the message box').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('/pc ne');
    await page.getByRole('option', { name: /\/pc new/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'New partner' });
    await form.waitFor();
    await form.getByLabel('Name').focus();
    await page.keyboard.type('Tideline');
    await page.keyboard.press('Enter');
    await form.getByText('Please complete this required field').first().waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
  });

  test('nothing serious is found by an automatic check: channel, form, panels; light and dark', async () => {
    await be('Priya Nair');
    expect(await seriousFindings(page)).toEqual([]);
    await say('/pc new');
    await page.getByRole('dialog', { name: 'New partner' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Dark colours' }).click();
    await page.getByRole('button', { name: 'Inspector', exact: true }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Light colours' }).click();
  });
});

test('a phone shows it all without scrolling sideways', async () => {
  const phone = await stage.as('Nora Lind', channel, { phone: true });
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(375);
  await phone.getByRole('button', { name: 'Status', exact: true }).first().click();
  await phone.getByRole('article').filter({ hasText: 'Only visible to you' }).last().waitFor();
  await phone.getByRole('button', { name: 'Channels' }).click();
  await phone.getByRole('link', { name: new RegExp(channel) }).click();
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(375);
  expect(await seriousFindings(phone)).toEqual([]);
  await phone.context().close();
});

test('a bug is escalated by the partner, and taken by the other side', async () => {
  await be('Evan Cole');
  await page
    .getByRole('button', { name: /^Report a bug/ })
    .first()
    .click();
  const form = page.getByRole('dialog', { name: 'Report a bug' });
  await form.getByLabel('Title').fill('Sign-up ends on an error page');
  await form.getByRole('button', { name: 'Report', exact: true }).click();
  await form.getByText('Please complete this required field').first().waitFor();
  await form.getByLabel('What happens').fill('A new user in westeurope sees “503” after the email.');
  await form.getByRole('radio', { name: /^S2|^SEV2|2 ·/ }).check();
  await form.getByRole('button', { name: 'Report', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await message('Sign-up ends on an error page').waitFor();
  await be('Erik Holm');
  await page
    .getByRole('button', { name: /^Acknowledge/ })
    .last()
    .click();
  await message(/acknowledged|Acknowledged/).waitFor();
});

test('who presses a button far up is shown the private answer, though it stands far below', async () => {
  const erik = stage.slack.as('Erik Holm').in(channel);
  for (let n = 0; n < 25; n += 1) await erik.type(`What was said in between, ${n}`);
  await be('Nora Lind');
  for (let n = 0; n < 2; n += 1) {
    await page.evaluate('document.querySelector(".messages").scrollTop = 0');
    await page.getByRole('button', { name: 'Status', exact: true }).first().click();
    await atEnd();
    await page.getByRole('article').last().getByText('Only visible to you').waitFor();
  }
});

test('all the while Slack refused nothing', () => expectAllWell(stage.world));
