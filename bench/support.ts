import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';

/** Processes, signed requests and figures that the benches share. */

export const signingSecret = 'bench-secret';
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** A compiled file of ours as a process of its own; resolves when it says that it is ready. */
export async function startProcess(file: string, env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(__dirname, '..', file)], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', (text: Buffer) => text.toString().includes('ready') && resolve());
  });
  const died = once(child, 'exit').then(() => {
    throw new Error(`${file} did not start`);
  });
  await Promise.race([ready, died]);
  died.catch(() => undefined);
  return child;
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
  child.kill('SIGKILL');
}

/** Sends a signed form as Slack does; resolves with status and body. */
export function signedPost(
  port: number,
  form: Readonly<Record<string, string>>,
): Promise<{ status: number; body: string }> {
  const body = new URLSearchParams(form).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/slack/events',
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Processor time a process has used, in milliseconds. */
export function cpuMs(child: ChildProcess): number {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory of a process, in MB. */
export function residentMb(child: ChildProcess): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
  return Number(kb) / 1024;
}

export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? Number.NaN;
}

export const commandForm = (channel: string, text = 'status'): Record<string, string> => ({
  command: '/pc',
  text,
  user_id: 'U0BENCH',
  team_id: 'T0BENCH',
  channel_id: channel,
  trigger_id: '1.1.x',
  response_url: 'http://127.0.0.1:1/none',
});

export const clickForm = (channel: string, value: string, responseUrl: string): Record<string, string> => ({
  payload: JSON.stringify({
    type: 'block_actions',
    user: { id: 'U0BENCH', team_id: 'T0BENCH' },
    team: { id: 'T0BENCH' },
    api_app_id: 'A0BENCH',
    channel: { id: channel },
    container: { type: 'message', message_ts: '1.1', channel_id: channel, is_ephemeral: true },
    trigger_id: '1.1.x',
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: 'item-done', block_id: 'b', value, action_ts: '1.1' }],
  }),
});
