import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { LocalSlack, Person } from '../../local-slack';
import { plain } from '../support/block-kit';
import { type Bot, clientOf, errorOf, failureOf, manifest, startBot, startSlack } from './support';

let slack: LocalSlack;
let bot: Bot | undefined;
let client: WebClient;
let pat: Person;
let paul: Person;

const form = (element: object = {}): ModalView => ({
  type: 'modal',
  callback_id: 'hand_in',
  title: plain('Hand in'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'report',
      label: plain('Report'),
      optional: true,
      element: { type: 'file_input', action_id: 'report', filetypes: ['zip'], max_files: 1, ...element },
    },
  ],
});

const submitted: unknown[] = [];
const listeners = (app: App) => {
  app.command('/try', async ({ ack, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form() });
  });
  app.view('hand_in', async ({ ack, view }) => {
    submitted.push(view.state.values['report']?.['report']);
    await ack();
  });
  app.shortcut('take_note', async ({ ack, shortcut }) => {
    submitted.push('message' in shortcut ? shortcut.message['files'] : undefined);
    await ack();
  });
};

beforeEach(async () => {
  slack = await startSlack();
  client = clientOf(slack);
  bot = await startBot(slack, listeners);
  pat = slack.person({ name: 'Pat' });
  paul = slack.person({ name: 'Paul', team: { name: 'Acme' } });
  slack.newChannel('here', pat, { withBot: true, members: [paul] });
  submitted.length = 0;
});
afterEach(async () => {
  await bot?.stop();
  await slack.stop();
});

/** The file of the newest submission, as files.info shows it. */
async function handed(): Promise<{ id: string; url: string }> {
  const id = JSON.stringify(submitted.at(-1)).match(/"id":"(F\w+)"/)?.[1] ?? '';
  const { file } = await client.files.info({ file: id });
  return { id, url: file?.url_private_download ?? '' };
}
const download = (url: string, token = slack.botToken) => fetch(url, { headers: { authorization: `Bearer ${token}` } });

async function submitReport(content: string): Promise<void> {
  const seat = slack.as(pat).in('here');
  await seat.type('/try');
  await seat.fill({ Report: { name: 'report.zip', content } });
  expect(seat.modal()).toContain('Report (optional): ‹report.zip›');
  await seat.submit();
}

test('a file handed in with a form is known to files.info, and downloaded with the token', async () => {
  await submitReport('PK content');
  expect(submitted).toMatchObject([{ type: 'file_input', files: [{ name: 'report.zip', size: 10, filetype: 'zip' }] }]);
  const { url } = await handed();
  const answer = await download(url);
  expect([answer.status, await answer.text()]).toEqual([200, 'PK content']);
});

test('without the right token Slack shows its page for signing in, with status 200', async () => {
  await submitReport('PK');
  const { url } = await handed();
  for (const answer of [await fetch(url), await download(url, 'xoxb-wrong')]) {
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain('Sign in');
  }
});

test('a form takes only the types and as many files as it says', async () => {
  const seat = slack.as(pat).in('here');
  await seat.type('/try');
  await expect(seat.fill({ Report: { name: 'a.json', content: '{}' } })).rejects.toThrow(/takes zip, not a.json/);
  const two = [1, 2].map((n) => ({ name: `${n}.zip`, content: 'PK' }));
  await expect(seat.fill({ Report: two })).rejects.toThrow(/at most 1 files, not 2/);
});

test('what was chosen and not submitted, or shared where the bot is not, the bot does not see', async () => {
  const seat = slack.as(pat).in('here');
  await seat.type('/try');
  await seat.fill({ Report: { name: 'report.zip', content: 'PK' } });
  slack.newChannel('elsewhere', pat);
  await slack.as(pat).in('elsewhere').upload({ name: 'secret.zip', content: 'PK' });
  for (const file of ['F000000000', ...['report.zip', 'secret.zip'].map((name) => slack.fileId(name))])
    expect(await errorOf(client.files.info({ file }))).toBe('file_not_found');
});

test('a message shortcut tells the files; those of other companies’ people only by their id', async () => {
  const file = { name: 'acme.json', content: '{}' };
  await slack.as(pat).in('here').upload(file, 'Ours');
  await slack
    .as(paul)
    .in('here')
    .upload({ ...file, name: 'theirs.json' }, 'Theirs');
  expect(slack.as(pat).in('here').text()).toContain('Pat: Ours\n  (file: acme.json)');
  await slack.as(pat).in('here').shortcut('Take note', 'Ours');
  await slack.as(pat).in('here').shortcut('Take note', 'Theirs');
  const theirs = slack.fileId('theirs.json');
  expect(submitted).toEqual([
    [expect.objectContaining({ name: 'acme.json', size: 2 })],
    [{ id: theirs, file_access: 'check_file_info', created: expect.anything(), timestamp: expect.anything() }],
  ]);
  expect((await client.files.info({ file: theirs })).file?.name).toBe('theirs.json');
});

test('the bot sends a file in three steps', async () => {
  const channel = slack.channel('here').id;
  await client.filesUploadV2({ channel_id: channel, filename: 'call.ics', file: Buffer.from('BEGIN'), title: 'Call' });
  await slack.as(paul).in('here').sees('(file: call.ics)');
  expect(slack.content('call.ics').toString()).toBe('BEGIN');
});

test('a place takes as many bytes as were announced, and a file is made of what was sent only', async () => {
  const { upload_url: place = '', file_id: id = '' } = await client.files.getUploadURLExternal({
    filename: 'a.txt',
    length: 3,
  });
  expect(await errorOf(client.files.completeUploadExternal({ files: [{ id }] }))).toBe('file_not_found');
  expect((await fetch(place, { method: 'POST', body: 'four' })).status).toBe(400);
  expect((await fetch(place, { method: 'POST', body: 'abc' })).status).toBe(200);
  const { files } = await client.files.completeUploadExternal({ files: [{ id, title: 'A' }] });
  expect(files).toMatchObject([{ id, title: 'A' }]);
  expect(await errorOf(client.files.completeUploadExternal({ files: [{ id }] }))).toBe('file_not_found');
});

test('downloads can go wrong on purpose', async () => {
  await submitReport('PK content');
  const { url } = await handed();
  slack.fail('download', { status: 503 });
  expect((await download(url)).status).toBe(503);
  slack.fail('download', 'drop-after-doing');
  await expect(download(url).then((answer) => answer.text())).rejects.toThrow();
  expect((await download(url)).status).toBe(200);
});

test('file inputs stand in modals, need files:read, and are checked', async () => {
  const blocks = form().blocks;
  const refused = await failureOf(
    client.chat.postMessage({ channel: slack.channel('here').id, text: 'Hand in', blocks }),
  );
  expect(JSON.stringify(refused)).toContain('file_input is for modals only');
  const folder = await mkdtemp(join(tmpdir(), 'slack-'));
  const without = join(folder, 'manifest.yml');
  writeFileSync(without, readFileSync(manifest, 'utf8').replace('      - files:read\n', ''));
  const bare = await startSlack({ manifest: without });
  try {
    const call = clientOf(bare).views.open({ trigger_id: 'x', view: form() });
    expect(await failureOf(call)).toMatchObject({ error: 'missing_scope', needed: 'files:read' });
    expect(await errorOf(clientOf(bare).files.info({ file: 'F1' }))).toBe('missing_scope');
  } finally {
    await bare.stop();
    await rm(folder, { recursive: true });
  }
  expect(
    JSON.stringify(await failureOf(client.views.open({ trigger_id: 'x', view: form({ max_files: 11 }) }))),
  ).toContain('must be at most 10');
});
