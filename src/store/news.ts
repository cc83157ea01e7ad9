import type { z } from 'zod';
import { readJson } from '../domain/json';
import { storing } from './errors';
import type { Keys } from './keys';
import type { RedisConnection } from './scripts';

export interface Listener<T> {
  /** Something that a process told: this one as well. */
  readonly news: (value: T) => void;
  /** This process hears from now on, and may have missed what was told before. */
  readonly gap: () => void;
}

/** What one process learned and the others must hear of at once. Nothing of it is kept: who is not connected misses it. */
export class News<T> {
  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
    private readonly schema: z.ZodType<T>,
  ) {}

  /** Returns when every process that listens has been sent it. */
  async tell(value: T): Promise<void> {
    await storing('tell the other processes', () => this.redis.publish(this.keys.news, JSON.stringify(value)));
  }

  /** Listens on a connection of its own, whenever that is there. What a newer version of the bot tells otherwise is not for this one. */
  hear(connection: RedisConnection, listener: Listener<T>, onFault: (error: Error) => void): void {
    connection.on('message', (_, text: string) => {
      const heard = this.schema.safeParse(readJson(text));
      if (heard.success) listener.news(heard.data);
    });
    connection.on('ready', () => {
      connection.subscribe(this.keys.news).then(listener.gap, onFault);
    });
  }
}
