import { changedFields } from '../artifacts/changes';
import type { Artifact, Revision } from '../artifacts/state';
import type { ArtifactEvent, Author } from '../events';
import type { Instant } from '../ids';
import type { Partner } from '../partner';
import { sameSet } from '../same-set';

/** So many revisions are at hand; older ones are in the log. */
const mostRevisions = 10;

/** Keeps what a file says. Only one without faults takes the place of what stood; a configuration also sets the clouds. */
export function evolveArtifacts(partner: Partner, event: ArtifactEvent, at: Instant, by: Author): Partner {
  const { artifacts } = partner;
  switch (event.type) {
    case 'ConfigurationSubmitted': {
      const configuration = handIn(artifacts.configuration, event, event.facts, at, by);
      return configured({ ...partner, artifacts: { ...artifacts, configuration } }, partner);
    }
    case 'CertificationReportSubmitted':
      return {
        ...partner,
        artifacts: { ...artifacts, report: handIn(artifacts.report, event, event.facts, at, by) },
      };
    case 'ImageSubmitted':
      return {
        ...partner,
        artifacts: { ...artifacts, [event.kind]: handIn(artifacts[event.kind], event, event.facts, at, by) },
      };
  }
}

function handIn<Facts>(
  before: Artifact<Facts> | undefined,
  { upload, findings }: Pick<ArtifactEvent, 'upload' | 'findings'>,
  facts: Facts | undefined,
  at: Instant,
  by: Author,
): Artifact<Facts> {
  const faults = findings.filter(({ level }) => level === 'fault').length;
  const number = (before?.revisions.at(-1)?.number ?? 0) + 1;
  const revision: Revision = { number, upload, at, by, faults, warnings: findings.length - faults };
  const holds = faults === 0 && facts !== undefined ? { revision: number, at, by, facts } : before?.stands;
  return {
    revisions: [...(before?.revisions ?? []), revision].slice(-mostRevisions),
    findings,
    ...(holds && { stands: holds }),
  };
}

/** The clouds are those of the configuration that holds; a configuration that says something else is another one. */
function configured(after: Partner, before: Partner): Partner {
  const [now, then] = [after, before].map((p) => p.artifacts.configuration?.stands?.facts);
  if (now === undefined || now === then || (then && changedFields(then, now).length === 0)) return after;
  const sameClouds = now.clouds.length === 0 || sameSet(now.clouds, after.clouds);
  return {
    ...after,
    configuration: after.configuration + 1,
    ...(!sameClouds && { clouds: now.clouds }),
  };
}
