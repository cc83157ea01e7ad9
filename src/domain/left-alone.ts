import type { Lifecycle } from '../lifecycle/schema';
import { severityOf } from './bugs/severity';
import { dateOf } from './calendar';
import type { Instant, PersonKey } from './ids';
import { sideOfTeam } from './lookup';
import type { Notice, Partner } from './partner';
import { isAway } from './reminders/wishes';
import type { What } from './timed';
import { forSide, isQuiet } from './working-days';
import { isKnownZone } from './zones';

/** Whom a message in the channel names without a ping: those who want to hear nothing, and those for whom it is night. */

/** Whom a message may ping: an outage and a halt everybody; what the next morning's digest tells as well, only those who are up. */
type Reach = 'everybody' | 'who-listens' | 'who-is-up';

/** Returns whom the message of a notice may ping. */
export function reachOf(notice: Notice, partner: Partner, lifecycle: Lifecycle): Reach {
  switch (notice.kind) {
    case 'rollout-halted':
      return 'everybody';
    case 'bug': {
      const bug = partner.bugs[notice.bug];
      return bug && severityOf(bug, lifecycle)?.passesQuietHours ? 'everybody' : 'who-is-up';
    }
    case 'sign-off-given':
    case 'sign-off-undone':
    case 'ga-proposed':
    case 'ga-agreed':
    case 'ga-moved':
    case 'ga-declined':
    case 'maintenance':
    case 'roadmap':
    case 'design':
    case 'reopened':
      return 'who-is-up';
    default:
      return 'who-listens';
  }
}

/** Of what comes with time: the escalations of bugs have chosen whom they tell. */
export function reachOfTimed({ about }: What): Reach {
  switch (about) {
    case 'bug-late':
      return 'everybody';
    case 'countdown':
    case 'rollout-incomplete':
    case 'roadmap-review':
      return 'who-is-up';
    default:
      return 'who-listens';
  }
}

/** Returns those of a partner's people whom a message is not to ping at an instant. Whose zone is not known is taken to be up. */
export function leftAlone(reach: Reach, partner: Partner, lifecycle: Lifecycle, now: Instant): ReadonlySet<PersonKey> {
  if (reach === 'everybody') return new Set();
  const sleeps = (zone: string | undefined, team: string) => {
    const own = forSide(lifecycle, sideOfTeam(team, lifecycle));
    return zone !== undefined && isKnownZone(zone) && isQuiet(now, zone, own.reminders, own.calendar);
  };
  const spared = partner.people.filter(
    ({ person, zone, team }) =>
      isAway(partner, person, dateOf(now, lifecycle.zone)) || (reach === 'who-is-up' && sleeps(zone, team)),
  );
  return new Set(spared.map(({ person }) => person));
}
