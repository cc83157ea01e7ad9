import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { projectRoot } from '../src/project-root';
import { figure, median, sum, title } from './figures';
import { startPageStage } from './page-stage';

/** The page of the local Slack, in a real browser: ready, answering, scrolling; and how large its script is. */
const clicks = 20;
const messages = 2000;

async function main(): Promise<void> {
  title('The page of the local Slack');
  const stage = await startPageStage();
  try {
    const page = await (await stage.browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    const begun = performance.now();
    await page.goto(stage.url);
    await page.getByRole('textbox', { name: /^Message to/ }).waitFor();
    figure('ready after npm start is', 's', (performance.now() - begun) / 1000, { most: 2 });
    await stage.told();
    await page.getByRole('button', { name: /^Be Nora Lind/ }).click();
    await page.getByRole('button', { name: 'Status', exact: true }).first().waitFor();
    figure(`a click is answered on screen, median of ${clicks}`, 'ms', await answerTime(page), { most: 300 });
    figure(`longest task while scrolling ${messages} messages`, 'ms', await longestTask(page), { most: 200 });
    figure('script, compressed', 'KB', scriptKb(), { most: 400 });
  } finally {
    await stage.stop();
  }
}

/** Resolves when a private message is drawn that is newer than any now; those far away are not drawn, and so not counted. */
const newAnswer = `new Promise((resolve) => {
  const newest = () => [...document.querySelectorAll('.messages [data-ts].ephemeral')].at(-1)?.dataset.ts ?? '';
  const before = newest();
  const look = () => (newest() > before ? resolve() : requestAnimationFrame(look));
  look();
})`;

/** The pinned card stays beside the channel, however long that grows. */
async function answerTime(page: Page): Promise<number> {
  const times: number[] = [];
  await page.getByRole('link', { name: /pinned$/ }).click();
  const pins = page.getByRole('region', { name: 'Pinned messages' });
  const button = pins.getByRole('button', { name: 'Status', exact: true }).first();
  for (let n = 0; n < clicks; n += 1) {
    const answer = page.evaluate(newAnswer);
    const begun = performance.now();
    await button.click();
    await answer;
    times.push(performance.now() - begun);
  }
  return median(times);
}

const post = `(async () => {
  const [, as, channel] = location.hash.split('/');
  for (let n = 0; n < ${messages}; n += 1) {
    const deed = { do: 'say', channel, text: 'Message ' + n + ' of many, with some *words* in it.' };
    await fetch('/browser/do', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ as, deed }) });
  }
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' });
})()`;

/** Goes up through all of it, and down again. */
async function longestTask(page: Page): Promise<number> {
  await page.evaluate(post);
  const list = page.getByRole('log');
  await list.hover();
  for (const direction of [-1, 1])
    for (let n = 0; n < 120; n += 1) {
      await page.mouse.wheel(0, direction * 1500);
      await page.waitForTimeout(16);
    }
  return z.number().parse(await page.evaluate('window.longest'));
}

function scriptKb(): number {
  const folder = join(projectRoot(), 'dist', 'page', 'assets');
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  return sum(scripts.map((file) => gzipSync(readFileSync(join(folder, file))).length)) / 1024;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
