import type { ModalView } from '@slack/types';
import { closePartnerModal, reopenPartnerModal } from '../blocks/close';
import type { ViewMemory } from '../blocks/memory';
import { partnerForm } from '../blocks/partner-form';
import type { Person } from '../src/domain/actor';
import { nothingChanges } from '../src/domain/decide/context';
import { closingBarred, detailsBarred, openingProblem } from '../src/domain/decide/partner';
import { refuse, type Refusal } from '../src/domain/refusal';
import type { Services } from './services';
import type { formFor } from './visit';

/** The forms of a partner as a whole. Whoever may not is told so, and who may, before they fill one in. */

/** Returns the form that opens an onboarding, or why this person may not. */
export const newPartnerForm = ({ lifecycle }: Services, actor: Person, memory: ViewMemory<'new-partner'>) =>
  openingProblem(actor.home) ?? partnerForm(lifecycle, { kind: 'new', opener: actor.person, memory });

/** A form of a partner that is there; or why this person does not get it. */
export type FormOrWhyNot = (form: ReturnType<typeof formFor<ViewMemory<'edit-partner'>>>) => ModalView | Refusal;

/** The form of a partner's details. */
export const editPartnerForm: FormOrWhyNot = (form) =>
  detailsBarred(form.viewer.who, form) ??
  partnerForm(form.lifecycle, { kind: 'edit', partner: form.partner, memory: form.memory });

/** Asks why an onboarding ends. */
export const closePartnerForm: FormOrWhyNot = (form) =>
  form.partner.closed ? nothingChanges(form) : (closingBarred(form.viewer.who, form) ?? closePartnerModal(form));

/** Resumes a closed onboarding. */
export const reopenPartnerForm: FormOrWhyNot = (form) =>
  form.partner.closed
    ? (closingBarred(form.viewer.who, form) ?? reopenPartnerModal(form))
    : refuse(`The onboarding of ${form.partner.name} is not closed.`);
