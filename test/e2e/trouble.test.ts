import { createHmac } from 'node:crypto';
import { itemId } from '../../src/domain/ids';
import { acme, useAcme } from '../support/acme';
import { eventually, form, newest, newestShows, openChecklist, reveal, row, said, shows } from '../support/story';
import { minute } from '../support/world';

/** Slack asks to wait, events come twice, requests are forged, Redis dies. */

const { world, as, opened, acmeNow, given } = useAcme({ durable: true });

beforeAll(() => opened());
beforeEach(() => world.pass(minute));
afterEach(async () => {
  world.slack.heal();
  await world.settled();
});

/** How often a message was edited. */
const updates = () => world.slack.calls('chat.update').filter((c) => c.answer.ok).length;

describe('Slack asks to wait', () => {
  test('before the card is edited: it is, once, when that time is over', async () => {
    const { slack, cast } = world;
    await world.settled();
    const before = updates();
    slack.limit('chat.update', 0);
    await given(cast.pat, { type: 'CompleteItem', item: itemId.parse('partner-registered') });
    await world.pass(5000);
    await eventually(world, () => slack.calls('chat.update').some((c) => c.status === 429) || undefined);
    await world.settled();
    expect(updates()).toBe(before);
    slack.heal();
    await world.pass(61_000);
    await as('lena').sees(/1\/2 Prerequisites/);
    await world.settled();
    expect(updates()).toBe(before + 1);
  });

  test('before something is told: it is told once, afterwards', async () => {
    const { slack, cast } = world;
    slack.limit('chat.postMessage', 0);
    await given(cast.pat, { type: 'ClosePartner', reason: 'paused', note: 'Until spring.' });
    await eventually(world, () => slack.calls('chat.postMessage').some((c) => c.status === 429) || undefined);
    await world.settled();
    slack.heal();
    await world.pass(61_000);
    await as('lena').sees('The onboarding of Acme is closed: Paused for now.');
    await world.settled();
    expect(slack.messagesIn(acme).filter((m) => m.text.includes('is closed: Paused'))).toHaveLength(1);
    await world.pass(minute);
    await given(cast.pat, { type: 'ReopenPartner' });
    await as('lena').sees('The onboarding of Acme goes on.');
  });
});

const body = () =>
  new URLSearchParams({
    command: '/pc',
    text: 'status',
    user_id: world.cast.pat.id,
    team_id: world.slack.team.id,
    channel_id: world.slack.channel(acme).id,
    trigger_id: '1.2.3',
    response_url: 'http://127.0.0.1:1/response',
  }).toString();

async function send(secret: string, secondsAgo: number): Promise<{ status: number; text: string }> {
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo;
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body()}`).digest('hex');
  const answer = await fetch(world.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': `${timestamp}`,
      'x-slack-signature': `v0=${signature}`,
    },
    body: body(),
  });
  return { status: answer.status, text: await answer.text() };
}

describe('requests that are not Slack’s', () => {
  test('are refused: signed with another secret, or signed too long ago', async () => {
    const right = await send(world.slack.signingSecret, 0);
    expect(right.status).toBe(200);
    expect(right.text).toContain('Acme');
    expect(await send('another secret', 0)).toEqual({ status: 401, text: '' });
    expect(await send(world.slack.signingSecret, 6 * 60)).toEqual({ status: 401, text: '' });
  });

  test('and the challenge of Slack’s set-up is answered', async () => {
    expect(await world.slack.verifyUrl()).toBe(true);
  });
});

test('an event that Slack sends twice is handled once', async () => {
  const { slack, cast } = world;
  const lena = as('lena');
  const before = lena.ephemerals().length;
  const body = {
    type: 'event_callback',
    event_id: 'Ev0TWICE01',
    event_time: Math.floor(Date.now() / 1000),
    team_id: slack.team.id,
    api_app_id: slack.bot.appId,
    authorizations: [{ enterprise_id: null, team_id: slack.team.id, user_id: slack.bot.userId, is_bot: true }],
    event: {
      type: 'app_mention',
      user: cast.lena.id,
      user_team: cast.lena.teamId,
      text: `<@${slack.bot.userId}> status`,
      ts: '1.000001',
      channel: slack.channel(acme).id,
      event_ts: '1.000001',
    },
  };
  for (const _ of [1, 2, 3]) expect((await slack.send(body)).status).toBe(200);
  await world.settled();
  expect(lena.ephemerals()).toHaveLength(before + 1);
});

test('the bot is restarted: the next click works, and what was due is delivered', async () => {
  const { cast } = world;
  const paul = await openChecklist(world, cast.pat, acme);
  await given(cast.psa, { type: 'CompleteItem', item: itemId.parse('core-integration-validated') });
  await world.restartBot();
  await reveal(world, paul, 'Core integration is validated', 'Prerequisites');
  await newestShows(world, paul, /Core integration is validated/);
  await shows(world, as('lena'), /2\/2 Prerequisites/);
  expect(world.faults).toEqual([]);
});

describe('Redis is gone', () => {
  let gone = false;
  const comesBack = async (): Promise<void> => {
    if (gone) await world.redis.restart();
    gone = false;
  };
  // A bot left without it would wait for it for ever.
  afterEach(comesBack);

  test('everybody is told so at once; what Slack tells meanwhile is not lost; then all goes on', async () => {
    const { slack, cast, redis } = world;
    const pat = await openChecklist(world, cast.pat, acme);
    await reveal(world, pat, 'Product fits Partner Connect', 'Scheduling');
    const before = (await acmeNow()).version;
    const sara = as('psa');
    await sara.type('/pc bug');
    await form(world, sara);
    await redis.kill9();
    gone = true;

    const apology = /I cannot reach what I keep just now.*reference [0-9a-f]{8}/;
    await pat.click({ text: 'Done', near: row('Product fits Partner Connect') });
    await newestShows(world, pat, apology);
    // What only shows something has saved nothing.
    const looked =
      /^Sorry, I cannot reach what I keep just now\. Please try again in a minute\..*reference [0-9a-f]{8}/;
    await pat.type('/pc status');
    expect(newest(pat)).toMatch(looked);
    const lena = as('lena');
    await lena.type('@bot status');
    await newestShows(world, lena, looked);
    await sara.fill({ Title: 'Slow', 'What happens': 'It is slow.', Severity: 'S4 · Cosmetic' }).submit();
    expect(sara.modal()).toMatch(
      /! Sorry, I cannot reach what I keep just now, and it may not have been saved\..*reference [0-9a-f]{8}\./,
    );
    await sara.close();
    slack.renameChannel(acme, 'pc-acme-renamed');
    const outlived = () => world.warnings.some((line) => line.includes('an event could not be handled yet'));
    await eventually(world, () => outlived() || undefined);
    expect(pat.notices()).toEqual([]);
    // Slack is not told that the renaming arrived before it is on disk.
    const unanswered = slack.requests().filter((r) => r.status !== 200 && r.type !== 'channel_rename');
    expect(unanswered).toEqual([]);
    expect(world.takeFaults().length).toBeGreaterThanOrEqual(3);

    await comesBack();
    await eventually(world, async () => {
      await pat.type('/pc status');
      return newest(pat).startsWith('Acme\n') || undefined;
    });
    expect((await acmeNow()).version).toBeGreaterThanOrEqual(before);
    await eventually(world, async () => {
      const { channel } = await acmeNow();
      return (channel.is === 'ready' && channel.name === 'pc-acme-renamed') || undefined;
    });
    await pat.type('/pc checklist');
    await reveal(world, pat, 'Product fits Partner Connect', 'Scheduling');
    await pat.click({ text: 'Done', near: row('Product fits Partner Connect') });
    await newestShows(world, pat, /✅ Product fits Partner Connect · done/);
    await shows(world, lena, /1\/5 Scheduling/);
    expect(said(lena)).not.toMatch(/StoreError|ECONN|redis/i);
  });
});
