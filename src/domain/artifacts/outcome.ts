import type { RecordedEvent } from '../events';
import type { Partner } from '../partner';
import type { ArtifactKind } from './state';

/** What became of a file that somebody handed in; `name` is the file's. */
export type Outcome =
  | { readonly is: 'refused'; readonly name: string; readonly why: string }
  /** It was handed in last time, too. */
  | { readonly is: 'same'; readonly name: string; readonly kind: ArtifactKind }
  | {
      readonly is: 'taken';
      readonly name: string;
      readonly kind: ArtifactKind;
      readonly before: Partner;
      readonly after: Partner;
      readonly events: readonly RecordedEvent[];
    };
