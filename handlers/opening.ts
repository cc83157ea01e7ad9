import type { ViewMemory } from '../blocks/memory';
import { partnerForm } from '../blocks/partner-form';
import type { Person } from '../src/domain/actor';
import { openingProblem } from '../src/domain/decide/partner';
import type { Services } from './services';

/** Returns the form that opens an onboarding. */
export const newPartnerForm = ({ lifecycle }: Services, actor: Person, memory: ViewMemory<'new-partner'>) =>
  openingProblem(actor.home) ?? partnerForm(lifecycle, { kind: 'new', opener: actor.person, memory });
