import { z } from 'zod';
import {
  configurationFacts,
  finding,
  imageFacts,
  imageKinds,
  mostFindings,
  reportFacts,
  upload,
} from '../artifacts/state';

/** A file that could be read was handed in. With faults among the findings it is on record, and does not hold. */
const read = { upload, findings: z.array(finding).max(mostFindings) };

export const artifactChanges = [
  z.strictObject({ type: z.literal('ConfigurationSubmitted'), ...read, facts: configurationFacts.optional() }),
  z.strictObject({ type: z.literal('CertificationReportSubmitted'), ...read, facts: reportFacts.optional() }),
  z.strictObject({
    type: z.literal('ImageSubmitted'),
    ...read,
    kind: z.enum(imageKinds),
    facts: imageFacts.optional(),
  }),
] as const;

export type ArtifactEvent = z.infer<(typeof artifactChanges)[number]>;
