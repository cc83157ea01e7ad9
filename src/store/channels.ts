import type { PartnerId } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { Cache } from './cache';
import type { Lists } from './lists';
import type { Logs } from './log';

/** Whose a channel is. */
export class Channels {
  /** Where partners were found last; a channel moves so seldom that the state can be asked whether it still holds. */
  readonly #found: Cache<string, PartnerId>;

  constructor(
    private readonly logs: Logs,
    private readonly lists: Lists,
    cached: number,
  ) {
    this.#found = new Cache(cached);
  }

  /** Returns the partner of a channel as it is now; nothing when the channel is nobody's. */
  async partnerIn(channel: string): Promise<Partner | undefined> {
    const likely = this.#found.get(channel);
    const known = likely && (await this.logs.read(likely))?.partner;
    if (known && isIn(channel, known)) return known;
    const id = await this.lists.holderOfChannel(channel);
    if (id === undefined) return undefined;
    const found = (await this.logs.read(id))?.partner;
    if (!found || !isIn(channel, found)) return undefined;
    this.#found.set(channel, id);
    return found;
  }
}

const isIn = (channel: string, partner: Partner): boolean =>
  partner.channel.is !== 'none' && partner.channel.id === channel;
