import { z } from 'zod';
import { sides } from '../../lifecycle/schema';
import { itemId, personKey } from '../ids';

/** The longest text a person may write: what a text field of Slack takes. */
export const longestText = 3000;
export const text = z.string().max(longestText);
export const side = z.enum(sides);
/** A person with the name they had then. */
export const named = { person: personKey, name: z.string() };

export const evidence = z.union([
  z.strictObject({ link: z.string().max(500), note: text.optional() }),
  z.strictObject({ note: text }),
]);
export type Evidence = z.infer<typeof evidence>;

/**
 * What a sign-off rested on when it was given: the revision of each item, of each result and each verdict on a guideline
 * that it was read from, and of the partner's configuration.
 */
export const basis = z.strictObject({
  items: z.record(z.string(), z.number()),
  cases: z.record(z.string(), z.number()).optional(),
  guidelines: z.record(z.string(), z.number()).optional(),
  configuration: z.number().optional(),
});
export type Basis = z.infer<typeof basis>;

export const item = { item: itemId };
