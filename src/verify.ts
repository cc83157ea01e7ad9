import { systemClock } from './clock';
import { readStoreConfig } from './config';
import { defaultLifecycleFile } from './lifecycle/default-file';
import { loadKeptLifecycle } from './lifecycle/kept';
import { connectStore } from './store/connect';
import { Verification } from './store/verify';

/**
 * `npm run verify`: tells, in a line each, what is kept beside the logs and is not as they say; `--mend` puts it right. Ends with 0
 * when all is well (again), with 1 when it is not, with 2 when that could not be found out.
 */
async function main(): Promise<number> {
  const read = readStoreConfig(process.env);
  if ('faults' in read) throw new Error(['The configuration has faults:', ...read.faults].join('\n  '));
  const { redisUrl, lifecycleFile } = read.config;
  const lifecycle = loadKeptLifecycle(lifecycleFile ?? defaultLifecycleFile);
  const mends = process.argv.includes('--mend');
  const redis = connectStore(redisUrl, (error) => process.stderr.write(`${error.message}\n`));
  try {
    const verification = new Verification(redis, lifecycle, systemClock);
    let [found, left] = [0, 0];
    for await (const { workspace, partner, says, mend } of verification.faults()) {
      const isMended = mends && (await mend?.()) === true;
      found += 1;
      left += isMended ? 0 : 1;
      say(`${workspace} ${partner}: ${says}${isMended ? ' (mended)' : ''}`);
    }
    say(`${verification.logs} partners, ${found} ${found === 1 ? 'fault' : 'faults'}${mends ? `, ${left} left` : ''}`);
    return left > 0 ? 1 : 0;
  } finally {
    redis.disconnect();
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
