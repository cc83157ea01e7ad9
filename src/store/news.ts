import { storing } from './errors';
import type { Keys } from './keys';
import type { RedisConnection } from './scripts';

export interface Listener {
  /** Something that a process told: this one as well. */
  readonly news: (value: unknown) => void;
  /** This process hears from now on, and may have missed what was told before. */
  readonly gap: () => void;
}

/** What one process learned and the others must hear of at once. Nothing of it is kept: who is not connected misses it. */
export class News {
  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
  ) {}

  /** Returns when every process that listens has been sent it. */
  async tell(value: unknown): Promise<void> {
    await storing('tell the other processes', () => this.redis.publish(this.keys.news, JSON.stringify(value)));
  }

  /** Listens on a connection of its own, whenever that is there. */
  hear(connection: RedisConnection, listener: Listener, onFault: (error: Error) => void): void {
    connection.on('message', (_, text: string) => listener.news(JSON.parse(text)));
    connection.on('ready', () => {
      connection.subscribe(this.keys.news).then(listener.gap, onFault);
    });
  }
}
