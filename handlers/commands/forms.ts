import { closePartnerModal, reopenPartnerModal } from '../../blocks/close';
import { simpleMessage } from '../../blocks/message';
import { closingBarred } from '../../src/domain/decide/partner';
import type { Partner } from '../../src/domain/partner';
import { isRefusal } from '../../src/domain/refusal';
import { editPartnerForm } from '../partner-forms';
import { formFor, visit } from '../visit';
import { withPartner, type CommandAnswer, type CommandCall, type CommandHandler } from './command';

/** `/pc edit`: opens the partner's details. */
export const editPartner: CommandHandler = (call) =>
  withPartner(call, async (partner) => {
    if (partner.closed)
      return {
        picture: simpleMessage(
          `The onboarding of ${partner.name} is closed, so nothing changes. \`/pc reopen\` resumes it.`,
        ),
      };
    const form = editPartnerForm(visit(call.services, call.actor, partner), { p: partner.id });
    return isRefusal(form) ? { picture: simpleMessage(form.message) } : { modal: form };
  });

/** `/pc close`: asks why the onboarding ends. */
export const closePartner: CommandHandler = (call) =>
  withPartner(call, async (partner) =>
    partner.closed
      ? { picture: simpleMessage(`The onboarding of ${partner.name} is closed already. \`/pc reopen\` resumes it.`) }
      : unlessBarred(call, partner, closePartnerModal),
  );

/** `/pc reopen`: resumes a closed onboarding. */
export const reopenPartner: CommandHandler = (call) =>
  withPartner(call, async (partner) =>
    partner.closed
      ? unlessBarred(call, partner, reopenPartnerModal)
      : { picture: simpleMessage(`The onboarding of ${partner.name} is not closed.`) },
  );

/** Whoever may not is told so, and who may, before they fill in a form. */
function unlessBarred(
  { services, actor }: CommandCall,
  partner: Partner,
  form: typeof closePartnerModal | typeof reopenPartnerModal,
): CommandAnswer {
  const visited = visit(services, actor, partner);
  const barred = closingBarred(visited.viewer.standing, { partner, lifecycle: services.lifecycle });
  if (barred) return { picture: simpleMessage(barred.message) };
  return { modal: form(formFor(visited, { p: partner.id })) };
}
