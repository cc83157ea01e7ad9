import type { KnownBlock } from '@slack/types';
import { changedFields, type FieldChange } from '../src/domain/artifacts/changes';
import type { Outcome } from '../src/domain/artifacts/outcome';
import type { PartnerEvent } from '../src/domain/events';
import { cloudTitle, lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { seesRollout } from '../src/domain/rollout/powers';
import { applicableCases } from '../src/domain/test-cases/standing';
import { sees } from '../src/domain/visibility';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { findingCount, findingLine, kindTitles, standsFor } from './artifact-words';
import { section } from './kit';
import { andMore, count, fitLines, oneLine } from './text';
import { title } from './words';

/** What became of files that somebody just handed in, for that person. */

type Taken = Extract<Outcome, { is: 'taken' }>;

const mostChanges = 12;

/** Returns the lines about one file, the most important first. */
export function outcomeLines(outcome: Outcome, lifecycle: Lifecycle, side: Side): readonly string[] {
  const file = `*${oneLine(outcome.name, 80)}*`;
  switch (outcome.is) {
    case 'refused':
      return [`❌ ${file} was not taken. ${oneLine(outcome.why, 700)}`];
    case 'same':
      return [`➖ ${file} was handed in before, as it is. Nothing changes.`];
    case 'taken':
      return takenLines(outcome, file, lifecycle, side);
  }
}

function takenLines(taken: Taken, file: string, lifecycle: Lifecycle, side: Side): readonly string[] {
  const { kind, after } = taken;
  const artifact = after.artifacts[kind];
  const revision = artifact?.revisions.at(-1);
  if (!artifact || !revision) return [];
  const what = `${kindTitles[kind]}, revision ${revision.number}`;
  const holds = artifact.stands?.revision === revision.number;
  const other = artifact.stands
    ? `Revision ${artifact.stands.revision} goes on to hold.`
    : 'Mend it and hand it in again.';
  const opening = holds
    ? `✅ ${file} is taken · ${what} · ${standsFor(kind, after, lifecycle)}`
    : `❌ ${file} has ${findingCount(revision.faults, revision.warnings)}, so it does not count. ${other}`;
  return [
    opening,
    ...artifact.findings.map(findingLine),
    ...(holds ? changeLines(taken, lifecycle, side) : []),
    ...followLines(taken, lifecycle, side),
  ];
}

/** What the configuration says otherwise than the one before, and what that means for the tests. */
function changeLines({ kind, before, after }: Taken, lifecycle: Lifecycle, side: Side): readonly string[] {
  if (kind !== 'configuration') return [];
  const [was, is] = [before, after].map((p) => p.artifacts.configuration?.stands);
  if (!is) return [];
  const changes = was ? changedFields(was.facts, is.facts) : [];
  const same = was && changes.length === 0 ? [`It says the same as revision ${was.revision}.`] : [];
  return [
    ...(was && changes.length > 0 ? [`Changed against revision ${was.revision}:`] : []),
    ...changes.slice(0, mostChanges).map(changeLine),
    ...andMore(changes.length - mostChanges),
    ...same,
    ...caseLines(before, after, lifecycle),
    ...cloudLine(before, after, lifecycle, side),
  ];
}

function changeLine({ field, from, to }: FieldChange): string {
  const where = `• \`${oneLine(field, 100)}\``;
  if (from === undefined)
    return `${where}: new${to === undefined || to.startsWith('#') ? '' : `, ${oneLine(to, 120)}`}`;
  if (to === undefined) return `${where}: left out`;
  return from.startsWith('#') ? `${where}: changed` : `${where}: ${oneLine(from, 120)} → ${oneLine(to, 120)}`;
}

function caseLines(before: Partner, after: Partner, lifecycle: Lifecycle): readonly string[] {
  const [were, are] = [before, after].map((p) => applicableCases(p, lifecycle).map(({ id }) => id));
  const come = are?.filter((id) => !were?.includes(id)) ?? [];
  const gone = were?.filter((id) => !are?.includes(id)) ?? [];
  return [
    `${count(are?.length ?? 0, 'test case applies', 'test cases apply')}.`,
    ...(come.length > 0 ? [`Now they include ${come.join(', ')}.`] : []),
    ...(gone.length > 0 ? [`No longer: ${gone.join(', ')}.`] : []),
  ];
}

function cloudLine(before: Partner, after: Partner, lifecycle: Lifecycle, side: Side): readonly string[] {
  if (before.clouds === after.clouds || !seesRollout(side, after, lifecycle)) return [];
  const titles = after.clouds.map((id) => oneLine(cloudTitle(id, lifecycle), 60));
  return [`The rollout covers ${titles.join(', ')}.`];
}

/** What else came of it: items done or open again, sign-offs to be given again, a rollout planned anew. */
function followLines({ events, after }: Taken, lifecycle: Lifecycle, side: Side): readonly string[] {
  return events.flatMap(({ event }) => followLine(event, after, lifecycle, side) ?? []);
}

/** What else came of an event, in a line; nothing of what the reader may not see. */
export function followLine(
  event: PartnerEvent,
  partner: Partner,
  lifecycle: Lifecycle,
  side: Side,
): string | undefined {
  const nameOf = (id: string): string | undefined => {
    const placed = lookup(lifecycle).byId.get(id);
    return placed && sees(side, partner, placed) ? `*${title(placed)}*` : undefined;
  };
  switch (event.type) {
    case 'ItemDone': {
      const item = nameOf(event.item);
      return item && `✅ ${item} is done.`;
    }
    case 'ItemReopened': {
      const item = nameOf(event.item);
      return item && `🔁 ${item} is open again. ${oneLine(event.reason ?? '', 200)}`;
    }
    case 'SignOffReopened': {
      const gate = nameOf(event.signOff);
      return gate && `🔁 ${gate} rested on what changed, and must be given again.`;
    }
    case 'RolloutPlanned':
      return seesRollout(side, partner, lifecycle) ? '🔁 The rollout is planned anew.' : undefined;
    default:
      return undefined;
  }
}

const longest = 2900;
const mostSections = 12;

/** Lines in as many sections as they need. */
export function sections(lines: readonly string[]): readonly KnownBlock[] {
  const parts: string[][] = [[]];
  let room = longest;
  for (const line of lines) {
    if (line.length + 1 > room) {
      parts.push([]);
      room = longest;
    }
    parts.at(-1)?.push(line);
    room -= line.length + 1;
  }
  const filled = parts.filter((part) => part.length > 0);
  const left = filled.slice(mostSections).flat().length;
  return [
    ...filled.slice(0, mostSections).map((part) => section(fitLines(part, longest + 20))),
    ...(left > 0
      ? [section(`… and ${count(left, 'line')} more. Mend these first, then hand the files in again.`)]
      : []),
  ];
}
