import { itemId, teamId } from '../../src/domain/ids';
import { acme, useAcme } from '../support/acme';
import { actorOf, eventually, expectAllWell, newest, newestShows, shows } from '../support/story';
import { minute } from '../support/world';

/** What becomes of a partner's channel in Slack, and of the bot in it. */

const { world, as, opened, acmeNow, given } = useAcme();
const isNow = async () => (await acmeNow()).channel;
const direct = () => world.slack.as(world.cast.pat).in('@bot');

beforeAll(() => opened({ 'People of the partner': 'rita@globex.example' }));
beforeEach(() => world.pass(minute));
afterAll(() => expectAllWell(world, 'chat.update message_not_found'));

test('archived: the PDM hears of it, work goes on elsewhere, and unarchived the card catches up', async () => {
  const { slack, cast } = world;
  slack.archive(acme, cast.colleague);
  await direct().sees('The channel pc-acme of Acme was archived');
  const pat = as('pat', 'general');
  await pat.type('/pc status Acme');
  expect(newest(pat)).toContain('The channel was archived');
  await pat.type('/pc setup Acme');
  expect(newest(pat)).toContain('its channel is lost');
  await pat.type('/pc checklist Acme');
  await pat.click({ text: 'Done', near: 'Company is a registered' });
  await newestShows(world, pat, '✅ Company is a registered');
  await world.pass(minute);
  await world.settled();
  expect(slack.refusals()).toEqual([]);
  slack.unarchive(acme, cast.colleague);
  await shows(world, as('lena'), /1\/2 Prerequisites/);
});

test('renamed: it is called by its new name, and everything works as before', async () => {
  const { slack } = world;
  slack.renameChannel(acme, 'acme-and-us');
  await world.settled();
  const pat = as('pat', 'acme-and-us');
  await pat.type('/pc log');
  await newestShows(world, pat, 'The channel was renamed acme-and-us');
  slack.renameChannel('acme-and-us', acme);
  await world.settled();
  expect((await acmeNow()).channel).toMatchObject({ is: 'ready', name: acme });
});

test('its id changes: old buttons, new ones, commands and the card go on', async () => {
  const { slack, cast } = world;
  const lena = as('lena');
  await lena.click('Status');
  await world.settled();
  slack.changeChannelId(acme);
  await world.settled();
  await lena.click('Checklist');
  await newestShows(world, lena, /^Acme · Checklist/);
  await given(cast.psa, { type: 'CompleteItem', item: itemId.parse('core-integration-validated') });
  await shows(world, lena, /2\/2 Prerequisites/);
  expect(slack.messagesIn(acme).filter((m) => m.text.startsWith('Acme: '))).toHaveLength(1);
});

test('an invitation is accepted, and that event comes before the one of the new id', async () => {
  const { slack } = world;
  const channel = slack.channel(acme);
  const old = channel.id;
  const invite = slack.invites(acme).find((i) => i.email === 'rita@globex.example');
  channel.id = 'C0NEWID001';
  for (const one of slack.invites()) if (one.channelId === old) one.channelId = channel.id;
  slack.event({
    type: 'shared_channel_invite_accepted',
    approval_required: true,
    invite: { id: invite?.id, recipient_email: invite?.email },
    channel: { id: channel.id, name: acme, is_private: false, is_im: false },
  });
  slack.event({ type: 'channel_id_changed', old_channel_id: old, new_channel_id: channel.id });
  await shows(world, direct(), 'rita@globex.example: accepted; an admin may still');
});

test('an invitation of another app is nobody’s business here', async () => {
  const { slack } = world;
  const before = (await acmeNow()).version;
  slack.event({
    type: 'shared_channel_invite_declined',
    invite: { id: 'I0UNKNOWN1', recipient_email: 'lena@acme.example' },
    channel: { id: slack.channel(acme).id, name: acme, is_private: false, is_im: false },
  });
  await world.settled();
  expect((await acmeNow()).version).toBe(before);
});

test('somebody deletes the card: it is posted anew, and pinned', async () => {
  const { slack, cast } = world;
  const channel = slack.channel(acme);
  channel.messages = channel.messages.filter((m) => !m.text.startsWith('Acme: '));
  channel.pins = [];
  await given(cast.pat, { type: 'CompleteItem', item: itemId.parse('fit-assessment') });
  await shows(world, as('lena'), /\(pinned\) partner-connect: Acme[\s\S]*1\/5 Scheduling/);
  expect(channel.messages.filter((m) => m.text.startsWith('Acme: '))).toHaveLength(1);
});

test('one that was posted without an answer is found, and shows what happened meanwhile, too', async () => {
  const { slack, cast } = world;
  const channel = slack.channel(acme);
  const cards = () => channel.messages.filter((m) => m.text.startsWith('Acme: '));
  channel.messages = channel.messages.filter((m) => !m.text.startsWith('Acme: '));
  await world.pass(minute);
  slack.fail('chat.postMessage', 'drop-after-doing');
  await given(cast.pat, {
    type: 'CompleteItem',
    item: itemId.parse('technical-due-diligence'),
    link: 'https://acme.example',
  });
  await world.pass(4000);
  await eventually(world, () => cards().length === 1 || undefined);
  await given(cast.pat, { type: 'CompleteItem', item: itemId.parse('engineering-commitment') });
  await world.pass(minute);
  await shows(world, as('lena'), /partner-connect: Acme[\s\S]*3\/5 Scheduling/);
  expect(cards()).toHaveLength(1);
});

describe('the bot is put out of the channel', () => {
  const posts = () =>
    world.slack.calls('chat.postMessage').filter(({ args }) => !String(args['channel']).startsWith('D'));
  const told = async () => {
    await direct().sees(/I was removed from #pc-acme, the channel of Acme/);
    expect(await isNow()).toMatchObject({ is: 'left' });
  };

  test('the PDM hears of it at once, nothing is tried there, and a press brings it back with what was to be told', async () => {
    const { slack, cast } = world;
    slack.removeBot(acme);
    await told();
    const before = posts().length;
    const { person, name } = actorOf(world, cast.colleague);
    const to = { person, name, home: true };
    await given(cast.product, { type: 'HandOverRole', team: teamId.parse('product'), to });
    await world.settled();
    expect(posts().length).toBe(before);
    const pat = as('pat', 'general');
    await pat.type('/pc status Acme');
    expect(newest(pat)).toContain('I was removed from the channel');
    await direct().click('Come back in');
    await direct().sees('I try again now. Set-up shows how it goes.');
    await direct().click({ text: 'Set-up', near: 'I try again now' });
    await newestShows(world, direct(), /Acme · Set-up/);
    await as('lena').sees('@Cora Hill is Product manager of Acme now, in place of Petra Lowe.');
    expect(await isNow()).toMatchObject({ is: 'ready' });
    expect(slack.refusals().filter(({ method }) => method === 'chat.postMessage')).toEqual([]);
  });

  test('somebody invites it back: it goes on by itself', async () => {
    const { slack, cast } = world;
    slack.removeBot(acme);
    await eventually(world, async () => (await isNow()).is === 'left' || undefined);
    await given(cast.psa, { type: 'ReopenItem', item: itemId.parse('core-integration-validated') });
    slack.inviteBot(acme);
    await shows(world, as('lena'), /1\/2 Prerequisites/);
    const pat = as('pat', 'general');
    await pat.type('/pc log Acme');
    await newestShows(world, pat, /The bot is in the channel again[^]*The bot was removed from the channel/);
  });
});

test('deleted: the PDM hears of it, and nothing is lost', async () => {
  const { slack } = world;
  slack.deleteChannel(acme);
  await direct().sees('The channel pc-acme of Acme was deleted');
  const pat = as('pat', 'general');
  await pat.type('/pc status Acme');
  expect(newest(pat)).toMatch(/^Acme\n/);
  expect(newest(pat)).toContain('The channel was deleted');
});
