import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '@slack/bolt';
import type { LocalSlack } from '../../local-slack';
import { answer, type Deed, messagesAnswer, told, type Told, trafficDetail } from '../../local-slack/browser/protocol';
import { BrowserServer } from '../../local-slack/browser/server';
import type { Channel, Person } from '../../local-slack/state';
import { plain } from '../support/block-kit';
import { plainServices } from '../support/plain-services';
import { type Bot, clientOf, startBot, startSlack } from './support';

/** What the page's server tells and takes: what each person would see, and nothing from anybody else's page. */

let dir: string;
let slack: LocalSlack;
let page: BrowserServer;
let bot: Bot | undefined;
let ana: Person;
let nora: Person;
let shared: Channel;
let inner: Channel;
const streams: Stream[] = [];

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'page-'));
  writeFileSync(join(dir, 'index.html'), '<!doctype html>the page');
});
afterAll(() => rmSync(dir, { recursive: true }));

beforeEach(async () => {
  slack = await startSlack();
  ana = slack.person({ name: 'Ana', title: 'Engineer' });
  nora = slack.person({ name: 'Nora', team: { name: 'Northwind' } });
  inner = slack.newChannel('inner', ana, { withBot: true });
  shared = slack.newChannel('shared', ana, { withBot: true });
  slack.join(nora, 'shared');
  page = await BrowserServer.start(slack, { dir, services: plainServices(slack, undefined) });
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await page.stop();
  await bot?.stop();
  bot = undefined;
  await slack.stop();
});

async function withBot(listeners: (app: App) => void): Promise<void> {
  bot = await startBot(slack, listeners);
}

/** Asks under any name and from any page, as a browser would not let a script do. */
async function ask(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }> {
  const url = new URL(path, page.url);
  return new Promise((resolve, reject) => {
    const req = request(url, { method, headers: { host: url.host, connection: 'close', ...headers } }, (res) => {
      let text = '';
      res.on('data', (part) => (text += String(part)));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text, headers: res.headers }));
    });
    req.on('error', reject);
    req.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const own = () => ({ origin: page.url.slice(0, -1) });

async function act(as: Person, deed: Deed) {
  const body = JSON.stringify({ as: as.id, deed });
  const { status, text } = await ask('/browser/do', { method: 'POST', headers: { ...json, ...own() }, body });
  expect(status).toBe(200);
  return answer.parse(JSON.parse(text));
}

async function messages(as: Person, channel: Channel, more = '') {
  const { status, text } = await ask(`/browser/messages?as=${as.id}&channel=${channel.id}${more}`);
  return status === 200 ? messagesAnswer.parse(JSON.parse(text)) : status;
}

/** What a page is told, the last of each kind, and waiting for it to become so. */
class Stream {
  readonly all: Told[] = [];
  readonly #abort = new AbortController();
  #wake: () => void = () => undefined;

  static async open(as: Person): Promise<Stream> {
    const stream = new Stream();
    streams.push(stream);
    const res = await fetch(new URL(`/browser/stream?as=${as.id}`, page.url), { signal: stream.#abort.signal });
    void stream.#read(res).catch(() => undefined);
    await stream.until((all) => all.some(({ kind }) => kind === 'tour'));
    return stream;
  }
  last<K extends Told['kind']>(kind: K): Extract<Told, { kind: K }> {
    const found = this.all.findLast((one): one is Extract<Told, { kind: K }> => one.kind === kind);
    if (!found) throw new Error(`nothing was told of kind ${kind}`);
    return found;
  }
  async until(isSo: (all: readonly Told[]) => boolean): Promise<void> {
    while (!isSo(this.all)) await new Promise<void>((wake) => (this.#wake = wake));
  }
  close(): void {
    this.#abort.abort();
  }
  async #read(res: Response): Promise<void> {
    let text = '';
    for await (const part of res.body ?? []) {
      text += Buffer.from(part).toString('utf8');
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events)
        if (event.startsWith('data: ')) this.all.push(told.parse(JSON.parse(event.slice('data: '.length))));
      this.#wake();
    }
  }
}

describe('who may ask', () => {
  test('never in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(BrowserServer.start(slack, { dir, services: plainServices(slack, undefined) })).rejects.toThrow(
        'no page in production',
      );
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  test('its own page only, under its own name', async () => {
    const deed = { as: ana.id, deed: { do: 'say', channel: inner.id, text: 'not mine' } };
    const post = { method: 'POST', body: JSON.stringify(deed) };
    const { host } = new URL(page.url);
    const refused = [
      await ask('/', { headers: { host: 'evil.example' } }),
      await ask('/', { headers: { host: `evil.example:${host.split(':')[1]}` } }),
      await ask(`/browser/stream?as=${ana.id}`, { headers: { origin: 'https://evil.example' } }),
      await ask('/browser/do', { ...post, headers: { ...json, origin: 'http://localhost:1' } }),
      await ask('/browser/do', { ...post, headers: json }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    const plainText = await ask('/browser/do', { ...post, headers: { ...own(), 'content-type': 'text/plain' } });
    expect(plainText.status).toBe(415);
    expect(inner.messages).toEqual([]);
  });

  test('the page, and nothing else on the disk', async () => {
    const { text, headers } = await ask('/');
    expect(text).toContain('the page');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/../../package.json'])
      expect((await ask(path)).status).toBe(404);
  });

  test('what is no deed is refused', async () => {
    for (const body of ['{', '{}', JSON.stringify({ as: ana.id, deed: { do: 'rule' } })])
      expect((await ask('/browser/do', { method: 'POST', headers: { ...json, ...own() }, body })).status).toBe(400);
    expect((await ask('/browser/stream?as=nobody')).status).toBe(404);
    const asBot = await ask(`/browser/stream?as=${slack.bot.userId}`);
    expect(asBot.status).toBe(404);
  });
});

describe('what each sees', () => {
  test('a colleague: open channels, the app, commands and shortcuts', async () => {
    const stream = await Stream.open(ana);
    expect(stream.last('hello')).toMatchObject({
      hasHome: true,
      commands: [{ command: '/try', description: 'Try things' }],
      shortcuts: [{ name: 'Start something' }, { name: 'Take note' }],
    });
    expect(stream.last('channels').channels.map(({ name }) => name)).toEqual(['general', 'inner', 'shared', 'Try Bot']);
  });

  test('somebody external: what is shared with them, and no more', async () => {
    await slack.as(ana).in('inner').type('between us');
    await clientOf(slack).chat.postEphemeral({ channel: shared.id, user: ana.id, text: 'for Ana' });
    await clientOf(slack).chat.postEphemeral({ channel: shared.id, user: nora.id, text: 'for Nora' });
    const stream = await Stream.open(nora);
    expect(stream.last('hello')).toMatchObject({ hasHome: false, commands: [], shortcuts: [] });
    expect(stream.last('channels').channels.map(({ name }) => name)).toEqual(['shared']);
    expect(await messages(nora, inner)).toBe(404);
    expect(await act(nora, { do: 'say', channel: inner.id, text: 'hello?' })).toMatchObject({ ok: false });
    expect(await messages(nora, shared)).toMatchObject({ messages: [{ text: 'for Nora', ephemeral: true }] });
    expect(JSON.stringify(stream.all)).not.toMatch(/between us|for Ana/);

    await slack.as(ana).in('inner').type('still between us');
    await slack.as(ana).in('shared').type('for everybody');
    await stream.until((all) => all.some((one) => one.kind === 'message'));
    expect(stream.last('message').message.text).toBe('for everybody');
    expect(JSON.stringify(stream.all)).not.toContain('still between us');
    expect(JSON.stringify(stream.all)).not.toContain(inner.id);
  });

  test('what is not read, until it is; being named and direct messages count', async () => {
    const client = clientOf(slack);
    const stream = await Stream.open(ana);
    await client.chat.postMessage({ channel: shared.id, text: 'news' });
    await client.chat.postMessage({ channel: shared.id, text: `<@${ana.id}>: yours` });
    await client.chat.postMessage({ channel: ana.id, text: 'psst' });
    const marks = () =>
      stream
        .last('channels')
        .channels.flatMap(({ name, unread, mentions }) => (unread ? [{ name, unread, mentions }] : []));
    await stream.until(() => marks().length === 2);
    expect(marks()).toEqual([
      { name: 'shared', unread: 2, mentions: 1 },
      { name: 'Try Bot', unread: 1, mentions: 1 },
    ]);
    await act(ana, { do: 'read', channel: shared.id, ts: shared.messages.at(-1)?.ts ?? '' });
    await stream.until(() => marks().length === 1);
    await act(ana, { do: 'say', channel: shared.id, text: 'noted', thread: shared.messages[0]?.ts ?? '' });
    // Nora has not read it; an answer in a thread leaves no mark.
    expect((await Stream.open(nora)).last('channels').channels[0]).toMatchObject({ unread: 2, mentions: 0 });
  });

  test('changes as they come: an edit, a removal, an answer in a thread', async () => {
    const client = clientOf(slack);
    const stream = await Stream.open(ana);
    const { ts = '' } = await client.chat.postMessage({ channel: inner.id, text: 'one' });
    await client.chat.update({ channel: inner.id, ts, text: 'two' });
    await stream.until(() => stream.all.some((one) => one.kind === 'message' && one.message.text === 'two'));
    await act(ana, { do: 'say', channel: inner.id, text: 'an answer', thread: ts });
    await stream.until(() => stream.all.some((one) => one.kind === 'message' && one.message.replies?.count === 1));
    expect(await messages(ana, inner)).toMatchObject({ messages: [{ text: 'two', replies: { count: 1 } }] });
    expect(await messages(ana, inner, `&thread=${ts}`)).toMatchObject({
      messages: [{ text: 'two' }, { text: 'an answer', thread: ts }],
    });
    await client.chat.delete({ channel: inner.id, ts });
    await stream.until((all) => all.some((one) => one.kind === 'gone' && one.ts === ts));
  });

  test("what only one person sees is told to nobody else's page, nor that there is something", async () => {
    const [own, other] = [await Stream.open(ana), await Stream.open(nora)];
    const client = clientOf(slack);
    await client.chat.postEphemeral({ channel: shared.id, user: ana.id, text: 'for Ana' });
    await client.chat.postMessage({ channel: shared.id, text: 'for all' });
    const texts = ({ all }: Stream) => all.flatMap((one) => (one.kind === 'message' ? [one.message.text] : []));
    for (const stream of [own, other]) await stream.until(() => texts(stream).includes('for all'));
    expect(texts(own)).toEqual(['for Ana', 'for all']);
    expect(texts(other)).toEqual(['for all']);
    expect(other.all.filter(({ kind }) => kind === 'gone')).toEqual([]);
    expect(await messages(nora, shared)).toMatchObject({ messages: [{ text: 'for all' }] });
  });

  test('long channels come a page at a time, the newest first', async () => {
    for (let n = 1; n <= 5; n += 1) await slack.as(ana).in('inner').type(`message ${n}`);
    const newest = await messages(ana, inner, '&limit=2');
    if (typeof newest === 'number') throw new Error('not read');
    expect(newest).toMatchObject({ messages: [{ text: 'message 4' }, { text: 'message 5' }], hasMore: true });
    const older = await messages(ana, inner, `&limit=9&before=${newest.messages[0]?.ts}`);
    expect(older).toMatchObject({ messages: [{}, {}, { text: 'message 3' }], hasMore: false });
  });
});

describe('what people do', () => {
  const select = {
    type: 'static_select' as const,
    action_id: 'team',
    options: ['a', 'b'].map((value) => ({ text: plain('Same words'), value })),
  };

  test('presses and picks reach the bot; an option goes by its value', async () => {
    const heard: unknown[] = [];
    await withBot((app) => {
      app.action('team', async ({ ack, body }) => {
        await ack();
        heard.push(body.type === 'block_actions' && body.actions[0]);
      });
    });
    await clientOf(slack).chat.postMessage({
      channel: shared.id,
      text: 'Which?',
      blocks: [{ type: 'actions', block_id: 'which', elements: [select] }],
    });
    const at = { channel: shared.id, ts: shared.messages[0]?.ts ?? '' };
    expect(await act(nora, { do: 'act', at, block: 'which', action: 'team', given: 'b' })).toEqual({ ok: true });
    expect(heard).toMatchObject([{ selected_option: { value: 'b' } }]);
    const gone = await act(nora, { do: 'act', at, block: 'which', action: 'team', given: 'c' });
    expect(gone).toEqual({ ok: false, error: 'this option is no longer there' });
    const changed = await act(nora, { do: 'act', at, block: 'other', action: 'team', given: 'b' });
    expect(changed).toEqual({ ok: false, error: 'this has just changed; look again' });
  });

  test("nobody presses what is only before somebody else's eyes", async () => {
    await withBot(() => undefined);
    await clientOf(slack).chat.postEphemeral({
      channel: shared.id,
      user: ana.id,
      text: 'Which?',
      blocks: [{ type: 'actions', block_id: 'which', elements: [select] }],
    });
    const { ts } = slack.as(ana).in('shared').messages().at(-1) ?? { ts: '' };
    const deed: Deed = { do: 'act', at: { channel: shared.id, ts }, block: 'which', action: 'team', given: 'a' };
    expect(await act(nora, deed)).toEqual({ ok: false, error: 'this message is gone' });
  });

  test('a form: opened by a command, refused at a field, kept, submitted', async () => {
    const submitted: unknown[] = [];
    await withBot((app) => {
      app.command('/try', async ({ ack, client, body: { trigger_id } }) => {
        await ack();
        const element = { type: 'plain_text_input' as const, action_id: 'word' };
        const file = { type: 'file_input' as const, action_id: 'file', max_files: 1 };
        await client.views.open({
          trigger_id,
          view: {
            type: 'modal',
            callback_id: 'form',
            title: plain('Form'),
            submit: plain('Send'),
            blocks: [
              { type: 'input', block_id: 'word', label: plain('Word'), element },
              { type: 'input', block_id: 'file', label: plain('File'), element: file, optional: true },
            ],
          },
        });
      });
      app.view('form', async ({ ack, view: { state } }) => {
        submitted.push(state.values);
        const isBad = state.values['word']?.['word']?.value === 'bad';
        await ack(isBad ? { response_action: 'errors', errors: { word: 'Another word' } } : undefined);
      });
    });
    const stream = await Stream.open(ana);
    await act(ana, { do: 'say', channel: inner.id, text: '/try it' });
    await stream.until(() => stream.last('modal').view !== null);
    const view = stream.last('modal').view?.id ?? '';
    const word = (given: string) => [{ block: 'word', action: 'word', given }];

    await act(ana, { do: 'submit', view, inputs: [] });
    await stream.until(() => stream.last('modal').view?.errors['word'] === 'Please complete this required field.');
    await act(ana, { do: 'submit', view, inputs: word('bad') });
    await stream.until(() => stream.last('modal').view?.errors['word'] === 'Another word');
    expect(stream.last('modal').view?.values).toMatchObject({ word: { word: { value: 'bad' } } });
    const given = [{ name: 'a.txt', base64: Buffer.from('content').toString('base64') }];
    await act(ana, { do: 'submit', view, inputs: [...word('good'), { block: 'file', action: 'file', given }] });
    await stream.until(() => stream.last('modal').view === null);
    expect(submitted.at(-1)).toMatchObject({ word: { word: { value: 'good' } }, file: { file: { files: [{}] } } });
    expect(await act(ana, { do: 'close', view, all: true })).toMatchObject({ ok: false });
  });

  test('a command that is none is told to the person', async () => {
    const stream = await Stream.open(nora);
    await act(nora, { do: 'say', channel: shared.id, text: '/try' });
    await stream.until((all) => all.some(({ kind }) => kind === 'notice'));
    expect(stream.last('notice').text).toBe('/try is not a valid command');
  });

  test('a shared file is saved by whoever sees it', async () => {
    const files = [{ name: 'ü.html', base64: Buffer.from('<b>hi</b>').toString('base64') }];
    await act(ana, { do: 'share', channel: inner.id, text: 'look', files });
    const id = inner.messages[0]?.files?.[0]?.id ?? '';
    expect(await messages(ana, inner)).toMatchObject({
      messages: [{ text: 'look', files: [{ name: 'ü.html', bytes: 9 }] }],
    });
    const saved = await ask(`/browser/file?as=${ana.id}&id=${id}`);
    expect(saved).toMatchObject({ status: 200, text: '<b>hi</b>' });
    expect(saved.headers['content-disposition']).toMatch(/^attachment/);
    expect((await ask(`/browser/file?as=${nora.id}&id=${id}`)).status).toBe(404);
  });

  test('an invitation, answered by the person it went to', async () => {
    await clientOf(slack).conversations.inviteShared({ channel: inner.id, emails: ['new@acme.example'] });
    const stream = await Stream.open(ana);
    const [invitation] = stream.last('channels').invitations;
    expect(invitation).toMatchObject({ channelName: 'inner', email: 'new@acme.example' });
    const accepted = await act(ana, { do: 'accept', invitation: invitation?.id ?? '' });
    expect(accepted).toEqual({ ok: true, person: slack.find('new@acme.example').id, channel: inner.id });
    expect(inner.members).toContain(slack.find('new@acme.example').id);
  });
});

test('the inspector: what went over the wire, with what was refused', async () => {
  await withBot(() => undefined);
  const stream = await Stream.open(ana);
  await clientOf(slack)
    .chat.postMessage({ channel: 'C0NOWHERE', text: 'x', blocks: [{ type: 'divider' }] })
    .catch(() => undefined);
  await stream.until((all) => all.some((one) => one.kind === 'traffic' && one.lines.some((line) => line.isRefused)));
  const line = stream.last('traffic').lines.find(({ isRefused }) => isRefused);
  expect(line).toMatchObject({ kind: 'call', name: 'chat.postMessage', error: 'channel_not_found' });
  const detail = trafficDetail.parse(JSON.parse((await ask(`/browser/traffic?id=${line?.id}`)).text));
  expect(detail).toEqual({
    payload: { channel: 'C0NOWHERE', text: 'x', blocks: [{ type: 'divider' }] },
    answer: { ok: false, error: 'channel_not_found' },
  });
});

test('time moves for everybody, whoever moves it', async () => {
  const stream = await Stream.open(ana);
  const before = slack.now();
  await act(nora, { do: 'move', step: '+1d' });
  await stream.until(() => stream.last('clock').ahead > 0 && stream.last('clock').moving === null);
  expect(slack.now() - before).toBeGreaterThanOrEqual(86_400_000);
});
