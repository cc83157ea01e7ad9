import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readJson } from '../src/domain/json';
import { methods } from './api';
import type { Desk } from './api/method';
import { serveClock } from './clock';
import { SlackError } from './errors';
import type { Faults } from './faults';
import { serveFiles } from './file-server';
import { respond } from './response-url';
import type { ApiCall, Traffic } from './traffic';

/** The HTTP side that the bot talks to: `/api/<method>` and the response urls. */

type Answer = ApiCall['answer'];

const largest = 4 * 1024 * 1024;
const largestFile = 1024 * 1024 * 1024;

async function bodyOf(req: IncomingMessage): Promise<string> {
  return (await bytesOf(req, largest)).toString('utf8');
}

async function bytesOf(req: IncomingMessage, largest: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > largest) throw new SlackError('request_too_large');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

function objectFrom(text: string): Record<string, unknown> {
  const parsed = readJson(text);
  if (parsed === undefined) throw new SlackError('invalid_json');
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new SlackError('json_not_object');
  return Object.fromEntries(Object.entries(parsed));
}

function argumentsOf(contentType: string, body: string): Record<string, unknown> {
  if (body === '') return {};
  if (contentType.startsWith('application/json')) return objectFrom(body);
  if (contentType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(body));
  throw new SlackError('invalid_post_type');
}

export class ApiServer {
  readonly #server: Server;

  constructor(
    readonly desk: Desk,
    readonly traffic: Traffic,
    readonly faults: Faults,
    readonly quiet: boolean,
  ) {
    this.#server = createServer((req, res) => {
      this.#handle(req, res).catch((error: unknown) => {
        // A bug of ours: say so loudly instead of hanging.
        if (res.headersSent) res.destroy();
        else reply(res, 500, { ok: false, error: 'fatal_error', detail: String(error) });
        process.emitWarning(error instanceof Error ? error : String(error));
      });
    });
  }

  get http(): Server {
    return this.#server;
  }

  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the local Slack has no port');
    return address.port;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const [, area = '', name = ''] = (req.url ?? '').split('?')[0]?.split('/') ?? [];
    if (area === 'api' && name !== '') return this.#api(name, req, res);
    if (area === 'files-pri' || area === 'upload')
      return this.traffic.during(() =>
        serveFiles(this.desk.ws, this.faults, req, res, () => bytesOf(req, largestFile)),
      );
    if (area === 'clock') return serveClock(this.desk.ws.clock, req, res);
    if (area === 'response' && req.method === 'POST') return this.traffic.during(() => this.#response(name, req, res));
    return reply(res, 404, { ok: false, error: 'not_found' });
  }

  async #api(name: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const fault = this.faults.next(name);
    if (fault === 'hang') {
      const args = argumentsOf(req.headers['content-type'] ?? '', await bodyOf(req));
      this.#log(name, args, performance.now(), 0, { ok: false, error: 'hang' }, true);
      return undefined;
    }
    return this.traffic.during(async () => {
      const began = performance.now();
      let args: Record<string, unknown> = {};
      let answer: Answer;
      try {
        args = argumentsOf(req.headers['content-type'] ?? '', await bodyOf(req));
        if (fault === 'drop') {
          this.#log(name, args, began, 0, { ok: false, error: 'drop' }, true);
          return void res.destroy();
        }
        const wait =
          typeof fault === 'object' && 'retryAfter' in fault ? fault.retryAfter : this.faults.retryAfter(name);
        if (wait !== undefined) {
          answer = { ok: false, error: 'ratelimited' };
          this.#log(name, args, began, 429, answer, true);
          return reply(res, 429, answer, { 'retry-after': String(wait) });
        }
        if (typeof fault === 'object' && 'says' in fault) {
          this.#log(name, args, began, 200, { ok: false, error: 'garbage' }, true);
          return void res.writeHead(200, { 'content-type': 'text/html' }).end(fault.says);
        }
        if (typeof fault === 'object') {
          const status = 'status' in fault ? fault.status : 200;
          answer = { ok: false, error: 'error' in fault ? fault.error : `http_${status}` };
          this.#log(name, args, began, status, answer, true);
          return reply(res, status, answer);
        }
        answer = { ok: true, ...this.#call(name, args, req.headers.authorization) };
      } catch (error) {
        if (!(error instanceof SlackError)) throw error;
        answer = { ok: false, error: error.code, ...error.extra };
      }
      const dropped = fault === 'drop-after-doing';
      this.#log(name, args, began, dropped ? 0 : 200, answer, dropped);
      if (dropped) res.destroy();
      else reply(res, 200, answer);
      return undefined;
    });
  }

  #call(name: string, args: Record<string, unknown>, authorization: string | undefined): Record<string, unknown> {
    const method = methods.get(name);
    if (!method) throw new SlackError('unknown_method', { req_method: name });
    const given = authorization?.replace(/^Bearer /, '') ?? args['token'];
    if (given === undefined || given === '') throw new SlackError('not_authed');
    const { app } = this.desk.ws;
    if (given !== app.botToken && given !== app.appToken) throw new SlackError('invalid_auth');
    if ((method.appToken === true) !== (given === app.appToken)) throw new SlackError('not_allowed_token_type');
    return method.call(args, this.desk, name);
  }

  #log(
    method: string,
    args: Record<string, unknown>,
    began: number,
    status: number,
    answer: Answer,
    injected: boolean,
  ) {
    const at = Date.now();
    const { token: _, ...shown } = args;
    // The answer is copied: what it shows may change later.
    const kept = structuredClone(answer);
    this.traffic.called({ method, args: shown, at, ms: performance.now() - began, status, answer: kept, injected });
    if (!answer.ok && !injected && !this.quiet) {
      const { ok: _ok, error, ...detail } = kept;
      process.stderr.write(`local Slack refused ${method}: ${error} ${JSON.stringify(detail)}\n`);
    }
  }

  async #response(id: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const began = performance.now();
    let body: Record<string, unknown> = {};
    try {
      body = objectFrom(await bodyOf(req));
      respond(this.desk, id, body);
      const answer = { ok: true };
      this.#log('response_url', body, began, 200, answer, false);
      reply(res, 200, answer);
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      const gone = ['used_url', 'expired_url', 'invalid_url'].includes(error.code);
      const answer = { ok: false, error: error.code, ...error.extra };
      this.#log('response_url', body, began, gone ? 404 : 400, answer, false);
      reply(res, gone ? 404 : 400, answer);
    }
  }
}

function reply(res: ServerResponse, status: number, answer: unknown, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  res.end(JSON.stringify(answer));
}
