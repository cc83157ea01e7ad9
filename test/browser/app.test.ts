import type { App, BlockAction } from '@slack/bolt';
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Browser, Locator, Page } from 'playwright-core';
import type { LocalSlack } from '../../local-slack';
import { BrowserServer } from '../../local-slack/browser/server';
import { type Bot, clientOf, startBot, startSlack } from '../local-slack/support';
import { option, plain } from '../support/block-kit';
import { plainServices } from '../support/plain-services';
import { buildPage, pageFolder } from '../support/programs';
import { newPage, pageFaults, seriousFindings, startBrowser } from './support';

/** A small app with a Home, forms and questions of every kind: all of it with the keyboard alone. */

let slack: LocalSlack;
let bot: Bot;
let server: BrowserServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const built = buildPage();
  slack = await startSlack();
  slack.person({ name: 'Ana', title: 'Engineer' });
  slack.person({ name: 'Ben' });
  slack.person({ name: 'Nora', team: { name: 'Northwind' } });
  slack.newChannel('team', slack.find('Ana'), { withBot: true });
  slack.join(slack.find('Ben'), 'team');
  slack.join(slack.find('Nora'), 'team');
  bot = await startBot(slack, smallApp);
  [browser] = await Promise.all([startBrowser(), built]);
  server = await BrowserServer.start(slack, { dir: pageFolder, services: plainServices(slack, undefined) });
  page = await newPage(browser);
  await page.goto(`${server.url}#/${slack.find('Ana').id}/${slack.channel('team').id}`);
  await composer().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await bot?.stop();
  await slack?.stop();
});
afterEach(() => expect(pageFaults()).toEqual([]));

const composer = () => page.getByRole('textbox', { name: /^Message to/ });
const button = (name: string | RegExp) => page.getByRole('button', { name });
const type = (text: string) => page.keyboard.type(text);
async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
/** Goes on with Tab, or another key, until it is there. */
async function reach(wanted: Locator, key = 'Tab'): Promise<void> {
  await wanted.waitFor({ state: 'attached' });
  for (let n = 0; n < 60; n += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await press(key);
  }
  throw new Error(`The keyboard does not lead to ${String(wanted)}`);
}

const opened = new Map<string, (string | undefined)[]>();
const counts = new Map<string, number>();

function homeOf(user: string): { type: 'home'; blocks: KnownBlock[] } {
  const count = { type: 'button' as const, action_id: 'count', text: plain('Count') };
  const reset = {
    type: 'button' as const,
    action_id: 'reset',
    text: plain('Reset'),
    confirm: { title: plain('Reset it?'), text: plain('It begins again.'), confirm: plain('Yes'), deny: plain('No') },
  };
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain('Your desk') },
      { type: 'section', text: { type: 'mrkdwn', text: `<@${user}>, you counted to *${counts.get(user) ?? 0}*` } },
      { type: 'actions', elements: [count, reset] },
    ],
  };
}

const form: ModalView = {
  type: 'modal',
  callback_id: 'form',
  title: plain('All sorts'),
  submit: plain('Send'),
  blocks: [
    input('name', 'Name', { type: 'plain_text_input', action_id: 'v' }),
    input('fruit', 'Fruit', { type: 'static_select', action_id: 'v', options: ['Apple', 'Pear', 'Plum'].map(option) }),
    input('who', 'Who', { type: 'multi_users_select', action_id: 'v' }),
    input('day', 'Day', { type: 'datepicker', action_id: 'v' }),
    input('extras', 'Extras', { type: 'checkboxes', action_id: 'v', options: ['Salt', 'Sugar'].map(option) }),
    input('size', 'Size', { type: 'radio_buttons', action_id: 'v', options: ['Small', 'Large'].map(option) }),
    input('paper', 'Paper', { type: 'file_input', action_id: 'v', max_files: 1 }),
  ],
};

const short: ModalView = {
  type: 'modal',
  callback_id: 'short',
  title: plain('One thing'),
  submit: plain('Send'),
  blocks: [input('name', 'Name', { type: 'plain_text_input', action_id: 'v' })],
};
const numbers = Array.from({ length: 60 }, (_, n) => option(`Number ${n}`));
const long: ModalView = {
  ...short,
  callback_id: 'long',
  blocks: [
    input('number', 'Number', {
      type: 'static_select',
      action_id: 'v',
      options: numbers,
      initial_option: option('Number 50'),
    }),
  ],
};
const forms = new Map([
  ['short', short],
  ['long', long],
]);
const buttons = (...ids: readonly string[]): KnownBlock[] => [
  { type: 'section', text: plain(`What can be done: ${ids.join(', ')}`) },
  {
    type: 'actions',
    elements: ids.map((id) => ({ type: 'button' as const, action_id: id, text: plain(id) })),
  },
];
const thanks: ModalView = {
  type: 'modal',
  title: plain('Thank you'),
  blocks: [{ type: 'section', text: plain('It has arrived.') }],
};

function input(id: string, label: string, element: InputBlock['element']): InputBlock {
  return { type: 'input', block_id: id, label: plain(label), element };
}

function smallApp(app: App): void {
  app.event('app_home_opened', async ({ event, client }) => {
    const { user, tab } = event;
    opened.set(user, [...(opened.get(user) ?? []), tab]);
    if (tab === 'home') await client.views.publish({ user_id: user, view: homeOf(user) });
  });
  const counted = (user: string, client: App['client'], to: number) => {
    counts.set(user, to);
    return client.views.publish({ user_id: user, view: homeOf(user) });
  };
  app.action('count', async ({ ack, body, client }) => {
    await ack();
    await counted(body.user.id, client, (counts.get(body.user.id) ?? 0) + 1);
  });
  app.action('reset', async ({ ack, body, client }) => {
    await ack();
    await counted(body.user.id, client, 0);
  });
  app.command('/try', async ({ ack, body, client }) => {
    if (body.text === 'buttons') return ack({ text: 'Buttons', blocks: buttons('more', 'ask') });
    await ack();
    return void (await client.views.open({
      trigger_id: body.trigger_id,
      view: forms.get(body.text) ?? form,
    }));
  });
  app.action('more', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Buttons', blocks: buttons('ask', 'less'), replace_original: true });
  });
  app.action<BlockAction>('ask', async ({ ack, body, client, respond }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: short });
    await respond({ text: 'Buttons', blocks: buttons('less'), replace_original: true });
  });
  app.view('short', ({ ack }) => ack({ response_action: 'update', view: thanks }));
  app.view('form', async ({ ack, view, body, client }) => {
    const { name, fruit, who, day, extras, size, paper } = view.state.values;
    if (name?.['v']?.value === 'nobody')
      return ack({ response_action: 'errors', errors: { name: 'Somebody, please.' } });
    await ack();
    const said = [
      name?.['v']?.value,
      fruit?.['v']?.selected_option?.value,
      who?.['v']?.selected_users?.length,
      day?.['v']?.selected_date,
      extras?.['v']?.selected_options?.map(({ value }) => value).join('+'),
      size?.['v']?.selected_option?.value,
      paper?.['v']?.files?.length,
    ];
    return void (await client.chat.postMessage({
      channel: slack.channel('team').id,
      text: `${body.user.name}: ${said.join(', ')}`,
    }));
  });
  app.shortcut('take_note', async ({ ack, shortcut, client }) => {
    await ack();
    const { text = '' } = 'message' in shortcut ? shortcut.message : {};
    await client.chat.postMessage({ channel: slack.channel('team').id, text: `Noted: ${text}` });
  });
}

test('commands are suggested as one types, and a form has a way to every field, with its error where it belongs', async () => {
  await reach(page.getByRole('link', { name: 'Skip to the message box' }), 'Shift+Tab');
  await press('Enter');
  await type('/t');
  await page.getByRole('option', { name: /\/try/ }).waitFor();
  await press('Tab', 'Enter');
  const dialog = page.getByRole('dialog', { name: 'All sorts' });
  await dialog.waitFor();
  expect(await seriousFindings(page, 'dialog')).toEqual([]);
  await reach(dialog.getByLabel('Name'));
  await type('nobody');
  await press('Tab');
  await type('plu');
  await dialog.getByRole('option', { name: 'Plum' }).waitFor();
  await press('Enter', 'Tab');
  await type('be');
  await press('Enter', 'Escape');
  await reach(dialog.getByLabel('Day'));
  await type('03052027');
  await reach(dialog.getByRole('checkbox', { name: 'Sugar' }));
  await press('Space', 'Tab', 'ArrowDown');
  const paper = dialog.getByLabel('Paper');
  await reach(paper);
  // What opens now is the browser's own.
  await paper.setInputFiles({ name: 'paper.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
  await dialog.getByText('paper.txt').waitFor();
  await reach(dialog.getByRole('button', { name: 'Send' }));
  await press('Enter');
  await dialog.getByText('Somebody, please.').waitFor();
  expect(await dialog.getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
  await reach(dialog.getByLabel('Name'));
  await press('ControlOrMeta+a');
  await type('Ada');
  await press('Enter');
  await page.getByText('Ada, plum, 1, 2027-03-05, sugar, large, 1').waitFor();
  await dialog.waitFor({ state: 'detached' });
  // Whoever filled it in goes on where they were.
  expect(await composer().evaluate((box) => box === box.ownerDocument.activeElement)).toBe(true);
});

test('a long menu opens where what is chosen is in view, and goes with its first Escape', async () => {
  await type('/try long');
  await press('Enter');
  const dialog = page.getByRole('dialog');
  await reach(dialog.getByLabel('Number'));
  await press('ArrowDown');
  const chosen = dialog.getByRole('option', { name: 'Number 50' });
  const isInView = await chosen.evaluate((row) => {
    const list = row.parentElement?.getBoundingClientRect();
    const { top, bottom } = row.getBoundingClientRect();
    return list !== undefined && top >= list.top && bottom <= list.bottom;
  });
  expect(isInView).toBe(true);
  await press('Escape');
  await chosen.waitFor({ state: 'detached' });
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('what was sent is not asked about again: a form that was answered in its place closes at once', async () => {
  await type('/try short');
  await press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').waitFor();
  await type('Ada');
  await press('Enter');
  await dialog.getByText('It has arrived.').waitFor();
  // What had the focus is gone with the form.
  await reach(dialog.getByRole('button', { name: 'Cancel' }), 'Shift');
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await composer().evaluate((box) => box === box.ownerDocument.activeElement)).toBe(true);
});

test('who pressed a button that is gone then goes on at its message, also when a form was open meanwhile', async () => {
  await type('/try buttons');
  await press('Enter');
  const message = page.getByRole('article').filter({ hasText: 'What can be done' });
  const hasFocus = () => message.evaluate((row) => row === row.ownerDocument.activeElement);
  await reach(message.getByRole('button', { name: 'more' }), 'Shift+Tab');
  await press('Enter');
  await message.getByText('What can be done: ask, less').waitFor();
  expect(await hasFocus()).toBe(true);
  await press('Tab', 'Enter');
  await page.getByRole('dialog').getByLabel('Name').waitFor();
  await message.getByText('What can be done: less').waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await hasFocus()).toBe(true);
  await reach(composer());
});

test('what can be done about a message is behind a menu of it', async () => {
  await type('The tile is green');
  await press('Enter');
  const said = page.getByRole('article').filter({ hasText: 'The tile is green' });
  await said.waitFor();
  await reach(said.getByRole('button', { name: 'Shortcuts' }), 'Shift+Tab');
  await press('Enter');
  await page.getByRole('menuitem', { name: 'Take note' }).waitFor();
  await press('Enter');
  await page.getByText('Noted: The tile is green').waitFor();
});

test('the app has a Home beside its messages: one’s own, drawn anew as it changes, with questions before what is grave', async () => {
  await reach(page.getByRole('link', { name: 'Try Bot' }), 'Shift+Tab');
  await press('Enter');
  await reach(page.getByRole('tab', { name: 'Messages' }));
  await press('ArrowLeft');
  const home = page.getByRole('tabpanel', { name: 'Home' });
  await home.getByText('you counted to 0').waitFor();
  expect(opened.get(slack.find('Ana').id)).toEqual(['messages', 'home']);
  expect(await seriousFindings(page)).toEqual([]);
  await reach(home.getByRole('button', { name: 'Count' }));
  await press('Enter');
  await home.getByText('you counted to 1').waitFor();
  await press('Tab', 'Enter');
  const question = page.getByRole('dialog', { name: 'Reset it?' });
  await question.waitFor();
  await press('Escape');
  await question.waitFor({ state: 'detached' });
  await press('Enter');
  await reach(question.getByRole('button', { name: 'Yes' }));
  await press('Enter');
  await home.getByText('you counted to 0').waitFor();
});

test('another person stays where one looked, at their own; who is of another company has no app', async () => {
  await reach(button(/^Be Ben/), 'Shift+Tab');
  await press('Enter');
  // All is drawn anew for them: whoever was pressed keeps the focus.
  await reach(button(/^Be Ben/), 'Shift');
  await page.getByRole('tabpanel', { name: 'Home' }).getByText('@Ben, you counted to 0').waitFor();
  await reach(button(/^Be Nora/));
  await press('Enter');
  await page.getByRole('textbox', { name: 'Message to #team' }).waitFor();
  expect(await page.getByRole('link', { name: 'Try Bot' }).count()).toBe(0);
});

test('who is invited is told so where they have no channel yet, and comes in', async () => {
  slack.person({ name: 'Zoe', email: 'zoe@far.example', team: { name: 'Far' } });
  const { id } = slack.newChannel('deal', slack.find('Ana'), { withBot: true });
  await clientOf(slack).conversations.inviteShared({ channel: id, emails: ['zoe@far.example'] });
  await reach(button(/^Be Zoe Far, has an invitation/));
  await press('Enter');
  await page.getByText('This person is invited to #deal. Accept it, under Channels, to come in.').waitFor();
  expect(await page.getByText('Somebody who opens a partner can invite them').count()).toBe(0);
  await reach(button('Accept'));
  await press('Enter');
  await page.getByRole('textbox', { name: 'Message to #deal' }).waitFor();
});

test('time is moved, with a word of what it is now', async () => {
  const clock = page.getByRole('timer');
  const before = await clock.textContent();
  await reach(page.getByTitle('Move time one day on'), 'Shift+Tab');
  await press('Enter');
  await page.getByText(before ?? '').waitFor({ state: 'detached' });
  expect(Math.abs(slack.ahead - 24 * 3_600_000)).toBeLessThan(60_000);
});
