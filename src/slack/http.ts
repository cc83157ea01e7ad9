import { Agent, type Dispatcher } from 'undici';

/**
 * Connections are kept, so that an answer to a click does not wait for a handshake, and given up before the server does: a request is not
 * sent into one that is being closed. The limit in time is ours, for the whole of an exchange; one that is given up takes its connection
 * with it. A call costs two thirds of the processor time of node:http, and by `fetch` several times as much as that.
 */
const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Posts a text once; returns the whole answer, whatever its status. Rejects when there is none in time. */
export function post(
  address: string,
  body: string | Buffer,
  { headers, timeoutMs }: { readonly headers: Readonly<Record<string, string>>; readonly timeoutMs: number },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { origin, pathname, search } = new URL(address);
    const exchange = new Exchange(resolve, reject, timeoutMs);
    agent.dispatch({ origin, path: pathname + search, method: 'POST', headers, body }, exchange);
  });
}

/** Hears of one exchange, until its answer is there or time is up. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #clock;
  readonly #chunks: Buffer[] = [];
  #late: Error | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #head: Omit<Answer, 'body'> | undefined;

  constructor(
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: Error) => void,
    timeoutMs: number,
  ) {
    this.#clock = setTimeout(() => this.#giveUp(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Nobody waits for it any more: it is not sent.
    if (this.#late) controller.abort(this.#late);
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Answer['headers'],
    statusText: string = '',
  ): void {
    this.#head = { status, statusText, headers };
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#clock);
    if (this.#head) this.resolve({ body: Buffer.concat(this.#chunks).toString(), ...this.#head });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#clock);
    this.reject(error);
  }

  #giveUp(late: Error): void {
    this.#late = late;
    this.#controller?.abort(late);
    this.reject(late);
  }
}
