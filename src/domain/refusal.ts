/** A rule said no. The message is a full sentence for the person: what is missing and who can help. */
export interface Refusal {
  readonly refused: true;
  readonly message: string;
  /** The input it concerns, when a form was filled in. */
  readonly field?: string;
  /** What else is wrong with the same form. */
  readonly others?: readonly Refusal[];
}

/** Refuses with a sentence for the person; it stands at the field of a form that it names. */
export const refuse = (message: string, field?: string): Refusal =>
  field === undefined ? { refused: true, message } : { refused: true, message, field };

/** Returns several faults of one form as one refusal; nothing when there is none. */
export const together = ([first, ...others]: readonly Refusal[]): Refusal | undefined =>
  first && (others.length > 0 ? { ...first, others } : first);

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value;
