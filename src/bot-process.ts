import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Room for what a request leaves behind: V8's usual 16 MB are cleared so often that what is kept for a second, such as a
 * partner between two clicks, counts as old and is cleared with a long pause. And one thread beside the main one that
 * clears it: V8's usual four leave a machine of two cores none for requests, for a tenth of a second. And no reducer: a hundred seconds
 * after a full collection it makes another, needed or not, and gives back that room, which until it has grown again is cleared twenty
 * times a second. `npm run bot` has the same.
 */
export const botFlags = ['--max-semi-space-size=64', '--v8-pool-size=1', '--no-memory-reducer'] as const;

/** The real bot, as a process of its own: what `npm run bot` runs, with nothing but its environment. */
export interface BotProcess {
  /** Settles, with a reason, if the bot ends without stop(). */
  readonly lost: Promise<string>;
  /** Waits until the bot says on /readyz that it can do its work; rejects if it ends before. */
  ready(port: number): Promise<void>;
  /** Lets the bot finish what it began; ends it the hard way when that takes too long. */
  stop(): Promise<void>;
}

const never = new Promise<never>(() => undefined);
/** Longer than a bot takes on a machine that is busy; who does not want to wait presses Ctrl-C again. */
const DRAINED_WITHIN_MS = 30_000;

/** With a log file, what the bot prints goes there instead of the terminal. */
export function startBotProcess(env: NodeJS.ProcessEnv, logFile?: string): BotProcess {
  const log = logFile === undefined ? 'inherit' : openSync(logFile, 'w');
  const child = spawn(
    process.execPath,
    [...botFlags, '--require', join(__dirname, 'end-with-parent.js'), join(__dirname, 'app.js')],
    {
      env,
      stdio: ['ignore', log, log, 'ipc'],
      detached: true, // Ctrl-C at the terminal reaches us alone, and we end things in their order.
    },
  );
  if (typeof log === 'number') closeSync(log);

  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const lost = ended.then((how) => (stopping ? never : `The bot has ended (${how}).${lastWords(logFile)}`));
  return {
    lost,
    async ready(port) {
      let reason: string | undefined;
      void lost.then((text) => (reason = text));
      while (!(await answers(port))) {
        if (reason !== undefined) throw new Error(reason);
        await sleep(25);
      }
    },
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      const how = await Promise.race([ended, sleep(DRAINED_WITHIN_MS, undefined, { ref: false })]);
      if (how !== undefined) return;
      child.kill('SIGKILL');
      throw new Error(
        `The bot did not finish within ${DRAINED_WITHIN_MS / 1000} s and was ended.${lastWords(logFile)}`,
      );
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: 'close' } })).ok;
  } catch {
    return false; // Not listening yet.
  }
}

function lastWords(logFile: string | undefined): string {
  if (logFile === undefined) return '';
  const words = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
  return words === '' ? '' : `\n${words}\n(${logFile})`;
}
