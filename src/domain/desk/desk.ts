import type { Lifecycle } from '../../lifecycle/schema';
import { isUnsolved } from '../bugs/numbers';
import { byDate, dateOf } from '../calendar';
import { gaDate } from '../ga-date';
import type { Instant, PersonKey } from '../ids';
import { nextOpenStep } from '../maintenance/views';
import type { Partner } from '../partner';
import { itemsOf, nextSteps } from '../progress';
import { isWanted } from '../reminders/court';
import { asIn, dutiesOf, type Duty } from '../reminders/duty';
import { zoneOf } from '../reminders/mornings';
import { coordinators, isOnSide } from '../roles';
import { gaStanding, type Risk } from '../rollout/ga-standing';
import { leaversFor, type Leaver } from './roles';
import { byUrgency, waitingWith, type Look, type Waiting } from './waiting';

/** The desk of a person of the databricks side: what waits for them, and where each of their partners is. */
export interface Desk {
  /** With all partners, the most urgent first. */
  readonly waiting: readonly Waiting[];
  /** Those with something for this person first, then those in trouble, then by GA date. */
  readonly partners: readonly DeskPartner[];
  /** Who left roles behind that this person can help with. */
  readonly leavers: readonly Leaver[];
  /** How many things would wait if this person had not put them off or muted them. */
  readonly putOff: number;
}

export interface DeskPartner {
  readonly partner: Partner;
  /** What of it waits for this person, the most urgent first. */
  readonly waiting: readonly Waiting[];
  /** What comes next, whoever's turn it is. */
  readonly next?: Duty;
  /** How many things are overdue, whoever's turn they are. */
  readonly overdue: number;
  readonly blocked: number;
  readonly unsolvedBugs: number;
  readonly halted: boolean;
  /** Why its agreed GA date is at risk. */
  readonly risks: readonly Risk[];
}

/** Returns a person's desk at an instant, by the calendar of a zone. Closed partners, and those with which they hold no role of the databricks side, are not on it. */
export function deskOf(
  person: PersonKey,
  partners: readonly Partner[],
  lifecycle: Lifecycle,
  now: Instant,
  zone = zoneOf(person, partners, lifecycle),
): Desk {
  const today = dateOf(now, zone);
  const looks = partners
    .filter((partner) => !partner.closed && isOnSide(person, 'databricks', partner, lifecycle))
    .map((partner) => {
      const coordinates = coordinators(partner, lifecycle).some((a) => a.person === person);
      const look: Look = { person, partner, lifecycle, today, zone, now, coordinates };
      return { look, ...waitingWith(look) };
    });
  return {
    waiting: looks.flatMap(({ waiting }) => waiting).toSorted(byUrgency),
    partners: looks.map(({ look, waiting }) => standingOf(look, waiting)).toSorted(byNeed(lifecycle)),
    leavers: leaversFor(
      person,
      looks.map(({ look }) => look.partner),
      lifecycle,
    ),
    putOff: looks.reduce((sum, { putOff }) => sum + putOff, 0),
  };
}

function standingOf({ partner, lifecycle, today, zone }: Look, waiting: readonly Waiting[]): DeskPartner {
  const items = itemsOf(partner, lifecycle);
  const next = nextSteps(items)[0] ?? nextOpenStep(partner, lifecycle);
  const late = dutiesOf(partner, lifecycle)
    .map((duty) => asIn(zone, duty))
    .filter((view) => isWanted(view) && (view.inTimeUntil ?? today) < today);
  return {
    partner,
    waiting,
    ...(next && { next }),
    overdue: late.length,
    blocked: items.filter(({ standing }) => standing === 'blocked').length,
    unsolvedBugs: Object.values(partner.bugs).filter(isUnsolved).length,
    halted: partner.rollout?.halted !== undefined,
    risks: gaStanding(partner, lifecycle, today).atRisk,
  };
}

function byNeed(lifecycle: Lifecycle): (a: DeskPartner, b: DeskPartner) => number {
  const trouble = (p: DeskPartner) => (p.halted || p.risks.length > 0 ? 0 : p.overdue > 0 ? 1 : 2);
  const date = ({ partner }: DeskPartner) => gaDate(partner, lifecycle)?.date;
  const first = ({ waiting }: DeskPartner) => waiting.slice(0, 1);
  return (a, b) => {
    const [[mine], [theirs]] = [first(a), first(b)];
    if (mine && theirs) {
      const by = byUrgency(mine, theirs);
      if (by !== 0) return by;
    } else if (mine || theirs) return mine ? -1 : 1;
    return trouble(a) - trouble(b) || byDate(date(a), date(b)) || a.partner.name.localeCompare(b.partner.name, 'en');
  };
}
