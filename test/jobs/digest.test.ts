import { calendarDate } from '../../src/domain/ids';
import { instantOf } from '../../src/domain/working-days';
import { partnerConnect } from '../support/lifecycle';
import { eventually, open, partnerNamed } from '../support/story';
import { minute, useWorld } from '../support/world';

/** Digests when Slack or the bot fails on the way: none is lost, none comes twice. */

const world = useWorld();

const digests = (): readonly string[] =>
  world.slack
    .as(world.cast.pat)
    .in('@bot')
    .messages()
    .map((m) => m.text)
    .filter((text) => /things? for you/.test(text));

async function until(date: string, time: string): Promise<void> {
  await world.pass(instantOf(calendarDate.parse(date), time, partnerConnect.zone) - world.now());
}

const told = async () =>
  Object.keys((await partnerNamed(world, 'Acme')).told).filter((topic) => topic.startsWith('digest:'));

test('a digest whose answer is lost is found again, and told once', async () => {
  await open(world, 'Acme', { 'Target GA date': '2027-04-12' });
  await until('2026-11-24', '08:59');
  world.slack.fail('chat.postMessage', 'drop-after-doing');
  await until('2026-11-24', '09:00');
  expect(await told()).toEqual([]);
  await world.pass(3 * minute);
  await eventually(world, async () => ((await told()).length > 0 ? true : undefined));
  await world.settled();
  expect(digests()).toHaveLength(1);
});

test('while Slack is down it waits, and comes once Slack is back; after quiet hours began, on the next morning', async () => {
  await until('2026-11-25', '08:59');
  world.slack.fail('chat.postMessage', { status: 503 }, { times: 1000 });
  await until('2026-11-25', '09:00');
  await until('2026-11-25', '17:50');
  expect(digests()).toHaveLength(1);
  await until('2026-11-25', '18:30');
  world.slack.heal();
  await until('2026-11-25', '20:00');
  expect(digests()).toHaveLength(1);
  await until('2026-11-27', '09:00');
  await eventually(world, () => (digests().length === 2 ? true : undefined));
});

test('what Slack refuses is in the log of the partner, and the next morning tries again', async () => {
  await until('2026-11-30', '08:59');
  world.slack.fail('conversations.open', { error: 'user_not_found' }, { times: 3 });
  await until('2026-11-30', '09:00');
  await eventually(world, async () => Object.keys((await partnerNamed(world, 'Acme')).undelivered)[0]);
  world.slack.heal();
  await until('2026-12-01', '09:00');
  await eventually(world, () => (digests().length === 3 ? true : undefined));
  expect((await partnerNamed(world, 'Acme')).undelivered).toEqual({});
});

test('moved to another zone, a person has their mornings there; when Slack asks to wait, theirs comes as soon as it may', async () => {
  const { slack, cast } = world;
  slack.change(cast.pat, { tz: 'Europe/Berlin' });
  await open(world, 'Globex', { 'Target GA date': '2027-04-12', 'Solution architect': cast.psa });
  // What was planned for a morning in California is for nobody in the evening in Berlin.
  await until('2026-12-02', '12:00');
  expect(digests()).toHaveLength(3);
  slack.fail('chat.postMessage', { retryAfter: 20 });
  await until('2026-12-03', '00:00');
  await eventually(world, () => slack.calls('chat.postMessage').some(({ status }) => status === 429) || undefined);
  await world.settled();
  await world.pass(21_000);
  await eventually(world, () => (digests().length === 4 ? true : undefined));
});

test('somebody whose account was closed unheard: their roles rest as soon as nothing can be told to them', async () => {
  const { slack, cast, url } = world;
  slack.connect('http://127.0.0.1:1/slack/events');
  slack.deactivate(cast.psa);
  await world.settled();
  slack.connect(url);
  await until('2026-12-03', '09:00');
  const { people } = await partnerNamed(world, 'Globex');
  expect(people.filter(({ active }) => !active).map(({ name }) => name)).toEqual([cast.psa.name]);
  expect((await partnerNamed(world, 'Globex')).undelivered).toEqual({});
});

test('who is deactivated, or on no list any more, gets none', async () => {
  const { slack, cast } = world;
  slack.deactivate(cast.pat);
  await world.settled();
  await until('2026-12-04', '09:00');
  expect(digests()).toHaveLength(4);
});
