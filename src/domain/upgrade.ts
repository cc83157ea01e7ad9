import type { Lifecycle } from '../lifecycle/schema';
import type { PartnerEvent } from './events';
import { itemId } from './ids';
import { lookup } from './lookup';
import type { Partner } from './partner';

/**
 * Returns the renames that carry a running partner over to a changed lifecycle: what was recorded under an item's
 * former id. Added items start open; what was recorded on a removed item stays in the log and in the state.
 */
export function renamedItems(partner: Partner, lifecycle: Lifecycle): readonly PartnerEvent[] {
  return lookup(lifecycle).placed.flatMap(({ id, item }): readonly PartnerEvent[] => {
    if (item.formerly.length === 0 || partner.items[id] || partner.signOffs[id]) return [];
    const from = item.formerly.find((former) => partner.items[former] ?? partner.signOffs[former]);
    return from === undefined ? [] : [{ type: 'ItemRenamed', from: itemId.parse(from), to: id }];
  });
}
