import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { encodeAhead, SlackClient } from '../../src/slack/client';
import { post as send } from '../../src/slack/http';
import { post } from '../../src/slack/post';
import { problemOf } from '../../src/slack/problems';

/** The client against servers that answer badly, or not to the end. */

type Answering = (response: ServerResponse) => void;

let answering: Answering = (response) => response.end();
const asked: { readonly url: string; readonly token: string; readonly form: object }[] = [];
const take = async (request: IncomingMessage, response: ServerResponse) => {
  const { url = '', headers } = request;
  const form = Object.fromEntries(new URLSearchParams(await text(request)));
  asked.push({ url, token: headers.authorization ?? '', form });
  answering(response);
};
const server = createServer((request, response) => void take(request, response));
let client: SlackClient;
/** For answers that never come. */
let impatient: SlackClient;

/** Starts a server; returns the address of its API. */
async function listening(on: Server): Promise<string> {
  on.listen(0, '127.0.0.1');
  await once(on, 'listening');
  const address = on.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : undefined}/api`;
}

beforeAll(async () => {
  const slackApiUrl = await listening(server);
  client = new SlackClient('xoxb-1', { slackApiUrl, timeoutMs: 30_000 });
  impatient = new SlackClient('xoxb-1', { slackApiUrl, timeoutMs: 150 });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => asked.splice(0));

const say =
  (text: string, status = 200, headers = {}): Answering =>
  (response) =>
    response.writeHead(status, headers).end(text);
const problem = (by: SlackClient) =>
  by.chat.postMessage({ channel: 'C1', text: 'Hello', blocks: [] }).then(
    () => 'none',
    (error: unknown) => problemOf(error),
  );

test('a call is a form: words as they are, all else as JSON, and the token in the head', async () => {
  answering = say('{"ok":true,"ts":"1.1"}');
  const message = { channel: 'C1', text: 'Grüße & so', blocks: [], unfurl_links: false };
  expect(await client.chat.postMessage(message)).toEqual({ ok: true, ts: '1.1' });
  const form = { channel: 'C1', text: 'Grüße & so', blocks: '[]', unfurl_links: 'false' };
  expect(asked).toEqual([{ url: '/api/chat.postMessage', token: 'Bearer xoxb-1', form }]);
});

test('what was encoded ahead of its time is sent as it was then', async () => {
  answering = say('{"ok":true,"ts":"1.1"}');
  const text = 'Grüße & so = ⚡';
  const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text } }];
  encodeAhead(blocks);
  await client.chat.postMessage({ channel: 'C1', text, blocks });
  await client.chat.postMessage({ channel: 'C1', text, blocks: structuredClone(blocks) });
  expect(asked[0]?.form).toEqual({ channel: 'C1', text, blocks: JSON.stringify(blocks) });
  expect(asked[0]).toEqual(asked[1]);
});

test.each<[string, Answering, object]>([
  ['a refusal', say('{"ok":false,"error":"is_archived"}'), { kind: 'refused', code: 'is_archived' }],
  ['a fault of Slack', say('{"ok":false,"error":"internal_error"}'), { kind: 'failed' }],
  ['a limit', say('', 429, { 'retry-after': '7' }), { kind: 'rate-limited', retryAfterMs: 7000 }],
  ['a limit without a time', say('', 429), { kind: 'rate-limited', retryAfterMs: 1000 }],
  ['a limit told in the answer alone', say('{"ok":false,"error":"ratelimited"}'), { kind: 'rate-limited' }],
  ['a gateway that failed', say('<html>', 502), { kind: 'unknown' }],
  ['a page that is none of Slack', say('<html>'), { kind: 'unknown' }],
  [
    'an answer cut off',
    (response) => response.writeHead(200).write('{"ok":', () => response.destroy()),
    { kind: 'unknown' },
  ],
  ['a connection cut off', (response) => response.destroy(), { kind: 'unknown' }],
])('%s is told as what it is, and nothing is sent a second time', async (_, answer, told) => {
  answering = answer;
  expect(await problem(client)).toMatchObject(told);
  expect(asked).toHaveLength(1);
});

test.each<[string, Answering]>([
  ['no answer', () => undefined],
  ['half an answer', (response) => response.writeHead(200).write('{"ok":')],
])('%s is not waited for any longer than was said', async (_, answer) => {
  answering = answer;
  expect(await problem(impatient)).toEqual({ kind: 'unknown', sentence: 'Slack did not answer.' });
});

test('what was given up while it was being connected is not sent after all', async () => {
  const sent: unknown[] = [];
  const elsewhere = createServer(({ url }, response) => {
    sent.push(url);
    response.end();
  });
  const address = await listening(elsewhere);
  try {
    await setImmediate(); // After it come first what time brings, then what the network does.
    const given = send(`${address}/given-up`, 'a', { headers: {}, timeoutMs: 20 }).catch(String);
    const until = performance.now() + 60;
    while (performance.now() < until); // Nothing is connected meanwhile, and the time is up.
    expect(await given).toMatch('No answer within 20 ms');
    await send(`${address}/later`, 'b', { headers: {}, timeoutMs: 30_000 });
    expect(sent).toEqual(['/api/later']);
  } finally {
    elsewhere.closeAllConnections();
    elsewhere.close();
  }
});

test('an answer that does not say what was done leaves open whether it was', async () => {
  answering = say('{"ok":true}');
  const posted = post(client, { channel: 'C1' }, { text: 'Hello', blocks: [] }, 'key');
  const told = await posted.catch((error: unknown) => problemOf(error));
  expect(told).toEqual({ kind: 'unknown', sentence: 'Slack answered what cannot be read.' });
});
