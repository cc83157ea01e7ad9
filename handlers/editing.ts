import { partnerForm } from '../blocks/partner-form';
import type { ViewMemory } from '../blocks/memory';
import { detailsBarred } from '../src/domain/decide/partner';
import type { Visit } from './visit';

/** Returns the form of a partner's details. */
export const editForm = ({ viewer, services: { lifecycle }, partner }: Visit, memory: ViewMemory<'edit-partner'>) =>
  detailsBarred(viewer.standing, lifecycle) ?? partnerForm(lifecycle, { kind: 'edit', partner, memory });
