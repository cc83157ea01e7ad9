import type { Lifecycle } from '../../lifecycle/schema';
import type { Principal } from '../actor';
import { may } from '../policy';
import { itemOfRun } from './standing';

/** Only those of the databricks side who check the results may say that the configuration is wrong about what must be tried. */
export function mayOverride(who: Principal, lifecycle: Lifecycle): boolean {
  const checked = itemOfRun('joint-rounds', lifecycle) ?? itemOfRun('partner-run', lifecycle);
  return who.side === 'databricks' && checked !== undefined && may.workOn(who, checked, lifecycle);
}
