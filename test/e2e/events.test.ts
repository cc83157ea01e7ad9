import { eventually, open, partnerNamed } from '../support/story';
import { useWorld } from '../support/world';

/** What Slack tells is on disk before Slack is told that it arrived; what failed, Slack sends again. */

const world = useWorld({ durable: true });
const acme = 'pc-acme';

beforeAll(() => open(world, 'Acme'));

let gone = false;
const comesBack = async (): Promise<void> => {
  if (gone) await world.redis.restart();
  gone = false;
};
// A bot left without it would wait for it for ever.
afterEach(comesBack);

let events = 0;
/** An event as Slack sends it, with an id of its own. */
function told(event: { readonly type: string; readonly [key: string]: unknown }) {
  const { team, bot } = world.slack;
  return {
    type: 'event_callback',
    event_id: `Ev0HELD${(events += 1)}`,
    event_time: Math.floor(Date.now() / 1000),
    team_id: team.id,
    api_app_id: bot.appId,
    authorizations: [{ enterprise_id: null, team_id: team.id, user_id: bot.userId, is_bot: true }],
    event,
  };
}

const channel = () => ({ channel: world.slack.channel(acme).id });
const isNow = async () => (await partnerNamed(world, 'Acme')).channel;

/** What the channel was called, as far as it is in the log, the newest first. */
async function namesInLog(): Promise<readonly string[]> {
  const { id } = await partnerNamed(world, 'Acme');
  const { entries } = await world.bot.onboarding.history(id, { limit: 200 });
  return entries.flatMap(({ recorded: { event } }) => (event.type === 'ChannelRenamed' ? event.name : []));
}

test('an event is answered when it is recorded, not before', async () => {
  const redis = world.redis.client();
  await redis.call('CLIENT', 'PAUSE', '300', 'WRITE');
  expect((await world.slack.send(told({ type: 'channel_archive', ...channel() }))).status).toBe(200);
  expect(await isNow()).toMatchObject({ is: 'archived' });
  expect((await world.slack.send(told({ type: 'channel_unarchive', ...channel() }))).status).toBe(200);
  expect(await isNow()).toMatchObject({ is: 'ready' });
});

test('one that cannot be recorded is asked for again, and recorded once', async () => {
  const renamed = told({ type: 'channel_rename', channel: { id: channel().channel, name: 'pc-acme-2' } });
  world.slack.renameChannel(acme, 'pc-acme-2');
  await world.settled();
  world.slack.renameChannel('pc-acme-2', acme);
  await world.settled();
  expect(await namesInLog()).toEqual([acme, 'pc-acme-2']);
  await world.redis.kill9();
  gone = true;
  const sent = [world.slack.send(renamed), world.slack.send(renamed)];
  expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([503, 503]);
  await comesBack();
  // Meanwhile the channel is called as before: what comes late is not believed, but asked for.
  const answered = async () => ((await world.slack.send(renamed)).status === 200 ? true : undefined);
  await eventually(world, answered);
  expect(await isNow()).toMatchObject({ is: 'ready', name: acme });
  expect(await namesInLog()).toEqual([acme, 'pc-acme-2']);
  world.takeFaults();
});

test('one of a channel that is nobody’s is answered all the same', async () => {
  expect((await world.slack.send(told({ type: 'channel_archive', channel: 'C0NOBODY01' }))).status).toBe(200);
  expect(world.faults).toEqual([]);
});
