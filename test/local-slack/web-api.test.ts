import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError, type WebClient } from '@slack/web-api';
import { LocalSlack } from '../../local-slack';
import { clientOf, errorOf, failureOf, manifest, startSlack } from './support';

let slack: LocalSlack;
let client: WebClient;

beforeEach(async () => {
  slack = await startSlack();
  client = clientOf(slack);
});
afterEach(() => slack.stop());

async function newChannel(name = 'pc-acme'): Promise<string> {
  const { channel } = await client.conversations.create({ name });
  return channel?.id ?? '';
}

const create = (name: string) => errorOf(client.conversations.create({ name }));

async function withScopes(drop: string[], run: (client: WebClient) => Promise<void>): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'local-slack-')), 'manifest.yml');
  const kept = readFileSync(manifest, 'utf8')
    .split('\n')
    .filter((line) => !drop.some((scope) => line.trim() === `- ${scope}`));
  writeFileSync(file, kept.join('\n'));
  const other = await LocalSlack.start({ manifest: file, quiet: true });
  try {
    await run(clientOf(other));
  } finally {
    await other.stop();
  }
}

describe('who calls', () => {
  test('a token is asked for', async () => {
    expect((await client.auth.test()).user_id).toBe(slack.bot.userId);
    expect(await errorOf(clientOf(slack, 'xoxb-other').auth.test())).toBe('invalid_auth');
    const bare = await fetch(`${slack.url}auth.test`, { method: 'POST' });
    expect(await bare.json()).toMatchObject({ ok: false, error: 'not_authed' });
    expect(await errorOf(clientOf(slack, slack.appToken).auth.test())).toBe('not_allowed_token_type');
  });

  test('scopes are those of the manifest', async () => {
    await withScopes(['pins:write'], async (poor) => {
      const { channel } = await poor.conversations.create({ name: 'pc-acme' });
      const failure = await failureOf(poor.pins.add({ channel: channel?.id ?? '', timestamp: '1.000000' }));
      expect(failure).toMatchObject({ error: 'missing_scope', needed: 'pins:write' });
      expect(await errorOf(poor.conversations.create({ name: 'secret', is_private: true }))).toBe('missing_scope');
    });
  });

  test('a manifest that subscribes without the scope is refused at start', async () => {
    await expect(withScopes(['app_mentions:read'], async () => undefined)).rejects.toThrow(
      'event app_mention needs the scope app_mentions:read',
    );
  });

  test('unknown methods and arguments are refused', async () => {
    expect(await errorOf(client.apiCall('chat.shout'))).toBe('unknown_method');
    const failure = await failureOf(client.apiCall('users.info', { user: slack.bot.userId, colour: 'red' }));
    expect(failure).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] unknown argument: colour'] },
    });
    expect(await errorOf(client.apiCall('users.info'))).toBe('invalid_arguments');
  });

  test('JSON bodies are taken too', async () => {
    const answer = await fetch(`${slack.url}conversations.create`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'by-json', is_private: false }),
    });
    expect(await answer.json()).toMatchObject({ ok: true, channel: { name: 'by-json' } });
  });
});

describe('conversations', () => {
  test('a channel needs a name that is free and that Slack allows', async () => {
    await newChannel();
    expect(await create('pc-acme')).toBe('name_taken');
    expect(await create('PC Acme')).toBe('invalid_name_specials');
    expect(await create('x'.repeat(81))).toBe('invalid_name_maxlength');
    expect(await create('')).toBe('invalid_name_required');
    expect(await create('--')).toBe('invalid_name_punctuation');
    expect(await create('pc-企業')).toBe('ok');
  });

  test('who is known here is invited once; who is of another company only through Slack Connect', async () => {
    const channel = await newChannel();
    const pat = slack.person({ name: 'Pat' });
    const lee = slack.person({ name: 'Lee', team: { name: 'Acme' } });
    const invite = (users: string) => errorOf(client.conversations.invite({ channel, users }));
    expect(await invite('U404')).toBe('user_not_found');
    expect(await invite(slack.bot.userId)).toBe('cant_invite_self');
    expect(await invite(lee.id)).toBe('user_team_not_in_channel');
    expect(await invite(pat.id)).toBe('ok');
    expect(await invite(pat.id)).toBe('already_in_channel');
    const { members } = await client.conversations.members({ channel });
    expect(members).toEqual([slack.bot.userId, pat.id]);
    expect(await errorOf(client.conversations.kick({ channel, user: pat.id }))).toBe('ok');
  });

  test('only where the bot is, and while it is open', async () => {
    const general = slack.channel('general').id;
    expect(await errorOf(client.chat.postMessage({ channel: general, text: 'x' }))).toBe('not_in_channel');
    expect(await errorOf(client.conversations.setTopic({ channel: general, topic: 'x' }))).toBe('not_in_channel');
    expect(await errorOf(client.conversations.join({ channel: general }))).toBe('ok');
    expect(await errorOf(client.chat.postMessage({ channel: general, text: 'x' }))).toBe('ok');
    expect(await errorOf(client.conversations.info({ channel: 'C404' }))).toBe('channel_not_found');
    const channel = await newChannel();
    await client.conversations.archive({ channel });
    expect(await errorOf(client.chat.postMessage({ channel, text: 'x' }))).toBe('is_archived');
    expect(await errorOf(client.conversations.archive({ channel }))).toBe('already_archived');
    const pat = slack.person({ name: 'Pat' });
    slack.newChannel('secret', pat, { isPrivate: true });
    const listed = await client.conversations.list();
    expect(listed.channels?.map((c) => c.name)).toEqual(['general', 'pc-acme']);
  });

  test('a list comes a page at a time, and the last one has no cursor', async () => {
    for (const name of ['a', 'b', 'c']) await newChannel(name);
    const first = await client.conversations.list({ limit: 3 });
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.list({ limit: 3, cursor });
    expect(second.channels?.map((c) => c.name)).toEqual(['c']);
    expect(second.response_metadata?.next_cursor).toBe('');
  });

  test('a person has one direct conversation with the app; people of another company have none', async () => {
    const pat = slack.person({ name: 'Pat' });
    const lee = slack.person({ name: 'Lee', team: { name: 'Acme' } });
    const opened = await client.conversations.open({ users: pat.id });
    await client.chat.postMessage({ channel: pat.id, text: 'Just for you' });
    await client.chat.postMessage({ channel: opened.channel?.id ?? '', text: 'Twice' });
    await slack.as(pat).sees('Just for you');
    expect(slack.as(pat).direct()).toHaveLength(2);
    expect(await errorOf(client.conversations.open({ users: lee.id }))).toBe('user_not_visible');
    expect(await errorOf(client.chat.postMessage({ channel: lee.id, text: 'x' }))).toBe('channel_not_found');
  });
});

describe('messages', () => {
  test('text stands beside blocks', async () => {
    const channel = await newChannel();
    const blocks = [{ type: 'divider' as const }];
    expect(await errorOf(client.chat.postMessage({ channel, text: '', blocks }))).toBe('no_text');
    expect(await errorOf(client.chat.postMessage({ channel, text: 'x'.repeat(40_001) }))).toBe('msg_too_long');
    const failure = await failureOf(
      client.chat.postMessage({
        channel,
        text: 'x',
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }],
      }),
    );
    expect(failure).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
    expect(slack.refusals().map((call) => call.answer.error)).toEqual(['no_text', 'msg_too_long', 'invalid_blocks']);
  });

  test('metadata comes back only when asked for', async () => {
    const channel = await newChannel();
    const metadata = { event_type: 'card', event_payload: { key: 'k1' } };
    const posted = await client.chat.postMessage({ channel, text: 'x', metadata });
    const bad = { channel, text: 'x', metadata: JSON.stringify({ event_type: 'card' }) };
    expect(await errorOf(client.apiCall('chat.postMessage', bad))).toBe('invalid_metadata_format');
    const plain = await client.conversations.history({ channel });
    expect(plain.messages?.[0]).not.toHaveProperty('metadata');
    const full = await client.conversations.history({ channel, include_all_metadata: true });
    expect(full.messages?.[0]).toMatchObject({ ts: posted.ts, metadata });
    await withScopes(['metadata.message:read'], async (poor) => {
      const made = await poor.conversations.create({ name: 'pc-acme' });
      await poor.chat.postMessage({ channel: made.channel?.id ?? '', text: 'x' });
      const read = poor.conversations.history({ channel: made.channel?.id ?? '', include_all_metadata: true });
      expect(await errorOf(read)).toBe('missing_scope');
    });
  });

  test('updating, deleting, threads, ephemerals', async () => {
    const channel = await newChannel();
    const pat = slack.person({ name: 'Pat' });
    await client.conversations.invite({ channel, users: pat.id });
    await slack.as(pat).in('pc-acme').type('hello');
    const [theirs] = slack.messagesIn('pc-acme');
    const update = (ts: string) => errorOf(client.chat.update({ channel, ts, text: 'changed' }));
    expect(await update(theirs?.ts ?? '')).toBe('cant_update_message');
    expect(await update('1.000001')).toBe('message_not_found');
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'mine' });
    expect(await update(ts)).toBe('ok');
    await slack.as(pat).sees('changed');
    await client.chat.postMessage({ channel, text: 'a reply', thread_ts: ts });
    expect((await client.conversations.replies({ channel, ts })).messages).toHaveLength(2);
    expect((await client.conversations.history({ channel })).messages).toHaveLength(2);
    expect(await errorOf(client.chat.delete({ channel, ts }))).toBe('ok');
    const whisper = (user: string) => errorOf(client.chat.postEphemeral({ channel, user, text: 'psst' }));
    expect(await whisper(slack.person({ name: 'Ann' }).id)).toBe('user_not_in_channel');
    expect(await whisper(pat.id)).toBe('ok');
    expect(
      slack
        .as(pat)
        .ephemerals()
        .map((m) => m.text),
    ).toEqual(['psst']);
  });

  test('a message is pinned once; a bookmark is added, changed and removed', async () => {
    const channel = await newChannel();
    const { ts: timestamp = '' } = await client.chat.postMessage({ channel, text: 'card' });
    expect(await errorOf(client.pins.add({ channel, timestamp }))).toBe('ok');
    expect(await errorOf(client.pins.add({ channel, timestamp }))).toBe('already_pinned');
    expect(await errorOf(client.pins.remove({ channel, timestamp }))).toBe('ok');
    expect(await errorOf(client.pins.remove({ channel, timestamp }))).toBe('no_pin');
    const added = await client.bookmarks.add({
      channel_id: channel,
      title: 'Docs',
      type: 'link',
      link: 'https://a.example',
    });
    const id = added.bookmark?.id ?? '';
    await client.bookmarks.edit({ channel_id: channel, bookmark_id: id, title: 'Guide' });
    expect((await client.bookmarks.list({ channel_id: channel })).bookmarks?.[0]?.title).toBe('Guide');
    await client.bookmarks.remove({ channel_id: channel, bookmark_id: id });
    expect(await errorOf(client.bookmarks.remove({ channel_id: channel, bookmark_id: id }))).toBe('not_found');
  });
});

describe('people', () => {
  test('are looked up; emails of other companies are not shown', async () => {
    const pat = slack.person({ name: 'Pat Doe', email: 'pat@databricks.example', tz: 'Europe/Lisbon' });
    const lee = slack.person({ name: 'Lee', email: 'lee@acme.example', team: { name: 'Acme' } });
    const found = await client.users.lookupByEmail({ email: 'pat@databricks.example' });
    expect(found.user).toMatchObject({ id: pat.id, tz: 'Europe/Lisbon', profile: { email: pat.email } });
    expect(await errorOf(client.users.lookupByEmail({ email: lee.email }))).toBe('users_not_found');
    const { user } = await client.users.info({ user: lee.id });
    expect(user).toMatchObject({ team_id: lee.teamId, is_stranger: true });
    expect(user?.profile?.email).toBeUndefined();
    slack.deactivate(pat);
    expect((await client.users.info({ user: pat.id })).user?.deleted).toBe(true);
    expect(await errorOf(client.users.lookupByEmail({ email: pat.email }))).toBe('users_not_found');
  });

  test('a user group tells who belongs to it; one that is not there is no such group', async () => {
    const pat = slack.person({ name: 'Pat' });
    const group = slack.userGroup({ handle: 'legal', people: [pat] });
    expect((await client.usergroups.list()).usergroups?.[0]?.handle).toBe('legal');
    expect((await client.usergroups.users.list({ usergroup: group.id })).users).toEqual([pat.id]);
    expect(await errorOf(client.usergroups.users.list({ usergroup: 'S404' }))).toBe('no_such_subteam');
  });
});

describe('trouble on purpose', () => {
  test('a method that is called too often waits as long as Slack says; the others go on', async () => {
    slack.limit('auth.test', 2);
    await client.auth.test();
    await client.auth.test();
    await expect(client.auth.test()).rejects.toMatchObject({ retryAfter: 60 });
    await expect(client.auth.test()).rejects.toBeInstanceOf(WebAPIRateLimitedError);
    expect(await errorOf(client.users.list({}))).toBe('ok');
    slack.advance(60_000);
    expect(await errorOf(client.auth.test())).toBe('ok');
    expect(slack.refusals()).toEqual([]);
  });

  test('errors, broken servers, lost answers', async () => {
    const channel = await newChannel();
    slack.fail('chat.postMessage', { error: 'internal_error' });
    slack.fail('chat.postMessage', { status: 500 });
    slack.fail('chat.postMessage', 'drop');
    slack.fail('chat.postMessage', 'drop-after-doing');
    const post = () => client.chat.postMessage({ channel, text: 'x' });
    expect(await errorOf(post())).toBe('internal_error');
    await expect(post()).rejects.toBeInstanceOf(WebAPIHTTPError);
    await expect(post()).rejects.toBeInstanceOf(WebAPIRequestError);
    expect(slack.messagesIn('pc-acme')).toHaveLength(0);
    await expect(post()).rejects.toBeInstanceOf(WebAPIRequestError);
    expect(slack.messagesIn('pc-acme')).toHaveLength(1);
    expect(await errorOf(post())).toBe('ok');
    expect(slack.refusals()).toEqual([]);
  });

  test('a Slack that hangs answers nobody, and can be stopped', async () => {
    slack.fail('auth.test', 'hang');
    const call = client.auth.test();
    await slack.stop();
    await expect(call).rejects.toBeInstanceOf(WebAPIRequestError);
  });
});
