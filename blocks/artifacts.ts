import type { Button, KnownBlock } from '@slack/types';
import { isInOrder, standingRevision } from '../src/domain/artifacts/complete';
import { itemsForKind, kindsFor } from '../src/domain/artifacts/items';
import type { Outcome } from '../src/domain/artifacts/outcome';
import { fileFor } from '../src/domain/artifacts/sending';
import type { Artifact, ArtifactKind, Revision } from '../src/domain/artifacts/state';
import { handInProblem } from '../src/domain/decide/artifacts';
import type { Partner } from '../src/domain/partner';
import { isRefusal } from '../src/domain/refusal';
import type { Lifecycle } from '../src/lifecycle/schema';
import { outcomeLines, sections } from './artifact-results';
import { findingCount, findingLine, kindTitles, standsFor } from './artifact-words';
import { heading } from './heading';
import { button, context, divider, row, section } from './kit';
import { surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import type { Surface } from './surface';
import { andMore, count, day, fitLines, name, oneLine } from './text';
import { author, whoCan } from './words';

const from: Surface = { s: 'artifacts' };
const mostFindings = 8;

/** The files that were handed in: what stands, what is wrong; on top, what became of those just handed in. */
export function artifactsMessage(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  outcomes: readonly Outcome[] = [],
): Picture {
  const { who } = viewer;
  const kinds = kindsFor(who.side, partner, lifecycle);
  const results = outcomes.flatMap((outcome) => outcomeLines(outcome, lifecycle, who.side));
  const told = new Set(outcomes.flatMap((outcome) => (outcome.is === 'taken' ? [outcome.kind] : [])));
  const lines = kinds.map((kind) => kindLines(kind, partner, lifecycle, told.has(kind)));
  const gets = kinds.map((kind) => getButton(kind, partner, lifecycle, viewer));
  const allowed = handInProblem(kinds.slice(0, 1), { partner, lifecycle, who }) === undefined;
  const can = whoCan(partner, lifecycle, [
    ...new Set(kinds.flatMap((kind) => itemsForKind(kind, partner, lifecycle)).flatMap(({ teams }) => teams)),
  ]);
  const blocks: KnownBlock[] = [
    ...heading(partner, 'Artifacts'),
    ...sections(results),
    ...(results.length > 0 ? [divider] : []),
    ...(kinds.length === 0 ? [section('No files are asked for in this onboarding.')] : []),
    ...lines.map((its, n) => section(fitLines(its, 2900), gets[n])),
    ...row(
      allowed && kinds.length > 0
        ? button('Hand in files…', 'hand-in', { p: partner.id, from }, { style: 'primary' })
        : undefined,
    ),
    ...(allowed || kinds.length === 0 || partner.closed ? [] : [context(`They are handed in by ${can}.`)]),
    ...(gets.some(Boolean) ? [context(keepWords(lifecycle))] : []),
    ...row(...surfaces(partner.id, lifecycle, 'artifacts')),
  ];
  const stands = kinds.filter((kind) => isInOrder(kind, partner, lifecycle)).length;
  const said = results.length > 0 ? results : lines.flat();
  return picture(
    [`Artifacts of ${name(partner.name)}: ${stands} of ${count(kinds.length, 'file')} in order.`, ...said],
    blocks,
  );
}

/** People of the other side than the author's cannot open what was handed in with a form. */
function getButton(
  kind: ArtifactKind | undefined,
  partner: Partner,
  lifecycle: Lifecycle,
  { who, today }: Viewer,
): Button | undefined {
  const upload = kind && fileFor(kind, { partner, lifecycle, who, today });
  if (kind === undefined || upload === undefined || isRefusal(upload)) return undefined;
  return button('Send me', 'artifact-get', { p: partner.id, kind }, { suffix: kind, label: `Send me ${upload.name}` });
}

/** How long files are at hand, for those to whom one is offered. */
const keepWords = ({ artifacts }: Lifecycle): string =>
  `Files stay in Slack; the bot keeps none. It sends one to people on the people list for ${count(artifacts.keepDays, 'day')} after it was handed in.`;

function kindLines(kind: ArtifactKind, partner: Partner, lifecycle: Lifecycle, told: boolean): readonly string[] {
  const artifact: Artifact<unknown> | undefined = partner.artifacts[kind];
  const newest = artifact?.revisions.at(-1);
  if (!artifact || !newest) return [`⬜ *${kindTitles[kind]}* · not handed in yet`];
  const { stands } = artifact;
  const mark = isInOrder(kind, partner, lifecycle) ? '✅' : '❌';
  const standing = standingRevision(kind, partner);
  const summary = standsFor(kind, partner, lifecycle);
  const broken = newest.number === stands?.revision ? [] : [brokenLine(newest)];
  const findings = told ? [] : artifact.findings;
  return [
    `${mark} *${kindTitles[kind]}*${stands ? ` · ${revisionWords(stands.revision, standing, stands)}` : ''}`,
    ...(summary ? [summary] : []),
    ...broken,
    ...findings.slice(0, mostFindings).map(findingLine),
    ...andMore(findings.length - mostFindings),
  ];
}

const revisionWords = (
  number: number,
  revision: Revision | undefined,
  { at, by }: { readonly at: Revision['at']; readonly by: Revision['by'] },
): string =>
  [`revision ${number}`, ...(revision ? [oneLine(revision.upload.name, 60)] : []), `${author(by)}, ${day(at)}`].join(
    ' · ',
  );

const brokenLine = ({ number, upload, faults, warnings, by, at }: Revision): string =>
  `Revision ${number} (${oneLine(upload.name, 60)}, ${author(by)}, ${day(at)}) does not count: ${findingCount(faults, warnings)}`;
