import type { Lifecycle, Side } from '../../lifecycle/schema';
import { applies } from '../item-state';
import { lookup, type Placed } from '../lookup';
import type { Partner } from '../partner';
import { sees } from '../visibility';
import { artifactKinds, type ArtifactKind } from './state';

/** Which files an item of the lifecycle waits for, in its order. */
export const artifactsOf = ({ item }: Placed): readonly ArtifactKind[] => (item.kind === 'task' ? item.artifacts : []);

/** The items of this partner that wait for files, in order. */
export const artifactItems = (partner: Partner, lifecycle: Lifecycle): readonly Placed[] =>
  lookup(lifecycle).placed.filter((placed) => artifactsOf(placed).length > 0 && applies(placed, partner));

/** The items of this partner that wait for this kind of file. What the suite cannot try has no report. */
export function itemsForKind(kind: ArtifactKind, partner: Partner, lifecycle: Lifecycle): readonly Placed[] {
  if (kind === 'report' && !connects(partner, lifecycle)) return [];
  return artifactItems(partner, lifecycle).filter((placed) => artifactsOf(placed).includes(kind));
}

/** The kinds of files that are asked of this partner, as far as a side may know of it. */
export const kindsFor = (side: Side, partner: Partner, lifecycle: Lifecycle): readonly ArtifactKind[] =>
  artifactKinds.filter((kind) => itemsForKind(kind, partner, lifecycle).some((placed) => sees(side, partner, placed)));

/** Whether the partner's product implements the Connect API, which is what the certification suite tries. */
export const connects = (partner: Partner, lifecycle: Lifecycle): boolean =>
  lifecycle.integrationTypes.find(({ id }) => id === partner.integrationType)?.connectApi ?? true;
