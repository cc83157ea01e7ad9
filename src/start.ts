import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Redis } from 'ioredis';
import { LocalSlack } from '../local-slack';
import { BrowserServer } from '../local-slack/browser/server';
import type { Services } from '../local-slack/browser/services';
import { runPrompt } from '../local-slack/prompt';
import { seed } from '../local-slack/seed';
import { startBotProcess, type BotProcess } from './bot-process';
import type { Demo } from './demo';
import { freePort, startPrivateRedis } from './private-redis';
import { projectRoot } from './project-root';

/**
 * `npm start`: all that a person needs, from one terminal. With Slack credentials it runs the bot; without, it brings a local Slack as
 * well. A private Redis comes with either, unless REDIS_URL names one.
 */
const root = projectRoot();
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
const { env } = process;
const data = resolve(root, env['DATA_DIR'] || 'data');
const hasCredentials = [env['SLACK_BOT_TOKEN'], env['SLACK_SIGNING_SECRET'], env['SLACK_APP_TOKEN']].some(Boolean);

/** Whoever asks to start anew is answered first. */
const answeredMs = 100;
let pagePort = Number(env['PAGE_PORT'] || 3080);

const workspaceFile = join(data, 'slack.json');
/** Says that what is kept here is to be thrown away: a story half told, or one that somebody is done with. */
const worthless = join(data, 'worthless');

/** How to end what has been started, in the order of starting. */
let endings: (() => Promise<void>)[] = [];
/** Why it is time to end: a signal, `quit` at the prompt, something that has gone wrong, or to start anew. */
type End = { readonly fault?: string; readonly anew?: true };
interface Wish {
  /** Without the story. */
  readonly empty: boolean;
}
/** Ends it all. */
let end: (how?: End) => void = () => undefined;

async function main(): Promise<void> {
  listenToSignals();
  let how = await live({ empty: process.argv.includes('--empty') });
  while (how.anew) {
    writeFileSync(worthless, '');
    how = await live({ empty: true });
  }
  if (how.fault !== undefined) throw new Error(how.fault);
}

/** Starts all, and ends all when it is time. */
async function live(wish: Wish): Promise<End> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const ended = new Promise<End>((resolve) => (end = (how = {}) => resolve(how)));
  if (isSignalled()) end();
  const start = hasCredentials ? startForSlack : () => startWithLocalSlack(wish);
  try {
    return await Promise.race([start().then(() => ended), ended]);
  } finally {
    await endAll();
  }
}

async function startForSlack(): Promise<void> {
  const redisUrl = await startRedis();
  startBot({ REDIS_URL: redisUrl });
}

async function startWithLocalSlack({ empty }: Wish): Promise<void> {
  if (env['NODE_ENV'] === 'production')
    throw new Error(
      'In production the bot works in a real Slack: SLACK_BOT_TOKEN and the others of .env.example are needed.',
    );
  const asked = Number(env['PORT'] ?? 0);
  const port = asked === 0 ? await freePort() : asked;
  const redisUrl = await startRedis(); // First: it refuses a second `npm start` before that one touches the workspace.
  const isOurs = !env['REDIS_URL'];
  if (isOurs && existsSync(worthless)) await forgetEverything(redisUrl);
  const withStory = isOurs && !empty && !existsSync(workspaceFile);
  if (withStory) writeFileSync(worthless, '');
  const slack = await startSlack();
  const botUrl = `http://127.0.0.1:${port}/slack/events`;
  slack.connect(botUrl);
  const bot = startBot({
    REDIS_URL: redisUrl,
    PORT: `${port}`,
    SLACK_API_URL: slack.url,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_APP_TOKEN: '',
    CLOCK_URL: slack.clockUrl,
  });
  const [{ startDemo }] = await Promise.all([import('./demo/index.js'), bot.ready(port)]);
  const leave = end;
  const demo = startDemo(slack, {
    redisUrl,
    lifecycleFile: env['LIFECYCLE_FILE'],
    withStory,
    ...(isOurs && { startEmpty: async () => void setTimeout(leave, answeredMs, { anew: true }) }),
  });
  endings.push(() => demo.stop());
  const page = await startPage(slack, demo.services);
  say(`
Ready in ${process.uptime().toFixed(1)} s: the real bot, and a Slack of its own. Nothing leaves this machine.
  In the browser  ${page.url}
  Data and log    ${shown(data)}, where the next \`npm start\` finds everything again
  Your own Slack  README.md says how
  To end          Ctrl-C
`);
  const told = demo.story?.then(storyIsTold);
  if (!process.stdin.isTTY) return say(`Nobody is at the terminal.\n  Web API: ${slack.url}\n  The bot: ${botUrl}`);
  if (told) say('A story to start with is being told: a partner half way through onboarding. It takes some seconds.\n');
  await told;
  startPrompt(slack, demo);
}

/** A story that was interrupted is worth nothing: the next start tells it anew. */
function storyIsTold(fault: Error | undefined): void {
  rmSync(worthless, { force: true });
  if (fault) complain(new Error(`The story to start with ended early. ${fault.message}`));
}

function startPrompt(slack: LocalSlack, { services, upcoming }: Demo): void {
  say('Type /pc new to open a partner; then click and set by number what you see. help shows more.\n');
  const leave = end;
  const leaving = new AbortController();
  endings.push(async () => leaving.abort());
  runPrompt(slack, { services, upcoming, signal: leaving.signal }).then(
    () => leave(),
    (error: unknown) => leave({ fault: String(error) }),
  );
}

async function forgetEverything(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  await redis.flushall();
  redis.disconnect();
  rmSync(workspaceFile, { force: true });
  rmSync(worthless);
}

async function startRedis(): Promise<string> {
  if (env['REDIS_URL']) return env['REDIS_URL'];
  const redis = await startPrivateRedis({ dir: join(data, 'redis') });
  endings.push(() => redis.stop());
  const leave = end;
  void redis.lost.then((fault) => leave({ fault }));
  return redis.url;
}

async function startSlack(): Promise<LocalSlack> {
  const slack = await LocalSlack.start({
    manifest: join(root, 'manifest.yml'),
    seed,
    dataFile: workspaceFile,
  });
  endings.push(() => slack.stop());
  return slack;
}

async function startPage(slack: LocalSlack, services: Services): Promise<BrowserServer> {
  const page = await BrowserServer.start(slack, {
    dir: join(root, 'dist', 'page'),
    services,
    port: pagePort,
  });
  pagePort = Number(new URL(page.url).port); // After a new start whoever looks at it finds it where it was.
  endings.push(() => page.stop());
  return page;
}

function startBot(variables: Record<string, string>): BotProcess {
  const bot = startBotProcess({ ...env, ...variables }, hasCredentials ? undefined : join(data, 'bot.log'));
  endings.push(() => bot.stop());
  const leave = end;
  void bot.lost.then((fault) => leave({ fault }));
  return bot;
}

let signalledAt = 0;
const isSignalled = (): boolean => signalledAt > 0;

function listenToSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // npm hands us a Ctrl-C that the terminal has sent us already. A second one on purpose comes later.
      if (isSignalled() && Date.now() - signalledAt > 1000) process.exit(1);
      signalledAt ||= Date.now();
      end();
    });
  }
}

/** Last comes first: the bot finishes what it began while its Slack and its Redis are still there. */
async function endAll(): Promise<void> {
  const all = endings.toReversed();
  endings = [];
  for (const endOne of all) await endOne().catch(complain);
}

function complain(error: unknown): void {
  process.exitCode = 1;
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function shown(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path.startsWith('..') ? folder : `${path}/`;
}

void main()
  .catch(complain)
  .then(() => process.exit());
