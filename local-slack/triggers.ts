import { randomBytes } from 'node:crypto';
import { refuse } from './errors';
import type { Workspace } from './workspace';

/** What an interaction lends the bot: a trigger id (3 seconds, once) and a response_url (30 minutes, 5 times). */

export interface Trigger {
  user: string;
  at: number;
  used: boolean;
  /** The modal the interaction came from. */
  viewId?: string;
}

export interface ResponseUrl {
  user: string;
  channelId: string;
  at: number;
  uses: number;
  /** The message the interaction came from. */
  message?: { ts: string; ephemeral: boolean };
}

const responseLife = 30 * 60_000;
const responseUses = 5;

export class Triggers {
  readonly #triggers = new Map<string, Trigger>();
  readonly #responses = new Map<string, ResponseUrl>();
  /** Set once the server listens. */
  base = '';

  constructor(
    readonly ws: Workspace,
    readonly triggerLifeMs: number,
  ) {}

  mint(user: string, viewId?: string): string {
    this.#forget();
    const id = `${this.ws.clock.now()}.${randomBytes(5).readUIntBE(0, 5)}.${randomBytes(16).toString('hex')}`;
    this.#triggers.set(id, { user, at: this.ws.clock.now(), used: false, ...(viewId === undefined ? {} : { viewId }) });
    return id;
  }

  use(id: string): Trigger {
    const trigger = this.#triggers.get(id);
    if (!trigger) return refuse('invalid_trigger_id');
    if (this.ws.clock.now() - trigger.at > this.triggerLifeMs) return refuse('expired_trigger_id');
    if (trigger.used) return refuse('exchanged_trigger_id');
    trigger.used = true;
    return trigger;
  }

  mintResponseUrl(of: Omit<ResponseUrl, 'at' | 'uses'>): string {
    const id = randomBytes(12).toString('hex');
    this.#responses.set(id, { ...of, at: this.ws.clock.now(), uses: 0 });
    return `${this.base}/response/${id}`;
  }

  useResponseUrl(id: string): ResponseUrl {
    const response = this.#responses.get(id);
    if (!response) return refuse('invalid_url');
    if (this.ws.clock.now() - response.at > responseLife) return refuse('expired_url');
    if (response.uses >= responseUses) return refuse('used_url');
    response.uses += 1;
    return response;
  }

  #forget(): void {
    const now = this.ws.clock.now();
    for (const [id, trigger] of this.#triggers) if (now - trigger.at > responseLife) this.#triggers.delete(id);
    for (const [id, response] of this.#responses) if (now - response.at > 2 * responseLife) this.#responses.delete(id);
  }
}
