import { z } from 'zod';
import { calendarDate, itemId } from '../ids';
import { text } from './shared';

const wave = { wave: z.string() };
/** A region of a cloud, as `aws/us-west-2`: region ids are unique within a cloud only. */
const region = z.string();
export const rolloutChanges = [
  /**
   * All waves that have not started, in order; those that have keep their place before them. Of clouds that were added after
   * the launch, `task` is the maintenance task, and `ga` the day on which it is due.
   */
  z.strictObject({
    type: z.literal('RolloutPlanned'),
    ga: calendarDate,
    task: z.string().max(20).optional(),
    waves: z.array(z.strictObject({ ...wave, regions: z.array(region), on: calendarDate })),
    reason: text.optional(),
  }),
  z.strictObject({ type: z.literal('WaveStarted'), ...wave }),
  z.strictObject({ type: z.literal('RegionsLive'), ...wave, regions: z.array(region) }),
  z.strictObject({ type: z.literal('RegionFailed'), ...wave, region, note: text }),
  z.strictObject({ type: z.literal('WaveFinished'), ...wave }),
  /** The partner saw the tile. */
  z.strictObject({ type: z.literal('TileConfirmed'), ...wave }),
  z.strictObject({ type: z.literal('WaveRolledBack'), ...wave, reason: text }),
  z.strictObject({ type: z.literal('RolloutHalted'), reason: text }),
  z.strictObject({ type: z.literal('RolloutResumed'), note: text.optional() }),
  z.strictObject({ type: z.literal('RolloutCompleted'), item: itemId }),
] as const;

export type RolloutEvent = z.infer<(typeof rolloutChanges)[number]>;
