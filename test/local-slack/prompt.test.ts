import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { LocalSlack } from '../../local-slack';
import { runPrompt } from '../../local-slack/prompt';
import { seed } from '../../local-slack/seed';
import { plain } from '../support/block-kit';
import { type Bot, startBot, startSlack } from './support';

const kinds = ['Read (BI, data quality)', 'Read and write', 'Write'].map((text) => ({
  text: plain(text),
  value: text,
}));

let slack: LocalSlack;
let bot: Bot;

beforeEach(async () => {
  slack = await startSlack({ seed });
  bot = await startBot(slack, (app) => {
    app.command('/try', async ({ ack, command, client }) => {
      await ack();
      await client.views.open({
        trigger_id: command.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'new',
          title: plain('New partner'),
          submit: plain('Create'),
          blocks: [
            {
              type: 'input',
              block_id: 'name',
              label: plain('Partner name'),
              element: { type: 'plain_text_input', action_id: 'name' },
            },
            {
              type: 'input',
              block_id: 'kinds',
              optional: true,
              label: plain('Kinds'),
              element: { type: 'checkboxes', action_id: 'kinds', options: kinds },
            },
            {
              type: 'input',
              block_id: 'who',
              optional: true,
              label: plain('Who'),
              element: { type: 'users_select', action_id: 'who' },
            },
          ],
        },
      });
    });
    app.view('new', async ({ ack, view, client, body }) => {
      await ack();
      const name = view.state.values['name']?.['name']?.value ?? '';
      const { channel } = await client.conversations.create({ name });
      const id = channel?.id ?? '';
      await client.conversations.invite({ channel: id, users: body.user.id });
      await client.conversations.inviteShared({ channel: id, emails: ['nora@northwind.example'] });
      await client.chat.postMessage({
        channel: id,
        text: 'Welcome',
        blocks: [
          {
            type: 'actions',
            elements: [{ type: 'button', action_id: 'status', text: plain('Status') }],
          },
        ],
      });
      await client.chat.postMessage({
        channel: body.user.id,
        text: `Channel ${name} is there`,
        blocks: [
          { type: 'section', text: plain(`Channel ${name} is there`) },
          {
            type: 'actions',
            elements: [{ type: 'button', action_id: 'open', text: plain('Open') }],
          },
        ],
      });
    });
    app.action('status', async ({ ack, respond, body }) => {
      await ack();
      await respond(`Hello <@${body.user.id}>`);
    });
  });
});
afterEach(async () => {
  await bot.stop();
  await slack.stop();
});

/** A terminal: types a line, waits until the answer shows. */
function terminal() {
  const input = new PassThrough();
  const output = new PassThrough();
  let fresh = '';
  const heard = new EventEmitter();
  output.on('data', (part: Buffer) => {
    fresh += part.toString();
    heard.emit('more');
  });
  const shows = async (wanted: string) => {
    while (!fresh.includes(wanted)) await once(heard, 'more');
    fresh = fresh.slice(fresh.indexOf(wanted) + wanted.length);
  };
  return {
    input,
    output,
    type: async (line: string, wanted: string) => {
      fresh = '';
      input.write(`${line}\n`);
      await shows(wanted);
    },
  };
}

test('the bot can be tried from a terminal', async () => {
  const { input, output, type } = terminal();
  const running = runPrompt(slack, { input, output });
  await type('people', 'Nora Lind <nora@northwind.example> (external)');
  await type('be nobody', '? nobody is called "nobody"');
  await type('be erik', 'Erik Holm #general>');
  await type('/try', 'Modal "New partner"');
  await type('set 1 acme', 'Partner name: ‹acme›');
  // By how it begins, where only one does.
  await type('set 2 read (, write', 'Kinds (optional): (x) Read (BI, data quality)  ( ) Read and write  (x) Write');
  await type('set 2 Read', '? there is no option "Read"; there is: Read (BI, data quality), Read and write');
  await type('set 3 sof', 'Who (optional): ‹Sofia Almeida›');
  await type('submit', 'Erik Holm #general>');
  await slack.as('Erik Holm').in('general').sees('Channel acme is there');
  await type('go acme', '1  [Status]');
  await type('go nowhere', '? there is no channel #nowhere');
  await type('', 'Erik Holm #acme>');
  await type('look', '2  [Open]  in @bot: Channel acme is there');
  await type('click 1', 'Try Bot (only visible to you):\n  Hello @Erik Holm');
  await type('accept nora@northwind.example', 'You are now Nora Lind <nora@northwind.example> (external)');
  await type('click 1', 'Hello @Nora Lind');
  await type('/try', '! /try is not a valid command');
  await type('dance', '? There is no "dance"');
  await type('say @bot hi', '@Try Bot hi');
  input.write('quit\n');
  await running;
  expect(slack.refusals()).toEqual([]);
});
