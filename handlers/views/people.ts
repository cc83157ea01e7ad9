import { teamId } from '../../src/domain/ids';
import { isRefusal, refuse } from '../../src/domain/refusal';
import { execute, pick, type ViewHandler } from './submission';

export const assignPerson: ViewHandler<'assign-person'> = async ({ p }, submission) => {
  const { answers } = submission;
  const picked = await pick(submission, answers.one('person'), 'person');
  if (isRefusal(picked)) return picked;
  const team = teamId.safeParse(answers.one('team'));
  if (!team.success) return refuse('Please choose a team.', 'team');
  return execute(submission, p, { type: 'AssignPerson', picked, team: team.data });
};

/** Invites people of the partner by email, one a line. */
export const invitePerson: ViewHandler<'invite-person'> = ({ p }, submission) => {
  const emails = splitEmails(submission.answers.one('invitations'));
  return execute(submission, p, ...emails.map((email) => ({ type: 'InvitePartnerPerson' as const, email })));
};

export const claimRole: ViewHandler<'claim-role'> = async ({ p }, submission) => {
  const team = teamId.safeParse(submission.answers.one('team'));
  if (!team.success) return refuse('Please choose a role.', 'team');
  return execute(submission, p, { type: 'ClaimRole', team: team.data });
};

export const handOver: ViewHandler<'hand-over'> = async ({ p, team }, submission) => {
  const to = await pick(submission, submission.answers.one('person'), 'person');
  return isRefusal(to) ? to : execute(submission, p, { type: 'HandOverRole', team, to });
};

/** As mail programs write an address with a name: Ana Lima <ana@example.com>. */
const withName = /[^<>,;@\n]*<([^<>\s]+@[^<>\s]+)>(?=\s*(?:[,;\n]|$))/g;

/** Splits typed email addresses at lines, commas, semicolons and spaces. */
export const splitEmails = (typed = ''): readonly string[] =>
  typed
    .replaceAll(withName, ' $1 ')
    .split(/[\s,;]+/)
    .filter((email) => email !== '');
