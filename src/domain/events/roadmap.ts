import { z } from 'zod';
import { named, side, text } from './shared';

/** An entry's id, as `r3`: its number in the partner, which is given once. */
const entry = { entry: z.string().max(20) };
/** As `2027Q3`. */
const quarter = z.string().max(6);
const title = z.string();
const owner = z.strictObject(named);

export const roadmapChanges = [
  /** `side` is the one that does it; the one that proposes is the author's. */
  z.strictObject({
    type: z.literal('RoadmapProposed'),
    ...entry,
    title,
    quarter,
    side,
    owner: owner.optional(),
    note: text.optional(),
  }),
  z.strictObject({ type: z.literal('RoadmapAccepted'), ...entry }),
  z.strictObject({ type: z.literal('RoadmapDeclined'), ...entry, reason: text }),
  z.strictObject({
    type: z.literal('RoadmapChanged'),
    ...entry,
    title: title.optional(),
    quarter: quarter.optional(),
    side: side.optional(),
    owner: owner.nullable().optional(),
    note: text.optional(),
  }),
  z.strictObject({ type: z.literal('RoadmapDone'), ...entry }),
  z.strictObject({ type: z.literal('RoadmapWithdrawn'), ...entry, reason: text }),
] as const;

export type RoadmapEvent = z.infer<(typeof roadmapChanges)[number]>;
