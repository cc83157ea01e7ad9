import type { Author, PeopleEvent } from '../events';
import type { Instant, PersonKey, TeamId } from '../ids';
import type { Partner } from '../partner';
import { releaseBugs } from './bugs';
import { notify, tryCoordinatorsAnew, withoutNotice } from './outbox';

/** Keeps who holds which role. After a change, what nobody could be told is tried with whoever coordinates now. */
export function evolvePeople(partner: Partner, event: PeopleEvent, at: Instant, by: Author): Partner {
  const after = change(partner, event, at, by);
  return rolesChanged(event) ? tryCoordinatorsAnew(after) : after;
}

const rolesChanged = ({ type }: PeopleEvent): boolean =>
  type === 'PersonAssigned' || type === 'PersonRemoved' || type === 'PersonDeactivated' || type === 'PersonReactivated';

function change(partner: Partner, event: PeopleEvent, at: Instant, by: Author): Partner {
  const { person, name } = event;
  switch (event.type) {
    case 'PersonAssigned':
      return assign(partner, event, at, by);
    case 'PersonRemoved': {
      const people = partner.people.filter((a) => !(a.person === person && a.team === event.team));
      return releaseBugs({ ...partner, people }, person);
    }
    case 'RoleClaimed': {
      const { team, inPlaceOf } = event;
      const others = partner.claims.filter((c) => !(c.person === person && c.team === team));
      const claim = { person, name, team, at, ...(inPlaceOf && { inPlaceOf }) };
      const asked = withoutNotice({ ...partner, claims: [...others, claim] }, declined(event));
      return notify(asked, { kind: 'claim', person, team }, at);
    }
    case 'ClaimDeclined': {
      const after = withoutClaim(partner, person, event.team);
      return event.tell ? notify(after, declined(event), at) : after;
    }
    case 'PersonDeactivated': {
      const people = partner.people.map((a) => (concerns(event, a) ? { ...a, active: false } : a));
      let left: Partner = { ...partner, people };
      for (const claim of partner.claims) if (concerns(event, claim)) left = withoutClaim(left, person, claim.team);
      const changed = event.teams !== undefined && { changedSide: true as const };
      return notify(left, { kind: 'deactivated', person, name, ...changed }, at);
    }
    case 'PersonReactivated': {
      const people = partner.people.map((a) => (concerns(event, a) ? { ...a, active: true } : a));
      return withoutNotice({ ...partner, people }, { kind: 'deactivated', person, name });
    }
    case 'PersonRenamed':
      return { ...partner, people: partner.people.map((a) => (a.person === person ? { ...a, name } : a)) };
    case 'PersonMoved': {
      const { zone } = event;
      return { ...partner, people: partner.people.map((a) => (a.person === person ? { ...a, zone } : a)) };
    }
  }
}

function assign(
  partner: Partner,
  event: Extract<PeopleEvent, { type: 'PersonAssigned' }>,
  at: Instant,
  by: Author,
): Partner {
  const { person, name, team, zone, inPlaceOf, together } = event;
  const others = partner.people.filter((a) => !(a.person === person && a.team === team));
  const own = by.kind === 'person' && by.person === person && { onOwnWord: true as const };
  const before = partner.people.find((a) => a.person === inPlaceOf && a.team === team)?.name;
  // Whoever takes a role over by themselves need not be told.
  const later = together && before !== undefined && !own && { takenOverFrom: before };
  const people = [...others, { person, name, team, since: at, active: true, ...(zone && { zone }), ...own, ...later }];
  const after = withoutNotice(withoutClaim({ ...partner, people }, person, team), declined(event));
  if (event.tookOver) return notify(after, { kind: 'took-over', person, name, team }, at);
  if (!event.confirmed && inPlaceOf === undefined) return after;
  const from = before !== undefined && { before };
  const quiet = together && { quiet: true as const };
  return notify(after, { kind: 'role-given', person, name, team, ...from, ...quiet }, at);
}

/** Whether a person's account being closed, opened or of the other side concerns a role or a claim. */
export const concerns = (
  { person, teams }: { readonly person: PersonKey; readonly teams?: readonly TeamId[] | undefined },
  role: { readonly person: PersonKey; readonly team: TeamId },
): boolean => role.person === person && (teams === undefined || teams.includes(role.team));

const declined = ({ person, name, team }: { person: PersonKey; name: string; team: TeamId }) =>
  ({ kind: 'claim-declined', person, name, team }) as const;

/** An answered claim is nobody's decision any more, so nobody is told of it either. */
function withoutClaim(partner: Partner, person: PersonKey, team: TeamId): Partner {
  const claims = partner.claims.filter((c) => !(c.person === person && c.team === team));
  return withoutNotice({ ...partner, claims }, { kind: 'claim', person, team });
}
