import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { refuse, type Refusal } from '../domain/refusal';
import { read, type Read, type Wanted } from './answer';

/**
 * Where files are read: in threads of their own, so that a click is answered meanwhile, and what a file does to its
 * reader, it does to nobody else. A thread that runs out of time or memory is ended, and another one takes its place.
 */
export class ReadingRoom {
  #reading = 0;
  #closed = false;
  readonly #waiting: (() => void)[] = [];
  /** Threads that have read well, and wait for the next file. */
  readonly #idle: Worker[] = [];

  constructor(private readonly withinMs = 5000) {}

  /** Returns what the file says, or why it is not read. Rejects only when the reader itself is broken. */
  async read(wanted: Wanted, bytes: Uint8Array): Promise<Read | Refusal> {
    if (this.#waiting.length >= mostWaiting)
      return refuse('Many files are being read just now. Please hand it in again in a minute.');
    if (this.#reading >= mostAtOnce) await new Promise<void>((turn) => this.#waiting.push(turn));
    this.#reading += 1;
    try {
      return await this.#readNow(wanted, bytes);
    } finally {
      this.#reading -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Ends the threads that are idle; what is being read is finished first. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#idle.splice(0).map((thread) => thread.terminate()));
  }

  async #readNow(wanted: Wanted, bytes: Uint8Array): Promise<Read | Refusal> {
    const thread = this.#idle.pop() ?? (await startThread());
    let well = false;
    try {
      thread.ref();
      thread.postMessage({ wanted, bytes });
      const said = await nextMessage(thread, this.withinMs);
      if (said === undefined) return tooHard;
      well = true;
      return answer.parse(said);
    } finally {
      thread.unref();
      if (well && !this.#closed) this.#idle.push(thread);
      else await thread.terminate();
    }
  }
}

const mostAtOnce = 2;
const mostWaiting = 50;
const startsWithinMs = 30_000;

/** Well below 256 MB together with the file itself, which is not on the thread's heap. */
const memory = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

const answer = z.union([read, z.object({ refused: z.literal(true), message: z.string() })]);

const tooHard = refuse('Reading it takes too long or too much memory. Is it the right file?');

/** Built in production, and beside us. Where the sources themselves run, the thread first takes on the loader that reads them. */
async function startThread(): Promise<Worker> {
  const source = `require('tsx/cjs'); require(${JSON.stringify(join(__dirname, 'worker.ts'))});`;
  const thread =
    extname(__filename) === '.js'
      ? new Worker(join(__dirname, 'worker.js'), { resourceLimits: memory })
      : new Worker(source, { eval: true, resourceLimits: memory });
  // Should it break while nobody waits for it, its end is enough.
  thread.on('error', () => undefined);
  if ((await nextMessage(thread, startsWithinMs)) === 'ready') return thread;
  await thread.terminate();
  throw new Error('The thread that reads files does not start');
}

/** Returns what a thread says next; nothing when it takes too long or runs out of memory. Rejects when it breaks. */
function nextMessage(thread: Worker, withinMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => resolve(undefined)), withinMs);
    const onError = (error: Error) => settle(() => (isOutOfMemory(error) ? resolve(undefined) : reject(error)));
    const onMessage = (message: unknown) => settle(() => resolve(message));
    const onExit = () => settle(() => reject(new Error('The thread that reads files ended')));
    function settle(how: () => void): void {
      clearTimeout(timer);
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      how();
    }
    thread.once('message', onMessage).once('error', onError).once('exit', onExit);
  });
}

const isOutOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
