import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { startPrivateRedis } from '../../src/private-redis';
import { projectRoot } from '../../src/project-root';
import { buildPage, buildPrograms, program } from '../support/programs';

const root = projectRoot();
let data: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  await buildPrograms();
  await buildPage();
});

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'partner-connect-start-'));
});

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
  // Whatever a test that failed left behind is taken over, and ended.
  if (existsSync(join(data, 'redis'))) await (await startPrivateRedis({ dir: join(data, 'redis') })).stop();
  rmSync(data, { recursive: true });
});

interface Started {
  child: ChildProcess;
  /** The addresses it printed. */
  page: string;
  slack: string;
  bot: string;
  ended: Promise<{ code: number | null; said: string }>;
}

/** `npm start` without npm, as someone without credentials runs it, with nobody at the terminal. */
function run(env: Record<string, string> = {}, ...args: string[]): ChildProcess & { ended: Started['ended'] } {
  const child = spawn(process.execPath, [program('start'), ...args], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: data,
      SLACK_BOT_TOKEN: '',
      SLACK_SIGNING_SECRET: '',
      SLACK_APP_TOKEN: '',
      REDIS_URL: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, said }));
  return Object.assign(child, { ended });
}

async function start(...args: string[]): Promise<Started> {
  const child = run({}, ...args);
  const ready = new Promise<Started>((resolve) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += String(chunk);
      const [, page] = /In the browser +(\S+)/.exec(said) ?? [];
      const [, slack, bot] = /Web API: (\S+)\s+The bot: (\S+)/.exec(said) ?? [];
      if (page !== undefined && slack !== undefined && bot !== undefined)
        resolve({ child, page, slack, bot, ended: child.ended });
    });
  });
  const died = child.ended.then(({ said }) =>
    Promise.reject(new Error(`npm start ended before it was ready:\n${said}`)),
  );
  return Promise.race([ready, died]);
}

async function slackCall(started: Started, method: string, body: Record<string, string> = {}): Promise<unknown> {
  const saved: unknown = JSON.parse(readFileSync(join(data, 'slack.json'), 'utf8'));
  const token = /"botToken":"([^"]+)"/.exec(JSON.stringify(saved))?.[1];
  const response = await fetch(`${started.slack}${method}`, {
    method: 'POST',
    headers: {
      connection: 'close',
      authorization: `Bearer ${token}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(body),
  });
  return response.json();
}

const isUp = (url: string): Promise<boolean> =>
  fetch(url, { headers: { connection: 'close' } }).then(
    () => true,
    () => false,
  );

test('a bot with a Slack of its own: ended, started again, killed, and started again', async () => {
  const first = await start('--empty');
  expect(await isUp(first.bot)).toBe(true);
  expect(await slackCall(first, 'conversations.create', { name: 'pc-tideline' })).toMatchObject({ ok: true });
  first.child.kill('SIGINT');
  first.child.kill('SIGINT'); // npm passes on what the terminal has sent already.
  expect((await first.ended).code).toBe(0);
  expect(await isUp(first.bot)).toBe(false);

  const second = await start();
  const channels = expect.arrayContaining([expect.objectContaining({ name: 'pc-tideline' })]);
  expect(await slackCall(second, 'conversations.list')).toMatchObject({ channels });
  const besides = run();
  const refusal = expect.stringContaining(`process ${second.child.pid}). Stop that one first.`);
  expect(await besides.ended).toEqual({ code: 1, said: refusal });

  second.child.kill('SIGKILL');
  await second.ended;
  while (await isUp(second.bot)) await sleep(20); // A bot whose parent is gone ends by itself.
  const third = await start();
  expect(await slackCall(third, 'conversations.list')).toMatchObject({ channels });
  third.child.kill('SIGTERM');
  expect((await third.ended).code).toBe(0);
});

test('a bot that cannot start: its own words, exit 1, nothing left running', async () => {
  const { code, said } = await run({ LIFECYCLE_FILE: '/nowhere.yml' }).ended;
  expect(code).toBe(1);
  expect(said).toMatch(/The bot has ended \(code 1\)\.\n[^]*nowhere\.yml/);
});

/** The channels that there are now, by what is on disk: the story is told when the last of it is. */
const channels = (): readonly string[] =>
  existsSync(join(data, 'slack.json'))
    ? [...readFileSync(join(data, 'slack.json'), 'utf8').matchAll(/"name":"(pc-[^"]+)"/g)].map(([, name]) => name ?? '')
    : [];

const isTold = (): boolean => !existsSync(join(data, 'worthless'));

test('the first start tells a story; one that was interrupted is told anew; a click starts empty instead', async () => {
  const first = await start();
  expect(isTold()).toBe(false);
  while (!channels().includes('pc-northwind-data')) await sleep(20);
  first.child.kill('SIGKILL');
  await first.ended;
  while (await isUp(first.bot)) await sleep(20);

  const second = await start();
  while (!channels().includes('pc-northwind-data')) await sleep(20);
  const { channels: told } = z
    .object({ channels: z.array(z.object({ name: z.string() })) })
    .parse(await slackCall(second, 'conversations.list'));
  expect(told.map(({ name }) => name)).toEqual(['general', 'pc-northwind-data']);

  const { people } = z
    .object({ people: z.array(z.string()) })
    .parse(await (await fetch(`${second.page}browser/people`, { headers: { connection: 'close' } })).json());
  await fetch(`${second.page}browser/do`, {
    method: 'POST',
    headers: { connection: 'close', origin: new URL(second.page).origin, 'content-type': 'application/json' },
    body: JSON.stringify({ as: people[0], deed: { do: 'start-empty' } }),
  });
  while (channels().length > 0) await sleep(20);
  while (!(await isUp(second.page))) await sleep(20);
  second.child.kill('SIGTERM');
  const { code, said } = await second.ended;
  expect(`${said}\ncode ${code}`).toMatch(/Ready in[^]*Ready in[^]*\ncode 0$/);
});
