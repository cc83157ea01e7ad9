import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Signed requests as Slack sends them. */
export const signingSecret = 'bench-secret';
export const user = 'U0BENCH';

export type Form = Readonly<Record<string, string>>;

export const commandForm = (team: string, channel: string): Form => ({
  command: '/pc',
  text: 'status',
  user_id: user,
  team_id: team,
  channel_id: channel,
  trigger_id: '1.1.x',
  response_url: 'http://127.0.0.1:1/none',
});

/** A click on the button of a private message that ticks an item. */
export const clickForm = (team: string, channel: string, value: string, responseUrl: string): Form => ({
  payload: JSON.stringify({
    type: 'block_actions',
    user: { id: user, team_id: team },
    team: { id: team },
    api_app_id: 'A0BENCH',
    channel: { id: channel },
    container: { type: 'message', message_ts: '1.1', channel_id: channel, is_ephemeral: true },
    trigger_id: '1.1.x',
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: 'item-done', block_id: 'b', value, action_ts: '1.1' }],
  }),
});

/** Sends a form, signed; resolves with the status of the answer once all of it is there. */
export function signedPost(port: number, form: Form, agent?: Agent): Promise<number> {
  const body = new URLSearchParams(form).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/slack/events', method: 'POST', agent, headers });
    sent.on('error', reject);
    sent.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    sent.end(body);
  });
}

/**
 * Sends so many requests at a steady rate, whether the ones before were answered or not, and returns how long each
 * took from the moment it was due. Throws when one fails.
 */
export async function openLoop(
  port: number,
  { perSecond, requests, form }: { perSecond: number; requests: number; form: (n: number) => Form },
): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const start = performance.now();
  const sent: Promise<number | Error>[] = [];
  for (let n = 0; n < requests; n += 1) {
    const due = start + (n * 1000) / perSecond;
    while (performance.now() < due) await sleep(due - performance.now());
    sent.push(timed(due, signedPost(port, form(n), agent)).catch((error: unknown) => new Error(String(error))));
  }
  const took = await Promise.all(sent);
  agent.destroy();
  return took.map((ms) => {
    if (typeof ms === 'number') return ms;
    throw ms;
  });
}

async function timed(due: number, answered: Promise<number>): Promise<number> {
  const status = await answered;
  if (status !== 200) throw new Error(`HTTP ${status}`);
  return performance.now() - due;
}
