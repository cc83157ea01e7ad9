import { z } from 'zod';
import type { Author } from '../events/author';
import type { Instant } from '../ids';

/** What is known of the files that a partner handed in: plain data, part of the partner. The files are not kept. */

export const artifactKinds = ['configuration', 'report', 'logo', 'icon'] as const;
export type ArtifactKind = (typeof artifactKinds)[number];
export const imageKinds = ['logo', 'icon'] as const;
export type ImageKind = (typeof imageKinds)[number];

const short = z.string().max(200);

/** A file that was handed in, as it was called then. */
export const upload = z.strictObject({
  name: z.string().max(255),
  /** In bytes. */
  size: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Slack's id of it: we keep no file, Slack does. */
  file: z.string().max(40).optional(),
});
export type Upload = z.infer<typeof upload>;

/** Something about a file that is wrong (`fault`) or worth a look (`warning`). */
export const finding = z.strictObject({
  level: z.enum(['fault', 'warning']),
  /** Where: a field such as `endpoints.connect_path`, a test case, or the file as a whole (empty). */
  field: short,
  /** What should be so. */
  rule: z.string().max(300),
  /** What to do about it. */
  mend: z.string().max(300),
});
export type Finding = z.infer<typeof finding>;
export const mostFindings = 40;

/** What a configuration file says, as far as the bot goes by it. */
export const configurationFacts = z.strictObject({
  /** What the file calls the partner. */
  name: short,
  /** Those of `supported_clouds`. */
  clouds: z.array(short).max(10),
  /**
   * Every field that is there, by its path (`category`, `supports_demo`, `endpoints.delete_account_path`), with its value
   * in words. Of long values and of those that may be secret there is only a fingerprint.
   */
  fields: z.record(z.string().max(100), short),
});
export type ConfigurationFacts = z.infer<typeof configurationFacts>;

const caseResult = z.strictObject({
  /** A test case, such as P100. */
  case: z.string().regex(/^P\d{3}$/),
  /** A case passes when each of its tests does; one that was not run throughout neither passed nor failed. */
  result: z.enum(['pass', 'fail', 'skipped']),
  /** How many tests the suite has for it. */
  tests: z.int().positive(),
  /** Names of those that failed. */
  failed: z.array(short).max(5),
});
export type CaseResult = z.infer<typeof caseResult>;

/** What a certification report says. */
export const reportFacts = z.strictObject({
  cases: z.array(caseResult).max(200),
  /** Classes of the suite that were run. */
  suites: z.array(short).max(50),
  /** The configuration file that it was run with, when the report shows it. */
  ranWith: short.optional(),
});
export type ReportFacts = z.infer<typeof reportFacts>;

export const imageFacts = z.strictObject({
  format: z.enum(['png', 'svg']),
  /** In pixels; of a drawing without a size of its own, in its own units. */
  width: z.number().positive(),
  height: z.number().positive(),
});
export type ImageFacts = z.infer<typeof imageFacts>;

/** One upload. The first is number 1; numbers are not used twice. */
export interface Revision {
  readonly number: number;
  readonly upload: Upload;
  readonly at: Instant;
  readonly by: Author;
  readonly faults: number;
  readonly warnings: number;
}

export interface Artifact<Facts> {
  /** Newest last. Old ones beyond so many are in the log only. */
  readonly revisions: readonly Revision[];
  /** About the newest revision; at most `mostFindings`. */
  readonly findings: readonly Finding[];
  /** What holds: the newest revision without faults. */
  readonly stands?: { readonly revision: number; readonly at: Instant; readonly by: Author; readonly facts: Facts };
}

/** The files of a partner; what was never handed in is absent. */
export interface Artifacts {
  readonly configuration?: Artifact<ConfigurationFacts>;
  readonly report?: Artifact<ReportFacts>;
  readonly logo?: Artifact<ImageFacts>;
  readonly icon?: Artifact<ImageFacts>;
}
