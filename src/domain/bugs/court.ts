import type { Lifecycle, Side, Sop } from '../../lifecycle/schema';
import type { Named } from '../ids';
import type { Assignment, Partner } from '../partner';
import { coordinators, eachOnce, leadsOf, rolesIn } from '../roles';
import { otherSide } from '../sides';
import type { Bug } from './state';

/** In whose court a bug is, and who is told when they keep it for too long. */

/** Whose turn it is: who took it on, else the first who is on duty on that side; nothing when the side has nobody. */
export function holderOf(bug: Bug, partner: Partner, lifecycle: Lifecycle): Named | undefined {
  const { owner, side } = bug;
  const left = owner && partner.people.some((a) => a.person === owner.person && !a.active);
  if (owner && !left) return owner;
  const [first] = [
    ...onDuty(side, partner, lifecycle),
    ...leadsOf(side, partner, lifecycle),
    ...(side === 'databricks' ? coordinators(partner, lifecycle) : []),
  ];
  return first && { person: first.person, name: first.name };
}

type Rung = Sop['ladder'][number];

/** As many of a team are told at once. */
const mostOfTeam = 2;

/** Who is told at a rung of the ladder, while a bug is with a side; those who run the onboarding when that is nobody. */
export function toldAt({ tell }: Rung, bug: Bug, partner: Partner, lifecycle: Lifecycle): readonly Assignment[] {
  const of = peopleAt(tell, bug, partner, lifecycle);
  return of.length > 0 ? of : coordinators(partner, lifecycle).slice(0, 1);
}

function peopleAt(tell: Rung['tell'], bug: Bug, partner: Partner, lifecycle: Lifecycle): readonly Assignment[] {
  const { side } = bug;
  switch (tell) {
    case 'on-duty':
      return ownerFirst(onDuty(side, partner, lifecycle), bug).slice(0, mostOfTeam);
    case 'engineer':
      return ownerFirst(holding(lifecycle.sop?.teams[side].engineer ?? [], partner), bug).slice(0, mostOfTeam);
    case 'pdm':
      return coordinators(partner, lifecycle).slice(0, 1);
    case 'lead':
      return leadsOf(side, partner, lifecycle).slice(0, 1);
    case 'leads':
      return [side, otherSide(side)].flatMap((each) => leadsOf(each, partner, lifecycle).slice(0, 1));
  }
}

const onDuty = (side: Side, partner: Partner, { sop }: Lifecycle): readonly Assignment[] =>
  holding(sop?.teams[side].onDuty ?? [], partner);

/** The people of some teams, each once. */
const holding = (teams: readonly string[], partner: Partner): readonly Assignment[] =>
  eachOnce(rolesIn(teams, partner));

const ownerFirst = (people: readonly Assignment[], { owner }: Bug): readonly Assignment[] =>
  people.toSorted((a, b) => Number(b.person === owner?.person) - Number(a.person === owner?.person));
