import type { Interactive } from '../../../block-kit/elements';
import type { Given } from '../../../browser/protocol';

/** How an input is tied to its label, hint and error. */
export interface FieldTies {
  id: string;
  labelledBy: string;
  describedBy: string | undefined;
  isFaulty: boolean;
  isRequired: boolean;
}

/** What the control of an input gets, whatever its kind. */
export interface InputProps<E extends Interactive = Interactive> {
  element: E;
  given: Given;
  ties: Ties;
  onGiven: (given: Given) => void;
}

/** Attributes for the control itself. */
export interface Ties {
  id: string;
  'aria-label'?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
  'aria-required'?: true | undefined;
}
