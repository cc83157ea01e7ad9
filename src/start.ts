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
import { Life, type End } from './life';
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
/** After a new start whoever looks at the page finds it where it was. */
let pagePort = Number(env['PAGE_PORT'] || 3080);

const workspaceFile = join(data, 'slack.json');
/** Says that what is kept here is to be thrown away: a story half told, or one that somebody is done with. */
const worthless = join(data, 'worthless');

interface Wish {
  /** Without the story. */
  readonly empty: boolean;
}

async function main(): Promise<void> {
  const signalled = firstSignal();
  let how = await live({ empty: process.argv.includes('--empty') }, signalled);
  while (how.anew) {
    writeFileSync(worthless, '');
    how = await live({ empty: true }, signalled);
  }
  if (how.fault !== undefined) throw new Error(how.fault);
}

/** Resolves at the first signal to end; another one ends the hard way. */
function firstSignal(): Promise<End> {
  return new Promise((resolve) => {
    let signalledAt = 0;
    const heed = () => {
      // npm hands us a Ctrl-C that the terminal has sent us already. A second one on purpose comes later.
      if (signalledAt > 0 && Date.now() - signalledAt > 1000) process.exit(1);
      signalledAt ||= Date.now();
      resolve({});
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heed);
  });
}

/** Starts all, and ends all when it is time. */
async function live(wish: Wish, signalled: Promise<End>): Promise<End> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const life = new Life(complain);
  const start = hasCredentials ? startForSlack : startWithLocalSlack;
  try {
    return await Promise.race([start(life, wish).then(() => life.ended), life.ended, signalled]);
  } finally {
    await life.endAll();
  }
}

async function startForSlack(life: Life): Promise<void> {
  const redisUrl = await startRedis(life);
  startBot(life, { REDIS_URL: redisUrl });
}

async function startWithLocalSlack(life: Life, { empty }: Wish): Promise<void> {
  if (env['NODE_ENV'] === 'production')
    throw new Error(
      'In production the bot works in a real Slack: SLACK_BOT_TOKEN and the others of .env.example are needed.',
    );
  const asked = Number(env['PORT'] ?? 0);
  const port = asked === 0 ? await freePort() : asked;
  const redisUrl = await startRedis(life); // First: it refuses a second `npm start` before that one touches the workspace.
  const isOurs = !env['REDIS_URL'];
  if (isOurs && existsSync(worthless)) await forgetEverything(redisUrl);
  const withStory = isOurs && !empty && !existsSync(workspaceFile);
  if (withStory) writeFileSync(worthless, '');

  const slack = await startSlack(life);
  const botUrl = `http://127.0.0.1:${port}/slack/events`;
  slack.connect(botUrl);
  const bot = startBot(life, { REDIS_URL: redisUrl, PORT: `${port}`, ...variablesOf(slack) });
  const [{ startDemo }] = await Promise.all([import('./demo/index.js'), bot.ready(port)]);
  const demo = startDemo(slack, {
    redisUrl,
    lifecycleFile: env['LIFECYCLE_FILE'],
    withStory,
    ...(isOurs && { startEmpty: async () => void setTimeout(life.end, answeredMs, { anew: true }) }),
  });
  life.add(() => demo.stop());
  const page = await startPage(life, slack, demo.services);

  sayReady(page);
  const told = demo.story?.then(storyIsTold);
  if (!process.stdin.isTTY) return say(`Nobody is at the terminal.\n  Web API: ${slack.url}\n  The bot: ${botUrl}`);
  if (told) say('A story to start with is being told: a partner half way through onboarding. It takes some seconds.\n');
  await told;
  startPrompt(life, slack, demo);
}

/** What the bot is told in its environment of the Slack that it works in. */
const variablesOf = (slack: LocalSlack) => ({
  SLACK_API_URL: slack.url,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_APP_TOKEN: '',
  CLOCK_URL: slack.clockUrl,
});

function sayReady(page: BrowserServer): void {
  say(`
Ready in ${process.uptime().toFixed(1)} s: the real bot, and a Slack of its own. Nothing leaves this machine.
  In the browser  ${page.url}
  Data and log    ${shown(data)}, where the next \`npm start\` finds everything again
  Your own Slack  README.md says how
  To end          Ctrl-C
`);
}

/** A story that was interrupted is worth nothing: the next start tells it anew. */
function storyIsTold(fault: Error | undefined): void {
  rmSync(worthless, { force: true });
  if (fault) complain(new Error(`The story to start with ended early. ${fault.message}`));
}

function startPrompt(life: Life, slack: LocalSlack, { services, upcoming }: Demo): void {
  say('Type /pc new to open a partner; then click and set by number what you see. help shows more.\n');
  const leaving = new AbortController();
  life.add(async () => leaving.abort());
  runPrompt(slack, { services, upcoming, signal: leaving.signal }).then(
    () => life.end(),
    (error: unknown) => life.end({ fault: String(error) }),
  );
}

async function forgetEverything(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  await redis.flushall();
  redis.disconnect();
  rmSync(workspaceFile, { force: true });
  rmSync(worthless);
}

async function startRedis(life: Life): Promise<string> {
  if (env['REDIS_URL']) return env['REDIS_URL'];
  const redis = await startPrivateRedis({ dir: join(data, 'redis') });
  life.add(() => redis.stop());
  void redis.lost.then((fault) => life.end({ fault }));
  return redis.url;
}

async function startSlack(life: Life): Promise<LocalSlack> {
  const slack = await LocalSlack.start({
    manifest: join(root, 'manifest.yml'),
    seed,
    dataFile: workspaceFile,
  });
  life.add(() => slack.stop());
  return slack;
}

async function startPage(life: Life, slack: LocalSlack, services: Services): Promise<BrowserServer> {
  const page = await BrowserServer.start(slack, {
    dir: join(root, 'dist', 'page'),
    services,
    port: pagePort,
  });
  pagePort = Number(new URL(page.url).port);
  life.add(() => page.stop());
  return page;
}

function startBot(life: Life, variables: Record<string, string>): BotProcess {
  const bot = startBotProcess({ ...env, ...variables }, hasCredentials ? undefined : join(data, 'bot.log'));
  life.add(() => bot.stop());
  void bot.lost.then((fault) => life.end({ fault }));
  return bot;
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
