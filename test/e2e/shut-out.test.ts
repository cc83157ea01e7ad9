import {
  eventually,
  given,
  newestShows,
  open,
  partnerNamed,
  partnerPeopleJoin,
  shows,
  submitNew,
} from '../support/story';
import { minute, useWorld } from '../support/world';

/** Slack refuses the app as a whole, or one of its ways to tell something: nothing is lost, and nobody has to ask again. */

const world = useWorld();
const acme = 'pc-acme';
const told = (words: string) => world.slack.messagesIn(acme).filter((m) => m.text.includes(words));
const direct = () => world.slack.as(world.cast.pat).in('@bot');

beforeAll(async () => {
  await open(world, 'Acme');
  await partnerPeopleJoin(world, 'Acme', acme);
});
beforeEach(() => world.pass(minute));
afterEach(async () => {
  world.slack.heal();
  world.takeFaults();
  await world.settled();
});

describe('the bot token was revoked', () => {
  const close = () => given(world, 'Acme', world.cast.pat, { type: 'ClosePartner', reason: 'paused' });
  const reopen = () => given(world, 'Acme', world.cast.pat, { type: 'ReopenPartner' });
  const refusals = () => world.slack.calls().filter(({ answer }) => answer['error'] === 'token_revoked').length;

  test('what is to be told waits for the mended token, is told once then, and the log says so once, loudly', async () => {
    const { slack } = world;
    const before = refusals();
    for (const method of ['chat.postMessage', 'chat.update'])
      slack.fail(method, { error: 'token_revoked' }, { times: 100 });
    await close();
    await eventually(world, () => world.faults[0]);
    await world.settled();
    for (const seconds of [5, 15, 30, 60, 60]) {
      const tried = refusals();
      await world.pass(seconds * 1000);
      await eventually(world, () => refusals() > tried || undefined);
      // The bot has read the answer before the clock moves on.
      await world.settled();
    }
    await world.settled();
    expect(refusals() - before).toBe(6);
    expect(world.faults).toHaveLength(1);
    expect(world.faults[0]).toContain('Slack refuses the app as a whole. The bot token was revoked. Reinstall the app');
    expect((await partnerNamed(world, 'Acme')).outbox['closed']).toMatchObject({ notice: { kind: 'closed' } });
    expect((await partnerNamed(world, 'Acme')).outbox['closed']?.failed).toBeUndefined();

    slack.heal();
    await world.pass(minute);
    await eventually(world, () => told('is closed: Paused')[0]);
    await world.settled();
    expect(told('is closed: Paused')).toHaveLength(1);
    expect(world.warnings.filter((line) => line.includes('lets the app in again'))).toHaveLength(1);
    await reopen();
    await eventually(world, () => told('goes on')[0]);
  });

  test('somebody’s command gets through: nothing waits any longer than to its next try', async () => {
    const { slack, cast } = world;
    slack.fail('chat.postMessage', { error: 'invalid_auth' }, { times: 1 });
    await close();
    await eventually(world, () => world.faults[0]);
    await slack.as(cast.pat).in(acme).type('/pc new');
    await world.pass(5000);
    await eventually(world, () => told('is closed: Paused')[1]);
    await world.settled();
    expect(told('is closed: Paused')).toHaveLength(2);
    await reopen();
  });
});

test('the app lacks a permission: the report says so, all else goes on, and so does this by itself', async () => {
  const { slack } = world;
  slack.fail('bookmarks.list', { error: 'missing_scope' }, { times: 2 });
  await submitNew(world, 'Globex');
  await direct().sees(/Globex · Set-up\s+1 thing did not work/);
  await direct().sees('Bookmarks: The app lacks a permission. Reinstall it from manifest.yml. I try again by myself.');
  expect(world.faults).toHaveLength(1);
  expect(slack.channel('pc-globex').pins).toHaveLength(1);
  const tries = () => slack.calls('bookmarks.list').filter(({ answer }) => !answer.ok).length;
  await world.pass(minute);
  await eventually(world, () => tries() === 2 || undefined);
  await world.settled();
  await world.pass(10 * minute);
  await shows(world, direct(), /Globex · Set-up\s+All is set up/);
  expect(world.faults).toHaveLength(1);
});

describe('a private answer to a mention does not get through', () => {
  const asks = (who: 'pat' | 'lena') => world.slack.as(world.cast[who]).in(acme).type('@bot status');

  test('Slack has a hiccup: it is given all the same', async () => {
    const lena = world.slack.as(world.cast.lena).in(acme);
    const before = lena.ephemerals().length;
    world.slack.fail('chat.postEphemeral', { error: 'internal_error' });
    await asks('lena');
    await newestShows(world, lena, 'Acme');
    expect(lena.ephemerals()).toHaveLength(before + 1);
  });

  test('people of the workspace get it by direct message', async () => {
    world.slack.fail('chat.postEphemeral', { error: 'restricted_action' });
    await asks('pat');
    await shows(world, direct(), /Acme\s+.*Prerequisites/s);
  });

  test('people of the partner are told in the thread to ask once more, and nothing of the answer', async () => {
    world.slack.fail('chat.postEphemeral', { error: 'internal_error' }, { times: 2 });
    await asks('lena');
    const said = await eventually(world, () => told('I could not show you the answer privately')[0]);
    expect(said.text).toContain(`<@${world.cast.lena.id}>`);
    expect(said.thread_ts).toBeDefined();
  });
});
