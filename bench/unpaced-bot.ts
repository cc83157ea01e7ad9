import { pino } from 'pino';
import { startBot } from '../src/bot';
import { readConfig } from '../src/config';
import { instant } from '../src/domain/ids';
import { defaultLifecycleFile, loadLifecycle } from '../src/lifecycle/load';

/** The bot as it is, but for Slack's 50 edits a minute: every refresh is made at once, so that its cost is counted. */
async function main(): Promise<void> {
  const read = readConfig(process.env);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  const { config } = read;
  const bot = await startBot({
    config,
    lifecycle: loadLifecycle(defaultLifecycleFile),
    log: pino({ level: config.logLevel }),
    clock: () => instant.parse(Date.now()),
    pace: { turns: false },
  });
  process.once('SIGTERM', () => void bot.stop().then(() => process.exit(0)));
  process.stdout.write('ready\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
