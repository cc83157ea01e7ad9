import type { ConfigurationFacts, Finding, ImageFacts, ImageKind, ReportFacts, Upload } from '../artifacts/state';

/** A file that was read: what it is, what it says as far as that can be told, and what is wrong with it. */
interface Read<Facts> {
  readonly upload: Upload;
  readonly facts?: Facts;
  readonly findings: readonly Finding[];
}

export type ArtifactCommand =
  | ({ readonly type: 'SubmitConfiguration' } & Read<ConfigurationFacts>)
  | ({ readonly type: 'SubmitReport' } & Read<ReportFacts>)
  | ({ readonly type: 'SubmitImage'; readonly kind: ImageKind } & Read<ImageFacts>);
