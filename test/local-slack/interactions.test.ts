import { EventEmitter, once } from 'node:events';
import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { LocalSlack, StartOptions } from '../../local-slack';
import { option, plain } from '../support/block-kit';
import { type Bot, clientOf, errorOf, startBot, startSlack } from './support';

let slack: LocalSlack;
let bot: Bot | undefined;
let client: WebClient;

async function start(listeners: (app: App) => void, options: Partial<StartOptions> = {}): Promise<void> {
  slack = await startSlack(options);
  client = clientOf(slack);
  bot = await startBot(slack, listeners);
}
afterEach(async () => {
  await bot?.stop();
  await slack.stop();
  bot = undefined;
});

const button = (action_id: string, text: string, value = 'v') => ({
  type: 'button' as const,
  action_id,
  text: plain(text),
  value,
});
const modal = (title: string, more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  title: plain(title),
  blocks: [{ type: 'section', text: plain(`This is ${title}`) }],
  ...more,
});
const options = ['Engineering', 'Legal'].map(option);

/** What a listener was told. */
class Heard {
  readonly bodies: unknown[] = [];
  add(body: unknown): void {
    this.bodies.push(body);
  }
}

const row = (text: string) => [
  { type: 'section' as const, text: plain(text) },
  { type: 'actions' as const, elements: [button('done', ':white_check_mark: Done', text)] },
];

const asking = (callback_id: string): ModalView =>
  modal(callback_id, {
    callback_id,
    submit: plain('Next'),
    blocks: [
      {
        type: 'input',
        block_id: 'word',
        label: plain('Word'),
        element: { type: 'plain_text_input', action_id: 'word', max_length: 10 },
      },
    ],
  });

async function channelWith(...names: string[]): Promise<string> {
  const { channel } = await client.conversations.create({ name: 'pc-acme' });
  const id = channel?.id ?? '';
  for (const name of names) await client.conversations.invite({ channel: id, users: slack.person({ name }).id });
  return id;
}

describe('clicks', () => {
  test('a message is part of the payload; an ephemeral one is not', async () => {
    const heard = new Heard();
    await start((app) => {
      app.action('go', async ({ ack, body }) => {
        heard.add(body);
        await ack();
      });
    });
    const channel = await channelWith('Pat Doe');
    const pat = slack.find('Pat Doe');
    const blocks = [{ type: 'actions' as const, block_id: 'row', elements: [button('go', 'Go')] }];
    const { ts } = await client.chat.postMessage({ channel, text: 'all', blocks });
    await slack.as(pat).in('pc-acme').click('Go');
    expect(heard.bodies[0]).toMatchObject({
      type: 'block_actions',
      user: { id: pat.id, username: 'pat.doe', name: 'pat.doe', team_id: slack.team.id },
      team: { id: slack.team.id, domain: 'databricks' },
      channel: { id: channel, name: 'pc-acme' },
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      message: { ts, text: 'all', bot_id: slack.bot.botId },
      actions: [{ type: 'button', action_id: 'go', block_id: 'row', value: 'v', text: plain('Go') }],
      state: { values: {} },
    });
    const { message_ts } = await client.chat.postEphemeral({ channel, user: pat.id, text: 'one', blocks });
    await slack.as(pat).click('Go');
    expect(heard.bodies[1]).toMatchObject({
      container: { type: 'message', message_ts, channel_id: channel, is_ephemeral: true },
    });
    expect(heard.bodies[1]).not.toHaveProperty('message');
  });

  test('menus, dates, people and the overflow menu arrive in their own shape', async () => {
    const heard = new Heard();
    await start((app) => {
      app.action(/.*/, async ({ ack, action, body }) => {
        heard.add({ action, state: 'state' in body ? body.state : undefined });
        await ack();
      });
    });
    const channel = await channelWith('Pat Doe');
    const pat = slack.find('Pat Doe');
    await client.chat.postMessage({
      channel,
      text: 'x',
      blocks: [
        {
          type: 'actions',
          block_id: 'row',
          elements: [
            { type: 'static_select', action_id: 'team', placeholder: plain('Team'), options },
            { type: 'datepicker', action_id: 'due', placeholder: plain('Due') },
            { type: 'users_select', action_id: 'owner', placeholder: plain('Owner') },
          ],
        },
        {
          type: 'section',
          block_id: 'item',
          text: { type: 'mrkdwn', text: '*Contract* signed' },
          accessory: { type: 'overflow', action_id: 'more', options: [{ text: plain('Block…'), value: 'block' }] },
        },
      ],
    });
    const me = slack.as(pat).in('pc-acme');
    await me.choose('Team', 'Engineering');
    await me.choose('Due', '2027-03-01');
    await me.choose('Owner', pat);
    await me.choose('Contract signed', 'Block');
    expect(heard.bodies).toMatchObject([
      { action: { type: 'static_select', block_id: 'row', selected_option: options[0] } },
      { action: { type: 'datepicker', selected_date: '2027-03-01' } },
      { action: { type: 'users_select', selected_user: pat.id } },
      {
        action: { type: 'overflow', block_id: 'item', selected_option: { value: 'block' } },
        state: { values: { row: { due: { selected_date: '2027-03-01' }, owner: { selected_user: pat.id } } } },
      },
    ]);
    await expect(me.choose('Team', 'Sales')).rejects.toThrow(
      'there is no option "Sales"; there is: Engineering, Legal',
    );
    await expect(me.choose('Due', '2027-02-30')).rejects.toThrow('is not a date');
  });

  test('the same button in several rows needs the words beside it', async () => {
    const heard = new Heard();
    await start((app) => {
      app.action('done', async ({ ack, action }) => {
        heard.add('value' in action ? action.value : '');
        await ack();
      });
    });
    const channel = await channelWith('Pat Doe');
    await client.chat.postMessage({ channel, text: 'x', blocks: [...row('Logo'), ...row('Contract')] });
    const me = slack.as('Pat Doe').in('pc-acme');
    await expect(me.click('Done')).rejects.toThrow(/"Done" stands 2 times[^]*near[^]*Logo[^]*Contract/);
    await me.click({ text: 'Done', near: 'Contract' });
    expect(heard.bodies).toEqual(['Contract']);
  });

  test('a late answer is an error that the person sees', async () => {
    const gate = new EventEmitter();
    const held = once(gate, 'open');
    await start(
      (app) => {
        app.command('/try', async ({ ack }) => {
          await held;
          await ack();
        });
      },
      { ackTimeoutMs: 50 },
    );
    const pat = slack.person({ name: 'Pat Doe' });
    await slack.as(pat).type('/try now');
    await slack.as(pat).sees('/try failed with the error "operation_timeout"');
    gate.emit('open');
    expect(slack.requests('/try')[0]?.status).toBe('timeout');
  });

  test('no bot is an error that the person sees', async () => {
    slack = await startSlack();
    slack.connect('http://127.0.0.1:1/slack/events');
    await slack.as(slack.person({ name: 'Pat' })).type('/try now');
    await slack.as('Pat').sees('/try failed with the error "dispatch_unreachable"');
    await slack.as('Pat').type('/other');
    await slack.as('Pat').sees('/other is not a valid command');
  });
});

describe('response_url', () => {
  test('is good for five answers within half an hour', async () => {
    const urls: string[] = [];
    await start((app) => {
      app.command('/try', async ({ ack, command }) => {
        urls.push(command.response_url);
        await ack();
      });
    });
    const pat = slack.person({ name: 'Pat Doe' });
    await slack.as(pat).type('/try a');
    await slack.as(pat).type('/try b');
    const answer = async (body: object, url = urls[0] ?? '') => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      return [response.status, await response.json()];
    };
    expect(await answer({ text: 'x', colour: 'red' })).toMatchObject([400, { error: 'invalid_arguments' }]);
    expect(await answer({ text: 'x', blocks: [{ type: 'header' }] })).toMatchObject([400, { error: 'invalid_blocks' }]);
    for (const text of ['2', '3', '4']) expect(await answer({ text })).toEqual([200, { ok: true }]);
    expect(await answer({ text: '5', response_type: 'in_channel' })).toEqual([200, { ok: true }]);
    expect(await answer({ text: '6' })).toMatchObject([404, { error: 'used_url' }]);
    slack.advance(31 * 60_000);
    expect(await answer({ text: 'x' }, urls[1])).toMatchObject([404, { error: 'expired_url' }]);
    expect(slack.messagesIn('general').map((m) => m.text)).toEqual(['5']);
    expect(
      slack
        .as(pat)
        .ephemerals()
        .map((m) => m.text),
    ).toEqual(['2', '3', '4']);
  });

  test('replaces and deletes what was clicked, ephemeral or not', async () => {
    await start((app) => {
      app.action('replace', async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: 'replaced' });
      });
      app.action('delete', async ({ ack, respond }) => {
        await ack();
        await respond({ delete_original: true });
      });
    });
    const channel = await channelWith('Pat Doe');
    const pat = slack.find('Pat Doe');
    const blocks = [{ type: 'actions' as const, elements: [button('replace', 'Replace'), button('delete', 'Delete')] }];
    const me = slack.as(pat).in('pc-acme');
    for (const post of [
      () => client.chat.postMessage({ channel, text: 'x', blocks }),
      () => client.chat.postEphemeral({ channel, user: pat.id, text: 'x', blocks }),
    ]) {
      await post();
      await me.click('Replace');
      await me.sees('replaced');
      await post();
      await me.click('Delete');
      await slack.settled();
      await me.doesNotSee('Delete');
    }
    expect(me.messages().map((m) => [m.text, m.ephemeral])).toEqual([
      ['replaced', false],
      ['replaced', true],
    ]);
  });
});

describe('modals', () => {
  test('a trigger opens once, within three seconds', async () => {
    const triggers: string[] = [];
    await start((app) => {
      app.command('/try', async ({ ack, command }) => {
        triggers.push(command.trigger_id);
        await ack();
      });
    });
    const pat = slack.person({ name: 'Pat Doe' });
    await slack.as(pat).type('/try a');
    await slack.as(pat).type('/try b');
    const open = (trigger_id = '') => errorOf(client.views.open({ trigger_id, view: modal('One') }));
    expect(await open(triggers[0])).toBe('ok');
    expect(await open(triggers[0])).toBe('exchanged_trigger_id');
    slack.advance(3001);
    expect(await open(triggers[1])).toBe('expired_trigger_id');
    expect(await open('1.2.3')).toBe('invalid_trigger_id');
    expect(await errorOf(client.views.push({ trigger_id: '1.2.3', view: modal('Two') }))).toBe('invalid_trigger_id');
  });

  test('three deep, updated by hash, closed one by one', async () => {
    const closed = new Heard();
    let latest = '';
    await start((app) => {
      app.command('/try', async ({ ack, command, client }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: stacked(1) });
      });
      app.action('deeper', async ({ ack, body, client, action }) => {
        await ack();
        const depth = Number('value' in action ? action.value : 0) + 1;
        const trigger_id = 'trigger_id' in body ? body.trigger_id : '';
        latest = await errorOf(client.views.push({ trigger_id, view: stacked(depth) }));
      });
      app.view({ callback_id: 'stacked', type: 'view_closed' }, async ({ ack, body }) => {
        closed.add([body.view.title.text, 'is_cleared' in body && body.is_cleared]);
        await ack();
      });
    });
    const stacked = (depth: number): ModalView =>
      modal(`Number ${depth}`, {
        callback_id: 'stacked',
        notify_on_close: true,
        blocks: [{ type: 'actions', elements: [button('deeper', 'Deeper', String(depth))] }],
      });
    slack.person({ name: 'Pat Doe' });
    const me = slack.as('Pat Doe');
    await me.type('/try');
    await me.click('Deeper');
    await me.sees('Number 2');
    await me.click('Deeper');
    await me.sees('Number 3');
    await me.click('Deeper');
    await slack.settled();
    expect(latest).toBe('push_limit_reached');
    const view = me.view();
    const view_id = view?.id ?? '';
    const stale = { view_id, hash: 'old', view: modal('Newer') };
    expect(await errorOf(client.views.update(stale))).toBe('hash_conflict');
    expect(await errorOf(client.views.update({ ...stale, hash: view?.hash ?? '' }))).toBe('ok');
    expect(await errorOf(client.views.update({ view_id: 'V404', view: modal('Newer') }))).toBe('not_found');
    await me.close();
    expect(closed.bodies).toEqual([]);
    await me.sees('Number 2');
    await me.close();
    await me.close({ all: true });
    expect(closed.bodies).toEqual([
      ['Number 2', false],
      ['Number 1', true],
    ]);
  });

  test('answers to a submission: push, update, clear, and mistakes', async () => {
    await start((app) => {
      app.command('/try', async ({ ack, command, client }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: asking('first') });
      });
      app.view('first', async ({ ack }) => ack({ response_action: 'push', view: asking('second') }));
      app.view('second', async ({ ack }) => ack({ response_action: 'update', view: asking('third') }));
      app.view('third', async ({ ack, view }) => {
        const word = view.state.values['word']?.['word']?.value;
        if (word === 'wrong') return ack({ response_action: 'errors', errors: { nowhere: 'Lost' } });
        return ack({ response_action: 'clear' });
      });
    });
    slack.person({ name: 'Pat Doe' });
    const me = slack.as('Pat Doe');
    await me.type('/try');
    await expect(me.fill({ Word: 'far too long' })).rejects.toThrow('at most 10 characters');
    await me.fill({ Word: 'one' }).submit();
    expect(me.modal()).toContain('Modal "second"');
    await me.fill({ Word: 'two' }).submit();
    // What was entered stays when an update keeps block_id and action_id.
    expect(me.modal()).toContain('Word: ‹two›');
    await me.fill({ Word: 'wrong' }).submit();
    await me.sees('submitting "third" failed');
    expect(slack.refusals()[0]).toMatchObject({
      method: 'ack:submitting "third"',
      answer: { error: 'invalid_arguments' },
    });
    await me.fill({ Word: 'right' }).click('Next');
    expect(me.modal()).toBeUndefined();
  });

  test('shortcuts open forms and answer; the Home tab shows what the app has published', async () => {
    await start((app) => {
      app.shortcut('start_something', async ({ ack, shortcut, client }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view: modal('Started') });
      });
      app.shortcut({ callback_id: 'take_note', type: 'message_action' }, async ({ ack, shortcut, respond }) => {
        await ack();
        await respond({ text: `Noted: ${shortcut.message.text ?? ''}` });
      });
      app.event('app_home_opened', async ({ event, client }) => {
        const blocks = [{ type: 'section' as const, text: plain('Welcome home') }];
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
      });
    });
    slack.person({ name: 'Pat Doe' });
    const me = slack.as('Pat Doe');
    await me.type('Remember the milk');
    await me.shortcut('Take note', 'milk');
    await me.sees('Noted: Remember the milk');
    await me.openHome().sees('Welcome home');
    await me.in('general').shortcut('Start something');
    await me.sees('This is Started');
    expect(slack.refusals()).toEqual([]);
  });
});
