import { pino } from 'pino';
import { startBot, type Bot } from './bot';
import { remoteClock, systemClock } from './clock';
import { readSettings } from './settings';

/** `npm run bot`: the bot alone, in the foreground, with only its environment. */
async function main(): Promise<void> {
  const { config, lifecycle } = readSettings(process.env);
  const log = pino({ level: config.logLevel });
  // Everybody else's requests go on: what is acknowledged is on disk, whatever became of this one.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a fault that nothing waits for'));

  let bot: Bot | undefined;
  let stopping = false;
  const stop = (signal: string): void => {
    // A second signal does not cut short what the first one waits for.
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    // While it still waits for Slack or Redis to answer for the first time, there is nothing to finish.
    Promise.resolve(bot?.stop()).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  const remote = config.clockUrl === undefined ? undefined : await remoteClock(config.clockUrl);
  const started = await startBot({ config, lifecycle, log, clock: remote?.clock ?? systemClock });
  bot = started;
  remote?.onMoved(() => void started.look());
  const { mode } = config.inbound;
  process.stdout.write(`The bot is ready (${mode === 'http' ? 'HTTP' : 'Socket Mode'}, port ${started.port}).\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
