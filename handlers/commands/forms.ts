import { simpleMessage } from '../../blocks/message';
import { isRefusal } from '../../src/domain/refusal';
import { draw } from '../draw';
import { closePartnerForm, editPartnerForm, reopenPartnerForm, type FormOrWhyNot } from '../partner-forms';
import { formFor, visit } from '../visit';
import { withPartner, type CommandHandler } from './command';

const opening =
  (formOf: FormOrWhyNot): CommandHandler =>
  (call) =>
    withPartner(call, async (partner) => {
      const visited = visit(call.services, call.actor, partner);
      const form = formOf(formFor(visited, { p: partner.id }));
      return isRefusal(form)
        ? { picture: simpleMessage(form.message) }
        : { modal: form, button: () => draw({ s: 'status' }, visited) };
    });

/** `/pc edit`: opens the partner's details. */
export const editPartner = opening(editPartnerForm);
/** `/pc close`: asks why the onboarding ends. */
export const closePartner = opening(closePartnerForm);
/** `/pc reopen`: resumes a closed onboarding. */
export const reopenPartner = opening(reopenPartnerForm);
