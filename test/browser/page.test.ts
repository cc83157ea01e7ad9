import type { Page } from 'playwright-core';
import { expectAllWell } from '../support/story';
import { pageFaults, seriousFindings, startStage, type Stage } from './support';

/** People use the bot in a browser: both sides, with the mouse, with the keyboard alone, and on a phone. */

const channel = 'pc-northwind-data';
let stage: Stage;
/** One page, in which one is anyone in turn. */
let page: Page;

beforeAll(async () => {
  stage = await startStage();
});
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
    setTimeout(reject, 60_000, new Error('the end of the channel is not in view'));
    const look = () => (list.scrollHeight - list.scrollTop - list.clientHeight < 5 ? resolve() : requestAnimationFrame(look));
    look();
  })`);
/** The last message of the channel is shown from its beginning. */
const beginsInView = `(() => {
  const last = [...document.querySelectorAll('.messages article')].at(-1);
  return last && last.getBoundingClientRect().top >= document.querySelector('.messages').getBoundingClientRect().top - 1;
})()`;
/** Moves on with a key until what has the focus has such a name; after forty times, it fails. */
const press = async (key: string, name: RegExp): Promise<void> => {
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press(key);
    if (name.test(await page.locator(':focus').innerText())) return;
  }
  throw new Error(`${key} does not lead to ${name}`);
};
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

test('a reminder comes to each side as time moves on: a message of their own to one, a line in the channel to the other', async () => {
  await be('Priya Nair');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await atEnd();
  const news = page.getByRole('region', { name: 'Plans and news' }).locator('.news');
  const next = page.getByTitle('Move time to the next thing the bot does');
  const told = async (where: RegExp) =>
    (await news.allTextContents()).map((line) => where.exec(line)?.[1]).find(Boolean);
  const toOne = /^@([^:]+): \d+ things? for you/;
  const inChannel = /^#pc-northwind-data: ([^:]+): .*due/;
  for (let n = 0; n < 12 && !((await told(toOne)) && (await told(inChannel))); n += 1) {
    const before = await news.count();
    await next.click();
    await news.nth(before).waitFor();
    await next.waitFor();
  }
  const [one, other] = [await told(toOne), await told(inChannel)];
  // What came is there to be read for whoever one is next.
  await page.getByRole('button', { name: /^Be Erik Holm/ }).click();
  await news.first().waitFor();
  await be(one ?? '', '@bot');
  await message('for you')
    .getByRole('button', { name: /^(Snooze|Bugs)/ })
    .first()
    .waitFor();
  await be(other ?? '');
  await message(/this is yours|these are yours/)
    .getByRole('button', { name: /^Snooze/ })
    .first()
    .waitFor();
});

describe('A sign-off', () => {
  test('is given by the one who may, whom nobody can stand in for', async () => {
    await be('Priya Nair');
    await say('/pc signoff');
    await mine('Product sign-off · ready').getByText('Who may give it: Paolo Ricci').waitFor();
    expect(
      await mine('Sign-offs')
        .getByRole('button', { name: /^Sign off/ })
        .count(),
    ).toBe(0);
    await be('Paolo Ricci');
    await say('/pc signoff');
    await mine('Sign-offs')
      .getByRole('button', { name: /^Sign off/ })
      .click();
    const form = page.getByRole('dialog', { name: 'Sign off' });
    await form.getByRole('button', { name: 'Sign off', exact: true }).click();
    await form.getByText('Please complete this required field').waitFor();
    for (const box of await form.getByRole('checkbox').all()) await box.check();
    await form.getByRole('button', { name: 'Sign off', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await message('Product sign-off was given by Paolo Ricci').waitFor();
  });

  test('is seen by the partner, with who may give which; theirs they give themselves, on what they have tried', async () => {
    await be('Nora Lind');
    await page.getByRole('button', { name: 'Sign-offs', exact: true }).first().click();
    await mine('Product sign-off · given').getByText('By Paolo Ricci').waitFor();
    await mine('Partner sign-off · not yet').getByText('Who may give it: Nora Lind').waitFor();
    expect(
      await mine('Sign-offs')
        .getByRole('button', { name: /^Sign off/ })
        .count(),
    ).toBe(0);
    await stage.playUntil('signoff-partner');
    await be('Nora Lind');
    await page.getByRole('button', { name: 'Sign-offs', exact: true }).first().click();
    await mine('Partner sign-off · ready').waitFor();
    // With the keyboard alone: from the message box back to the button, and through the form.
    await composer().focus();
    await press('Shift+Tab', /^Sign off/);
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Sign off' });
    await form.getByText('Partner has run every test case').waitFor();
    await press('Tab', /^Sign off$/);
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await be('Erik Holm');
    await message('Partner sign-off was given by Nora Lind').waitFor();
  });
});

test('what cannot be sent or read is said, and not lost', async () => {
  await be('Priya Nair');
  await page.route('**/browser/{do,messages*}', (route) => route.abort());
  await say('Is anybody there?');
  const fault = page.getByRole('alert').filter({ hasText: 'does not answer' });
  await fault.waitFor();
  await fault.getByRole('button', { name: 'Dismiss' }).click();
  expect(await composer().inputValue()).toBe('Is anybody there?');
  await page.getByRole('link', { name: 'general' }).click();
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  await page.unroute('**/browser/{do,messages*}');
  await again.click();
  await again.waitFor({ state: 'detached' });
  await be('Priya Nair');
  await composer().press('Enter');
  await message('Is anybody there?').waitFor();
  expect(pageFaults().every((fault) => fault.includes('ERR_FAILED'))).toBe(true);
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
    // What is entered is not lost by a slip, nor by two.
    const question = page.getByRole('dialog', { name: 'Are you sure?' });
    for (const answer of ['Escape', 'Enter']) {
      await page.keyboard.press('Escape');
      await question.waitFor();
      await page.keyboard.press(answer);
      await question.waitFor({ state: 'detached' });
      expect(await form.getByLabel('Name').inputValue()).toBe('Tideline');
    }
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Discard' }).press('Enter');
    await form.waitFor({ state: 'detached' });
  });

  test('a command that another one begins with is sent as it was typed', async () => {
    await be('Priya Nair');
    await composer().fill('/pc remind');
    await page.getByRole('option', { name: /\/pc reminders/ }).waitFor();
    await composer().press('Enter');
    const form = page.getByRole('dialog', { name: 'Remind me' });
    await form.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
  });

  test('nothing serious is found by an automatic check: channel and card, thread, form, inspector; light and dark', async () => {
    await be('Priya Nair');
    await page.getByRole('link', { name: /pinned$/ }).click();
    await page.getByRole('complementary', { name: 'Pinned' }).getByRole('button', { name: 'Status' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const last = page.getByRole('log').getByRole('article').last();
    await last.hover();
    await last.getByRole('button', { name: 'Reply in thread' }).click();
    await page.getByRole('log', { name: 'Messages in this thread' }).getByRole('article').first().waitFor();
    expect(await seriousFindings(page, '.panel')).toEqual([]);
    await page.getByRole('button', { name: 'Inspector', exact: true }).click();
    const lines = page.getByRole('region', { name: 'Requests and calls' });
    await lines.getByRole('button').first().click();
    await lines.getByText('answered').waitFor();
    expect(await seriousFindings(page, '.panel')).toEqual([]);
    await say('/pc new');
    await page.getByRole('dialog', { name: 'New partner' }).waitFor();
    expect(await seriousFindings(page, 'dialog')).toEqual([]);
    await page.keyboard.press('Escape');
    await be('Erik Holm', '@bot');
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.getByRole('tabpanel', { name: 'Home' }).getByRole('link', { name: channel }).first().waitFor();
    expect(await seriousFindings(page, '.home')).toEqual([]);
    await page.getByRole('tab', { name: 'Messages' }).click();
  });

  test('who likes it dark has it dark, also the next time', async () => {
    await page.getByRole('button', { name: 'Dark colours' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Light colours' }).click();
    await page.getByRole('button', { name: 'Dark colours' }).waitFor();
    await page.evaluate('localStorage.removeItem("theme")');
  });
});

test('a phone shows it all without scrolling sideways', async () => {
  const phone = await stage.as('Nora Lind', channel, { phone: true });
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(375);
  await phone.getByRole('button', { name: 'Status', exact: true }).first().click();
  await phone.getByRole('article').filter({ hasText: 'Only visible to you' }).last().waitFor();
  // The card covers the channel, in which it answers: what is answered is shown, from its beginning.
  await phone.getByRole('link', { name: /pinned$/ }).click();
  await phone
    .getByRole('complementary', { name: 'Pinned' })
    .getByRole('button', { name: 'Sign-offs', exact: true })
    .click();
  await phone.locator('article:focus', { hasText: 'Sign-offs' }).getByText('Only visible to you').waitFor();
  await phone.getByRole('complementary', { name: 'Pinned' }).waitFor({ state: 'detached' });
  await phone.waitForFunction(beginsInView);
  await phone.getByRole('button', { name: 'Channels' }).click();
  await phone.getByRole('link', { name: new RegExp(channel) }).click();
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(375);
  expect(await seriousFindings(phone)).toEqual([]);
  await phone.context().close();
});

test('a bug is escalated by the partner, and taken by the other side', async () => {
  await be('Evan Cole');
  await page.getByRole('link', { name: /pinned$/ }).click();
  await page.getByRole('button', { name: /^Report a bug/ }).click();
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

test('a message is escalated as a bug by one of the workspace, and the bug leads back to it', async () => {
  await stage.slack.as('Nora Lind').in(channel).type('Since this morning nobody can sign up in eastus.');
  for (let n = 0; n < 45; n += 1) await stage.slack.as('Erik Holm').in(channel).type(`Looking into it, ${n}`);
  await be('Erik Holm');
  await message('Looking into it, 44').waitFor();
  const source = message('nobody can sign up in eastus');
  await page.getByRole('log').hover();
  for (let n = 0; n < 40 && !(await source.isVisible()); n += 1) await page.mouse.wheel(0, -500);
  await source.hover();
  await source.getByRole('button', { name: 'Shortcuts' }).click();
  await page.getByRole('menuitem', { name: 'Escalate as bug' }).click();
  const form = page.getByRole('dialog', { name: 'Report a bug' });
  await form.getByLabel('Title').fill('No sign-up in eastus');
  await form.getByRole('radio', { name: /^S2|^SEV2|2 ·/ }).check();
  await form.getByRole('button', { name: 'Report', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await be('Nora Lind');
  await page.reload();
  await message('No sign-up in eastus').getByRole('link', { name: 'this message' }).click();
  await page.locator('article:focus', { hasText: 'nobody can sign up in eastus' }).waitFor();
  expect(page.url()).toContain('localhost');
});

test('who presses a button far up is shown the private answer, though it stands far below', async () => {
  const erik = stage.slack.as('Erik Holm').in(channel);
  for (let n = 0; n < 25; n += 1) await erik.type(`What was said in between, ${n}`);
  await be('Nora Lind');
  for (let n = 0; n < 2; n += 1) {
    await page.evaluate('document.querySelector(".messages").scrollTop = 0');
    await page.getByRole('button', { name: 'Status', exact: true }).first().click();
    await page.getByRole('article').last().getByText('Only visible to you').waitFor();
    await page.waitForFunction(beginsInView);
  }
});

test('all the while Slack refused nothing', () => expectAllWell(stage.world));
