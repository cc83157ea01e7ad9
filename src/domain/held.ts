import type { Lifecycle } from '../lifecycle/schema';
import type { Held, PartnerEvent } from './events';
import { teamId } from './ids';
import type { Partner } from './partner';
import { itemsOf } from './progress';

/** With what an item passes on: to those who wait for it, or to other hands. */
const passesOn: ReadonlySet<PartnerEvent['type']> = new Set<PartnerEvent['type']>([
  'ItemDone',
  'ItemBlocked',
  'ItemNotNeeded',
  'SignOffGiven',
]);

/** Returns whose turn an item was until this event, and since when; nothing when it was nobody's, or does not pass on. */
export function heldUntil(event: PartnerEvent, partner: Partner | undefined, lifecycle: Lifecycle): Held | undefined {
  if (!partner || !passesOn.has(event.type)) return undefined;
  const id = 'item' in event ? event.item : 'signOff' in event ? event.signOff : undefined;
  const view = itemsOf(partner, lifecycle).find((i) => i.id === id);
  if (view?.standing !== 'ready') return undefined;
  return { since: view.since, team: teamId.parse(view.turn.team) };
}
