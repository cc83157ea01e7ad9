import { z } from 'zod';
import {
  type ArtifactKind,
  configurationFacts,
  finding,
  imageFacts,
  imageKinds,
  mostFindings,
  reportFacts,
} from '../domain/artifacts/state';
import { limits } from './limits';

const findings = z.array(finding).max(mostFindings);

/** A file that was read, with what it is. */
export const read = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('configuration'), facts: configurationFacts.optional(), findings }),
  z.strictObject({ kind: z.literal('report'), facts: reportFacts.optional(), findings }),
  z.strictObject({ kind: z.enum(imageKinds), facts: imageFacts.optional(), findings }),
]);
export type Read = z.infer<typeof read>;

/** What a file shall be; `any` is told by its content. */
export type Wanted = ArtifactKind | 'any';

/** The most bytes that are read of a kind of file. */
export const mostBytes = (wanted: Wanted): number =>
  wanted === 'any' ? Math.max(limits.configuration, limits.report, limits.logo, limits.icon) : limits[wanted];
