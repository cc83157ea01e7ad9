import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/project-root';
import { figure, median, note, title } from './figures';
import { prints } from './processes';

/** `npm start` without Slack credentials, once installed: until it says that it is ready. */
const runs = 3;

async function startTime(): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'partner-connect-bench-'));
  const settings = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'REDIS_URL', 'PORT'];
  const none = Object.fromEntries(settings.map((name) => [name, '']));
  const begun = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: projectRoot(),
    env: { ...process.env, ...none, DATA_DIR: dir },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'exit');
  try {
    await prints(child, 'Ready');
    return performance.now() - begun;
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  title(`npm start, once installed, median of ${runs} runs`);
  if (!existsSync(join(__dirname, '../src/start.js'))) return note('skipped: there is no src/start.ts');
  await startTime(); // Compiles, if something has changed.
  const times: number[] = [];
  while (times.length < runs) times.push(await startTime());
  figure('ready', 's', median(times) / 1000, { most: 3 });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
