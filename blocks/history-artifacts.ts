import { kindsFor } from '../src/domain/artifacts/items';
import type { ArtifactKind } from '../src/domain/artifacts/state';
import type { ArtifactEvent } from '../src/domain/events';
import type { Teller } from './history-items';
import { count, oneLine } from './text';

/** Sentences of the log about files that were handed in. */
export function tellArtifact(
  event: ArtifactEvent,
  { who, behalf, reader, partner, lifecycle }: Teller,
): string | undefined {
  // Where the items that wait for it are internal, so is the file.
  const isSeen = reader === 'databricks' || kindsFor(reader, partner, lifecycle).includes(kindOf(event));
  if (!isSeen) return undefined;
  const faults = event.findings.filter(({ level }) => level === 'fault').length;
  const broken = faults > 0 ? `, with ${count(faults, 'fault')}` : '';
  return `${who} handed in ${what(event)}${behalf}: ${oneLine(event.upload.name, 80)}${broken || said(event)}`;
}

function kindOf(event: ArtifactEvent): ArtifactKind {
  if (event.type === 'ImageSubmitted') return event.kind;
  return event.type === 'ConfigurationSubmitted' ? 'configuration' : 'report';
}

function what(event: ArtifactEvent): string {
  if (event.type === 'ConfigurationSubmitted') return 'a configuration file';
  if (event.type === 'CertificationReportSubmitted') return 'a certification report';
  return event.kind === 'logo' ? 'a logo' : 'an icon';
}

function said(event: ArtifactEvent): string {
  if (event.type !== 'CertificationReportSubmitted' || !event.facts) return '';
  const { cases } = event.facts;
  const passed = cases.filter(({ result }) => result === 'pass').length;
  return `, ${passed} of ${count(cases.length, 'case')} passed`;
}
