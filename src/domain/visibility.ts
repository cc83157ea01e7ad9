import type { Side } from '../lifecycle/schema';
import { stateOf } from './item-state';
import type { Placed } from './lookup';
import type { Partner } from './partner';

/** Whether an item is for the databricks side only: by the lifecycle, or because somebody marked it so. */
export const isInternal = (partner: Partner, placed: Placed, { internal } = stateOf(placed, partner)): boolean =>
  internal ?? placed.item.audience === 'internal';

/** Whether a side may see an item, and so may know that it exists. */
export const sees = (side: Side, partner: Partner, placed: Placed): boolean =>
  side === 'databricks' || !isInternal(partner, placed);
