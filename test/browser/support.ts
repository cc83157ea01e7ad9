import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { z } from 'zod';
import type { LocalSlack } from '../../local-slack';
import { BrowserServer } from '../../local-slack/browser/server';
import { seed } from '../../local-slack/seed';
import { Guide } from '../../src/demo/guide';
import { partnersOf, visibly } from '../../src/demo/partners';
import { play, type Theatre } from '../../src/demo/play';
import { demoServices } from '../../src/demo/services';
import { storyOf, tellStory } from '../../src/demo/story';
import { instant } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { itemsOf } from '../../src/domain/progress';
import { onPath } from '../../src/on-path';
import { watchUpcoming } from '../../src/upcoming';
import { partnerConnect } from '../support/lifecycle';
import { buildPage, pageFolder } from '../support/programs';
import { patienceMs, startWorld, type World } from '../support/world';

/** The page of the local Slack in a real browser, with the real bot behind it and the story told. */
export interface Stage {
  readonly world: World;
  readonly slack: LocalSlack;
  readonly theatre: Theatre;
  readonly url: string;
  /** Opens the page as a person, in a channel: by its name, or the direct conversation with the bot as `@bot`. */
  as(name: string, channel: string, how?: { readonly page?: Page; readonly phone?: boolean }): Promise<Page>;
  /** Lets time pass while everybody does their part, until this item or sign-off can be done. */
  playUntil(item: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
  const endings: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of endings.splice(0).toReversed()) await end();
  };
  // A stage that cannot be set up leaves nothing running.
  return setUp(endings, stop).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
}

async function setUp(endings: (() => unknown)[], stop: () => Promise<void>): Promise<Stage> {
  const built = buildPage();
  const launched = startBrowser();
  endings.push(async () => (await launched).close());
  const world = await startWorld({ followsSlack: true, slack: { seed }, pace: { turns: true } });
  endings.push(() => world.stop());
  const { slack, redis, bot } = world;
  const now = () => slack.now();
  const watching = watchUpcoming(redis.url, slack.team.id, now);
  endings.push(() => watching.stop());
  const partners = partnersOf(bot.onboarding);
  const upcoming = visibly(watching, partners, { lifecycle: partnerConnect, now });
  const theatre = { slack, lifecycle: partnerConnect, partners, upcoming };
  const guide = new Guide(theatre);
  endings.push(() => guide.stop());
  await guide.tell(tell(theatre));
  const [browser] = await Promise.all([launched, built]);
  const server = await BrowserServer.start(slack, {
    dir: pageFolder,
    services: demoServices(theatre, guide),
  });
  endings.push(() => server.stop());
  return {
    world,
    slack,
    theatre,
    url: server.url,
    async as(name, channel, { page, phone = false } = {}) {
      const opened = page ?? (await newPage(browser, phone));
      const person = slack.find(name);
      const place = channel === '@bot' ? slack.as(person).in('@bot').channel() : slack.channel(channel);
      await opened.goto(`${server.url}#/${person.id}/${place.id}`);
      // Until then it shows what the one before sees.
      await opened.locator(`.rail-person[aria-current="true"][title^="${name}"]`).waitFor({ state: 'attached' });
      await opened.getByRole('log').getByRole('article').first().waitFor();
      return opened;
    },
    async playUntil(item) {
      const [partner] = await partners.open();
      const enough = (now: Partner) =>
        itemsOf(now, partnerConnect).some(({ id, standing }) => id === item && standing === 'ready');
      const ending = partner && (await play(theatre, partner.id, { enough }));
      if (ending !== 'arrived') throw new Error(`${item} cannot be done: ${ending}`);
    },
    stop,
  };
}

async function tell(theatre: Theatre): Promise<void> {
  const story = storyOf(partnerConnect, instant.parse(Date.now()));
  if (!story) throw new Error('There is no story');
  theatre.slack.advance(story.begins - Date.now());
  await tellStory(theatre, story);
}

/** Without anything that a browser does by itself over the network. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: browserOnPath(),
    args: ['--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });

function browserOnPath(): string {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  const found = onPath('chromium', 'chromium-browser', 'google-chrome');
  if (found === undefined) throw new Error('There is no Chromium: install it, or set CHROMIUM to where it is');
  return found;
}

const faults: string[] = [];

export async function newPage(browser: Browser, phone = false): Promise<Page> {
  const context = await browser.newContext({
    viewport: phone ? { width: 375, height: 720 } : { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  return page;
}

/** What went wrong in any page, and is expected not to. */
export const pageFaults = (): readonly string[] => faults.splice(0);

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const findings = z.array(
  z.object({ id: z.string(), impact: z.string().nullish(), nodes: z.array(z.object({ html: z.string() })) }),
);

/**
 * What an automatic check finds that keeps people from using what is in view, by light and in the dark: the serious and the
 * critical. What does not come of colours is the same in both. `part` is what has come into view since the last check.
 */
export async function seriousFindings(page: Page, part = 'html'): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const light = await check(page, part, {});
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await check(page, part, { runOnly: ['color-contrast', 'link-in-text-block'] });
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((finding) => `dark: ${finding}`)];
}

async function check(
  page: Page,
  part: string,
  options: { readonly runOnly?: readonly string[] },
): Promise<readonly string[]> {
  const how = JSON.stringify({ ...options, resultTypes: ['violations'] });
  const found = findings.parse(
    await page.evaluate(`axe.run(${JSON.stringify(part)}, ${how}).then(({ violations }) => violations)`),
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 400)).join(' | ')}`);
}
