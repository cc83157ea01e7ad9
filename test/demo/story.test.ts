import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { runPrompt } from '../../local-slack/prompt';
import { homeCast, partnerCast, seed } from '../../local-slack/seed';
import { Guide } from '../../src/demo/guide';
import { partnersOf, visibly } from '../../src/demo/partners';
import type { Theatre } from '../../src/demo/play';
import { demoServices } from '../../src/demo/services';
import { storyOf, tellStory, type Story } from '../../src/demo/story';
import { instant } from '../../src/domain/ids';
import { isLaunched } from '../../src/domain/item-state';
import type { Partner } from '../../src/domain/partner';
import { itemsOf } from '../../src/domain/progress';
import { day } from '../../src/domain/time';
import { projectRoot } from '../../src/project-root';
import { watchUpcoming } from '../../src/upcoming';
import { partnerConnect } from '../support/lifecycle';
import { expectAllWell, publicTexts } from '../support/story';
import { useWorld } from '../support/world';

/** The story that a new workspace starts with, told to the real bot; and the rest of it, played until the launch. */

const endings: (() => unknown)[] = [];
// Before the world, and its Redis, ends.
afterAll(async () => {
  for (const end of endings) await end();
});
const world = useWorld({ followsSlack: true, slack: { seed }, pace: { turns: true } });
let theatre: Theatre;
let story: Story;

beforeAll(() => {
  const { slack, redis, bot } = world;
  const planned = storyOf(partnerConnect, instant.parse(Date.now()));
  if (!planned) throw new Error('There is no story');
  story = planned;
  slack.beginAt(story.begins);
  const now = () => slack.now();
  const watching = watchUpcoming(redis.url, slack.team.id, now);
  endings.push(() => watching.stop());
  const partners = partnersOf(bot.onboarding);
  const upcoming = visibly(watching, partners, { lifecycle: partnerConnect, now });
  theatre = { slack, lifecycle: partnerConnect, partners, upcoming };
});

async function northwind(): Promise<Partner> {
  const [partner] = await theatre.partners.open();
  if (!partner) throw new Error('There is no partner');
  return partner;
}

test('before it, nothing is due, and whoever comes is told how to begin', async () => {
  const guide = new Guide(theatre);
  await guide.guide('start');
  const priya = world.slack.find('Priya Nair').id;
  expect(guide.tour()).toMatchObject({ step: 1, of: 1, type: '/pc new', as: priya });
  guide.stop();
  const services = demoServices(theatre, guide);
  const how = { channel: undefined, tell: () => undefined, signal: new AbortController().signal };
  await expect(services.move('next', how)).rejects.toThrow('Nothing is due by itself.');
  await expect(services.move('ga', how)).rejects.toThrow('/pc new opens one');
});

test('it is told by doing it, on the days on which it would be done, and ends today, half way', async () => {
  const shares: number[] = [];
  await tellStory(theatre, story, { onProgress: (share) => shares.push(share) });
  expect(Math.abs(world.slack.now() - Date.now())).toBeLessThan(60_000);
  expect(shares.toSorted((a, b) => a - b)).toEqual(shares);

  const partner = await northwind();
  const items = itemsOf(partner, partnerConnect);
  const done = items.filter(({ standing }) => standing === 'done');
  expect(done.length).toBeGreaterThan(items.length / 3);
  expect(done.length).toBeLessThan((items.length * 2) / 3);
  expect(done.some(({ item }) => item.kind !== 'task')).toBe(true);
  expect(partner.people).toHaveLength(9);

  const { entries } = await world.bot.onboarding.history(partner.id, { limit: 500 });
  const times = entries.map(({ recorded }) => recorded.at);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  const days = new Set(times.map((at) => new Date(at).toISOString().slice(0, 10)));
  expect(days.size).toBeGreaterThan(12);
  expect([...days].filter((date) => [0, 6].includes(new Date(date).getUTCDay()))).toEqual([]);

  const posted = world.slack.as('Priya Nair').in('pc-northwind-data').messages();
  const dates = posted.map(({ ts }) => new Date(Number(ts) * 1000).toISOString().slice(0, 10));
  expect(new Set(dates).size).toBeGreaterThan(6);
  expect(dates.every((date) => days.has(date))).toBe(true);
});

test('everybody sees the channel as they left it: nothing private of theirs lies about', () => {
  for (const { name } of [...homeCast, ...partnerCast]) {
    expect(world.slack.as(name).in('pc-northwind-data').ephemerals()).toEqual([]);
    expect(world.slack.as(name).modal()).toBeUndefined();
  }
});

test('a tour that is ended while it looks at what happened stays ended', async () => {
  const { partners } = theatre;
  let holds: Promise<void> | undefined;
  const load: typeof partners.load = async (id) => {
    const held = holds;
    const partner = await partners.load(id);
    await held;
    return partner;
  };
  const guide = new Guide({ ...theatre, partners: { ...partners, load } });
  await guide.guide('start');
  expect(guide.tour()).toMatchObject({ step: 0, title: 'Welcome' });
  let release = () => {};
  holds = new Promise((resolve) => (release = resolve));
  const looking = guide.guide('next');
  await guide.guide('end');
  release();
  await looking;
  expect(guide.tour()).toBeNull();
  guide.stop();
});

test('its history has something of everything that a partner half way has', async () => {
  const { calls, artifacts, tests, ux, bugs, roadmap, maintenance } = await northwind();
  expect(calls).toMatchObject([
    { item: 'technical-review-meeting', over: { is: 'fine' } },
    { item: 'design-review', over: { is: 'problems' } },
  ]);
  expect(artifacts.configuration).toMatchObject({ findings: [], revisions: [{ upload: { name: 'northwind.json' } }] });
  expect(artifacts.report?.stands?.facts.cases).toContainEqual(
    expect.objectContaining({ case: 'P302', result: 'fail' }),
  );
  expect([artifacts.logo?.stands, artifacts.icon?.stands]).toMatchObject([{ revision: 1 }, { revision: 1 }]);
  expect(tests.partnerRun['P302']).toMatchObject({ is: 'fail' });
  expect(tests.todos).toMatchObject([{ case: 'P302', owner: { name: 'Evan Cole' } }]);
  expect(ux.designs).toMatchObject([{ sentBack: {} }, { number: 2 }]);
  expect(Object.values(bugs).map(({ status }) => status.is)).toEqual(['closed', 'acknowledged']);
  expect(roadmap.entries.map(({ status }) => status.is)).toEqual(['accepted', 'proposed']);
  expect(maintenance.tasks.map(({ over }) => over)).toEqual([undefined]);
});

test.each(['2026-12-14', '2027-03-15', '2027-04-07', '2027-12-06'])(
  'it ends where it should when it is told on %s',
  (on) => {
    const now = instant.parse(Date.parse(`${on}T18:00:00Z`));
    const told = storyOf(partnerConnect, now);
    if (!told) throw new Error('There is no story');
    expect((Date.parse(told.ga) - Date.parse(on)) / day).toBeGreaterThanOrEqual(45);
    // What is done ahead of its time is done after the partner's people have come.
    expect((Date.parse(told.ga) - told.begins) / day).toBeGreaterThan(Math.max(...Object.values(told.early)) + 14);
  },
);

/** What somebody types at the terminal, with the prompt it is typed at, and what is printed after the last, by the README. */
function readmeExample() {
  const readme = readFileSync(join(projectRoot(), 'README.md'), 'utf8');
  const [, block = ''] = /```\n(Priya Nair #general> [^`]*)```/.exec(readme) ?? [];
  const [typed = '', printed = ''] = block.split('…\n');
  return {
    typed: typed
      .trim()
      .split('\n')
      .map((line) => line.split('> ')),
    printed: printed.trimEnd().split('\n'),
  };
}

test('the example of the README: typed at the terminal, everybody does their part until the launch, in order', async () => {
  const before = world.slack.newest();
  const guide = new Guide(theatre);
  const services = demoServices(theatre, guide);
  const at: number[] = [];
  const { typed, printed } = readmeExample();
  const input = new PassThrough();
  let output = '';
  const screen = new Writable({
    write(part, _, done) {
      output += String(part);
      done();
    },
  });
  const comes = async (end: string) => {
    for (let n = 0; n < 15_000 && !output.endsWith(end); n += 1) await sleep(10);
    if (!output.endsWith(end)) throw new Error(`"${end}" does not come after:\n${output}`);
  };
  const move: typeof services.move = (step, how) =>
    services.move(step, { ...how, tell: (news) => (at.push(news.at), how.tell(news)) });
  world.slack.as('Priya Nair').in('general');
  const running = runPrompt(world.slack, { input, output: screen, services: { ...services, move } });
  expect(typed.length).toBeGreaterThan(3);
  for (const [prompt = '', command = ''] of typed) {
    await comes(`${prompt}> `);
    output += '\n';
    input.write(`${command}\n`);
  }
  await comes('> ');
  input.end('quit\n');
  await running;
  guide.stop();
  const [when, ...what] = printed;
  const times = /It is \w{3}, \d{1,2} \w{3} \d{4}, \d\d:\d\d \(America\/Los_Angeles\)/;
  expect(when).toMatch(times);
  expect(output).toMatch(times);
  expect(output).toContain('Under way');
  expect(what).toHaveLength(1);
  expect(output.split('\n').filter((line) => line.includes('🎉'))).toEqual(expect.arrayContaining(what));
  const partner = await northwind();
  expect(isLaunched(partner, partnerConnect)).toBe(true);
  const launchedAt = partner.items['ga']?.status;
  expect(launchedAt).toMatchObject({ is: 'done' });
  expect(new Date(world.slack.now()).toISOString().slice(0, 10)).toBe(story.ga);

  expect(at).toEqual(at.toSorted((a, b) => a - b));
  const texts = publicTexts(world.slack.as('Maya Rao').in('pc-northwind-data')).join('\n');
  const told = ['The GA date is agreed', 'T-7', 'T-3', 'T-1', 'Launch day of Northwind', 'is live in Partner Connect'];
  const places = told.map((text) => texts.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(Number(before)).toBeLessThan((world.slack.now() - 30 * day) / 1000);
  expect(texts).not.toContain('🚨');
  expectAllWell(world);
});
