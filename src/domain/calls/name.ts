import type { Lifecycle } from '../../lifecycle/schema';
import { lookup } from '../lookup';
import type { Call } from './state';

/** What a call is called: "Joint validation call, round 2". The title of its item tells when that is done: another thing. */
export function callName({ item, round }: Pick<Call, 'item' | 'round'>, lifecycle: Lifecycle): string {
  const placed = lookup(lifecycle).byId.get(item)?.item;
  const name = (placed?.kind === 'task' ? placed.call?.title : undefined) ?? placed?.title ?? 'Call';
  return round === undefined ? name : `${name}, round ${round}`;
}
