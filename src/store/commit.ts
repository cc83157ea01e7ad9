import { z } from 'zod';
import { partnerId, type Instant, type PartnerId } from '../domain/ids';
import type { Newcomer } from '../domain/reminders/mornings';
import type { Lifecycle } from '../lifecycle/schema';
import type { Fold } from './fold';
import { versionOf } from './fold';
import type { Keys } from './keys';
import { writtenBy } from './newest';
import { movesBetween, placesOf } from './places';
import type { RedisConnection } from './scripts';

/** What a commit came to. When it was not made, nothing was changed. */
export type Outcome =
  | { readonly is: 'committed' }
  /** Others wrote first: the log from the last event seen on. */
  | { readonly is: 'behind'; readonly tail: readonly string[] }
  /** Another partner has that name or channel. */
  | { readonly is: 'taken'; readonly claim: 'name' | 'channel'; readonly holder: PartnerId };

export interface Commit {
  readonly id: PartnerId;
  /** What the writer decided on. */
  readonly before: Fold | undefined;
  /** What the events lead to. */
  readonly after: Fold;
  readonly events: readonly string[];
  readonly summary: string;
  /** When the partner needs attention next, if ever. */
  readonly attentionAt: Instant | undefined;
  /** People who get digests from now on. */
  readonly newcomers: readonly Newcomer[];
  /** Deliveries that are recorded with this. */
  readonly delivered: readonly string[];
  /** The process that writes. */
  readonly process: string;
  /** Its attendance to the partner ends with this. */
  readonly ends: boolean;
  /** Tells which GA date is agreed, for the list of those who launch on the same day. */
  readonly lifecycle: Lifecycle;
}

const reply = z.union([
  z.literal('committed').transform((is) => ({ is })),
  z.tuple([z.literal('behind'), z.array(z.string())]).transform(([is, tail]) => ({ is, tail })),
  z
    .tuple([z.literal('taken'), z.enum(['name', 'channel']), partnerId])
    .transform(([is, claim, holder]) => ({ is, claim, holder })),
]);

/** Runs commit.lua, whose head says what it does. */
export async function runCommit(redis: RedisConnection, keys: Keys, commit: Commit): Promise<Outcome> {
  const { id, before, after, events, summary, attentionAt, newcomers, delivered, process, ends, lifecycle } = commit;
  const [from, to] = [placesOf(before?.partner, lifecycle), placesOf(after.partner, lifecycle)];
  const moves = movesBetween(from, to);
  const { attention, summaries, names, channels, attended } = keys;
  const lists = moves.map(({ list }) => keys.list(list));
  const touched = [keys.log(id), attention, summaries, names, channels, attended, keys.deliveries(id), ...lists];
  const answer = await redis.commitPartner(
    touched.length,
    ...touched,
    id,
    versionOf(before),
    before?.last ?? '',
    attentionAt ?? '',
    summary,
    ...change(from.name, to.name),
    ...change(from.channel, to.channel),
    ends ? process : '',
    keys.written,
    writtenBy(process, id),
    delivered.length,
    ...delivered,
    newcomers.length,
    ...newcomers.flatMap(({ person, morning }) => [person, morning]),
    ...moves.flatMap(({ remove, add }) => [remove, add]),
    ...events,
  );
  return reply.parse(answer);
}

const change = (from: string, to: string): readonly [string, string] => (from === to ? ['', ''] : [from, to]);
