import { later } from '../../src/domain/ids';
import { quiet } from '../support/settled';
import { actorOf, eventually, expectAllWell } from '../support/story';
import { hour, minute, useWorld } from '../support/world';
import { closeAll, openMany, secondBot, stopOthers, toldClosed } from './support';

/** Slack's limits are kept before they are hit, and its wishes heeded where they were said, by all processes. */

const world = useWorld({ pace: { turns: true } });
const known = ['conversations.invite already_in_channel', 'pins.add already_pinned'] as const;
afterEach(stopOthers);
const limited = () => world.slack.calls().filter(({ status }) => status === 429);

test('a person is written to about once a second, a few times at once', async () => {
  const { slack } = world;
  const start = world.now();
  await openMany(world, 'paced', 12);
  const direct = slack.calls('chat.postMessage').filter(({ args }) => String(args['channel']).startsWith('D'));
  expect(direct).toHaveLength(12);
  expect(world.now() - start).toBeGreaterThanOrEqual(10_000);
  expect(world.now() - start).toBeLessThan(20_000);
  expectAllWell(world, ...known);
});

test('however many cards change at once, Slack never has to say that it is too much', async () => {
  const { slack, bot, cast } = world;
  const partners = await openMany(world, 'cards', 120);
  await secondBot(world, { turns: true });
  slack.limit('chat.update', 50);
  const before = slack.calls('chat.update').length;
  const pat = actorOf(world, cast.pat);
  for (const { id } of partners) await bot.onboarding.execute(id, { type: 'ClosePartner', reason: 'paused' }, pat);
  await quiet(world);
  slack.heal();
  expect(limited()).toEqual([]);
  expect(slack.calls('chat.update').length - before).toBeGreaterThanOrEqual(120);
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 1));
  expectAllWell(world, ...known);
});

test('when Slack holds one channel, the others go on, whichever process serves them', async () => {
  const { slack } = world;
  await secondBot(world, { turns: true });
  const [held, ...others] = await openMany(world, 'held', 10);
  if (!held) throw new Error('There is a partner');
  const at = later(world.now(), 10 * minute);
  await closeAll(world, [held], at);
  await closeAll(world, others, later(at, 1000));
  await quiet(world);
  slack.fail('chat.postMessage', { retryAfter: 30 });
  world.advance(at - world.now());
  await eventually(world, () => limited().length === 1 || undefined);
  await world.settled();
  world.advance(1000);
  await eventually(world, () => others.every((p) => toldClosed(world, p) === 1) || undefined);
  expect(toldClosed(world, held)).toBe(0);
  world.advance(27_000);
  await world.settled();
  expect(toldClosed(world, held)).toBe(0);
  // On a busy machine the bot reads Slack's answer when the clock has moved on by a second already.
  world.advance(4000);
  await eventually(world, () => toldClosed(world, held) === 1 || undefined);
  await quiet(world);
  expect(limited()).toHaveLength(1);
  expectAllWell(world, ...known);
});

test('when Slack holds edits, messages go out all the same', async () => {
  const { slack } = world;
  const [partner] = await openMany(world, 'edits', 1);
  if (!partner) throw new Error('There is a partner');
  slack.fail('chat.update', { retryAfter: 600 });
  await closeAll(world, [partner], later(world.now(), minute));
  world.advance(30_000);
  await eventually(world, () => limited().length === 2 || undefined);
  world.advance(30_000);
  await eventually(world, () => toldClosed(world, partner) === 1 || undefined);
  const edited = () => slack.messagesIn(partner.channel).some((m) => m.edited);
  expect(edited()).toBe(false);
  world.advance(600_000);
  await eventually(world, () => edited() || undefined);
  expectAllWell(world, ...known);
});

test('when the whole workspace has sent too many, all wait, few are refused, and each message comes once', async () => {
  const { slack } = world;
  const partners = await openMany(world, 'many', 100);
  await closeAll(world, partners, later(world.now(), hour));
  await quiet(world);
  const before = limited().length;
  slack.limit('chat.postMessage', 40);
  world.advance(hour);
  await quiet(world);
  slack.heal();
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 1));
  expect(limited().length - before).toBeLessThanOrEqual(50);
  expectAllWell(world, ...known);
});
