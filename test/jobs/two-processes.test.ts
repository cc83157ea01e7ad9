import type { Bot } from '../../src/bot';
import { later } from '../../src/domain/ids';
import { itemsOf } from '../../src/domain/progress';
import { partnerConnect } from '../support/lifecycle';
import { quiet } from '../support/settled';
import { actorOf, expectAllWell } from '../support/story';
import { day, hour, minute, useWorld } from '../support/world';
import { closeAll, openMany, secondBot, stopOthers, toldClosed } from './support';

/** Two processes of the bot side by side: nothing is lost, nothing is told twice. */

let other: Bot & { readonly faults: readonly string[] };
afterAll(stopOthers); // Before the world ends.
const world = useWorld();
beforeAll(async () => {
  other = await secondBot(world);
});
afterEach(() => {
  expectAllWell(world, 'conversations.invite already_in_channel');
  expect(other.faults).toEqual([]);
});

test('what is due for many at one instant is told by either of them, once', async () => {
  const partners = await openMany(world, 'due', 60);
  await closeAll(world, partners, later(world.now(), hour));
  await quiet(world);
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 0));
  world.advance(hour);
  await quiet(world);
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 1));
});

test('a process shows what the other has changed, and what nobody has it shows without asking Redis', async () => {
  const [opened] = await openMany(world, 'kept', 1);
  if (!opened) throw new Error('One was opened');
  const { id } = opened;
  const here = world.bot.onboarding;
  const there = other.onboarding;
  const notes = async () => (await there.load(id))?.notes;
  // Answered on the connection on which all that was told before is heard.
  const heard = () => there.history(id, { limit: 1 });
  await quiet(world);
  await heard();
  await notes();
  const client = world.redis.client();
  await client.config('RESETSTAT');
  await notes();
  expect(await client.info('commandstats')).not.toContain('cmdstat_lrange');
  await here.execute(id, { type: 'ChangeDetails', notes: 'changed' }, actorOf(world, world.cast.pat));
  await heard();
  expect(await notes()).toBe('changed');
});

test('a message that was written ahead of its time is told in time, unless the other process has made it untrue', async () => {
  const partners = await openMany(world, 'ahead', 20);
  const pat = actorOf(world, world.cast.pat);
  const at = later(world.now(), hour);
  await closeAll(world, partners, at);
  await quiet(world);
  world.advance(at - world.now() - 200);
  // Both see who comes, and prepare.
  for (const bot of [world.bot, other]) await bot.look();
  const [reopened, closed] = [partners.slice(0, 10), partners.slice(10)];
  await Promise.all(
    reopened.map(({ id }, n) => (n % 2 ? other : world.bot).onboarding.execute(id, { type: 'ReopenPartner' }, pat)),
  );
  await quiet(world);
  world.advance(minute);
  await quiet(world);
  expect(reopened.map((p) => toldClosed(world, p))).toEqual(reopened.map(() => 0));
  expect(closed.map((p) => toldClosed(world, p))).toEqual(closed.map(() => 1));
});

test('a storm of changes on both leaves one card a channel, which shows the last of them', async () => {
  const partners = await openMany(world, 'storm', 10);
  const before = partners.map(({ channel }) => world.slack.messagesIn(channel).length);
  const pat = actorOf(world, world.cast.pat);
  const bots = [world.bot, other];
  await Promise.all(
    partners.flatMap(({ id }) =>
      Array.from({ length: 20 }, async (_, n) => {
        const { onboarding } = bots[n % 2] ?? other;
        const partner = await onboarding.load(id);
        const task = partner && itemsOf(partner, partnerConnect).find((i) => i.item.kind === 'task');
        if (!task) throw new Error(`There is no task for ${id}`);
        await onboarding.execute(id, { type: 'BlockItem', item: task.id, reason: `Reason ${n}` }, pat);
      }),
    ),
  );
  await quiet(world);
  expect(partners.map(({ channel }) => world.slack.messagesIn(channel).length)).toEqual(before);
  for (const { id } of partners) {
    const partner = await other.onboarding.load(id);
    expect(partner?.living['card']?.staleSince).toBeUndefined();
  }
});

test('both find the same that is due, and each partner is attended to by one of them', async () => {
  const partners = await openMany(world, 'both', 40);
  await closeAll(world, partners, later(world.now(), hour));
  const before = world.slack.calls('chat.update').length;
  world.advance(minute); // The cards show that it is closed.
  await Promise.all([world.bot.look(), other.look(), other.look(), world.bot.look()]);
  await quiet(world);
  expect(world.slack.calls('chat.update').length - before).toBe(partners.length);
});

test('after three days asleep, both find what came due meanwhile, and it is told once', async () => {
  const partners = await openMany(world, 'asleep', 20);
  for (const [n, partner] of partners.entries()) await closeAll(world, [partner], later(world.now(), day + n * hour));
  await quiet(world);
  world.advance(3 * day);
  await quiet(world);
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 1));
});

test('a clock that goes back an hour repeats nothing and loses nothing', async () => {
  const partners = await openMany(world, 'back', 20);
  const [early, late] = [partners.slice(0, 10), partners.slice(10)];
  await closeAll(world, early, later(world.now(), 10 * minute));
  await closeAll(world, late, later(world.now(), 30 * minute));
  world.advance(10 * minute);
  await quiet(world);
  world.advance(-hour);
  await quiet(world);
  expect(partners.map((p) => toldClosed(world, p))).toEqual([...early.map(() => 1), ...late.map(() => 0)]);
  world.advance(90 * minute);
  await quiet(world);
  expect(partners.map((p) => toldClosed(world, p))).toEqual(partners.map(() => 1));
});
