import type { InputBlock, ModalView } from '@slack/types';
import { coordinatingTeam } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import type { Lifecycle, Team } from '../src/lifecycle/schema';
import { closed, type Form } from './form-parts';
import { input, menu, modal, option, plain, section } from './kit';
import type { Viewer } from './picture';
import { role, side, whoCoordinates } from './words';

/** Forms that change who is who. */

/** A coordinator gives somebody a role. */
export function assignPersonModal({ partner, lifecycle, viewer, memory }: Form<'assign-person'>): ModalView {
  const problem = whyNot(partner, lifecycle, viewer);
  if (problem) return modal('assign-person', memory, 'Assign a role', [section(problem)]);
  const blocks = [personInput('Who'), teamInput(lifecycle.teams, lifecycle)];
  return modal('assign-person', memory, 'Assign a role', blocks, 'Assign');
}

/** A coordinator invites a person of the partner into the channel. */
export function invitePersonModal({ partner, lifecycle, viewer, memory }: Form<'invite-person'>): ModalView {
  const problem = whyNot(partner, lifecycle, viewer);
  if (problem) return modal('invite-person', memory, 'Invite', [section(problem)]);
  const email = input(
    'invitations',
    'Email',
    { type: 'email_text_input', placeholder: plain('ana@example.com') },
    {
      optional: false,
      hint: 'They get a Slack Connect invitation to the channel, and can use buttons and forms in it. An invitation that was declined is sent again.',
    },
  );
  return modal('invite-person', memory, 'Invite', [email], 'Invite');
}

/** Anybody claims a role of their own side; a coordinator confirms it. */
export function claimRoleModal({ partner, lifecycle, viewer: { who }, memory }: Form<'claim-role'>): ModalView {
  const taken = (team: Team) =>
    partner.people.some((a) => a.person === who.person && a.team === team.id && a.active) ||
    partner.claims.some((c) => c.person === who.person && c.team === team.id);
  const open = lifecycle.teams.filter((team) => team.side === who.side && !taken(team));
  if (partner.closed) return modal('claim-role', memory, 'Claim a role', [section(closed)]);
  if (open.length === 0)
    return modal('claim-role', memory, 'Claim a role', [
      section('You hold or claimed every role of your side already.'),
    ]);
  const { id } = coordinatingTeam(lifecycle);
  const orphaned = !partner.people.some((a) => a.team === id && a.active);
  const intro = orphaned
    ? `Which role is yours? There is no ${role(id, lifecycle)} who could confirm it; somebody of ${side('databricks', lifecycle)} who claims that role has it at once.`
    : `Which role is yours? It is confirmed by ${whoCoordinates(partner, lifecycle)}.`;
  return modal('claim-role', memory, 'Claim a role', [section(intro), teamInput(open, lifecycle)], 'Claim');
}

/** A holder passes their role on to a colleague. */
export function handOverModal({ partner, lifecycle, viewer: { who }, memory }: Form<'hand-over'>): ModalView {
  const held = partner.people.some((a) => a.person === who.person && a.team === memory.team && a.active);
  const what = role(memory.team, lifecycle);
  if (partner.closed) return modal('hand-over', memory, 'Hand over', [section(closed)]);
  if (!held) return modal('hand-over', memory, 'Hand over', [section(`You do not hold *${what}* (any more).`)]);
  const confirmed =
    who.side === 'partner' ? ` It takes effect once ${side('databricks', lifecycle)} has confirmed it.` : '';
  const intro = section(`Hand over *${what}* to a colleague on your side.${confirmed}`);
  return modal('hand-over', memory, 'Hand over', [intro, personInput('To whom')], 'Hand over');
}

function whyNot(partner: Partner, lifecycle: Lifecycle, { who }: Viewer): string | undefined {
  if (partner.closed) return closed;
  return may.coordinate(who) ? undefined : `This can be done by ${whoCoordinates(partner, lifecycle)}.`;
}

const personInput = (label: string): InputBlock =>
  input('person', label, { type: 'users_select', placeholder: plain('Choose a person') }, { optional: false });

const teamInput = (teams: readonly Team[], { sides }: Lifecycle): InputBlock =>
  input(
    'team',
    'Role',
    menu(
      teams.map((team) => option(team.role, team.id, sides[team.side])),
      undefined,
      'Choose a role',
    ),
    { optional: false },
  );
