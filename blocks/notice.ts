import type { Partner, Pending } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { bugLine } from './bug-notices';
import { callNotice, callOverNotice } from './call-notices';
import { closedNotice, reopenedNotice } from './closing-notices';
import { gaNotice } from './ga-notices';
import { maintenanceNotice } from './maintenance-notices';
import { lostNotice } from './partner-notices';
import { claimDeclinedNotice, claimNotice, deactivatedNotice, roleGivenNotice, tookOverNotice } from './people-notices';
import type { Picture } from './picture';
import { roadmapNotice } from './roadmap-notices';
import { rolloutNotice } from './rollout-notices';
import { signOffNotice } from './sign-off-notices';
import { designNotice } from './ux-notices';

/**
 * Tells what happened: in the shared channel, where both sides read, or to the coordinator alone. Drawn from the state at
 * sending time, so that nobody is told of what is no longer so.
 */
export function noticeMessage({ notice, at, again = false }: Pending, partner: Partner, lifecycle: Lifecycle): Picture {
  switch (notice.kind) {
    case 'sign-off-given':
    case 'sign-off-undone':
      return signOffNotice(notice.signOff, again, partner, lifecycle);
    case 'closed':
    case 'reopened':
      return partner.closed
        ? closedNotice(partner, lifecycle, at)
        : reopenedNotice(notice.kind === 'reopened' ? notice.note : undefined, partner, lifecycle, at);
    case 'took-over':
      return tookOverNotice(notice, partner, lifecycle);
    case 'role-given':
      return roleGivenNotice(notice, partner, lifecycle);
    case 'claim-declined':
      return claimDeclinedNotice(notice, partner, lifecycle);
    case 'claim':
      return claimNotice(notice.person, notice.team, partner, lifecycle);
    case 'deactivated':
      return deactivatedNotice(notice, partner, lifecycle);
    case 'channel-lost':
      return lostNotice(partner);
    case 'ga-proposed':
    case 'ga-withdrawn':
    case 'ga-declined':
    case 'ga-agreed':
    case 'ga-moved':
    case 'launched':
      return gaNotice(notice, partner, lifecycle);
    case 'design':
      return designNotice(notice.item, partner, lifecycle);
    case 'call':
    case 'call-file':
      return callNotice(notice.call, partner, lifecycle);
    case 'call-over':
      return callOverNotice(notice.call, partner, lifecycle);
    case 'rollout-halted':
    case 'rollout-resumed':
    case 'wave-rolled-back':
      return rolloutNotice(notice, partner, lifecycle);
    case 'bug':
      return bugLine(notice, partner, lifecycle);
    case 'maintenance':
      return maintenanceNotice(notice, partner, lifecycle);
    case 'roadmap':
      return roadmapNotice(notice, partner, lifecycle);
  }
}
