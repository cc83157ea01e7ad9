import type { Lifecycle } from '../../lifecycle/schema';
import type { Principal } from '../actor';
import { addDays, dateOf, longDate } from '../calendar';
import type { CalendarDate } from '../ids';
import type { Partner } from '../partner';
import { may } from '../policy';
import { refuse, type Refusal } from '../refusal';
import { standingRevision } from './complete';
import type { ArtifactKind, Upload } from './state';

interface Asked {
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly who: Principal;
  readonly today: CalendarDate;
}

/** Returns the file of a kind that holds, with its id in Slack, when this person may be sent it now; else why not. */
export function fileFor(
  kind: ArtifactKind,
  { partner, lifecycle, who, today }: Asked,
): (Upload & { readonly file: string }) | Refusal {
  if (who.side !== 'databricks') return refuse('The partner’s people have the file: whoever handed it in uploaded it.');
  if (!may.fetch(who))
    return refuse(
      `Files of ${partner.name} go to the people on its people list. Open People and choose a role to claim it.`,
    );
  const revision = standingRevision(kind, partner);
  const file = revision?.upload.file;
  if (!revision || file === undefined) return refuse('There is no such file any more.');
  const { at, by, upload } = revision;
  const { keepDays } = lifecycle.artifacts;
  const handedIn = dateOf(at, lifecycle.zone);
  if (addDays(handedIn, keepDays) < today) {
    const author = by.kind === 'person' ? `${by.name}, who handed it in` : 'whoever handed it in';
    return refuse(
      `${upload.name} was handed in on ${longDate(handedIn)}, and files are fetched for ${keepDays} days only. Ask ${author}.`,
    );
  }
  return { ...upload, file };
}
