import { z } from 'zod';
import { partnerId, type CalendarDate, type PartnerId } from '../domain/ids';
import { nameClaim } from '../domain/slug';
import { partnerSummary, type PartnerSummary } from '../domain/summary';
import type { Keys } from './keys';
import { idOfMember } from './places';
import type { RedisConnection } from './scripts';

export type ListName = 'open' | 'closed' | `person:${string}` | `ga:${CalendarDate}`;

export interface Page {
  readonly summaries: readonly PartnerSummary[];
  /** Where the next page starts; absent on the last one. */
  readonly next?: string;
}

const claimed = partnerId.nullable();
const stored = z.array(z.string().nullable());

/** Lists over partners, and who has a name or a channel: read from the indexes, never from the partners. */
export class Lists {
  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
  ) {}

  async page(list: ListName, { after, limit }: { after?: string | undefined; limit: number }): Promise<Page> {
    const from = after === undefined ? '-' : `(${Buffer.from(after, 'base64url').toString()}`;
    const members = await this.redis.zrangebylex(this.keys.list(list), from, '+', 'LIMIT', 0, limit + 1);
    const shown = members.slice(0, limit);
    const last = shown.at(-1);
    return {
      summaries: await this.#summaries(shown),
      ...(members.length > limit && last !== undefined && { next: Buffer.from(last).toString('base64url') }),
    };
  }

  async holderOfChannel(channel: string): Promise<PartnerId | undefined> {
    return claimed.parse(await this.redis.hget(this.keys.channels, channel)) ?? undefined;
  }

  async holderOfName(name: string): Promise<PartnerId | undefined> {
    return claimed.parse(await this.redis.hget(this.keys.names, nameClaim(name))) ?? undefined;
  }

  async summary(id: PartnerId): Promise<PartnerSummary | undefined> {
    return read(await this.redis.hget(this.keys.summaries, id))[0];
  }

  /** Partners whose names open like the text; failing that, like its first word, or its first two letters. */
  async similar(text: string, limit: number): Promise<readonly PartnerSummary[]> {
    const name = nameClaim(text);
    const openings = [...new Set([name, name.split(' ')[0] ?? '', name.slice(0, 2)])].filter(Boolean);
    for (const opening of openings) {
      const found = [
        ...(await this.#opening('open', opening, limit)),
        ...(await this.#opening('closed', opening, limit)),
      ];
      if (found.length > 0) return this.#summaries(found.slice(0, limit));
    }
    return [];
  }

  #opening(list: ListName, opening: string, limit: number): Promise<string[]> {
    const past = Buffer.concat([Buffer.from(`[${opening}`), Buffer.from([0xff])]);
    return this.redis.zrangebylex(this.keys.list(list), `[${opening}`, past, 'LIMIT', 0, limit);
  }

  async #summaries(members: readonly string[]): Promise<readonly PartnerSummary[]> {
    if (members.length === 0) return [];
    const texts = stored.parse(await this.redis.hmget(this.keys.summaries, ...members.map(idOfMember)));
    return texts.flatMap(read);
  }
}

const read = (text: string | null): readonly PartnerSummary[] =>
  text === null ? [] : [partnerSummary.parse(JSON.parse(text))];
