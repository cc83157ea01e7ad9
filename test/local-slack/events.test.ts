import { createServer, type Server } from 'node:http';
import type { WebClient } from '@slack/web-api';
import type { LocalSlack } from '../../local-slack';
import { plain } from '../support/block-kit';
import { type Bot, clientOf, errorOf, startBot, startSlack } from './support';

let slack: LocalSlack;
let client: WebClient;
let bot: Bot | undefined;
let raw: Server | undefined;

beforeEach(async () => {
  slack = await startSlack({ eventRetryDelaysMs: [1, 2, 3] });
  client = clientOf(slack);
});
afterEach(async () => {
  await bot?.stop();
  raw?.closeAllConnections();
  raw?.close();
  bot = undefined;
  await slack.stop();
});

/** A bot that answers each request with the next status, or closes the connection instead; and then with 200. */
async function answering(statuses: (number | 'closed')[], headers: Record<string, string> = {}) {
  const seen: { retry: unknown; reason: unknown; id: unknown }[] = [];
  raw = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(parts).toString());
      const id = typeof body === 'object' && body !== null && 'event_id' in body ? body.event_id : undefined;
      seen.push({ retry: req.headers['x-slack-retry-num'], reason: req.headers['x-slack-retry-reason'], id });
      const status = statuses[seen.length - 1] ?? 200;
      if (status === 'closed') req.socket.destroy();
      else res.writeHead(status, headers).end();
    });
  });
  const server = raw;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  slack.connect(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/slack/events`);
  return seen;
}

async function shared(): Promise<{ channel: string }> {
  const { channel } = await client.conversations.create({ name: 'pc-acme' });
  const id = channel?.id ?? '';
  await client.conversations.inviteShared({ channel: id, emails: ['lee@acme.example'], external_limited: false });
  await slack.settled();
  return { channel: id };
}

describe('events', () => {
  test('are sent again until the bot says 200, with the same event_id', async () => {
    const seen = await answering([500, 503]);
    slack.deactivate(slack.person({ name: 'Pat' }));
    await slack.settled();
    expect(seen).toMatchObject([
      { retry: undefined },
      { retry: '1', reason: 'http_error' },
      { retry: '2', reason: 'http_error' },
    ]);
    expect(new Set(seen.map((request) => request.id)).size).toBe(1);
  });

  test('three retries at most; none when the bot asks for none', async () => {
    const seen = await answering([500, 500, 500, 500, 500]);
    slack.deactivate(slack.person({ name: 'Pat' }));
    await slack.settled();
    expect(seen).toHaveLength(4);
    raw?.closeAllConnections();
    raw?.close();
    const once = await answering([500], { 'x-slack-no-retry': '1' });
    slack.reactivate(slack.find('Pat'));
    await slack.settled();
    expect(once).toHaveLength(1);
  });

  test('what met a connection that was just closed goes over another one, and is no second attempt', async () => {
    const seen = await answering([200, 'closed']);
    const pat = slack.person({ name: 'Pat' });
    slack.deactivate(pat);
    await slack.settled();
    slack.reactivate(pat);
    await slack.settled();
    expect(seen.map(({ retry }) => retry)).toEqual([undefined, undefined, undefined]);
    expect(seen[2]?.id).toBe(seen[1]?.id);
    expect(slack.requests().map(({ status }) => status)).toEqual([200, 200]);
  });

  test('the url is verified; a bot with another signing secret refuses what is sent', async () => {
    bot = await startBot(slack, () => undefined);
    expect(await slack.verifyUrl()).toBe(true);
    const stranger = await startSlack();
    stranger.connect(bot.url);
    expect(await stranger.verifyUrl()).toBe(false);
    expect(stranger.requests()[0]?.status).toBe(401);
    await stranger.stop();
  });

  test('only those the manifest asks for, about channels the bot is in', async () => {
    await answering([]);
    const pat = slack.person({ name: 'Pat' });
    const channel = slack.newChannel('team', pat);
    slack.join(slack.person({ name: 'Ann' }), 'team');
    await slack.settled();
    expect(slack.requests()).toEqual([]);
    slack.inviteBot('team');
    slack.join(slack.person({ name: 'Joe' }), 'team');
    await slack.as(pat).in('team').type('no mention');
    slack.renameChannel('team', 'crew');
    slack.archive('crew', pat);
    slack.unarchive('crew', pat);
    await slack.settled();
    expect(slack.requests().map((request) => request.type)).toEqual([
      'member_joined_channel',
      'member_joined_channel',
      'channel_rename',
      'channel_archive',
    ]);
    expect(slack.requests('channel_rename')[0]?.body).toMatchObject({
      type: 'event_callback',
      team_id: slack.team.id,
      authorizations: [{ team_id: slack.team.id, user_id: slack.bot.userId, is_bot: true }],
      event: { type: 'channel_rename', channel: { id: channel.id, name: 'crew' } },
    });
  });

  test('whoever changes, a person or a group, is told; who is deactivated does nothing more', async () => {
    await answering([]);
    const pat = slack.person({ name: 'Pat' });
    const ann = slack.person({ name: 'Ann' });
    const group = slack.userGroup({ handle: 'legal', people: [pat] });
    slack.setUserGroup(group, [ann]);
    slack.deactivate(pat);
    await slack.settled();
    expect(slack.requests('subteam_members_changed')[0]?.body).toMatchObject({
      event: { subteam_id: group.id, added_users: [ann.id], removed_users: [pat.id] },
    });
    expect(slack.requests('user_change')[0]?.body).toMatchObject({ event: { user: { id: pat.id, deleted: true } } });
    await expect(slack.as(pat).type('hello')).rejects.toThrow('Pat is deactivated');
  });
});

describe('Slack Connect', () => {
  test('an invitation is accepted: the channel is shared', async () => {
    await answering([]);
    const { channel } = await shared();
    const lee = slack.person({ name: 'Lee Park', email: 'lee@acme.example', team: { name: 'Acme' } });
    expect(() => slack.as(lee).in('pc-acme').channel()).toThrow('Lee Park is not in #pc-acme');
    slack.accept(lee);
    await slack.settled();
    expect(slack.requests('shared_channel_invite_accepted')[0]?.body).toMatchObject({
      event: {
        approval_required: false,
        invite: { recipient_email: 'lee@acme.example' },
        channel: { id: channel, name: 'pc-acme' },
        accepting_user: { id: lee.id, team_id: lee.teamId },
      },
    });
    expect(slack.requests('member_joined_channel').at(-1)?.body).toMatchObject({
      event: { user: lee.id, channel, team: lee.teamId },
    });
    const info = await client.conversations.info({ channel });
    expect(info.channel).toMatchObject({ is_ext_shared: true, connected_team_ids: [lee.teamId] });
  });

  test('an invitation that waits for approval lets nobody in before; sharing may give the channel another id', async () => {
    await answering([]);
    const { channel } = await shared();
    const lee = slack.person({ name: 'Lee', email: 'lee@acme.example', team: { name: 'Acme' } });
    const admin = slack.person({ name: 'Admin' });
    const invite = slack.accept(lee, { approvalRequired: true });
    expect(slack.channel('pc-acme').members).not.toContain(lee.id);
    slack.approve(invite, admin, { newChannelId: true });
    await slack.settled();
    const changed = slack.channel('pc-acme').id;
    expect(changed).not.toBe(channel);
    expect(slack.requests('shared_channel_invite_approved')).toHaveLength(1);
    expect(slack.requests('channel_id_changed')[0]?.body).toMatchObject({
      event: { old_channel_id: channel, new_channel_id: changed },
    });
    expect(await errorOf(client.conversations.info({ channel }))).toBe('channel_not_found');
    expect(slack.channel('pc-acme').members).toContain(lee.id);
  });

  test('declined; nobody without an invitation', async () => {
    await answering([]);
    const { channel } = await shared();
    const lee = slack.person({ name: 'Lee', email: 'lee@acme.example', team: { name: 'Acme' } });
    slack.decline(lee);
    await slack.settled();
    expect(slack.requests('shared_channel_invite_declined')).toHaveLength(1);
    expect(() => slack.accept(lee)).toThrow('there are: lee@acme.example (declined)');
    const invite = (emails: string[]) => errorOf(client.conversations.inviteShared({ channel, emails }));
    expect(await invite(['nonsense'])).toBe('invalid_email');
    expect(await invite(['a@b.example', 'c@d.example'])).toBe('invalid_arguments');
  });

  test('an external person cannot type commands, but can click, submit and mention', async () => {
    const seen: unknown[] = [];
    bot = await startBot(slack, (app) => {
      app.event('app_mention', async ({ event, client }) => {
        seen.push([event.user_team, event.user]);
        await client.chat.postEphemeral({
          channel: event.channel,
          user: event.user ?? '',
          text: 'Ask',
          blocks: [
            {
              type: 'actions',
              elements: [{ type: 'button', action_id: 'ask', text: plain('Ask') }],
            },
          ],
        });
      });
      app.action('ask', async ({ ack, body, client }) => {
        await ack();
        seen.push([body.team?.id, body.user.team_id]);
        await client.views.open({
          trigger_id: 'trigger_id' in body ? body.trigger_id : '',
          view: {
            type: 'modal',
            callback_id: 'asked',
            title: plain('Ask'),
            submit: plain('Send'),
            blocks: [{ type: 'divider' }],
          },
        });
      });
      app.view('asked', async ({ ack, body }) => {
        seen.push([body.team?.id, body.user.team_id, body.view.app_installed_team_id]);
        await ack();
      });
    });
    await shared();
    const lee = slack.person({ name: 'Lee', email: 'lee@acme.example', team: { name: 'Acme' } });
    slack.accept(lee);
    const them = slack.as(lee).in('pc-acme');
    await them.type('/try status');
    await them.sees('/try is not a valid command');
    await them.type('@bot status');
    await them.click('Ask');
    await them.submit();
    expect(seen).toEqual([
      [lee.teamId, lee.id],
      [slack.team.id, lee.teamId],
      [lee.teamId, lee.teamId, slack.team.id],
    ]);
    expect(slack.requests('/try')).toEqual([]);
    expect(slack.refusals()).toEqual([]);
  });
});
