import { z } from 'zod';
import { personKey, teamId } from '../ids';
import { side } from './shared';

const botAuthor = z.strictObject({ kind: z.literal('bot') });
const personAuthor = z.strictObject({
  kind: z.literal('person'),
  person: personKey,
  name: z.string(),
  side,
  /** Teams held when it was committed. */
  teams: z.array(teamId),
});

/** Who did it, as they were at that moment. */
export const author = z.discriminatedUnion('kind', [botAuthor, personAuthor]);
export type Author = z.infer<typeof author>;
