import { z } from 'zod';
import { caseId, itemId, teamId } from '../ids';
import { basis, text } from './shared';

const signOff = { signOff: itemId };
export const signOffChanges = [
  z.strictObject({
    type: z.literal('SignOffGiven'),
    ...signOff,
    team: teamId,
    comment: text.optional(),
    criteria: z.array(z.string()),
    basis,
  }),
  z.strictObject({ type: z.literal('SignOffTakenBack'), ...signOff, reason: text }),
  /** Something the sign-off rested on changed; it must be given again. */
  z.strictObject({
    type: z.literal('SignOffReopened'),
    ...signOff,
    because: z.union([itemId, caseId, z.literal('configuration'), z.literal('ux-review')]),
  }),
] as const;

export type SignOffEvent = z.infer<(typeof signOffChanges)[number]>;
