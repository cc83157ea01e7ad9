import type { Lifecycle } from '../../lifecycle/schema';
import type { HandOverRole, PeopleCommand, Picked } from '../commands';
import type { PersonKey, TeamId } from '../ids';
import { canWithdraw } from '../invitations';
import { coordinatingTeam, teamTitle } from '../lookup';
import type { Assignment, Partner } from '../partner';
import { may } from '../policy';
import { refuse, type Refusal } from '../refusal';
import { invitationProblem, sideProblem } from './checks';
import { accept, already, onlyCoordinator } from './context';
import type { Context, Decision } from './context';

/** Decides who holds which role, on which side. */
export function decidePeople(command: PeopleCommand, context: Context): Decision {
  switch (command.type) {
    case 'AssignPerson':
      return assign(command.picked, command.team, context);
    case 'RemovePerson':
      return remove(command.person, command.team, context);
    case 'ClaimRole':
      return claim(command.team, context);
    case 'HandOverRole':
      return handOver(command, context);
    case 'AnswerClaim':
      return answer(command, context);
    case 'InvitePartnerPerson':
      return invite(command.email, context);
    case 'WithdrawInvitation':
      return withdraw(command.email, context);
  }
}

function assign(picked: Picked, team: TeamId, context: Context): Decision {
  if (!may.coordinate(context.who)) return onlyCoordinator(context, 'change who is who');
  const wrongSide = sideProblem(picked, team, context);
  if (wrongSide) return wrongSide;
  const held = holder(picked.person, team, context);
  // Somebody else's word for a role that a person gave themselves is news.
  const vouched = held?.onOwnWord && context.who.person !== picked.person;
  return held && !vouched ? already : accept(assigned(picked, team));
}

function remove(person: PersonKey, team: TeamId, context: Context): Decision {
  const { who, partner, lifecycle } = context;
  if (!may.coordinate(who) && person !== who.person) return onlyCoordinator(context, 'remove somebody else');
  const held = partner.people.find((a) => a.person === person && a.team === team);
  if (!held) return already;
  const { id, role } = coordinatingTeam(lifecycle);
  if (team === id && partner.people.filter((a) => a.team === id && a.active && a.person !== person).length === 0)
    return refuse(`${partner.name} would be left without a ${role}. Hand the role over to somebody instead.`);
  return accept({ type: 'PersonRemoved', person, name: held.name, team });
}

function claim(team: TeamId, context: Context): Decision {
  const { actor, partner, lifecycle } = context;
  const { person, name } = actor;
  const wrongSide = sideProblem(actor, team, context);
  if (wrongSide) return wrongSide;
  if (holder(person, team, context) || partner.claims.some((c) => c.person === person && c.team === team))
    return already;
  if (isOrphaned(team, partner, lifecycle)) return accept({ ...assigned(actor, team), tookOver: true });
  return accept({ type: 'RoleClaimed', person, name, team });
}

/** With no coordinator left to confirm it, somebody of the workspace may take over as coordinator at once. */
export const isOrphaned = (team: TeamId, partner: Partner, lifecycle: Lifecycle): boolean =>
  team === coordinatingTeam(lifecycle).id && !partner.people.some((a) => a.team === team && a.active);

function handOver({ team, to, from, together }: HandOverRole, context: Context): Decision {
  const { who, partner } = context;
  const leaver = from ?? who.person;
  const held = partner.people.find((a) => a.person === leaver && a.team === team);
  const problem = held ? handOverProblem(held, to, context) : notHeld(team, to, from, context);
  if (problem || !held) return problem ?? already;
  if (to.person === leaver) return refuse('Please choose somebody else to hand the role over to.', 'person');
  const wrongSide = sideProblem(to, team, context);
  if (wrongSide) return wrongSide;
  const leaves = { type: 'PersonRemoved', person: leaver, name: held.name, team } as const;
  if (holder(to.person, team, context)) return accept(leaves);
  const takes = { ...assigned(to, team), inPlaceOf: leaver, ...(together && { together }) };
  if (from !== undefined && !may.coordinate(who)) return accept({ ...takes, tookOver: true }, leaves);
  if (from !== undefined || to.home) return accept(takes, leaves);
  // An outside person is confirmed by the coordinator, like a claim: nobody here can vouch for who they are.
  const asked = partner.claims.some((c) => c.person === to.person && c.team === team && c.inPlaceOf === who.person);
  if (asked) return already;
  return accept({ type: 'RoleClaimed', person: to.person, name: to.name, team, inPlaceOf: who.person });
}

/** Whoever has the role now got it meanwhile, or nothing is known of it. */
function notHeld(team: TeamId, to: Picked, from: PersonKey | undefined, context: Context): Refusal | undefined {
  if (holder(to.person, team, context)) return undefined;
  const title = teamTitle(team, context.lifecycle);
  return from === undefined
    ? refuse(`You do not hold ${title}, so you cannot hand it over.`)
    : refuse(`${title} has been handed over or given up meanwhile.`);
}

/**
 * One's own role anybody may pass on. That of somebody who left, only those may who can take it from one person and give it
 * to another: the coordinators; and where there is none left, whoever takes the coordination over themselves.
 */
function handOverProblem(
  { person, name, team, active }: Assignment,
  to: Picked,
  context: Context,
): Refusal | undefined {
  const { who, partner, lifecycle } = context;
  const title = teamTitle(team, lifecycle);
  if (person === who.person)
    return active ? undefined : refuse(`You do not hold ${title}, so you cannot hand it over.`);
  if (active) return refuse(`${name} is still there, and can hand ${title} over without anybody's help.`);
  if (may.coordinate(who) || (isOrphaned(team, partner, lifecycle) && to.person === who.person)) return undefined;
  return onlyCoordinator(context, 'hand over the roles of somebody who left');
}

function answer(command: Extract<PeopleCommand, { type: 'AnswerClaim' }>, context: Context): Decision {
  if (!may.coordinate(context.who)) return onlyCoordinator(context, 'confirm a role');
  const { partner } = context;
  const claimed = partner.claims.find((c) => c.person === command.person && c.team === command.team);
  if (!claimed) return already;
  const { person, name, team, inPlaceOf } = claimed;
  if (!command.accept) return accept({ type: 'ClaimDeclined', person, name, team, tell: true });
  const leaving = partner.people.find((a) => a.person === inPlaceOf && a.team === team);
  return accept(
    { type: 'PersonAssigned', person, name, team, confirmed: true, ...(leaving && { inPlaceOf: leaving.person }) },
    ...(leaving ? [{ type: 'PersonRemoved' as const, person: leaving.person, name: leaving.name, team }] : []),
  );
}

function invite(email: string, context: Context): Decision {
  if (!may.coordinate(context.who)) return onlyCoordinator(context, 'invite people of the partner');
  const address = email.trim().toLowerCase();
  const problem = invitationProblem(address);
  if (problem) return problem;
  const before = context.partner.invitations[address];
  const ended = before?.status === 'declined' || before?.status === 'withdrawn';
  return before && !ended ? already : accept({ type: 'InvitationPlanned', email: address });
}

function withdraw(email: string, context: Context): Decision {
  if (!may.coordinate(context.who)) return onlyCoordinator(context, 'withdraw an invitation');
  const invitation = context.partner.invitations[email];
  if (!invitation || invitation.status === 'withdrawn') return already;
  return canWithdraw(invitation)
    ? accept({ type: 'InvitationWithdrawn', email })
    : refuse(`${email} has accepted the invitation already. Remove the person from the channel in Slack instead.`);
}

/** Where somebody is in the world tells when their mornings are. */
export const assigned = ({ person, name, zone }: Pick<Picked, 'person' | 'name' | 'zone'>, team: TeamId) =>
  ({ type: 'PersonAssigned', person, name, team, ...(zone && { zone }) }) as const;

const holder = (person: PersonKey, team: TeamId, { partner }: Context) =>
  partner.people.find((a) => a.person === person && a.team === team && a.active);
