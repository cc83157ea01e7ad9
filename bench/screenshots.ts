import { join } from 'node:path';
import { projectRoot } from '../src/project-root';
import { startPageStage } from './page-stage';

/** `npm run screenshots`: the README's pictures, of the page as it is. */
async function main(): Promise<void> {
  const stage = await startPageStage();
  try {
    await stage.told();
    const context = await stage.browser.newContext({ viewport: { width: 1280, height: 760 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(stage.url);
    await page.getByRole('button', { name: /^Be Priya Nair/ }).click();
    await page.getByRole('link', { name: /pc-northwind-data/ }).click();
    await page.getByRole('link', { name: /pinned$/ }).click();
    const box = page.getByRole('textbox', { name: /^Message to/ });
    await box.fill('/pc tests');
    await box.press('Enter');
    const answer = page.getByRole('article').filter({ hasText: 'Only visible to you' }).last();
    await answer.waitFor();
    await answer.evaluate((element) => element.scrollIntoView());
    await page.screenshot({ path: image('channel.png') });
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    await page.getByTitle('Move time to the next thing the bot does').click();
    await page.locator('.news').first().waitFor();
    await page.screenshot({ path: image('time.png') });
  } finally {
    await stage.stop();
  }
}

const image = (name: string): string => join(projectRoot(), 'docs', 'images', name);

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
