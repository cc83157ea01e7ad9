import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { LocalSlack } from '..';
import { readJson } from '../../src/domain/json';
import { maySee } from '../client/sight';
import { fileOf } from '../files';
import type { Person } from '../state';
import { perform } from './deeds';
import { type PageFile, pageFiles } from './files';
import { House, words } from './house';
import { messageShown } from './pictures';
import { type Answer, type MessagesAnswer, request } from './protocol';
import type { Services } from './services';
import { Stream } from './stream';

/**
 * Serves the page of the local Slack, on loopback only. Whoever reaches it can be anyone, so it is never started in production,
 * and it answers only pages that it served itself.
 */

export interface BrowserOptions {
  /** The folder of the built page. */
  dir: string;
  services: Services;
  /** Where it should be; when that is taken, anywhere. */
  port?: number;
}

const largestBody = 32 * 1024 * 1024;
const mostMessages = 200;
const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
};

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export class BrowserServer {
  readonly #server: Server;
  readonly #files: ReadonlyMap<string, PageFile>;
  readonly #house: House;
  readonly #streams = new Set<Stream>();
  #port = 0;

  static async start(slack: LocalSlack, options: BrowserOptions): Promise<BrowserServer> {
    if (process.env['NODE_ENV'] === 'production') throw new Error('the local Slack has no page in production');
    const server = new BrowserServer(slack, options);
    await server.#listen(options.port ?? 0).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error;
      await server.#listen(0);
    });
    return server;
  }

  private constructor(slack: LocalSlack, { dir, services }: BrowserOptions) {
    this.#files = pageFiles(dir);
    this.#house = new House(slack, slack.desk, slack.traffic, services);
    this.#server = createServer((req, res) => {
      this.#handle(req, res).catch((error: unknown) => {
        const status = error instanceof Refused ? error.status : 500;
        if (status === 500) process.emitWarning(error instanceof Error ? error : String(error));
        if (res.headersSent) res.destroy();
        else send(res, status, { ok: false, error: words(error) });
      });
    });
  }

  get url(): string {
    return `http://localhost:${this.#port}/`;
  }

  async stop(): Promise<void> {
    this.#house.stop();
    for (const stream of this.#streams) stream.stop();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the page has no port');
    this.#port = address.port;
  }

  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    this.#checkOrigin(req);
    const url = new URL(req.url ?? '/', this.url);
    const { pathname, searchParams: query } = url;
    if (req.method === 'POST' && pathname === '/browser/do') return send(res, 200, await this.#do(req));
    if (req.method !== 'GET' && req.method !== 'HEAD') throw new Refused(405, 'this is only read');
    switch (pathname) {
      case '/browser/people':
        return send(res, 200, this.#people());
      case '/browser/stream':
        return this.#stream(this.#me(query), res);
      case '/browser/messages':
        return send(res, 200, this.#messages(this.#me(query), query));
      case '/browser/file':
        return this.#download(this.#me(query), query.get('id') ?? '', res);
      case '/browser/traffic':
        return send(res, 200, this.#house.inspector.detail(Number(query.get('id'))) ?? {});
      default:
        return this.#file(pathname, res);
    }
  }

  /** Another site's page may ask the browser to come here, under another name or from there; neither is let in. */
  #checkOrigin(req: IncomingMessage): void {
    const own = [`localhost:${this.#port}`, `127.0.0.1:${this.#port}`];
    const { host = '', origin } = req.headers;
    if (!own.includes(host)) throw new Refused(403, 'this page is for this machine only');
    if (origin !== undefined && !own.some((name) => origin === `http://${name}`))
      throw new Refused(403, 'only its own page may ask');
    if (req.method === 'POST' && origin === undefined) throw new Refused(403, 'only its own page may ask');
  }

  #me(query: URLSearchParams): Person {
    const person = this.#house.ws.person(query.get('as') ?? '');
    if (!person || person.bot) throw new Refused(404, 'there is nobody with this id');
    return person;
  }

  /** Who the page can be, before it is anyone. */
  #people() {
    return { people: this.#house.ws.state.people.flatMap(({ id, bot }) => (bot ? [] : [id])) };
  }

  #stream(me: Person, res: ServerResponse): void {
    const stream = new Stream(this.#house, me, res);
    this.#streams.add(stream);
    res.on('close', () => this.#streams.delete(stream));
  }

  /** A channel's newest messages, those before one, or the replies in a thread. */
  #messages(me: Person, query: URLSearchParams): MessagesAnswer {
    const { ws, slack } = this.#house;
    const channel = ws.channel(query.get('channel') ?? '');
    if (!channel || !maySee(ws, me, channel)) throw new Refused(404, 'this channel is not here');
    const before = Number(query.get('before') ?? Infinity);
    const thread = query.get('thread');
    const limit = Math.min(Number(query.get('limit') ?? 50), mostMessages);
    const found = slack
      .as(me)
      .surfacesIn(channel)
      .filter(({ message: { ts, thread_ts } }) => {
        if (thread !== null) return thread_ts === thread || ts === thread;
        return Number(ts) < before && (thread_ts === undefined || thread_ts === ts);
      });
    const kept = thread === null ? found.slice(-limit) : found;
    return { messages: kept.map((surface) => messageShown(ws, surface)), hasMore: kept.length < found.length };
  }

  /** A file that was shared where this person can see it. It is only ever saved, never shown as a page. */
  #download(me: Person, id: string, res: ServerResponse): void {
    const { ws } = this.#house;
    const file = fileOf(ws, id);
    const content = ws.contents.get(id);
    const isSeen = file?.channels.some((channel) => {
      const place = ws.channel(channel);
      return place !== undefined && maySee(ws, me, place);
    });
    if (!file || !isSeen) throw new Refused(404, 'this file is not here');
    if (!content) throw new Refused(410, 'its content was kept until the local Slack ended');
    const name = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
    res.writeHead(200, { ...headers, 'content-type': 'application/octet-stream', 'content-disposition': name });
    res.end(content);
  }

  async #do(req: IncomingMessage): Promise<Answer> {
    if (!(req.headers['content-type'] ?? '').startsWith('application/json'))
      throw new Refused(415, 'JSON is asked for');
    const asked = request.safeParse(await json(req));
    if (!asked.success) throw new Refused(400, `not a deed: ${asked.error.message}`);
    try {
      return await perform(this.#house, asked.data);
    } catch (error) {
      return { ok: false, error: words(error) };
    }
  }

  #file(pathname: string, res: ServerResponse): void {
    const file = this.#files.get(pathname);
    if (!file) throw new Refused(404, 'there is no such page');
    const cache = file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache';
    res.writeHead(200, { ...headers, 'content-type': file.type, 'cache-control': cache });
    res.end(file.body);
  }
}

async function json(req: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > largestBody) throw new Refused(413, 'this is too much');
    parts.push(bytes);
  }
  const value = readJson(Buffer.concat(parts).toString('utf8'));
  if (value === undefined) throw new Refused(400, 'this is no JSON');
  return value;
}

function send(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}
