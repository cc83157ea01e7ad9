/** A rule said no. The message is a full sentence for the person: what is missing and who can help. */
export interface Refusal {
  readonly refused: true;
  readonly message: string;
  /** The input it concerns, when a form was filled in. */
  readonly field?: string;
}

/** Refuses with a sentence for the person; it stands at the field of a form that it names. */
export const refuse = (message: string, field?: string): Refusal =>
  field === undefined ? { refused: true, message } : { refused: true, message, field };

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value;
