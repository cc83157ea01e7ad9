import { deflateSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import type { Partner } from '../domain/partner';
import type { Fold } from './fold';

/**
 * Raise it with every change to what a log folds to: snapshots of another format are ignored and replaced. A test
 * compares the fold of a fixed log with what this format folded it to.
 */
export const snapshotFormat = 13;

/** Returns the fold, packed. The checksum in the deflate stream tells a damaged one. */
export const pack = ({ partner, last }: Fold): Buffer => deflateSync(JSON.stringify({ last, partner }));

const outline = z.looseObject({
  id: z.string(),
  version: z.number().int().positive(),
  people: z.array(z.unknown()),
  claims: z.array(z.unknown()),
  items: z.looseObject({}),
  signOffs: z.looseObject({}),
  channel: z.looseObject({ is: z.string() }),
  invitations: z.looseObject({}),
  steps: z.looseObject({}),
  living: z.looseObject({}),
  outbox: z.looseObject({}),
});

/** Tells a partner by its outline: the depths were folded by this code (the format says so) and are checksummed. */
const isPartner = (value: unknown): value is Partner => outline.safeParse(value).success;

const content = z.object({ last: z.string(), partner: z.custom<Partner>(isPartner) });

/** Returns the fold of a snapshot, or nothing when it is damaged: the log tells it all again. */
export function unpack(packed: Buffer): Fold | undefined {
  try {
    return content.parse(JSON.parse(inflateSync(packed).toString()));
  } catch {
    return undefined;
  }
}
