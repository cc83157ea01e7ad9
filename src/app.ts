import { pino } from 'pino';
import { startBot } from './bot';
import { remoteClock, systemClock } from './clock';
import { readConfig } from './config';
import { defaultLifecycleFile } from './lifecycle/default-file';
import { loadKeptLifecycle } from './lifecycle/kept';

/** `npm run bot`: the bot alone, in the foreground, with only its environment. */
async function main(): Promise<void> {
  const read = readConfig(process.env);
  if ('faults' in read) throw new Error(['The configuration has faults:', ...read.faults].join('\n  '));
  const { config } = read;
  const lifecycle = loadKeptLifecycle(config.lifecycleFile ?? defaultLifecycleFile);
  const strangers = [...config.teamGroups.keys()].filter((id) => !lifecycle.teams.some((team) => team.id === id));
  if (strangers.length > 0) throw new Error(`TEAM_GROUPS names no team of the lifecycle: ${strangers.join(', ')}`);
  const log = pino({ level: config.logLevel });
  const remote = config.clockUrl === undefined ? undefined : await remoteClock(config.clockUrl);
  const bot = await startBot({ config, lifecycle, log, clock: remote?.clock ?? systemClock });
  remote?.onMoved(() => void bot.look());

  let stopping = false;
  const stop = (signal: string): void => {
    // A second signal does not cut short what the first one waits for.
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    bot.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const { mode } = config.inbound;
  process.stdout.write(`The bot is ready (${mode === 'http' ? 'HTTP' : 'Socket Mode'}, port ${bot.port}).\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
