import { existsSync, mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { LocalSlack } from '../local-slack';
import { plainServices } from '../local-slack/browser/plain-services';
import { BrowserServer } from '../local-slack/browser/server';
import type { Services } from '../local-slack/browser/services';
import { runPrompt } from '../local-slack/prompt';
import { seed } from '../local-slack/seed';
import { startBotProcess, type BotProcess } from './bot-process';
import { freePort, startPrivateRedis } from './private-redis';
import { projectRoot } from './project-root';
import { watchUpcoming } from './upcoming';

/**
 * `npm start`: all that a person needs, from one terminal. With Slack credentials it runs the bot; without, it brings a local Slack as
 * well. A private Redis comes with either, unless REDIS_URL names one.
 */
const root = projectRoot();
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
const { env } = process;
const data = resolve(root, env['DATA_DIR'] || 'data');
const hasCredentials = [env['SLACK_BOT_TOKEN'], env['SLACK_SIGNING_SECRET'], env['SLACK_APP_TOKEN']].some(Boolean);

/** How to end what has been started, in the order of starting. */
const endings: (() => Promise<void>)[] = [];
/** Settles when it is time to end: after a signal, `quit` at the prompt, or, with a reason, when something has gone wrong. */
let end: (fault?: string) => void = complain;
const ended = new Promise<string | undefined>((resolve) => (end = resolve));

async function main(): Promise<void> {
  listenToSignals();
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const start = hasCredentials ? startForSlack : startWithLocalSlack;
  const fault = await Promise.race([start().then(() => ended), ended]);
  if (fault !== undefined) throw new Error(fault);
}

async function startForSlack(): Promise<void> {
  const redisUrl = await startRedis();
  startBot({ REDIS_URL: redisUrl });
}

async function startWithLocalSlack(): Promise<void> {
  if (env['NODE_ENV'] === 'production')
    throw new Error(
      'In production the bot works in a real Slack: SLACK_BOT_TOKEN and the others of .env.example are needed.',
    );
  const port = Number(env['PORT'] || (await freePort()));
  const redisUrl = await startRedis(); // First: it refuses a second `npm start` before that one touches the workspace.
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
  const upcoming = watchUpcoming(redisUrl, slack.team.id, () => slack.now());
  endings.push(() => upcoming.stop());
  const [page] = await Promise.all([startPage(slack, plainServices(slack, upcoming)), bot.ready(port)]);
  say(`
Ready in ${process.uptime().toFixed(1)} s: the real bot, and a Slack of its own. Nothing leaves this machine.
  In the browser  ${page.url}
  Data and log    ${shown(data)}, where the next \`npm start\` finds everything again
  Your own Slack  README.md says how
  To end          Ctrl-C
`);
  if (process.stdin.isTTY) {
    say('Type /pc new to open a first partner; then click and set by number what you see.\n');
    runPrompt(slack, { upcoming }).then(
      () => end(),
      (error: unknown) => end(String(error)),
    );
  } else {
    say(`Nobody is at the terminal.\n  Web API: ${slack.url}\n  The bot: ${botUrl}`);
  }
}

async function startRedis(): Promise<string> {
  if (env['REDIS_URL']) return env['REDIS_URL'];
  const redis = await startPrivateRedis({ dir: join(data, 'redis') });
  endings.push(() => redis.stop());
  void redis.lost.then(end);
  return redis.url;
}

async function startSlack(): Promise<LocalSlack> {
  const slack = await LocalSlack.start({
    manifest: join(root, 'manifest.yml'),
    seed,
    dataFile: join(data, 'slack.json'),
  });
  endings.push(() => slack.stop());
  return slack;
}

async function startPage(slack: LocalSlack, services: Services): Promise<BrowserServer> {
  const page = await BrowserServer.start(slack, {
    dir: join(root, 'dist', 'page'),
    services,
    port: Number(env['PAGE_PORT'] || 3080),
  });
  endings.push(() => page.stop());
  return page;
}

function startBot(variables: Record<string, string>): BotProcess {
  const bot = startBotProcess({ ...env, ...variables }, hasCredentials ? undefined : join(data, 'bot.log'));
  endings.push(() => bot.stop());
  void bot.lost.then(end);
  return bot;
}

function listenToSignals(): void {
  let first = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // npm hands us a Ctrl-C that the terminal has sent us already. A second one on purpose comes later.
      if (first > 0 && Date.now() - first > 1000) process.exit(1);
      first ||= Date.now();
      end();
    });
  }
}

/** Last comes first: the bot finishes what it began while its Slack and its Redis are still there. */
async function endAll(): Promise<void> {
  for (const endOne of endings.reverse()) await endOne().catch(complain);
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
  .then(endAll)
  .then(() => process.exit());
