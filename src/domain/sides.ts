import type { Lifecycle, Side } from '../lifecycle/schema';
import type { Partner } from './partner';

export const otherSide = (side: Side): Side => (side === 'databricks' ? 'partner' : 'databricks');

/** A side by the name under which both know it: the partner by its own. */
export const sideTitle = (side: Side, partner: Pick<Partner, 'name'>, { sides }: Pick<Lifecycle, 'sides'>): string =>
  side === 'partner' ? partner.name : sides.databricks;
