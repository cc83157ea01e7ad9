import { createHmac } from 'node:crypto';
import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import type { Traffic } from './traffic';

/** The line to the bot: requests signed as Slack signs them, each with its time limit. */

export interface Outcome {
  status: number | 'timeout' | 'unreachable';
  body: string;
  noRetry: boolean;
}

export interface Delivery {
  kind: 'slash_commands' | 'interactive' | 'events_api';
  type: string;
  payload: Record<string, unknown>;
  retry?: { num: number; reason: string };
}

/** Another way than HTTP to reach the bot; see socket-mode.ts. */
export interface SocketLine {
  connected: () => boolean;
  send: (delivery: Delivery, timeoutMs: number) => Promise<Outcome>;
}

export class BotLine {
  readonly #agent = new Agent({ keepAlive: true });
  #url: string | undefined;
  socket: SocketLine | undefined;

  constructor(
    readonly signingSecret: string,
    readonly traffic: Traffic,
    readonly timeoutMs: number,
  ) {}

  connect(url: string): void {
    this.#url = url;
  }

  async send(delivery: Delivery): Promise<Outcome> {
    return this.traffic.during(async () => {
      const began = performance.now();
      const outcome = await this.#send(delivery);
      this.traffic.requested({
        type: delivery.type,
        body: delivery.payload,
        retry: delivery.retry?.num ?? 0,
        at: Date.now(),
        ms: performance.now() - began,
        status: outcome.status,
        answer: outcome.body,
      });
      return outcome;
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  async #send(delivery: Delivery): Promise<Outcome> {
    if (this.socket?.connected() === true) return this.socket.send(delivery, this.timeoutMs);
    if (this.#url === undefined) return { status: 'unreachable', body: '', noRetry: false };
    const json = delivery.kind === 'events_api';
    return this.post(
      this.#url,
      json ? 'application/json' : 'application/x-www-form-urlencoded',
      bodyFor(delivery),
      delivery.retry,
    );
  }

  /** Signs and posts one body. */
  async post(url: string, contentType: string, body: string, retry?: Delivery['retry']): Promise<Outcome> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', this.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': contentType,
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Slackbot 1.0 (local)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...(retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}),
    };
    return this.#exchange(url, headers, body);
  }

  /** The bot may close an idle connection at the moment it is used again: nothing was read then, so it is sent anew. */
  async #exchange(url: string, headers: OutgoingHttpHeaders, body: string): Promise<Outcome> {
    const once = async () => this.#exchangeOnce(url, headers, body);
    const first = await once();
    return first === 'stale' ? unlessStale(await once()) : first;
  }

  async #exchangeOnce(url: string, headers: OutgoingHttpHeaders, body: string): Promise<Outcome | 'stale'> {
    return new Promise((resolve) => {
      const req = request(url, { method: 'POST', headers, agent: this.#agent });
      const timer = setTimeout(() => {
        resolve({ status: 'timeout', body: '', noRetry: false });
        req.destroy();
      }, this.timeoutMs);
      const done = (outcome: Outcome | 'stale') => {
        clearTimeout(timer);
        resolve(outcome);
      };
      req.on('error', (error: NodeJS.ErrnoException) =>
        done(req.reusedSocket && error.code === 'ECONNRESET' ? 'stale' : unreachable(error.message)),
      );
      req.on('response', (res) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('error', (error) => done(unreachable(error.message)));
        res.on('end', () =>
          done({
            status: res.statusCode ?? 0,
            body: Buffer.concat(parts).toString('utf8'),
            noRetry: res.headers['x-slack-no-retry'] === '1',
          }),
        );
      });
      req.end(body);
    });
  }
}

const unreachable = (why: string): Outcome => ({ status: 'unreachable', body: why, noRetry: false });
const unlessStale = (outcome: Outcome | 'stale'): Outcome =>
  outcome === 'stale' ? unreachable('the connection was closed twice') : outcome;

function bodyFor(delivery: Delivery): string {
  if (delivery.kind === 'events_api') return JSON.stringify(delivery.payload);
  if (delivery.kind === 'interactive')
    return new URLSearchParams({ payload: JSON.stringify(delivery.payload) }).toString();
  const fields = Object.entries(delivery.payload).map(([key, value]): [string, string] => [key, String(value)]);
  return new URLSearchParams(fields).toString();
}
