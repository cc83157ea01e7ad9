import { partnerForm } from '../blocks/partner-form';
import type { ViewMemory } from '../blocks/ids';
import { refuse } from '../src/domain/refusal';
import type { Visit } from './visit';

/** Returns the form of a partner's details. It holds the internal notes, so it is not for the partner's side. */
export const editForm = ({ viewer, services: { lifecycle }, partner }: Visit, memory: ViewMemory<'edit-partner'>) =>
  viewer.standing.side === 'databricks'
    ? partnerForm(lifecycle, { kind: 'edit', partner, memory })
    : refuse(`Only ${lifecycle.sides.databricks} people can change the details. Please ask them.`);
