import type { LocalSlack } from '../../local-slack';
import { option, plain } from '../support/block-kit';
import { type Bot, startBot, startSlack } from './support';

describe('a person and a bot', () => {
  let slack: LocalSlack;
  let bot: Bot;
  const submitted: unknown[] = [];

  beforeAll(async () => {
    slack = await startSlack();
    bot = await startBot(slack, (app) => {
      app.command('/try', async ({ command, ack, client, respond }) => {
        if (command.text === 'status') return ack({ text: 'All *good* & <@' + command.user_id + '>' });
        if (command.text === 'later') {
          await ack();
          await respond({ text: 'Said later' });
          return undefined;
        }
        if (command.text === 'all') return ack({ response_type: 'in_channel', text: 'For everyone' });
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
                element: { type: 'plain_text_input', action_id: 'value' },
              },
              {
                type: 'input',
                block_id: 'clouds',
                label: plain('Clouds'),
                element: {
                  type: 'multi_static_select',
                  action_id: 'value',
                  options: ['AWS', 'Azure', 'GCP'].map(option),
                },
              },
              {
                type: 'input',
                block_id: 'ga',
                optional: true,
                label: plain('Target GA date'),
                element: { type: 'datepicker', action_id: 'value' },
              },
              {
                type: 'input',
                block_id: 'pdm',
                label: plain('PDM'),
                element: { type: 'users_select', action_id: 'value', initial_user: command.user_id },
              },
            ],
          },
        });
        return undefined;
      });
      app.view('new', async ({ ack, view, client, body }) => {
        submitted.push(view.state.values);
        const name = view.state.values['name']?.['value']?.value ?? '';
        if (name === 'Taken') return ack({ response_action: 'errors', errors: { name: 'That name is taken' } });
        await ack();
        const created = await client.conversations.create({ name: `pc-${name.toLowerCase()}` });
        const channel = created.channel?.id ?? '';
        await client.conversations.invite({ channel, users: body.user.id });
        await client.chat.postMessage({
          channel,
          text: `Welcome ${name}`,
          blocks: [
            { type: 'section', text: { type: 'mrkdwn', text: `*Welcome* ${name}` } },
            {
              type: 'actions',
              elements: [{ type: 'button', action_id: 'sign', text: plain('Sign off'), value: 'now' }],
            },
          ],
        });
        return undefined;
      });
      app.action('sign', async ({ ack, respond, body }) => {
        await ack();
        await respond({ replace_original: true, text: `Signed off by <@${body.user.id}>` });
      });
      app.event('app_mention', async ({ event, client }) => {
        await client.chat.postEphemeral({ channel: event.channel, user: event.user ?? '', text: 'You called?' });
      });
    });
  });
  afterAll(async () => {
    await bot.stop();
    await slack.stop();
  });

  test('a command is answered privately, later, or to everyone', async () => {
    const pat = slack.person({ name: 'Pat Doe' });
    const ann = slack.person({ name: 'Ann Roe' });
    await slack.as(pat).in('general').type('/try status');
    await slack.as(pat).sees('All good & @Pat Doe');
    await slack.as(ann).doesNotSee('All good');
    await slack.as(pat).type('/try later');
    await slack.as(pat).sees('Said later');
    await slack.as(pat).type('/try all');
    await slack.as(ann).sees('For everyone');
  });

  test('a modal is filled in, refused, corrected and submitted; a button is clicked', async () => {
    const pat = slack.find('Pat Doe');
    await slack.as(pat).in('general').type('/try new');
    await slack.as(pat).click('Create');
    await slack.as(pat).sees('Please complete this required field.');
    await slack
      .as(pat)
      .fill({ 'Partner name': 'Taken', Clouds: ['AWS', 'GCP'], 'Target GA date': '2027-03-01' })
      .submit();
    await slack.as(pat).sees('That name is taken');
    await slack.as(pat).fill({ 'Partner name': 'Acme' }).submit();
    expect(slack.as(pat).modal()).toBeUndefined();
    expect(submitted.at(-1)).toEqual({
      name: { value: { type: 'plain_text_input', value: 'Acme' } },
      clouds: {
        value: {
          type: 'multi_static_select',
          selected_options: [option('AWS'), option('GCP')],
        },
      },
      ga: { value: { type: 'datepicker', selected_date: '2027-03-01' } },
      pdm: { value: { type: 'users_select', selected_user: pat.id } },
    });
    // The channel is still being made: it is waited for.
    await slack.as(pat).in('pc-acme').sees('Welcome Acme');
    await slack.as(pat).click('Sign off');
    await slack.as(pat).sees('Signed off by @Pat Doe');
    await slack.as(pat).doesNotSee('Welcome Acme');
    expect(slack.refusals()).toEqual([]);
  });

  test('a mention reaches the bot', async () => {
    await slack.as('Pat Doe').in('pc-acme').type('@bot hello <there>');
    await slack.as('Pat Doe').sees('You called?');
    expect(slack.messagesIn('pc-acme').at(-1)?.text).toBe(`<@${slack.bot.userId}> hello &lt;there&gt;`);
  });

  test('what is not there is reported with what is', async () => {
    await expect(slack.as('Pat Doe').in('pc-acme').click('Launch', { timeoutMs: 20 })).rejects.toThrow(
      /finds no button "Launch" within 20 ms. They see:[^]*#pc-acme[^]*Signed off by @Pat Doe/,
    );
    await expect(slack.as('Pat Doe').sees('Nirvana', { timeoutMs: 20 })).rejects.toThrow(/does not see "Nirvana"/);
  });
});
