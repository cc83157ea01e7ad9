import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { botFlags } from '../src/bot-process';

/** A built program of ours (below dist) as a process of its own, with only its environment; the bare app has the bot's flags too. */
export function spawnOurs(file: string, env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [...botFlags, join(__dirname, '..', file)], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Resolves when a process has printed such a text. */
export async function prints(child: ChildProcess, text: string): Promise<void> {
  let printed = '';
  const said = new Promise<true>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (printed.length < 10_000) printed += chunk.toString();
      if (printed.includes(text)) resolve(true);
    });
  });
  const ready = await Promise.race([said, once(child, 'exit').then(() => false)]);
  if (!ready) throw new Error(`${child.spawnargs.join(' ')} has ended.\n${printed}`);
}

/** Lets a process end by itself; after a while, ends it. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(5000, undefined, { ref: false })]);
  child.kill('SIGKILL');
}

/** Processor time that a process has used so far, all threads together, in milliseconds. */
export function cpuMs(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticksToMs = 10;
  return (Number(fields[11]) + Number(fields[12])) * ticksToMs;
}

/** Resident memory of a process, in MB. */
export function residentMb(pid: number | undefined): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kb) / 1024;
}
