import { closePartnerModal, reopenPartnerModal } from '../../blocks/close';
import { simpleMessage } from '../../blocks/message';
import { isRefusal } from '../../src/domain/refusal';
import { editPartnerForm } from '../partner-forms';
import { visit } from '../visit';
import { withPartner, type CommandHandler } from './command';

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
      : { modal: closePartnerModal(partner, call.services.lifecycle, { p: partner.id }) },
  );

/** `/pc reopen`: resumes a closed onboarding. */
export const reopenPartner: CommandHandler = (call) =>
  withPartner(call, async (partner) =>
    partner.closed
      ? { modal: reopenPartnerModal(partner, call.services.lifecycle, { p: partner.id }) }
      : { picture: simpleMessage(`The onboarding of ${partner.name} is not closed.`) },
  );
