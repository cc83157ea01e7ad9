import type { Lifecycle } from '../../lifecycle/schema';
import { certificationOf } from '../artifacts/certification';
import { filesInOrder } from '../artifacts/complete';
import { configurationOf } from '../artifacts/configuration';
import { artifactItems, artifactsOf, itemsForKind } from '../artifacts/items';
import { isOwnConfiguration } from '../artifacts/names';
import { mostFindings, type ArtifactKind, type ConfigurationFacts, type Finding } from '../artifacts/state';
import type { ArtifactCommand } from '../commands';
import type { Evidence, PartnerEvent } from '../events';
import { isLaunched, missingFor, stateOf } from '../item-state';
import type { Placed } from '../lookup';
import type { Partner } from '../partner';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { nameClaim } from '../slug';
import { sees } from '../visibility';
import { accept, already, anyOf, forItem, nothingChanges, whoCan } from './context';
import type { Context, Decision } from './context';

/** Decides on a file that was handed in. Who may, may do an item that waits for such a file. */
export function decideArtifacts(command: ArtifactCommand, context: Context): Decision {
  const kind = kindOf(command);
  const placed = receiver(kind, context);
  if (isRefusal(placed)) return placed;
  const newest = context.partner.artifacts[kind]?.revisions.at(-1);
  if (newest?.upload.sha256 === command.upload.sha256) return already;
  const event = submitted(command, context);
  if (isRefusal(event)) return event;
  return forItem(placed, context, accept(event));
}

const kindOf = (command: ArtifactCommand): ArtifactKind => {
  if (command.type === 'SubmitImage') return command.kind;
  return command.type === 'SubmitReport' ? 'report' : 'configuration';
};

/** Returns the item for which this person may hand in such a file, or why they may not. */
function receiver(kind: ArtifactKind, context: Pick<Context, 'partner' | 'lifecycle' | 'who'>): Placed | Refusal {
  const { partner, lifecycle, who } = context;
  const items = itemsForKind(kind, partner, lifecycle).filter((placed) => sees(who.side, partner, placed));
  if (items.length === 0) return refuse(`No ${fileWords[kind]} is asked for in this onboarding.`, kind);
  const mine = items.find((placed) => may.workOn(who, placed, lifecycle));
  const teams = [...new Set(items.flatMap((placed) => placed.teams))];
  return (
    mine ?? refuse(`Files are handed in by ${anyOf(teams, lifecycle)}: ${whoCan({ partner, lifecycle }, teams)}.`, kind)
  );
}

const fileWords: Readonly<Record<ArtifactKind, string>> = {
  configuration: 'configuration file',
  report: 'certification report',
  logo: 'logo',
  icon: 'icon',
};

/** Why a person may not hand in files of these kinds now, if they may not; asked before the files are read. */
export function handInProblem(
  kinds: readonly ArtifactKind[],
  context: Pick<Context, 'partner' | 'lifecycle' | 'who'>,
): Refusal | undefined {
  const { partner } = context;
  if (partner.closed) return nothingChanges(context);
  return kinds.map((kind) => receiver(kind, context)).find(isRefusal);
}

function submitted(command: ArtifactCommand, context: Context): PartnerEvent | Refusal {
  const { upload } = command;
  const findings = command.findings.slice(0, mostFindings);
  switch (command.type) {
    case 'SubmitConfiguration': {
      const { facts } = command;
      const noted = facts ? [...findings, ...notes(facts, context)].slice(0, mostFindings) : findings;
      const known = facts && { ...facts, clouds: knownClouds(facts, context.lifecycle) };
      return { type: 'ConfigurationSubmitted', upload, findings: noted, ...(known && { facts: known }) };
    }
    case 'SubmitReport': {
      const { facts } = command;
      const foreign = facts?.ranWith !== undefined && !isOwnConfiguration(facts.ranWith, context.partner);
      if (foreign) return refuse(foreignReport(facts.ranWith ?? '', context.partner), 'report');
      return { type: 'CertificationReportSubmitted', upload, findings, ...(facts && { facts }) };
    }
    case 'SubmitImage':
      return {
        type: 'ImageSubmitted',
        kind: command.kind,
        upload,
        findings,
        ...(command.facts && { facts: command.facts }),
      };
  }
}

const knownClouds = ({ clouds }: ConfigurationFacts, lifecycle: Lifecycle): string[] =>
  clouds.filter((cloud) => lifecycle.clouds.some(({ id }) => id === cloud));

function foreignReport(ranWith: string, partner: Partner): string {
  const own = partner.artifacts.configuration?.revisions.at(-1)?.upload.name;
  const known = own ? `the configuration handed in here is ${own}` : 'that is not called like this partner';
  return `This report was made with the configuration ${ranWith}; ${known}. Run the suite with ${partner.name}’s own configuration, or hand in ${ranWith} first if it is theirs.`;
}

/** What is odd about a configuration only for this partner and in this lifecycle. */
function notes(facts: ConfigurationFacts, { partner, lifecycle }: Context): readonly Finding[] {
  const strange = facts.clouds.filter((cloud) => !knownClouds(facts, lifecycle).includes(cloud));
  const called = facts.name !== '' && nameClaim(facts.name) !== nameClaim(partner.name);
  return [
    ...(called
      ? [warning('name', `The onboarding is called “${partner.name}”.`, 'Fine if the tile shall say so.')]
      : []),
    ...(strange.length > 0
      ? [
          warning(
            'supported_clouds',
            `${lifecycle.programme} does not roll out to ${strange.join(', ')}.`,
            'Leave it out.',
          ),
        ]
      : []),
  ];
}

const warning = (field: string, rule: string, mend: string): Finding => ({
  level: 'warning',
  field,
  rule: rule.slice(0, 300),
  mend,
});

/**
 * Items that wait for files follow them: done once all are in order and nothing else is missing, open again when one no
 * longer is. What a person reopened by hand stays open until another file is handed in.
 */
export function settleArtifacts(
  before: Partner | undefined,
  partner: Partner,
  lifecycle: Lifecycle,
): readonly PartnerEvent[] {
  // What was launched stays launched: a change after that is maintenance.
  if (!before || isLaunched(partner, lifecycle)) return [];
  const finished = new Set<string>();
  return artifactItems(partner, lifecycle).flatMap((placed): readonly PartnerEvent[] => {
    const { status, evidence } = stateOf(placed, partner);
    const possible = missingFor(placed, partner, lifecycle).every(({ id }) => finished.has(id));
    // Most often so, and sooner seen than what stands in the files.
    if (status.is !== 'done' && !possible) return [];
    const inOrder = filesInOrder(placed, partner, lifecycle);
    const handedIn = before.artifacts !== partner.artifacts;
    if (status.is === 'done' && !inOrder && filesInOrder(placed, before, lifecycle))
      return [{ type: 'ItemReopened', item: placed.id, reason: whyNot(placed, partner, lifecycle) }];
    if (!inOrder || !possible) return [];
    const shown = evidenceOf(placed, partner, lifecycle, evidence);
    if (status.is === 'done' && handedIn && shown && JSON.stringify(shown) !== JSON.stringify(evidence)) {
      // A link that a person gave stays: they know what they show.
      return evidence && 'link' in evidence ? [] : [{ type: 'ItemEvidenceSet', item: placed.id, evidence: shown }];
    }
    const wasReady = filesInOrder(placed, before, lifecycle) && missingFor(placed, before, lifecycle).length === 0;
    if (status.is !== 'open' || (wasReady && !handedIn)) return [];
    finished.add(placed.id);
    return [{ type: 'ItemDone', item: placed.id, ...(shown && { evidence: shown }) }];
  });
}

/** What the files show, in a line; a link that was given before stays. */
function evidenceOf(placed: Placed, partner: Partner, lifecycle: Lifecycle, before: Evidence | undefined) {
  const kinds = artifactsOf(placed);
  const revisions = kinds.flatMap((kind) => {
    const stands = partner.artifacts[kind]?.stands;
    return stands ? [`${fileWords[kind]}, revision ${stands.revision}`] : [];
  });
  if (revisions.length === 0) return undefined;
  const certified = kinds.includes('report') ? certificationOf(partner, lifecycle) : undefined;
  const cases = certified ? `: ${certified.passed.length} of ${certified.expected} automated cases passed` : '';
  const note = capital(`${revisions.join('; ')}${cases}`);
  return before && 'link' in before ? { ...before, note } : { note };
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function whyNot(placed: Placed, partner: Partner, lifecycle: Lifecycle): string {
  const certified = artifactsOf(placed).includes('report') ? certificationOf(partner, lifecycle) : undefined;
  if (certified?.foreign) return 'The certification report was made with another configuration.';
  if (certified && certified.failed.length > 0) return `Failed in the newest report: ${certified.failed.join(', ')}.`;
  if (certified && certified.missing.length > 0)
    return `Not in the newest report: ${certified.missing.join(', ')}. The configuration says that they apply.`;
  return `Not everything that was handed in for ${configurationOf(partner)?.name ?? partner.name} is in order any more.`;
}
