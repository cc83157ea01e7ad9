import { claimAnswered, wasAnswered } from '../../blocks/claims';
import { simpleMessage } from '../../blocks/message';
import { assignPersonModal, claimRoleModal, handOverModal, invitePersonModal } from '../../blocks/people-forms';
import { userOf, type PartnerId, type PersonKey } from '../../src/domain/ids';
import { isRefusal } from '../../src/domain/refusal';
import { executeFor, onPartner, opening, type ActionHandler, type Click, type Reply } from './click';

export const assignPerson: ActionHandler<'assign-person'> = opening(assignPersonModal);

export const invitePerson: ActionHandler<'invite-person'> = opening(invitePersonModal);

export const claimRole: ActionHandler<'claim-role'> = opening(claimRoleModal);

export const handOver: ActionHandler<'hand-over'> = opening(handOverModal);

export const removePerson: ActionHandler<'remove-person'> = (value, click) =>
  executeFor(value, click, { type: 'RemovePerson', person: value.person, team: value.team }, value.from);

/** The report in the coordinator's direct messages is edited in place: it needs no copy beside it. */
export const withdrawInvitation: ActionHandler<'withdraw-invitation'> = async (value, click) => {
  const { email, from } = value;
  const reply = await executeFor(value, click, { type: 'WithdrawInvitation', email }, from);
  return 'show' in reply && from.s === 'set-up' && !click.ephemeral
    ? { tell: simpleMessage('The invitation is withdrawn; this report shows it in a moment.') }
    : reply;
};

export const confirmClaim: ActionHandler<'confirm-claim'> = (value, click) => answerClaim(value, click, true);
export const declineClaim: ActionHandler<'decline-claim'> = (value, click) => answerClaim(value, click, false);

function answerClaim(value: Parameters<typeof confirmClaim>[0], click: Click, accept: boolean): Promise<Reply> {
  const { services, actor } = click;
  return onPartner(value, click, async ({ partner }) => {
    const { person, team } = value;
    const done = await services.onboarding.execute(partner.id, { type: 'AnswerClaim', person, team, accept }, actor);
    if (isRefusal(done)) return { tell: simpleMessage(done.message) };
    if (accept) await recordZone(services, partner.id, person);
    const claim = partner.claims.find((c) => c.person === person && c.team === team);
    const answered = done.events.length > 0 && claim;
    return { replace: answered ? claimAnswered(answered, accept, partner, services.lifecycle) : wasAnswered(partner) };
  });
}

/** Their mornings are told by their zone. Without it they are reminded by the lifecycle's: nothing to wait or apologise for. */
async function recordZone(
  { people, onboarding, log }: Click['services'],
  id: PartnerId,
  person: PersonKey,
): Promise<void> {
  try {
    const { name, zone } = (await people.picked(userOf(person))) ?? {};
    if (name === undefined || zone === undefined) return;
    await onboarding.record(id, [{ type: 'PersonMoved', person, name, zone }]);
  } catch (error) {
    log.warn({ err: error, person }, 'a time zone could not be learned');
  }
}
