import { z } from 'zod';
import type { ApiCall, BotRequest, Traffic } from '../traffic';
import type { TrafficDetail, TrafficLine } from './protocol';
import { parsed, refusalOf, refusedBy } from './refusals';

/** The last requests and API calls, numbered, for developers to look into. */

const kept = 500;

type Entry = { id: number } & ({ kind: 'call'; call: ApiCall } | { kind: 'request'; request: BotRequest });

export class Inspector {
  readonly #entries: Entry[] = [];
  #lastId = 0;
  #lastCall: ApiCall | undefined;
  #lastRequest: BotRequest | undefined;

  constructor(readonly traffic: Traffic) {}

  /** To be called after each entry of the traffic: takes over what is new. */
  look(): void {
    const call = this.traffic.calls.at(-1);
    if (call && call !== this.#lastCall) this.#keep({ id: (this.#lastId += 1), kind: 'call', call });
    this.#lastCall = call;
    const request = this.traffic.requests.at(-1);
    if (request && request !== this.#lastRequest) this.#keep({ id: (this.#lastId += 1), kind: 'request', request });
    this.#lastRequest = request;
  }

  /** What came after line `id`, the oldest first. */
  since(id: number): TrafficLine[] {
    const first = this.#entries.findIndex((entry) => entry.id > id);
    return first < 0 ? [] : this.#entries.slice(first).map(line);
  }

  detail(id: number): TrafficDetail | undefined {
    const entry = this.#entries.find((one) => one.id === id);
    if (!entry) return undefined;
    if (entry.kind === 'call') return { payload: unpacked(entry.call.args), answer: entry.call.answer };
    return { payload: entry.request.body, answer: parsed(entry.request.answer) };
  }

  #keep(entry: Entry): void {
    this.#entries.push(entry);
    if (this.#entries.length > kept) this.#entries.shift();
  }
}

/** Arguments as they are meant: what was packed as JSON to be sent can be read. */
const unpacked = (args: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, isPacked(value) ? parsed(value) : value]));

const isPacked = (value: unknown): value is string => typeof value === 'string' && /^[[{]/.test(value);

function line(entry: Entry): TrafficLine {
  const { id } = entry;
  if (entry.kind === 'call') {
    const { method, at, ms, status, answer } = entry.call;
    const refusal = answer.ok ? undefined : refusalOf(answer);
    return { id, kind: 'call', name: method, at, ms, status, isRefused: refusal !== undefined, ...refusal };
  }
  const { type, at, ms, status } = entry.request;
  const refusal = refusedBy(entry.request);
  const name = named(entry.request, type);
  return { id, kind: 'request', name, at, ms, status, isRefused: refusal !== undefined, ...refusal };
}

/** What of a request's body says what it is about. */
const about = z.object({
  command: z.string().optional(),
  text: z.string().optional(),
  callback_id: z.string().optional(),
  view: z.object({ callback_id: z.string() }).optional(),
  actions: z.array(z.object({ action_id: z.string() })).optional(),
});

/** "block_actions" alone says little: what was pressed says more. */
function named({ body, retry }: BotRequest, type: string): string {
  const { data } = about.safeParse(body);
  const command = data?.command === undefined ? undefined : data.text;
  const pressed = data?.actions?.map((action) => action.action_id) ?? [];
  const parts = [type, command, ...pressed, data?.callback_id ?? data?.view?.callback_id];
  return [...parts, retry > 0 ? `(retry ${retry})` : ''].flatMap((part) => part || []).join(' ');
}
