import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type StoredState, storedState } from './state';
import type { Workspace } from './workspace';

/** Keeps the workspace in one JSON file, written a moment after a change and swapped in whole. */

const debounceMs = 200;

export function readState(path: string): StoredState | undefined {
  if (!existsSync(path)) return undefined;
  const parsed = storedState.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} is not a workspace of this version: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export class Disk {
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  readonly #unsubscribe: () => void;

  constructor(
    readonly path: string,
    readonly ws: Workspace,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.#unsubscribe = ws.subscribe((change) => {
      if (change.kind !== 'traffic') this.#soon();
    });
  }

  /** Writes what is still to be written. */
  async close(): Promise<void> {
    this.#unsubscribe();
    clearTimeout(this.#timer);
    this.#write();
    await this.#writing;
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#write();
    }, debounceMs);
  }

  #write(): void {
    this.#writing = this.#writing
      .then(() => this.#replace(JSON.stringify(this.ws.state)))
      .catch((error: unknown) =>
        process.emitWarning(`the local Slack could not be saved to ${this.path}: ${String(error)}`),
      );
  }

  async #replace(content: string): Promise<void> {
    const draft = `${this.path}.${process.pid}.tmp`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.path);
  }
}
