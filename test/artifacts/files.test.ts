import { createServer, type RequestListener, type Server } from 'node:http';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { Files } from '../../src/slack/files';
import { refused } from '../support/outcome';

/** Downloads from a Slack that behaves badly, or tells of files that are not Slack's. */

let server: Server;
let base = '';
let info: Record<string, unknown> = {};
let answer: RequestListener = (_, res) => void res.end('content');
/** Who asked for what, with which token. */
let asked: (readonly [path: string, token: string | undefined])[] = [];

beforeAll(async () => {
  server = createServer((req, res) => {
    asked.push([req.url ?? '', req.headers.authorization]);
    if (req.url === '/api/files.info') {
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ ok: true, file: info }));
    } else answer(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
  info = { name: 'acme.json', size: 7, url_private_download: `${base}/files/acme.json` };
  answer = (_, res) => void res.end('content');
});

function download(most = 100) {
  const slackApiUrl = `${base}/api/`;
  const client = new WebClient('xoxb-secret', { slackApiUrl, retryConfig: { retries: 0 } });
  const log = pino({ level: 'silent' });
  return new Files(client, { botToken: 'xoxb-secret', slackApiUrl }, log).download('F1', most);
}
const whyNot = async (most?: number): Promise<string> => refused(await download(most));

test('a file is downloaded with the token', async () => {
  expect(await download()).toEqual({ name: 'acme.json', content: Buffer.from('content') });
  expect(asked.at(-1)).toEqual(['/files/acme.json', 'Bearer xoxb-secret']);
});

test('what says that it is too large is not asked for; what turns out to be is not read to its end', async () => {
  info['size'] = 101;
  expect(await whyNot()).toMatch(/larger than/);
  expect(asked).toHaveLength(1);
  info['size'] = 1;
  answer = (_, res) => void res.end('x'.repeat(1_000_000));
  expect(await whyNot()).toMatch(/larger than/);
});

test.each([
  ['the page for signing in', (_, res) => void res.setHeader('content-type', 'text/html; charset=utf-8').end('<html>')],
  ['an error', (_, res) => void res.writeHead(403).end()],
  ['half of it', (_, res) => void res.writeHead(200, { 'content-length': 100 }).write('x', () => res.destroy())],
  [
    'another place',
    (req, res) =>
      void (req.url === '/elsewhere' ? res.end('content') : res.writeHead(302, { location: '/elsewhere' }).end()),
  ],
] as const satisfies readonly (readonly [string, RequestListener])[])('%s in its place is told', async (_, how) => {
  answer = how;
  expect(await whyNot()).toBe('Slack did not hand out the file just now. Please hand it in again in a minute.');
});

test.each([
  'https://evil.example/acme.json',
  'https://slack.com.evil.example/acme.json',
  'https://evilslack.com/acme.json',
  'http://files.slack.com/acme.json',
  'file:///etc/passwd',
  'no address',
])('the token is not sent to %s', async (address) => {
  info['url_private_download'] = address;
  expect(await whyNot()).toMatch(/It is a link or was deleted/);
  expect(asked).toHaveLength(1);
});

test.each([{ is_external: true }, { mode: 'tombstone' }, { url_private_download: undefined }])(
  'what is no file of Slack’s is refused: %j',
  async (odd) => {
    Object.assign(info, odd);
    expect(await whyNot()).toMatch(/It is a link or was deleted/);
  },
);
