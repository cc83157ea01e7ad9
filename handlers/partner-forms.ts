import type { ViewMemory } from '../blocks/memory';
import { partnerForm } from '../blocks/partner-form';
import type { Person } from '../src/domain/actor';
import { detailsBarred, openingProblem } from '../src/domain/decide/partner';
import type { Services } from './services';
import type { Visit } from './visit';

/** Returns the form that opens an onboarding, or why this person may not. */
export const newPartnerForm = ({ lifecycle }: Services, actor: Person, memory: ViewMemory<'new-partner'>) =>
  openingProblem(actor.home) ?? partnerForm(lifecycle, { kind: 'new', opener: actor.person, memory });

/** Returns the form of a partner's details, or why this person may not change them. */
export const editPartnerForm = (
  { viewer, services: { lifecycle }, partner }: Visit,
  memory: ViewMemory<'edit-partner'>,
) => detailsBarred(viewer.standing, lifecycle) ?? partnerForm(lifecycle, { kind: 'edit', partner, memory });
