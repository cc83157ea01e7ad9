import { itemId, teamId } from '../../src/domain/ids';
import {
  actorOf,
  everybody,
  expectAllWell,
  given,
  newest,
  newestShows,
  open,
  partnerNamed,
  shows,
} from '../support/story';
import { minute, useWorld } from '../support/world';

/** A channel or an account changed and Slack never told, or too late: the bot finds out when it is refused there. */

const world = useWorld();
const acme = 'pc-acme';
const pat = () => world.slack.as(world.cast.pat).in('general');
const direct = () => world.slack.as(world.cast.pat).in('@bot');
const isNow = async () => (await partnerNamed(world, 'Acme')).channel;

/** While Slack cannot reach the bot, and for longer than it tries. */
async function unheard(happens: () => void): Promise<void> {
  const { slack, url } = world;
  slack.connect('http://127.0.0.1:1/slack/events');
  happens();
  await world.settled();
  slack.connect(url);
}

/** Something that the card shows, so that it is edited. */
async function changeTheCard(item: string): Promise<void> {
  await world.pass(minute);
  await given(world, 'Acme', world.cast.pat, { type: 'CompleteItem', item: itemId.parse(item) });
}

beforeAll(() => open(world, 'Acme', everybody(world.cast)));
afterAll(() =>
  expectAllWell(
    world,
    'chat.update is_archived',
    'conversations.invite not_in_channel',
    'chat.update channel_not_found',
    'chat.postMessage is_archived',
    'chat.postMessage channel_not_found',
    'conversations.info channel_not_found',
    'conversations.open user_disabled',
  ),
);

test('archived and called otherwise: the PDM hears of it, and a look at it later finds it again', async () => {
  const { slack, cast } = world;
  await unheard(() => {
    slack.renameChannel(acme, 'pc-acme-old');
    slack.archive('pc-acme-old', cast.colleague);
  });
  await changeTheCard('partner-registered');
  await shows(world, direct(), 'The channel pc-acme-old of Acme was archived');
  expect(await isNow()).toMatchObject({ is: 'archived', name: 'pc-acme-old' });
  await unheard(() => {
    slack.unarchive('pc-acme-old', cast.colleague);
    slack.renameChannel('pc-acme-old', acme);
  });
  await pat().type('/pc setup Acme');
  await newestShows(world, pat(), 'was archived. Unarchive it');
  await pat().click('Look again');
  await newestShows(world, pat(), 'All is set up');
  expect(await isNow()).toMatchObject({ is: 'ready', name: acme });
  await shows(world, slack.as(world.cast.eng).in(acme), /1\/2 Prerequisites/);
});

test('the bot was put out of it: the PDM hears of it as soon as something is to be posted there', async () => {
  const { slack, cast } = world;
  await unheard(() => slack.removeBot(acme));
  const { person, name } = actorOf(world, cast.colleague);
  const to = { person, name, home: true };
  await given(world, 'Acme', cast.product, { type: 'HandOverRole', team: teamId.parse('product'), to });
  await shows(world, direct(), /I was removed from #pc-acme, the channel of Acme/);
  expect(await isNow()).toMatchObject({ is: 'left' });
  await unheard(() => slack.inviteBot(acme));
  await pat().type('/pc setup Acme');
  await newestShows(world, pat(), 'its channel is lost');
  await pat().click('Come back in');
  await newestShows(world, pat(), 'Channel: #pc-acme');
  await slack.as(cast.eng).in(acme).sees('Cora Hill is Product manager of Acme now');
});

test('its id changed: the card shows which one it is', async () => {
  const { slack } = world;
  const before = slack.channel(acme).id;
  await unheard(() => slack.changeChannelId(acme));
  await changeTheCard('core-integration-validated');
  await shows(world, slack.as(world.cast.eng).in(acme), /2\/2 Prerequisites/);
  expect(await isNow()).toMatchObject({ is: 'ready', id: slack.channel(acme).id });
  expect(slack.channel(acme).id).not.toBe(before);
  expect(slack.messagesIn(acme).filter((m) => m.text.startsWith('Acme: '))).toHaveLength(1);
});

test('deleted: the PDM hears of it, and one press makes a new channel with everything in it', async () => {
  const { slack } = world;
  await unheard(() => slack.deleteChannel(acme));
  await changeTheCard('fit-assessment');
  await shows(world, direct(), 'The channel pc-acme of Acme was deleted');
  await pat().type('/pc setup Acme');
  await pat().click('Make a new channel');
  await newestShows(world, pat(), /Set-up/);
  await world.settled();
  // Below what told of the loss: the first report stands far up by then.
  expect(direct().messages().at(-1)?.text).toMatch(/^Acme · Set-up\s+All is set up/);
  await shows(world, slack.as(world.cast.eng).in(acme), /\(pinned\) partner-connect: Acme[\s\S]*1\/5 Scheduling/);
  expect(await isNow()).toMatchObject({ is: 'ready', name: acme, id: slack.channel(acme).id });
  expect(newest(pat())).not.toContain('⚠️');
});

test('the PDM’s account was closed: what was for them goes to those who are left, who hear why', async () => {
  const { slack, cast } = world;
  const before = slack.refusals().length;
  await unheard(() => slack.deactivate(cast.pat));
  await given(world, 'Acme', cast.lena, { type: 'ClaimRole', team: teamId.parse('partner-lead') });
  const enzo = slack.as(cast.eng).in('@bot');
  await enzo.sees('Lena Fox asks to be Partner lead for Acme');
  await enzo.sees('Pat Doe was deactivated in Slack and was Partner development manager for Acme');
  const { people } = await partnerNamed(world, 'Acme');
  expect(people.filter(({ active }) => !active).map(({ name }) => name)).toEqual(['Pat Doe']);
  expect(slack.refusals().slice(before)).toHaveLength(1);
});
