import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright-core';
import { projectRoot } from '../src/project-root';

/** `npm start` in a folder of its own, and a browser to look at its page. */
export interface PageStage {
  readonly url: string;
  readonly browser: Browser;
  /** Resolves when the story to start with is told. */
  told(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPageStage(...args: readonly string[]): Promise<PageStage> {
  const dir = mkdtempSync(join(tmpdir(), 'partner-connect-page-'));
  const settings = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'REDIS_URL', 'PORT', 'NODE_ENV'];
  const none = Object.fromEntries(settings.map((name) => [name, '']));
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] || '/usr/bin/chromium',
    args: ['--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
  const child = spawn(process.execPath, ['dist/src/start.js', ...args], {
    cwd: projectRoot(),
    env: { ...process.env, ...none, DATA_DIR: dir, PAGE_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      const [, found] = /In the browser +(\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`npm start ended:\n${said}`)));
  });
  return {
    url,
    browser,
    async told() {
      while (existsSync(join(dir, 'worthless'))) await sleep(50);
    },
    async stop() {
      await browser.close();
      child.kill('SIGTERM');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
