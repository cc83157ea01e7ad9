import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { Delivery, Outcome, SocketLine } from '../dispatch';
import { frame, FrameReader, opcodes } from './frames';

/** Socket Mode: the bot connects to us, and each payload goes to one of its connections. */

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const mostConnections = 10;
const pingEveryMs = 10_000;
const ackSchema = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

export class SocketMode implements SocketLine {
  readonly #connections = new Set<Connection>();
  readonly #tickets = new Set<string>();
  readonly #waiting = new Map<string, (outcome: Outcome) => void>();
  #turn = 0;

  constructor(
    server: Server,
    readonly appId: string,
    readonly base: () => string,
  ) {
    server.on('upgrade', (req, socket) => this.#upgrade(req, socket));
  }

  /** An address for one connection, as apps.connections.open gives it. */
  newUrl(): string {
    const ticket = randomBytes(16).toString('hex');
    this.#tickets.add(ticket);
    return `${this.base()}/link?ticket=${ticket}`;
  }

  connected(): boolean {
    return this.#connections.size > 0;
  }

  async send(delivery: Delivery, timeoutMs: number): Promise<Outcome> {
    const open = [...this.#connections];
    const connection = open[this.#turn++ % open.length];
    if (!connection) return { status: 'unreachable', body: '', noRetry: false };
    const envelope_id = randomUUID();
    return new Promise((resolve) => {
      const finish = (outcome: Outcome) => {
        clearTimeout(timer);
        this.#waiting.delete(envelope_id);
        resolve(outcome);
      };
      const timer = setTimeout(() => finish({ status: 'timeout', body: '', noRetry: false }), timeoutMs);
      this.#waiting.set(envelope_id, finish);
      connection.say({
        type: delivery.kind,
        envelope_id,
        payload: delivery.payload,
        accepts_response_payload: delivery.kind !== 'events_api',
        ...(delivery.kind === 'events_api'
          ? { retry_attempt: delivery.retry?.num ?? 0, retry_reason: delivery.retry?.reason ?? '' }
          : {}),
      });
    });
  }

  /** Asks every client to connect anew, as Slack does every few hours. */
  recycle(): void {
    for (const connection of this.#connections) connection.say({ type: 'disconnect', reason: 'refresh_requested' });
  }

  close(): void {
    for (const connection of this.#connections) connection.end();
  }

  #upgrade(req: IncomingMessage, socket: Duplex): void {
    const url = new URL(req.url ?? '/', 'http://127.0.0.1');
    const key = req.headers['sec-websocket-key'];
    const welcome = url.pathname === '/link' && this.#tickets.delete(url.searchParams.get('ticket') ?? '');
    if (!welcome || key === undefined || this.#connections.size >= mostConnections) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const accept = createHash('sha1').update(`${key}${magic}`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const connection = new Connection(socket, {
      heard: (text) => this.#acknowledged(text),
      gone: () => this.#connections.delete(connection),
    });
    this.#connections.add(connection);
    connection.say({
      type: 'hello',
      num_connections: this.#connections.size,
      connection_info: { app_id: this.appId },
    });
  }

  #acknowledged(text: string): void {
    const ack = ackSchema.parse(JSON.parse(text));
    const { payload } = ack;
    const empty =
      payload === undefined || payload === null || (typeof payload === 'object' && Object.keys(payload).length === 0);
    const body = empty ? '' : typeof payload === 'string' ? payload : JSON.stringify(payload);
    this.#waiting.get(ack.envelope_id)?.({ status: 200, body, noRetry: false });
  }
}

class Connection {
  readonly #reader = new FrameReader();
  readonly #pings: NodeJS.Timeout;
  #text = '';

  constructor(
    readonly socket: Duplex,
    readonly tell: { heard: (text: string) => void; gone: () => void },
  ) {
    this.#pings = setInterval(() => this.#write(opcodes.ping, ''), pingEveryMs);
    this.#pings.unref();
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearInterval(this.#pings);
      tell.gone();
    });
  }

  say(message: unknown): void {
    this.#write(opcodes.text, JSON.stringify(message));
  }
  end(): void {
    this.#write(opcodes.close, Buffer.from([0x03, 0xe8]));
    this.socket.end();
  }

  #write(opcode: number, payload: Buffer | string): void {
    if (!this.socket.destroyed) this.socket.write(frame(opcode, payload));
  }

  #read(chunk: Buffer): void {
    for (const { opcode, final, payload } of this.#reader.read(chunk)) {
      if (opcode === opcodes.ping) this.#write(opcodes.pong, payload);
      else if (opcode === opcodes.close) {
        this.#write(opcodes.close, payload);
        this.socket.end();
      } else if (opcode === opcodes.text || opcode === opcodes.continuation) {
        this.#text += payload.toString('utf8');
        if (!final) continue;
        const whole = this.#text;
        this.#text = '';
        this.tell.heard(whole);
      }
    }
  }
}
